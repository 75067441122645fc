import assert from 'node:assert/strict';

import { fieldsFromAnchors } from '../../../../src/contract/fields';
import { overlaps } from '../../../../src/contract/geometry';
import type { Box, FoundAnchor } from '../../../../src/contract/types';
import type { Draft } from '../../../../src/delivery/draft';
import { fixOf } from '../../../../src/delivery/fixes';
import { documentOf, draftOf, signatureOf } from '../support/drafts';
import { fixed, foundIn, lastOf, notFixed } from '../support/fixing';
import { ADA, field, FINE, GRACE, LEASE, withField } from '../support/preflightCase';

const PAGE = { width: 595, height: 842 };
const [OF_ADA, OF_GRACE] = draftOf('i').fields;
assert.ok(OF_ADA && OF_GRACE);
const boxesOf = (draft: Draft): readonly Box[] => draft.fields.map(({ box }) => box);
const noneOverlap = (boxes: readonly Box[]) =>
  boxes.every((one, index) => boxes.slice(index + 1).every((other) => !overlaps(one, other)));

describe('delivery: fixes of a missing signature', () => {
  it('beside the others, on the last page of the first document', () => {
    const documents = [documentOf('a', { pages: [PAGE, PAGE] }), documentOf('b')];
    const [first] = documents;
    assert.ok(first);
    const fields = [signatureOf(first, ADA, { page: 2 })];
    const { draft, label, select, left } = fixed({ documents, fields }, 'signer-without-field');
    assert.equal(label, 'Place a signature on page 2');
    const { box, id, ...rest } = lastOf(draft);
    assert.deepEqual(rest, {
      documentId: first.id,
      signerId: GRACE.id,
      kind: 'signature',
      page: 2,
      required: true,
    });
    assert.deepEqual(select, [id]);
    assert.deepEqual([box.width, box.height, box.y], [150, 40, fields[0]?.box.y]);
    assert.ok(noneOverlap(boxesOf(draft)));
    assert.deepEqual(left, ['info document-without-field']);
  });

  it('at the foot of the page where nobody signs yet', () => {
    const { draft } = fixed({ signers: [ADA], fields: [] }, 'signer-without-field');
    assert.deepEqual(lastOf(draft).box, { x: 60, y: 742, width: 150, height: 40 });
  });

  it('below the signer’s own fields, wherever they are, or beside them where the page ends', () => {
    const own = (y: number): Partial<Draft> => ({
      documents: [{ ...LEASE, pages: [PAGE, PAGE, PAGE] }],
      fields: [
        OF_ADA,
        signatureOf(LEASE, GRACE, { kind: 'date', page: 2, box: { x: 80, y, width: 90, height: 18 } }),
      ],
    });
    const below = lastOf(fixed(own(200), 'signer-without-field').draft);
    assert.deepEqual([below.page, below.box.x, below.box.y], [2, 80, 226]);
    const beside = lastOf(fixed(own(810), 'signer-without-field').draft);
    assert.deepEqual([beside.page, beside.box.x], [2, 178]);
  });

  it('not over other fields, smaller or on another page where it is crowded, and nowhere where there is none', () => {
    const wall = (page: number, height: number) =>
      field({ id: `wall-${page}`, signerId: ADA.id, page, box: { x: 0, y: 0, width: 595, height } });
    const documents = [{ ...LEASE, pages: [PAGE, PAGE] }];
    const small = lastOf(
      fixed({ documents, fields: [wall(1, 842), wall(2, 812)] }, 'signer-without-field').draft,
    );
    assert.deepEqual([small.page, small.box.width, small.box.height], [2, 70, 18]);
    const moved = lastOf(
      fixed({ documents, fields: [wall(1, 500), wall(2, 842)] }, 'signer-without-field').draft,
    );
    assert.deepEqual([moved.page, moved.box.width], [1, 150]);
    notFixed({ documents, fields: [wall(1, 842), wall(2, 842)] }, 'signer-without-field');
    notFixed({ documents: [{ ...LEASE, pages: [] }], fields: [OF_ADA] }, 'signer-without-field');
  });

  it('never two of the same id', () => {
    const taken = field({
      id: `${GRACE.id}-signature`,
      kind: 'date',
      box: { x: 400, y: 400, width: 90, height: 18 },
    });
    const { draft } = fixed({ fields: [OF_ADA, taken] }, 'signer-without-field');
    assert.equal(lastOf(draft).id, `${GRACE.id}-signature-2`);
  });
});

describe('delivery: fixes of where fields stand', () => {
  it('brings a field onto its page, beside what stands there', () => {
    const { draft, left } = fixed(
      withField({ box: { x: 500, y: 110, width: 180, height: 40 } }),
      'field-off-page',
    );
    assert.deepEqual(lastOf(draft).box, { x: 415, y: 110, width: 180, height: 40 });
    const near = fixed(withField({ box: { x: -120, y: 130, width: 180, height: 40 } }), 'field-off-page');
    assert.ok(noneOverlap(boxesOf(near.draft)));
    const huge = fixed(
      { fields: [{ ...OF_ADA, box: { x: -10, y: -10, width: 900, height: 30 } }, OF_GRACE] },
      'field-off-page',
    );
    assert.deepEqual(huge.draft.fields[0]?.box, { x: 0, y: 0, width: 595, height: 30 });
    assert.deepEqual([...left, ...near.left, ...huge.left], []);
  });

  it('moves what lies over another field, not far, and unties it from its anchor', () => {
    const { draft } = fixed(withField({ box: { ...OF_ADA.box, x: 80 } }), 'fields-overlap');
    const { box } = lastOf(draft);
    assert.ok(noneOverlap(boxesOf(draft)));
    assert.ok(Math.hypot(box.x - 80, box.y - OF_ADA.box.y) < 250);
  });

  it('moves the other one where the field is tied to its anchor, and neither where both are', () => {
    const anchored = { anchor: '[[sign:client]]', box: { ...OF_ADA.box, x: 80 } };
    const { draft, select } = fixed(withField(anchored), 'fields-overlap');
    assert.deepEqual(select, [OF_ADA.id]);
    assert.deepEqual(lastOf(draft).box, anchored.box);
    notFixed({ fields: [{ ...OF_ADA, anchor: 'x' }, OF_GRACE, field(anchored)] }, 'fields-overlap');
  });

  it('gives a field of nobody to the only signer, and removes it where there are several', () => {
    const alone = fixed(
      { signers: [ADA], fields: [OF_ADA, { ...OF_GRACE, signerId: 'gone' }] },
      'field-of-nobody',
    );
    assert.equal(alone.label, 'Give it to ada Example');
    assert.equal(lastOf(alone.draft).signerId, ADA.id);
    const nameless = fixed(
      { signers: [{ ...ADA, name: '' }], fields: [OF_ADA, { ...OF_GRACE, signerId: 'gone' }] },
      'field-of-nobody',
    );
    assert.equal(nameless.label, `Give it to ${ADA.email}`);
    const several = fixed(
      withField({ signerId: 'gone', box: { x: 300, y: 300, width: 90, height: 30 } }),
      'field-of-nobody',
    );
    assert.equal(several.label, 'Remove the field');
    assert.equal(several.draft.fields.length, 2);
    notFixed({ signers: [], fields: [OF_ADA] }, 'field-of-nobody');
  });

  it('removes a field without a page, but keeps the only signature of a signer', () => {
    const gone = fixed(withField({ page: 7 }), 'field-without-page');
    assert.deepEqual([gone.label, gone.draft.fields.length], ['Remove the field', 2]);
    const kept = fixed({ fields: [OF_ADA, { ...OF_GRACE, page: 7, anchor: 'x' }] }, 'field-without-page');
    assert.equal(kept.label, 'Move it to the last page');
    assert.deepEqual([lastOf(kept.draft).page, lastOf(kept.draft).anchor, kept.left], [1, undefined, []]);
  });

  it('makes a field larger where it stands, as far as there is room', () => {
    const small = { kind: 'date', box: { x: 300, y: 300, width: 20, height: 6 } } as const;
    const free = fixed(withField(small), 'field-too-small');
    assert.deepEqual(lastOf(free.draft).box, { x: 300, y: 288, width: 90, height: 18 });
    const signature = fixed(
      withField({ box: { x: 580, y: 830, width: 10, height: 10 } }),
      'signature-too-small',
    );
    assert.deepEqual(lastOf(signature.draft).box, { x: 445, y: 800, width: 150, height: 40 });
    const none = fixed(
      withField({ ...small, box: { ...small.box, width: Number.NaN } }),
      'field-without-size',
    );
    assert.deepEqual([lastOf(none.draft).box.width, none.left], [90, []]);
    const ring = [
      { x: 200, y: 200, width: 300, height: 90 },
      { x: 200, y: 330, width: 300, height: 90 },
      { x: 200, y: 295, width: 90, height: 30 },
    ].map((box, index) => field({ id: `ring-${index}`, box }));
    const narrow = { ...field({ ...small, id: 'narrow' }), box: { x: 295, y: 300, width: 40, height: 8 } };
    const tied = { fields: [OF_ADA, OF_GRACE, ...ring, { ...narrow, anchor: '[[date:client]]' }] };
    const grown = lastOf(fixed(tied, 'field-too-small').draft);
    assert.ok(grown.box.x <= 295 && grown.box.x + grown.box.width >= 335, 'it still covers its anchor');
    assert.equal(grown.anchor, '[[date:client]]');
  });

  it('says that an anchor beside others leaves a signature too little room, and makes it larger where there is some', () => {
    const anchor = (role: string, box: Box): FoundAnchor => ({
      token: `[[sign:${role}]]`,
      kind: 'signature',
      role,
      required: true,
      page: 1,
      box,
    });
    const token = { x: 72, y: 600, width: 40, height: 8 };
    const anchors = [anchor('client', token), anchor('us', { ...token, x: 120 })];
    const { fields } = fieldsFromAnchors(
      { ...FINE, anchors },
      LEASE.id,
      new Map([
        ['client', ADA],
        ['us', GRACE],
      ]),
    );
    assert.equal(foundIn(draftOf('i', { fields }), 'signature-too-small').where?.fieldId, fields[0]?.id);
    const { draft, left } = fixed({ fields }, 'signature-too-small');
    const [first] = draft.fields;
    assert.ok(first && overlaps(first.box, token), 'it still covers its anchor');
    assert.deepEqual(left, []);
  });

  it('puts a field over an anchor for whoever has its role', () => {
    const box = { x: 300, y: 600, width: 120, height: 12 };
    const anchor: FoundAnchor = {
      token: '[[choice:Client "Plan" required Basic|Pro]]',
      kind: 'dropdown',
      role: 'Client',
      required: true,
      choices: ['Basic', 'Pro'],
      label: 'Plan',
      page: 1,
      box,
    };
    const inspections = new Map([[LEASE.id, { ...FINE, anchors: [anchor] }]]);
    const signers = [ADA, { ...GRACE, role: 'client' }];
    const { draft, label, left } = fixed({ signers }, 'anchor-left-over', inspections);
    const { id, ...rest } = lastOf(draft);
    assert.equal(label, 'Add a list for grace Example');
    assert.deepEqual(rest, {
      documentId: LEASE.id,
      signerId: GRACE.id,
      kind: 'dropdown',
      page: 1,
      box: { x: 300, y: 594, width: 120, height: 18 },
      required: true,
      label: 'Plan',
      choices: ['Basic', 'Pro'],
      anchor: anchor.token,
    });
    assert.deepEqual([left, id !== ''], [[], true]);
    const nobody = draftOf('i');
    assert.equal(fixOf(foundIn(nobody, 'anchor-left-over', inspections), nobody), undefined);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  copyFields,
  duplicateFields,
  duplicateToAllPages,
  freeBox,
  pasteFields,
  removeFields,
} from '../../../../../src/pages/composer/model/fields';
import { overlap } from '../../../../../src/pages/composer/model/geometry';
import { removeSigner } from '../../../../../src/pages/composer/model/people';
import {
  A4,
  assertInside,
  assertSound,
  box,
  boxOf,
  composition,
  counter,
  field,
  fieldOf,
} from './compositions';

describe('Duplicating fields', () => {
  it('puts a copy right below, without the anchor', () => {
    const first = composition([field('one', { label: 'Street', anchor: '[[text:client]]' })]);
    const { edit, ids } = duplicateFields(first, ['one', 'none'], counter());
    const after = edit(first);
    assert.deepEqual(ids, ['n1']);
    assert.deepEqual(fieldOf(after, 'n1'), field('n1', { label: 'Street', box: box(100, 128) }));
    assert.equal(fieldOf(after, 'one'), fieldOf(first, 'one'));
  });

  it('keeps distances between several and passes what is in the way', () => {
    const first = composition([
      field('one'),
      field('two', { box: box(250, 100) }),
      field('way', { box: box(100, 130) }),
    ]);
    const after = duplicateFields(first, ['one', 'two'], counter()).edit(first);
    assert.deepEqual([boxOf(after, 'n1'), boxOf(after, 'n2')], [box(100, 156), box(250, 156)]);
  });

  it('goes above at the lower edge, and stays on a page that is full', () => {
    const low = composition([field('one', { box: box(100, 820) })]);
    assert.deepEqual(boxOf(duplicateFields(low, ['one'], counter()).edit(low), 'n1'), box(100, 792));
    const full = composition([field('one', { box: { x: 0, y: 0, ...A4 } })]);
    const after = duplicateFields(full, ['one'], counter()).edit(full);
    assert.equal(after.fields.length, 2);
    assertSound(after);
  });

  it('does it on each page by itself', () => {
    const first = composition([
      field('one'),
      field('two', { page: 2 }),
      field('three', { documentId: 'annex' }),
    ]);
    const { edit, ids } = duplicateFields(first, ['one', 'two', 'three'], counter());
    const after = edit(first);
    assert.deepEqual(
      ids.map((id) => [fieldOf(after, id).documentId, fieldOf(after, id).page]),
      [
        ['sow', 1],
        ['sow', 2],
        ['annex', 1],
      ],
    );
  });
});

describe('Duplicating to all pages', () => {
  it('takes the same place of every other page of the document', () => {
    const first = composition([field('one', { box: box(400, 800, 60, 28), kind: 'initials', page: 1 })]);
    const after = duplicateToAllPages(first, ['one'], counter()).edit(first);
    assertSound(after);
    assert.deepEqual(
      after.fields.map(({ documentId, page, box: { x, y } }) => [documentId, page, x, y]),
      [
        ['sow', 1, 400, 800],
        ['sow', 2, 400, 567],
        ['sow', 3, 40, 92],
      ],
    );
  });

  it('leaves out pages where it stands already, so that doing it again adds nothing', () => {
    const first = composition([
      field('one', { documentId: 'annex' }),
      field('same', { documentId: 'annex', page: 2, box: box(100.2, 100) }),
      field('two', { documentId: 'annex', kind: 'date' }),
    ]);
    const { edit, ids } = duplicateToAllPages(first, ['one', 'two'], counter());
    const after = edit(first);
    assert.deepEqual(
      ids.map((id) => fieldOf(after, id).kind),
      ['date'],
    );
    const again = duplicateToAllPages(
      after,
      after.fields.map(({ id }) => id),
      counter('m'),
    );
    assert.deepEqual(again.ids, []);
    assert.equal(again.edit(after), after);
  });
});

describe('Copying and pasting', () => {
  const first = composition([field('one'), field('two', { box: box(100, 300), signerId: 'grace' })]);

  it('keeps the place on another page', () => {
    const after = pasteFields(first, copyFields(first, ['one', 'two']), 'annex', 2, counter()).edit(first);
    assert.deepEqual(fieldOf(after, 'n1'), field('n1', { documentId: 'annex', page: 2 }));
    assert.deepEqual(boxOf(after, 'n2'), box(100, 300));
  });

  it('shifts where the very same stands, each time it is pasted', () => {
    const newId = counter();
    const copied = copyFields(first, ['one']);
    let after = first;
    for (let time = 0; time < 3; time += 1) after = pasteFields(after, copied, 'sow', 1, newId).edit(after);
    assert.deepEqual(
      ['n1', 'n2', 'n3'].map((id) => boxOf(after, id).y),
      [128, 156, 184],
    );
  });

  it('outlives what was copied, and leaves out whose signer is gone', () => {
    const copied = copyFields(first, ['one', 'two']);
    const later = removeSigner('grace')(removeFields(['one', 'two'])(first));
    const { edit, ids } = pasteFields(later, copied, 'sow', 1, counter());
    assert.deepEqual(ids, ['n1']);
    assert.deepEqual(boxOf(edit(later), 'n1'), box(100, 100));
  });

  it('does nothing on a page that is not there', () => {
    const { edit, ids } = pasteFields(first, copyFields(first, ['one']), 'sow', 4, counter());
    assert.deepEqual(ids, []);
    assert.equal(edit(first), first);
  });

  it('keeps fields apart that were copied from the same place of two pages', () => {
    const two = composition([field('one'), field('two', { page: 2 })]);
    const after = pasteFields(two, copyFields(two, ['one', 'two']), 'annex', 1, counter()).edit(two);
    assert.deepEqual([boxOf(after, 'n1').y, boxOf(after, 'n2').y], [100, 128]);
  });
});

describe('A free place', () => {
  const spot = { documentId: 'sow', page: 1 };

  it('is the wish where nothing is, and next to it where something is', () => {
    assert.deepEqual(freeBox(composition(), spot, box(100, 100)), box(100, 100));
    const next = freeBox(composition([field('one')]), spot, box(100, 100));
    assert.deepEqual(next, box(100, 128));
    assert.deepEqual(freeBox(composition(), { documentId: 'sow', page: 9 }, box(1, 2)), box(1, 2));
  });

  it('touches nothing as long as there is clearly room', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 495 }), fc.integer({ min: 0, max: 822 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(places, fc.integer({ min: -50, max: 700 }), (taken, at) => {
        const of = composition(taken.map(([x, y], index) => field(`f${index}`, { box: box(x, y) })));
        const free = freeBox(of, spot, box(at, at, 60, 28));
        assertInside(free, A4);
        for (const other of of.fields) assert.equal(overlap(free, other.box), false);
      }),
    );
  });

  it('is the wish on a full page', () => {
    const full = composition([field('one', { box: { x: 0, y: 0, ...A4 } })]);
    assert.deepEqual(freeBox(full, spot, box(580, 5)), box(495, 5));
  });
});

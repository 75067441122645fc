import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LEAST_SIZES } from '../../../src/contract/fieldSizes';
import { fieldsFromAnchors, rolesOf, signersWithoutSignature } from '../../../src/contract/fields';
import { bottom, overlaps, right } from '../../../src/contract/geometry';
import type { Box, FieldKind, FoundAnchor, PdfInspection } from '../../../src/contract/types';

const ADA = { id: 's1', name: 'Ada Example' };
const GRACE = { id: 's2', name: 'Grace Sample' };
const BOTH = new Map([
  ['client', ADA],
  ['us', GRACE],
]);

function found(kind: FieldKind, role: string, box: Box, page = 1): FoundAnchor {
  return { token: `[[${kind}:${role}]]`, kind, role, required: true, page, box };
}

function inspection(...anchors: FoundAnchor[]): PdfInspection {
  return { pages: [{ width: 612, height: 792, rotation: 0 }], anchors, problems: [] };
}

describe('contract/fields', () => {
  it('makes a field of each anchor, on the token, with room for a signature', () => {
    const seen = inspection(
      found('signature', 'client', { x: 72, y: 600, width: 50, height: 10 }),
      found('date', 'client', { x: 300, y: 600, width: 40, height: 10 }),
      found('signature', 'us', { x: 72, y: 700, width: 50, height: 10 }),
    );
    const { fields, problems } = fieldsFromAnchors(seen, 'd1', BOTH);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      fields.map((f) => [f.id, f.kind, f.signerId, f.box]),
      [
        ['d1-anchor-1', 'signature', 's1', { x: 72, y: 570, width: 150, height: 40 }],
        ['d1-anchor-2', 'date', 's1', { x: 300, y: 592, width: 90, height: 18 }],
        ['d1-anchor-3', 'signature', 's2', { x: 72, y: 670, width: 150, height: 40 }],
      ],
    );
  });

  it('says which role nobody has, once, and which signer has no signature', () => {
    const seen = inspection(
      found('date', 'client', { x: 72, y: 600, width: 50, height: 10 }),
      found('signature', 'witness', { x: 72, y: 650, width: 50, height: 10 }),
      found('date', 'Witness', { x: 272, y: 650, width: 50, height: 10 }),
    );
    const { fields, problems } = fieldsFromAnchors(seen, 'd1', new Map([['CLIENT', ADA]]));
    assert.deepEqual(
      fields.map((f) => f.signerId),
      ['s1'],
    );
    assert.deepEqual(
      problems.map((p) => [p.code, p.where?.signerId]),
      [
        ['anchor-without-signer', undefined],
        ['signer-without-signature', 's1'],
      ],
    );
    assert.deepEqual(rolesOf(seen), ['client', 'witness']);
    assert.deepEqual(fieldsFromAnchors(inspection(), 'd1', BOTH), { fields: [], problems: [] });
    assert.equal(signersWithoutSignature([], [ADA, GRACE, ADA]).length, 2);
  });

  it('gives way to neighbours, even where little room is left', () => {
    const seen = inspection(
      found('signature', 'client', { x: 72, y: 600, width: 40, height: 8 }),
      found('signature', 'us', { x: 120, y: 600, width: 40, height: 8 }),
    );
    const { fields, problems } = fieldsFromAnchors(seen, 'd1', BOTH);
    const [first, second] = fields;
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(!overlaps(first.box, second.box));
    assert.ok(
      first.box.width < LEAST_SIZES.signature.width && first.box.width >= 40,
      'but its token is covered',
    );
    // How large a field must be is said by the preflight, of fields from anchors as of all others.
    assert.deepEqual(problems, []);
  });

  it('keeps every field on its page, on its token and off the others', () => {
    const kinds: FieldKind[] = ['signature', 'initials', 'date', 'text', 'checkbox', 'dropdown'];
    const anchors = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        role: fc.constantFrom('client', 'us'),
        x: fc.integer({ min: 0, max: 540 }),
        y: fc.integer({ min: 0, max: 780 }),
        width: fc.integer({ min: 4, max: 70 }),
        height: fc.integer({ min: 4, max: 12 }),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(anchors, (raw) => {
        const list = raw
          .map(({ kind, role, ...box }) => found(kind, role, box))
          .filter((a, i, all) => !all.slice(0, i).some((b) => overlaps(a.box, b.box)));
        const { fields } = fieldsFromAnchors(inspection(...list), 'd', BOTH);
        assert.equal(fields.length, list.length);
        assert.equal(new Set(fields.map((f) => f.id)).size, fields.length);
        for (const field of fields) {
          const { box } = field;
          assert.ok(box.x >= 0 && box.y >= 0 && right(box) <= 612 && bottom(box) <= 792);
          for (const other of fields)
            if (other !== field) assert.ok(!overlaps(box, other.box), 'fields do not overlap');
        }
        for (const anchor of list) {
          assert.ok(
            fields.some(
              ({ box, signerId, kind }) =>
                kind === anchor.kind &&
                signerId === BOTH.get(anchor.role)?.id &&
                box.x <= anchor.box.x &&
                box.y <= anchor.box.y &&
                right(box) >= right(anchor.box) &&
                bottom(box) >= bottom(anchor.box),
            ),
            'each token is covered',
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});

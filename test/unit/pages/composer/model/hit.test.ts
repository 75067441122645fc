import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldsIn } from '../../../../../src/pages/composer/model/hit';
import { inReadingOrder } from '../../../../../src/pages/composer/model/fields';
import { box, composition, field } from './compositions';

const first = composition([
  field('below', { box: box(100, 100) }),
  field('above', { box: box(150, 110) }),
  field('elsewhere', { page: 2 }),
]);

describe('Finding fields on a page', () => {
  it('takes all that a box reaches, drawn in whatever direction', () => {
    assert.deepEqual(fieldsIn(first, 'sow', 1, box(0, 0, 105, 105)), ['below']);
    assert.deepEqual(fieldsIn(first, 'sow', 1, box(300, 300, -140, -180)), ['below', 'above']);
    assert.deepEqual(fieldsIn(first, 'sow', 1, box(0, 0, 50, 50)), []);
    assert.deepEqual(fieldsIn(first, 'sow', 2, box(0, 0, 500, 500)), ['elsewhere']);
  });
});

describe('The reading order', () => {
  const order = (...fields: readonly ReturnType<typeof field>[]): string[] =>
    inReadingOrder(composition(fields)).map(({ id }) => id);

  it('goes by documents, pages, rows and from left to right', () => {
    assert.deepEqual(
      order(
        field('annex', { documentId: 'annex', box: box(0, 0) }),
        field('page 2', { page: 2, box: box(0, 0) }),
        field('second', { box: box(300, 96) }),
        field('third', { box: box(50, 140) }),
        field('first', { box: box(50, 100) }),
        field('lost', { documentId: 'gone', box: box(0, 0) }),
      ),
      ['first', 'second', 'third', 'page 2', 'annex', 'lost'],
    );
  });

  it('takes boxes to tick beside a tall field one after the other', () => {
    assert.deepEqual(
      order(
        field('third', { box: box(51, 140, 14, 14) }),
        field('tall', { box: box(100, 100, 200, 60) }),
        field('second', { box: box(49, 120, 14, 14) }),
        field('first', { box: box(50, 100, 14, 14) }),
      ),
      ['first', 'tall', 'second', 'third'],
    );
  });

  it('has every field once, whatever the order they were placed in', () => {
    const boxes = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 800 })),
      {
        maxLength: 30,
        selector: ([left, top]) => `${left} ${top}`,
      },
    );
    fc.assert(
      fc.property(boxes, (places) => {
        const fields = places.map(([left, top], index) => field(`f${index}`, { box: box(left, top) }));
        const ids = order(...fields);
        assert.deepEqual([...ids].sort(), fields.map(({ id }) => id).sort());
        assert.deepEqual(order(...fields.toReversed()), ids);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  alignFields,
  distributeFields,
  type AlignEdge,
} from '../../../../../src/pages/composer/model/fields';
import { hullOf } from '../../../../../src/pages/composer/model/geometry';
import { assertSound, box, boxOf, composition, field } from './compositions';

const ids = ['a', 'b', 'c'];
const first = composition([
  field('a', { box: box(50, 100, 100, 20), anchor: '[[text:client]]' }),
  field('b', { box: box(200, 130, 60, 40) }),
  field('c', { box: box(400, 90, 20, 10) }),
  field('else', { page: 2, box: box(10, 10) }),
]);
function xs(edge: AlignEdge): number[] {
  const after = alignFields(ids, edge)(first);
  return ids.map((id) => boxOf(after, id).x);
}
function ys(edge: AlignEdge): number[] {
  const after = alignFields(ids, edge)(first);
  return ids.map((id) => boxOf(after, id).y);
}

describe('Aligning fields', () => {
  it('brings edges and middles to one line', () => {
    assert.deepEqual(xs('left'), [50, 50, 50]);
    assert.deepEqual(xs('right'), [320, 360, 400]);
    assert.deepEqual(xs('center'), [185, 205, 225]);
    assert.deepEqual(ys('top'), [90, 90, 90]);
    assert.deepEqual(ys('bottom'), [150, 130, 160]);
    assert.deepEqual(ys('middle'), [120, 110, 125]);
  });

  it('unties what it moves and keeps what stands right', () => {
    const after = alignFields(['a', 'b'], 'left')(first);
    assert.equal(after.fields[0], first.fields[0]);
    assert.equal('anchor' in (alignFields(['a', 'b'], 'right')(first).fields[0] ?? {}), false);
  });

  it('does nothing with one field of a page, and goes page by page', () => {
    assert.equal(alignFields(['a', 'else'], 'left')(first), first);
    const two = composition([...first.fields, field('more', { page: 2, box: box(90, 10) })]);
    const after = alignFields([...ids, 'else', 'more'], 'left')(two);
    assert.equal(boxOf(after, 'more').x, 10);
    assert.equal(boxOf(after, 'c').x, 50);
  });
});

describe('Distributing fields', () => {
  it('makes the gaps equal', () => {
    const after = distributeFields(['c', 'a', 'b', 'else'], 'horizontal')(first);
    assert.deepEqual(
      ids.map((id) => boxOf(after, id).x),
      [50, 245, 400],
    );
    assert.equal(boxOf(after, 'b').y, 130);
  });

  it('does nothing with fewer than three', () => {
    assert.equal(distributeFields(['a', 'b', 'else'], 'vertical')(first), first);
  });
});

describe('Arranging fields, whatever they are', () => {
  const boxes = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 700 }),
      width: fc.double({ min: 1, max: 190, noNaN: true }),
      height: fc.double({ min: 1, max: 140, noNaN: true }),
    }),
    { minLength: 3, maxLength: 12 },
  );
  const acts = fc.constantFrom(
    ...(['left', 'center', 'right', 'top', 'middle', 'bottom'] as const).map((edge) => ({
      edit: (all: readonly string[]) => alignFields(all, edge),
      along: ['left', 'center', 'right'].includes(edge) ? ('y' as const) : ('x' as const),
      spreads: false,
    })),
    ...(['horizontal', 'vertical'] as const).map((axis) => ({
      edit: (all: readonly string[]) => distributeFields(all, axis),
      along: axis === 'horizontal' ? ('x' as const) : ('y' as const),
      spreads: true,
    })),
  );

  it('keeps how far they reach, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(boxes, acts, (all, { edit, along, spreads }) => {
        const before = composition(all.map((each, index) => field(`f${index}`, { box: each })));
        const every = before.fields.map(({ id }) => id);
        const after = edit(every)(before);
        assertSound(after);
        const was = hullOf(all);
        const is = hullOf(after.fields.map((each) => each.box));
        const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;
        const size = along === 'x' ? 'width' : 'height';
        assert.ok(near(is[along], was[along]) && near(is[size], was[size]), 'the extent changed');
        assert.ok(
          is.x >= was.x - 1e-6 &&
            is.y >= was.y - 1e-6 &&
            is.width <= was.width + 1e-6 &&
            is.height <= was.height + 1e-6,
          'something stands out',
        );
        after.fields.forEach((each, index) => {
          const old = before.fields[index];
          assert.equal(each.box.width, old?.box.width);
          assert.equal(each.box.height, old?.box.height);
          const still = spreads ? (along === 'x' ? 'y' : 'x') : along;
          assert.equal(each.box[still], old?.box[still]);
        });
        if (!spreads) assert.equal(edit(every)(after), after);
      }),
    );
  });

  it('makes gaps equal where all fit beside each other', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const before = composition(all.map((each, index) => field(`f${index}`, { box: each })));
        const hull = hullOf(all);
        fc.pre(all.reduce((sum, { height }) => sum + height, 0) <= hull.height);
        const every = before.fields.map(({ id }) => id);
        const after = distributeFields(every, 'vertical')(before).fields.map((each) => each.box);
        after.sort((one, other) => one.y - other.y || one.height - other.height);
        const gaps = after.slice(1).map(({ y }, index) => {
          const above = after[index];
          return above ? y - above.y - above.height : Number.NaN;
        });
        for (const gap of gaps) assert.ok(Math.abs(gap - (gaps[0] ?? Number.NaN)) < 1e-6, String(gaps));
      }),
    );
  });
});

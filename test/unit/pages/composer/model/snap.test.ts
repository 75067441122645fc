import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  snap,
  snapSides,
  type Guide,
  type Side,
  type SnapTo,
} from '../../../../../src/pages/composer/model/snap';
import { A4, assertInside, box, SMALL } from './compositions';

function to(more: Partial<SnapTo> = {}): SnapTo {
  return { others: [], baselines: [], page: A4, tolerance: 4, ...more };
}
const x = (at: number): Guide => ({ axis: 'x', at });
const y = (at: number): Guide => ({ axis: 'y', at });

describe('Snapping', () => {
  it('leaves a box where nothing is near', () => {
    const free = box(10, 10);
    assert.deepEqual(snap(free, to({ others: [box(300, 300)], baselines: [500] })), {
      box: free,
      guides: [],
    });
  });

  it('brings edges to edges, also across from each other', () => {
    assert.deepEqual(snap(box(103, 200, 50), to({ others: [box(100, 100)] })), {
      box: box(100, 200, 50),
      guides: [x(100)],
    });
    assert.deepEqual(snap(box(202, 200, 50), to({ others: [box(100, 100)] })), {
      box: box(200, 200, 50),
      guides: [x(200)],
    });
    assert.deepEqual(snap(box(300, 122, 50), to({ others: [box(100, 100)] })), {
      box: box(300, 120, 50),
      guides: [y(120)],
    });
  });

  it('brings middles to middles and shows every line that it then lies on', () => {
    const same = snap(box(101, 400), to({ others: [box(100, 100)] }));
    assert.deepEqual(same, { box: box(100, 400), guides: [x(100), x(200), x(150)] });
    assert.deepEqual(snap(box(131, 400, 40), to({ others: [box(100, 100)] })).guides, [x(150)]);
  });

  it('stands on baselines, which are nothing to the upper edge', () => {
    const { box: stands, guides } = snap(box(10, 283), to({ baselines: [300, 280] }));
    assert.deepEqual([stands, guides], [box(10, 280), [y(300)]]);
    assert.equal(snap(box(10, 300), to({ baselines: [301] })).box.y, 300);
  });

  it('finds the middle of the page', () => {
    assert.deepEqual(snap(box(249, 10, 100), to()), { box: box(247.5, 10, 100), guides: [x(297.5)] });
    assert.deepEqual(snap(box(10, 412), to()), { box: box(10, 411), guides: [y(421)] });
  });

  it('takes the nearest of several, and shows lines without moving where it lies right', () => {
    assert.equal(snap(box(103, 200, 50), to({ others: [box(100, 100), box(104, 500)] })).box.x, 104);
    assert.deepEqual(snap(box(100, 200, 50), to({ others: [box(100, 100)], tolerance: 0 })).guides, [x(100)]);
  });

  it('does not leave the page for a line', () => {
    assert.equal(snap(box(1, 200), to({ others: [box(-2, 100)] })).box.x, 1);
    assert.equal(snap(box(1, 200), to({ others: [box(-2, 100)], tolerance: Number.NaN })).box.x, 1);
  });

  it('of sides moves only the ones that are dragged', () => {
    const others = [box(100, 100)];
    assert.deepEqual(snapSides(box(98, 200, 53), ['right'], to({ others })), {
      box: box(98, 200, 52),
      guides: [x(150)],
    });
    assert.deepEqual(snapSides(box(98, 200, 53), ['left'], to({ others })).box, box(100, 200, 51));
    const both = snapSides(box(98, 90, 500, 209), ['bottom', 'left'], to({ others, baselines: [300] }));
    assert.deepEqual(both, { box: box(100, 90, 498, 210), guides: [x(100), y(300)] });
    assert.deepEqual(snapSides(box(98, 118, 50), [], to({ others })), { box: box(98, 118, 50), guides: [] });
  });

  const number = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true });
  const boxIn = (page: { width: number; height: number }): fc.Arbitrary<ReturnType<typeof box>> =>
    fc
      .tuple(number(1), number(1), number(1), number(1))
      .map(([left, top, across, down]) =>
        box(
          left * page.width,
          top * page.height,
          across * (page.width - left * page.width),
          down * (page.height - top * page.height),
        ),
      );
  const surroundings = fc.record({
    others: fc.array(boxIn(SMALL), { maxLength: 30 }),
    baselines: fc.array(number(SMALL.height), { maxLength: 10 }),
    page: fc.constant(SMALL),
    tolerance: number(10),
  });

  it('never moves by more than the tolerance, never resizes, never leaves the page', () => {
    fc.assert(
      fc.property(boxIn(SMALL), surroundings, (moved, around) => {
        fc.pre(moved.width > 0 && moved.height > 0);
        const { box: after, guides } = snap(moved, around);
        const far = around.tolerance + 1e-9;
        assert.ok(Math.abs(after.x - moved.x) <= far && Math.abs(after.y - moved.y) <= far);
        assert.equal(after.width, moved.width);
        assert.equal(after.height, moved.height);
        assertInside(after, SMALL);
        for (const { axis, at } of guides) {
          const [start, size] = axis === 'x' ? [after.x, after.width] : [after.y, after.height];
          const near = [start, start + size / 2, start + size].some((line) => Math.abs(line - at) < 0.02);
          assert.ok(near, 'a guide is beside the box');
        }
        if (guides.length === 0) assert.deepEqual(after, moved);
      }),
    );
  });

  it('of sides never moves another side, and turns nothing inside out', () => {
    const sides = fc.constantFrom<readonly Side[]>(
      ['left'],
      ['right'],
      ['top'],
      ['bottom'],
      ['left', 'top'],
      ['right', 'bottom'],
      ['left', 'bottom'],
    );
    fc.assert(
      fc.property(boxIn(SMALL), surroundings, sides, (moved, around, dragged) => {
        const { box: after } = snapSides(moved, dragged, around);
        const shifts: Readonly<Record<Side, number>> = {
          left: after.x - moved.x,
          right: after.x + after.width - moved.x - moved.width,
          top: after.y - moved.y,
          bottom: after.y + after.height - moved.y - moved.height,
        };
        for (const [side, shift] of Object.entries(shifts)) {
          const most = dragged.some((one) => one === side) ? around.tolerance : 0;
          assert.ok(Math.abs(shift) <= most + 1e-9, `${side} moved by ${shift}`);
        }
        assert.ok(after.width >= -1e-9 && after.height >= -1e-9);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Layout } from '../../../../src/pages/pdf/layout';

const A4 = { width: 595, height: 842 };
const GAP = 12;
const sizes = fc.array(
  fc.record({ width: fc.integer({ min: 1, max: 3000 }), height: fc.integer({ min: 1, max: 3000 }) }),
  { minLength: 1, maxLength: 40 },
);

function layoutOf(
  pages: readonly { width: number; height: number }[],
  scale: number,
  sideways = false,
): Layout {
  const layout = new Layout(pages.length, A4, GAP);
  pages.forEach((size, index) => layout.learn(index, size));
  layout.arrange(scale, sideways, 800);
  return layout;
}

describe('The layout of pages', () => {
  it('stands pages below each other with gaps, in the middle of the room', () => {
    const layout = new Layout(3, A4, GAP);
    layout.arrange(1, false, 800);
    assert.deepEqual([layout.top(0), layout.top(1), layout.top(2)], [12, 866, 1720]);
    assert.equal(layout.height, 3 * 842 + 4 * GAP);
    assert.equal(layout.left(0), Math.floor((800 - 595) / 2));
    assert.equal(layout.width, 800);
  });

  it('makes room for pages that are wider than it', () => {
    const layout = layoutOf([A4, { width: 1200, height: 600 }], 1);
    assert.equal(layout.width, 1200 + 2 * GAP);
    assert.equal(layout.left(1), GAP);
  });

  it('keeps room free above pages, and at the end', () => {
    const layout = new Layout(2, A4, GAP, (index) => [40, 0, 30][index] ?? 0);
    layout.arrange(1, false, 800);
    assert.deepEqual([layout.top(0), layout.top(1)], [12 + 40, 12 + 40 + 842 + 12]);
    assert.equal(layout.height, 12 + 40 + 842 + 12 + 842 + 12 + 30);
    assert.equal(layout.at(20), 0);
  });

  it('turns pages', () => {
    const layout = layoutOf([A4], 1, true);
    assert.deepEqual(layout.box(0), { width: 842, height: 595 });
    assert.deepEqual(layout.standing(0), { width: 842, height: 595 });
  });

  it('says whether a size was news', () => {
    const layout = new Layout(2, A4, GAP);
    assert.equal(layout.learn(0, { ...A4 }), false);
    assert.equal(layout.learn(1, { width: 595, height: 500 }), true);
    assert.equal(layout.learn(1, { width: 595, height: 500 }), false);
  });

  it('finds the page at any height, whatever the sizes', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0.1, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pages, scale, part) => {
          const layout = layoutOf(pages, scale);
          const y = part * layout.height;
          const index = layout.at(y);
          assert.ok(index === 0 || layout.top(index) <= y);
          assert.ok(index === pages.length - 1 || layout.top(index + 1) > y);
        },
      ),
    );
  });

  it('names exactly the pages of which something is seen', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 2000 }),
        (pages, part, room) => {
          const layout = layoutOf(pages, 1);
          const from = Math.floor(part * layout.height);
          const [first, last] = layout.between(from, from + room);
          assert.ok(first <= last && first >= 0 && last < pages.length);
          const seen = pages.flatMap((_, index) => {
            const top = layout.top(index);
            return top < from + room && top + layout.box(index).height > from ? [index] : [];
          });
          if (seen.length > 0) assert.deepEqual([first, last], [seen[0], seen.at(-1)]);
        },
      ),
    );
  });
});

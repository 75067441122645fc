import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ComposedDocument } from '../../../../../src/pages/composer/composition';
import { Floor, GAP, HEADING, inPixels } from '../../../../../src/pages/composer/stage/floor';

const A4 = [595, 842] as const;
const ROOM = { width: 800, height: 600 };

function document(id: string, ...pages: readonly (readonly [number, number])[]): ComposedDocument {
  const sizes = pages.map(([width, height]) => ({ width, height }));
  return { id, name: `${id}.pdf`, size: 1, sha256: id, pages: sizes };
}

function floorOf(scale: number, ...documents: readonly ComposedDocument[]): Floor {
  const floor = new Floor(documents);
  floor.arrange(scale, ROOM.width);
  return floor;
}

describe('The floor of the stage', () => {
  it('stands documents below each other, with a heading above the first page of each', () => {
    const floor = floorOf(1, document('a', A4, A4), document('b', A4));
    assert.equal(floor.count, 3);
    assert.deepEqual(
      [0, 1, 2].map((index) => floor.top(index)),
      [GAP + HEADING, 2 * GAP + HEADING + 842, 3 * GAP + 2 * HEADING + 2 * 842],
    );
    assert.equal(floor.headingTop('a'), GAP);
    assert.equal(floor.headingTop('b'), floor.top(2) - HEADING);
    assert.equal(floor.height, floor.top(2) + 842 + GAP);
    assert.deepEqual(floor.spot(2), { documentId: 'b', page: 1 });
    assert.equal(floor.indexOf({ documentId: 'b', page: 1 }), 2);
    assert.equal(floor.indexOf({ documentId: 'a', page: 3 }), undefined);
    assert.equal(floor.indexOf({ documentId: 'a', page: 0 }), undefined);
    assert.equal(floor.indexOf({ documentId: 'c', page: 1 }), undefined);
  });

  it('has room for headings of documents without pages, wherever they are', () => {
    const floor = floorOf(1, document('a'), document('b', A4), document('c'), document('d'));
    assert.equal(floor.headingTop('a'), GAP);
    assert.equal(floor.headingTop('b'), GAP + HEADING);
    assert.equal(floor.top(0), GAP + 2 * HEADING);
    assert.equal(floor.headingTop('c'), floor.top(0) + 842 + GAP);
    assert.equal(floor.headingTop('d'), floor.headingTop('c') + HEADING);
    assert.equal(floor.height, floor.headingTop('d') + HEADING);
    const bare = floorOf(1, document('a'));
    assert.deepEqual(
      [bare.between(0, 100), bare.current(0, 100), bare.isPaper(10, 10)],
      [undefined, 0, false],
    );
  });

  it('knows where there is paper, and which point of a page that is', () => {
    const floor = floorOf(2, document('a', [200, 300]));
    const [left, top] = [floor.left(0), floor.top(0)];
    assert.equal(floor.isPaper(left, top), true);
    assert.equal(floor.isPaper(left - 1, top), false);
    assert.equal(floor.isPaper(left, top - 1), false);
    assert.equal(floor.isPaper(left + 399, top + 599), true);
    assert.equal(floor.isPaper(left + 400, top), false);
    assert.deepEqual(floor.on(0, left + 100, top + 50), { index: 0, x: 50, y: 25 });
  });

  it('fits pages to the room: those of nearly the same width together, huge ones for themselves', () => {
    const letter = [612, 792] as const;
    const floor = floorOf(1, document('a', A4, letter, [14_400, 14_400]));
    const widest = (width: number) => (ROOM.width - 2 * GAP) / ((width * 96) / 72);
    assert.equal(floor.factorFor(0, 0, ROOM), widest(612));
    assert.equal(floor.factorFor(0, 2, ROOM), widest(14_400));
    assert.equal(floor.factorFor(2, 0, ROOM), 2);
    assert.equal(floor.factorFor(100, 0, ROOM), 5);
    assert.equal(floor.factorFor(0.01, 0, ROOM), 0.25);
    assert.equal(floor.factorFor(0.1, 2, ROOM), 0.1);
    assert.equal(floorOf(1, document('b', [100, 100])).factorFor(0, 0, ROOM), 1.25);
  });

  it('never lays out more than a browser can', () => {
    const many = Array.from({ length: 2000 }, () => [14_400, 14_400] as const);
    const floor = new Floor([document('a', ...many)]);
    floor.arrange((floor.factorFor(5, 0, ROOM) * 96) / 72, ROOM.width);
    assert.ok(floor.height < 33_000_000, String(floor.height));
  });

  it('says which page is looked at: the first of which half is seen, or that fills half of what is seen', () => {
    const floor = floorOf(1, document('a', A4, A4, A4));
    assert.equal(floor.current(0, 600), 0);
    assert.equal(floor.current(floor.top(0) + 300, 600), 0);
    assert.equal(floor.current(floor.top(1) - 200, 600), 1);
    assert.equal(floor.current(floor.height - 600, 600), 2);
  });

  it('puts boxes onto whole pixels, edges of neighbours onto the same', () => {
    const size = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.double({ min: 0.05, max: 7, noNaN: true }),
        (x, width, other, scale) => {
          const one = inPixels({ x, y: 0, width, height: 10 }, scale);
          const two = inPixels({ x: x + width, y: 0, width: other, height: 10 }, scale);
          for (const value of [one.x, one.width, two.x]) assert.ok(Number.isInteger(value));
          assert.ok(one.width >= 1 && Math.abs(one.x - x * scale) <= 0.5);
          if (Math.round((x + width) * scale) > one.x) assert.equal(one.x + one.width, two.x);
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bottom, grown, overlaps, right } from '../../../src/contract/geometry';
import { MOST_ON_PAGE, suggestPlaces } from '../../../src/contract/suggest';
import type { SeenLine, SeenPage } from '../../../src/contract/suggest/page';
import type { Box, SuggestedField } from '../../../src/contract/types';
import { seenPage } from './support/seenPages';

const SIGNERS = [
  { id: 'ada', name: 'Ada Example', role: 'client' },
  { id: 'grace', name: 'Grace Sample' },
];
const PARTS = [
  'Signature:',
  'By:',
  'Date',
  'Name: ',
  'Unterschrift',
  'Ada Example',
  'Grace Sample',
  'CLIENT',
  '____________________',
  '______',
  '....................',
  '[ ]',
  '☐',
  'I agree',
  'the parties agree on what stands here',
  '    ',
  '𝒳',
  'Ünterschrïft, ',
];

const coordinate = fc.oneof(
  fc.integer({ min: -50, max: 900 }),
  fc.double({ min: -50, max: 900, noNaN: true }),
);
const typed = fc.record({
  x: coordinate,
  y: coordinate,
  size: fc.integer({ min: 1, max: 40 }),
  text: fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' ')),
});
const box = fc.record({
  x: coordinate,
  y: coordinate,
  width: fc.oneof(fc.constant(0.5), fc.double({ min: 0, max: 600, noNaN: true })),
  height: fc.oneof(fc.constant(0.5), fc.double({ min: 0, max: 600, noNaN: true })),
});
const pages = fc
  .record({
    typed: fc.array(typed, { maxLength: 30 }),
    strokes: fc.array(box, { maxLength: 20 }),
    others: fc.array(box, { maxLength: 3 }),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
  })
  .map((one): SeenPage => ({ ...seenPage(one.typed, one.strokes, one), others: one.others }));

/** Boxes of the characters that no field may cover. */
function inkOf(line: SeenLine, kind: SuggestedField['kind']): readonly Box[] {
  const free = kind === 'checkbox' ? /[\s_.…[\]☐]/ : /[\s_.…]/;
  return Array.from(line.text).flatMap((character, at, all) => {
    if (free.test(character)) return [];
    const unit = all.slice(0, at).join('').length;
    const left = line.edges[2 * unit] ?? 0;
    const end = line.edges[2 * unit + 1] ?? 0;
    return [{ x: left, y: line.box.y, width: end - left, height: line.box.height }];
  });
}

function check(page: SeenPage, places: readonly SuggestedField[], taken: readonly Box[] = []): void {
  assert.ok(places.length <= MOST_ON_PAGE);
  places.forEach((place, index) => {
    const { box: own, kind } = place;
    assert.ok(own.x >= 0 && own.y >= 0, 'inside the page');
    assert.ok(right(own) <= page.width + 1e-6 && bottom(own) <= page.height + 1e-6, 'inside the page');
    assert.ok(own.width > 0 && own.height > 0);
    const inner = grown(own, -0.02);
    for (const other of [...places.slice(index + 1).map((one) => one.box), ...taken, ...page.others])
      assert.ok(!overlaps(inner, other), 'over nothing else');
    for (const line of page.lines)
      for (const ink of inkOf(line, kind)) assert.ok(!overlaps(inner, ink), `${kind} over "${line.text}"`);
  });
}

describe('contract/suggest: wild geometry', () => {
  it('inside the page, over nothing, the same each time', () => {
    let some = 0;
    fc.assert(
      fc.property(pages, fc.array(box, { maxLength: 2 }), (page, boxes) => {
        const taken = boxes.map((one) => ({ page: 1, box: one }));
        const places = suggestPlaces([page], SIGNERS, taken);
        check(page, places, boxes);
        assert.deepEqual(suggestPlaces([page], SIGNERS, taken), places);
        const known = new Set([undefined, ...SIGNERS.map(({ id }) => id)]);
        assert.ok(places.every(({ signerId }) => known.has(signerId)));
        if (places.length > 0) some++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(some > 200, `places were found on ${some} pages only`);
  }).timeout(60_000);

  it('whatever the numbers are', () => {
    const odd = [NaN, Infinity, -Infinity, 1e300, -1e300, 0];
    for (const number of odd) {
      const page = seenPage(
        [{ x: number, y: 100, text: 'Signature: ______________________' }],
        [{ x: number, y: number, width: number, height: 0.5 }],
      );
      for (const place of suggestPlaces([page], SIGNERS))
        assert.ok([place.box.x, place.box.y, place.box.width, place.box.height].every(Number.isFinite));
    }
    assert.deepEqual(suggestPlaces([], SIGNERS), []);
    assert.deepEqual(suggestPlaces([seenPage([], [], { width: 0, height: 0 })], []), []);
  });

  it('in reading order over pages', () => {
    const places = suggestPlaces(
      [1, 2].map((number) =>
        seenPage(
          [
            { x: 320, y: 401, text: 'Date: ________________' },
            { x: 72, y: 400, text: 'Signature: ________________' },
            { x: 72, y: 200, text: 'Name: ________________' },
          ],
          [],
          { number },
        ),
      ),
      [],
    );
    assert.deepEqual(
      places.map(({ page, kind }) => `${page} ${kind}`),
      ['1 text', '1 signature', '1 date', '2 text', '2 signature', '2 date'],
    );
  });
});

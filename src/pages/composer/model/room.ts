import type { Box, Composition, PageSize } from '../composition';
import {
  bottom,
  clamp,
  hullOf,
  intoPage,
  isOn,
  middle,
  overlap,
  pagesOf,
  right,
  sameSpot,
  type Spot,
} from './geometry';

/** Points between a field and one that is placed beside it. */
export const GAP = 8;

/** Rows and columns of places that are tried at most, so that the largest page and the fullest take no longer than others. */
const MOST_TRIES = 80;
/** Of the fields that stand nearest, to look right beside them. */
const MOST_NEIGHBOURS = 30;

/**
 * The place for a new field that is nearest to where it is wished for and touches no other field; the wish itself, brought onto the
 * page, where the page is full.
 */
export function freeBox(composition: Composition, spot: Spot, wish: Box): Box {
  const page = pagesOf(composition)(spot);
  if (!page) return wish;
  const others = composition.fields.filter((field) => isOn(field, spot)).map(({ box }) => box);
  const start = intoPage(wish, page);
  const isFree = (box: Box): boolean => !others.some((other) => overlap(box, other));
  if (isFree(start)) return start;
  const most = { x: page.width - start.width, y: page.height - start.height };
  return besideOthers(start, others, most).find(isFree) ?? onGrid(start, most).find(isFree) ?? start;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Places a gap away from those that stand nearest, nearest first. */
function besideOthers(start: Box, others: readonly Box[], most: Point): readonly Box[] {
  const from = middle(start);
  const near = others
    .map((other) => ({ other, far: Math.hypot(middle(other).x - from.x, middle(other).y - from.y) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, MOST_NEIGHBOURS);
  const xs = near.flatMap(({ other }) => [right(other) + GAP, other.x - start.width - GAP]);
  const ys = near.flatMap(({ other }) => [bottom(other) + GAP, other.y - start.height - GAP]);
  return nearestFirst(start, [start.x, ...xs], [start.y, ...ys], most);
}

function onGrid(start: Box, most: Point): readonly Box[] {
  return nearestFirst(start, stepsFrom(start.x, most.x), stepsFrom(start.y, most.y), most);
}

/** Of two that are as far, the lower one first. */
function nearestFirst(start: Box, xs: readonly number[], ys: readonly number[], most: Point): readonly Box[] {
  const across = [...new Set(xs)].filter((x) => x >= 0 && x <= most.x);
  const down = [...new Set(ys)].filter((y) => y >= 0 && y <= most.y);
  return across
    .flatMap((x) => down.map((y) => ({ x, y, far: Math.hypot(x - start.x, y - start.y) })))
    .sort((one, other) => one.far - other.far || other.y - one.y)
    .map(({ x, y }) => ({ ...start, x, y }));
}

function stepsFrom(start: number, most: number): readonly number[] {
  const step = Math.max(GAP, most / MOST_TRIES);
  const before = Math.floor(start / step);
  const after = Math.floor((most - start) / step);
  return Array.from({ length: before + after + 1 }, (_, index) => start + (index - before) * step);
}

export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/**
 * How far copies of these boxes have to be moved, all together, on a page where these others stand. With `stay` they keep their place
 * unless the very same stands there. Else right below, above or beside, where nothing is; a little aside where the page is full.
 */
export function shiftFor(
  boxes: readonly Box[],
  page: PageSize,
  others: readonly Box[],
  stay: boolean,
): Shift {
  const hits = ({ dx, dy }: Shift, same: (one: Box, other: Box) => boolean): boolean =>
    boxes.some((box) => {
      const moved = { ...box, x: box.x + dx, y: box.y + dy };
      return others.some((other) => same(moved, other));
    });
  const here = { dx: 0, dy: 0 };
  if (stay && !hits(here, sameSpot)) return here;
  const hull = hullOf(boxes);
  const beside = besides(hull, page).find((shift) => !hits(shift, overlap));
  return beside ?? asides(hull, page).find((shift) => !hits(shift, sameSpot)) ?? here;
}

/** Whole steps below, above, to the right and to the left, as long as the page goes. */
function besides(hull: Box, page: PageSize): readonly Shift[] {
  const down = Math.max(GAP, hull.height + GAP);
  const across = Math.max(GAP, hull.width + GAP);
  const times = (room: number, step: number): readonly number[] =>
    Array.from(
      { length: Math.min(MOST_TRIES, Math.max(0, Math.floor(room / step))) },
      (_, index) => (index + 1) * step,
    );
  return [
    ...times(page.height - bottom(hull), down).map((dy) => ({ dx: 0, dy })),
    ...times(hull.y, down).map((dy) => ({ dx: 0, dy: -dy })),
    ...times(page.width - right(hull), across).map((dx) => ({ dx, dy: 0 })),
    ...times(hull.x, across).map((dx) => ({ dx: -dx, dy: 0 })),
  ];
}

/** Small steps down and up the diagonals, kept on the page. */
function asides(hull: Box, page: PageSize): readonly Shift[] {
  const most = { x: Math.max(0, page.width - hull.width), y: Math.max(0, page.height - hull.height) };
  return Array.from({ length: MOST_TRIES }, (_, index) => (index + 1) * GAP).flatMap((far) =>
    [
      [far, far],
      [-far, -far],
      [far, -far],
      [-far, far],
    ].map(([dx = 0, dy = 0]) => ({
      dx: clamp(hull.x + dx, 0, most.x) - hull.x,
      dy: clamp(hull.y + dy, 0, most.y) - hull.y,
    })),
  );
}

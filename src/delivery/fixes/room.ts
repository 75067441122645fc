import type { Size } from '../../contract/fieldSizes';
import { bottom, intersection, movedInside, overlaps, right } from '../../contract/geometry';
import { Occupancy } from '../../contract/occupancy';
import type { Box } from '../../contract/types';

/** Points between a field that finds its place and those beside it. */
const GAP = 4;
/** Steps along the longer side of a page that is searched where no place beside a field is free. */
const MOST_STEPS = 80;
/** Points of a step at least: no finer than a place needs. */
const LEAST_STEP = 4;

/**
 * The free place on a page that is nearest to the one that is wanted.
 *
 * @param obstacles what stands on the page already.
 * @param wanted its size is kept; where it stands may be anywhere.
 * @returns `undefined` where nothing of this size fits.
 */
export function freePlace(page: Size, obstacles: readonly Box[], wanted: Box): Box | undefined {
  if (!Number.isFinite(page.width + page.height)) return undefined;
  if (!(wanted.width > 0 && wanted.height > 0)) return undefined;
  if (!(wanted.width <= page.width && wanted.height <= page.height)) return undefined;
  const start = movedInside({ ...wanted, x: finite(wanted.x), y: finite(wanted.y) }, frameOf(page));
  return beside(page, obstacles, start) ?? anywhere(page, obstacles, start);
}

/** Whether a box stands over none of the others. */
export function isClear(box: Box, obstacles: readonly Box[]): boolean {
  return !obstacles.some((other) => overlaps(box, other));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The place itself, or one that lies in line with it below, beside or above what is in the way. */
function beside(page: Size, obstacles: readonly Box[], start: Box): Box | undefined {
  if (isClear(start, obstacles)) return start;
  const near = obstacles.filter((other) => overlaps(start, other)).slice(0, 8);
  return near
    .flatMap((other) => [
      { ...start, y: bottom(other) + GAP },
      { ...start, x: right(other) + GAP },
      { ...start, y: other.y - GAP - start.height },
      { ...start, x: other.x - GAP - start.width },
    ])
    .filter((box) => isInside(box, page) && isClear(box, obstacles))
    .sort((a, b) => distance(a, start) - distance(b, start))[0];
}

/** Each place costs the same, however much stands on the page. */
function anywhere(page: Size, obstacles: readonly Box[], start: Box): Box | undefined {
  const taken = new Occupancy(page.width, page.height, MOST_STEPS);
  for (const box of obstacles) {
    const there = intersection(box, frameOf(page));
    if (there !== undefined && Number.isFinite(there.width + there.height)) taken.add(there);
  }
  const step = Math.max(LEAST_STEP, Math.max(page.width, page.height) / MOST_STEPS);
  let best: Box | undefined;
  for (let y = 0; y + start.height <= page.height; y += step) {
    for (let x = 0; x + start.width <= page.width; x += step) {
      const box = { ...start, x, y };
      if (best !== undefined && distance(box, start) >= distance(best, start)) continue;
      if (taken.free(box)) best = box;
    }
  }
  return best;
}

/** Whether a box lies on a page with all of it. */
export function isInside(box: Box, page: Size): boolean {
  return box.x >= 0 && box.y >= 0 && right(box) <= page.width && bottom(box) <= page.height;
}

/** A page as a box. */
export function frameOf({ width, height }: Size): Box {
  return { x: 0, y: 0, width, height };
}

/** Squared, of the corners. */
function distance(one: Box, other: Box): number {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
}

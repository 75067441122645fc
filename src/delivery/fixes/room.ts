import { bottom, movedInside, overlaps, right } from '../../contract/geometry';
import type { Box } from '../../contract/types';
import type { Size } from '../preflight/sizes';

/** Points between a field that finds its place and those beside it. */
const GAP = 4;
/** Rows and columns of the raster that is searched where no place beside a field is free. */
const MOST_CELLS = 64;
/** Points of a cell at least: no finer than a place needs. */
const LEAST_CELL = 4;

/**
 * The free place on a page that is nearest to the one that is wanted.
 *
 * @param obstacles what stands on the page already.
 * @param wanted its size is kept; where it stands may be anywhere.
 * @returns `undefined` where nothing of this size fits.
 */
export function freePlace(page: Size, obstacles: readonly Box[], wanted: Box): Box | undefined {
  const frame = { x: 0, y: 0, width: page.width, height: page.height };
  if (!(wanted.width > 0 && wanted.height > 0)) return undefined;
  if (!(wanted.width <= page.width && wanted.height <= page.height)) return undefined;
  const start = movedInside({ ...wanted, x: finite(wanted.x), y: finite(wanted.y) }, frame);
  return beside(frame, obstacles, start) ?? onRaster(frame, obstacles, start);
}

/** Whether a box stands over none of the others. */
export function isClear(box: Box, obstacles: readonly Box[]): boolean {
  return !obstacles.some((other) => overlaps(box, other));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The place itself, or one that lies in line with it below, beside or above what is in the way. */
function beside(frame: Box, obstacles: readonly Box[], start: Box): Box | undefined {
  if (isClear(start, obstacles)) return start;
  const near = obstacles.filter((other) => overlaps(start, other)).slice(0, 8);
  return near
    .flatMap((other) => [
      { ...start, y: bottom(other) + GAP },
      { ...start, x: right(other) + GAP },
      { ...start, y: other.y - GAP - start.height },
      { ...start, x: other.x - GAP - start.width },
    ])
    .filter((box) => isInside(box, frame) && isClear(box, obstacles))
    .sort((a, b) => distance(a, start) - distance(b, start))[0];
}

/** Counts taken cells in a table of sums, so that each place costs the same, however much stands on the page. */
function onRaster(frame: Box, obstacles: readonly Box[], start: Box): Box | undefined {
  const columns = cells(frame.width);
  const rows = cells(frame.height);
  const [cellWidth, cellHeight] = [frame.width / columns, frame.height / rows];
  const stride = columns + 1;
  const sums = new Uint32Array(stride * (rows + 1));
  for (const box of obstacles) {
    const left = Math.max(0, Math.floor(box.x / cellWidth));
    const top = Math.max(0, Math.floor(box.y / cellHeight));
    const end = Math.min(columns, Math.ceil(right(box) / cellWidth));
    const foot = Math.min(rows, Math.ceil(bottom(box) / cellHeight));
    for (let row = top; row < foot; row += 1) {
      for (let column = left; column < end; column += 1) sums[(row + 1) * stride + column + 1] = 1;
    }
  }
  const at = (index: number) => sums[index] ?? 0;
  for (let row = 1; row <= rows; row += 1) {
    let own = 0;
    for (let index = row * stride + 1; index <= row * stride + columns; index += 1) {
      own += at(index);
      sums[index] = own + at(index - stride);
    }
  }
  const wide = Math.ceil(start.width / cellWidth);
  const high = Math.ceil(start.height / cellHeight);
  let best: Box | undefined;
  for (let row = 0; row + high <= rows; row += 1) {
    for (let column = 0; column + wide <= columns; column += 1) {
      const corner = row * stride + column;
      const foot = corner + high * stride;
      if (at(foot + wide) - at(foot) > at(corner + wide) - at(corner)) continue;
      const box = { ...start, x: column * cellWidth, y: row * cellHeight };
      if (best === undefined || distance(box, start) < distance(best, start)) best = box;
    }
  }
  return best;
}

function cells(side: number): number {
  return Math.max(1, Math.min(MOST_CELLS, Math.floor(side / LEAST_CELL)));
}

function isInside(box: Box, frame: Box): boolean {
  return box.x >= 0 && box.y >= 0 && right(box) <= frame.width && bottom(box) <= frame.height;
}

/** Squared, of the corners. */
function distance(one: Box, other: Box): number {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
}

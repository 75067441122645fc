import { bottom, overlaps, right } from '../geometry';
import type { Box } from '../types';
import { drawnOn, type SeenPage } from './page';
import type { Piece } from './pieces';

/** Between a field and what stands beside it, points. */
const CLEAR = 1;

/** What stands where on a page, for finding out how much room there is. */
export class Room {
  readonly rules: readonly Box[];
  readonly walls: readonly Box[];
  readonly frames: readonly Box[];
  /** Lines to write on, typed ones as well: a field does not reach over the one above. */
  readonly #lines: readonly Box[];
  /** Everything that must not be covered. */
  readonly #ink: readonly Box[];

  constructor(
    readonly page: SeenPage,
    pieces: readonly Piece[],
    taken: readonly Box[],
  ) {
    const drawn = drawnOn(page);
    this.rules = drawn.rules;
    this.walls = drawn.walls;
    this.frames = drawn.frames;
    const typed = pieces
      .filter(({ what }) => what === 'blank')
      .map(({ box, baseline, size }) => ({ ...box, y: baseline + 0.1 * size, height: 0.1 * size }));
    this.#lines = [...drawn.rules, ...typed];
    this.#ink = [
      ...pieces.filter(({ what }) => what !== 'blank').map(({ box }) => box),
      ...page.others,
      ...taken,
    ];
  }

  /** Whether nothing at all stands in the box but what belongs there. */
  clear(box: Box, except?: Box): boolean {
    return !this.#ink.some((other) => other !== except && overlaps(box, other));
  }

  /**
   * The box, grown upwards from its lower edge to at most a height, as far as nothing is in the way; `undefined` where that is
   * less than the least.
   */
  upwards(
    base: { readonly x: number; readonly width: number; readonly y: number },
    most: number,
    least: number,
    except?: Box,
  ): Box | undefined {
    const { page } = this;
    const x = Math.max(0, base.x);
    const width = Math.min(page.width, base.x + base.width) - x;
    if (width <= 0) return undefined;
    let low = Math.min(base.y, page.height);
    const column = { x, width };
    // What begins below the middle of the least height stands under the line.
    for (const other of this.#ink)
      if (other !== except && beside(other, column) && other.y < low && other.y >= low - least / 2)
        low = other.y;
    let high = Math.max(0, low - most);
    for (const other of this.#ink)
      if (other !== except && beside(other, column) && other.y < low && bottom(other) > high)
        high = bottom(other) + CLEAR;
    for (const rule of this.#lines)
      if (beside(rule, column) && bottom(rule) <= low - least / 2 && bottom(rule) > high)
        high = bottom(rule) + CLEAR;
    const box = { x, y: high, width, height: low - high };
    return box.height >= least ? box : undefined;
  }

  /** How far it is free to the right of a place, between two heights, up to what stands there or the margin. */
  rightwards(from: number, top: number, low: number): number {
    let end = this.#rightMargin();
    const band = { y: top, height: low - top };
    for (const other of this.#ink)
      if (level(other, band) && right(other) > from + CLEAR) end = Math.min(end, other.x - 2 * CLEAR);
    for (const wall of this.walls)
      if (level(wall, band) && wall.x > from + CLEAR) end = Math.min(end, wall.x - 2 * CLEAR);
    return end;
  }

  /** The next wall to the right, where one follows before `limit`. */
  wallBetween(from: number, limit: number, y: number): Box | undefined {
    let first: Box | undefined;
    for (const wall of this.walls)
      if (
        wall.x >= from - CLEAR &&
        wall.x <= limit &&
        wall.y <= y &&
        bottom(wall) >= y &&
        wall.x < (first?.x ?? Infinity)
      )
        first = wall;
    return first;
  }

  /** Where text ends on the right, but no closer to the edge than usual margins. */
  #rightMargin(): number {
    const { lines, width } = this.page;
    const widest = lines.reduce((most, { box }) => Math.max(most, right(box)), 0);
    return Math.min(width - Math.min(36, width * 0.06), Math.max(widest, width * 0.6));
  }
}

function beside(box: Box, column: { readonly x: number; readonly width: number }): boolean {
  return box.x < column.x + column.width && right(box) > column.x;
}

function level(box: Box, band: { readonly y: number; readonly height: number }): boolean {
  return box.y < band.y + band.height && bottom(box) > band.y;
}

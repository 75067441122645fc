import { around, right } from '../geometry';
import type { Box } from '../types';

/** A line of text that runs to the right, and where each character of it stands. */
export interface SeenLine {
  readonly text: string;
  readonly box: Box;
  readonly baseline: number;
  /** Of the type, points. */
  readonly size: number;
  /** Left and right edge of each UTF-16 unit of the text, one after the other. */
  readonly edges: ArrayLike<number>;
}

/** A page as far as finding places on it needs it; points as displayed, origin top left. */
export interface SeenPage {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly SeenLine[];
  /** Text in other directions, and pictures: nothing is placed on them. */
  readonly others: readonly Box[];
  /** What was drawn with a pen or as thin bars: lines to write on, table lines, frames. */
  readonly strokes: readonly Box[];
}

/** Straight lines and frames of a page, sorted by what they may mean. */
export interface Drawn {
  /** From left to right, thin; pieces that touch are one. */
  readonly rules: readonly Box[];
  /** From top to bottom, thin: the sides of frames as well. */
  readonly walls: readonly Box[];
  readonly frames: readonly Box[];
}

/** Points. What is no thicker is a line. */
export const THIN = 2.5;
const SHORTEST_RULE = 24;
const SHORTEST_WALL = 8;
/** A page with more than this is a drawing, not a form. */
const MOST_STROKES = 4000;
const JOINT = 6;

/** Sorts what was drawn. A drawing of thousands of lines says nothing about where to write. */
export function drawnOn(page: SeenPage): Drawn {
  if (page.strokes.length > MOST_STROKES) return { rules: [], walls: [], frames: [] };
  const thin: Box[] = [];
  const walls: Box[] = [];
  const frames: Box[] = [];
  for (const box of page.strokes) {
    if (box.height <= THIN && box.width > THIN) thin.push(box);
    else if (box.width <= THIN && box.height >= SHORTEST_WALL) walls.push(box);
    else if (box.width > 6 && box.height > 6 && box.width * box.height < (page.width * page.height) / 3) {
      frames.push(box);
      walls.push({ ...box, width: 1 }, { ...box, x: right(box) - 1, width: 1 });
    }
  }
  return { rules: joined(thin).filter(({ width }) => width >= SHORTEST_RULE), walls, frames };
}

/** Dots, dashes and the borders of single table cells become the line that people see. */
function joined(pieces: readonly Box[]): readonly Box[] {
  const sorted = [...pieces].sort((a, b) => Math.round(a.y) - Math.round(b.y) || a.x - b.x);
  const rules: Box[] = [];
  for (const piece of sorted) {
    const last = rules.at(-1);
    if (
      last !== undefined &&
      Math.abs(last.y - piece.y) <= 1 &&
      piece.x <= right(last) + JOINT &&
      // A line a little lower may begin, and end, far to the left of it.
      right(piece) >= last.x - JOINT
    )
      rules[rules.length - 1] = around([last, piece]);
    else rules.push(piece);
  }
  return rules;
}

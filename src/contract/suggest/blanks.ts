import { bottom, grown, overlaps, right } from '../geometry';
import type { Box } from '../types';
import type { Piece } from './pieces';
import type { Room } from './room';

/** Something to write on or in. */
export interface Blank {
  readonly left: number;
  readonly right: number;
  /** Where a field's lower edge goes. */
  readonly base: number;
  /** Of the text that belongs to it, from and to. */
  readonly baselines: readonly [number, number];
  /** A frame limits the height. */
  readonly frame?: Box;
  /** Of the line of text it was typed in. */
  readonly piece?: Piece;
}

/** A line over most of the page separates, it is not for writing on. */
const LONGEST = 0.72;
const SHORTEST = 18;
const ON_RULE = { above: 9, below: 3 };

/** Underscores and dots, drawn lines and empty frames, as far as they may be for writing. */
export function blanksOf(pieces: readonly Piece[], room: Room): readonly Blank[] {
  const typed = pieces.filter(({ what }) => what === 'blank').map(typedBlank);
  return [
    ...typed,
    ...room.rules.flatMap((rule) => (isBorder(rule, room) ? [] : ruleBlanks(rule, pieces, room))),
    ...room.frames.flatMap((frame) => frameBlank(frame, room)),
  ].filter((blank) => blank.right - blank.left >= SHORTEST);
}

function typedBlank(piece: Piece): Blank {
  const { box, baseline, size } = piece;
  return {
    left: box.x,
    right: right(box),
    base: baseline + 0.2 * size,
    baselines: [baseline - 0.35 * size, baseline + 0.35 * size],
    piece,
  };
}

/** Lines that cross or meet others are the borders of a table. */
function isBorder(rule: Box, room: Room): boolean {
  const around = grown(rule, 2);
  return room.walls.some((wall) => overlaps(around, wall));
}

/** What is left of a line beside the words that stand on it. */
function ruleBlanks(rule: Box, pieces: readonly Piece[], room: Room): readonly Blank[] {
  const standing = pieces
    .filter(
      ({ what, box, baseline }) =>
        what !== 'blank' &&
        baseline > rule.y - ON_RULE.above &&
        baseline < rule.y + ON_RULE.below &&
        box.x < right(rule) &&
        right(box) > rule.x,
    )
    .sort((a, b) => a.box.x - b.box.x);
  const blanks: Blank[] = [];
  let from = rule.x;
  const add = (to: number): void => {
    if (to - from < SHORTEST || to - from > LONGEST * room.page.width) return;
    blanks.push({ left: from, right: to, base: rule.y + 1, baselines: [rule.y - 10, rule.y + 4] });
  };
  for (const { box } of standing) {
    add(box.x - 3);
    from = Math.max(from, right(box) + 3);
  }
  add(right(rule));
  return blanks;
}

function frameBlank(frame: Box, room: Room): readonly Blank[] {
  if (frame.height < 11 || frame.height > 130 || frame.width < 1.4 * frame.height) return [];
  if (frame.width > 0.9 * room.page.width) return [];
  const inside = grown(frame, -1.5);
  if (!room.clear(inside)) return [];
  return [
    {
      left: inside.x,
      right: right(inside),
      base: bottom(inside),
      baselines: [frame.y, bottom(frame) + 2],
      frame: inside,
    },
  ];
}

import type { Box, PageSize } from '../composition';
import { bottom, right } from './geometry';

export interface SnapTo {
  /** Of the other fields on the page. */
  readonly others: readonly Box[];
  /** Heights on the page on which text stands, points from the upper edge. */
  readonly baselines: readonly number[];
  readonly page: PageSize;
  /** Points that an edge may be pulled, on each axis by itself. */
  readonly tolerance: number;
}
/** A line to show: `x` is an upright one at so many points from the left, `y` a level one from the top. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
}
export interface Snapped {
  readonly box: Box;
  readonly guides: readonly Guide[];
}
export type Side = 'left' | 'right' | 'top' | 'bottom';

/** What may come to lie where on one axis. */
interface Axis {
  readonly pairs: readonly Pair[];
  /** By how much the lines may move at most and stay on the page. */
  readonly least: number;
  readonly most: number;
}
/** Lines of the box, and lines that each of them may come to lie on. */
type Pair = readonly [from: readonly number[], to: readonly number[]];

/**
 * Pulls a box that is moved to what is near: its edges and middles to those of others and to the middle of the page, its lower edge to a
 * baseline. It moves by at most the tolerance on each axis and does not leave the page.
 */
export function snap(box: Box, { others, baselines, page, tolerance }: SnapTo): Snapped {
  const across = onAxis(
    {
      pairs: [
        [
          [box.x, right(box)],
          [...others.map(({ x }) => x), ...others.map(right)],
        ],
        [[box.x + box.width / 2], [...others.map(({ x, width }) => x + width / 2), page.width / 2]],
      ],
      least: -box.x,
      most: page.width - right(box),
    },
    tolerance,
  );
  const down = onAxis(
    {
      pairs: [
        [
          [box.y, bottom(box)],
          [...others.map(({ y }) => y), ...others.map(bottom)],
        ],
        [[box.y + box.height / 2], [...others.map(({ y, height }) => y + height / 2), page.height / 2]],
        [[bottom(box)], baselines],
      ],
      least: -box.y,
      most: page.height - bottom(box),
    },
    tolerance,
  );
  return {
    box: { ...box, x: box.x + across.shift, y: box.y + down.shift },
    guides: guides(across.lines, down.lines),
  };
}

/**
 * Pulls the sides of a box that are dragged, one or two of them, to edges and middles of others, to the middle of the page, and the
 * lower one to a baseline. The other sides stay; a side never passes the one across from it.
 */
export function snapSides(box: Box, sides: readonly Side[], to: SnapTo): Snapped {
  const { others, baselines, page, tolerance } = to;
  const [isLeft, isRight] = [sides.includes('left'), sides.includes('right')];
  const [isTop, isBottom] = [sides.includes('top'), sides.includes('bottom')];
  const xs = (): readonly number[] => [
    ...others.flatMap((other) => [other.x, other.x + other.width / 2, right(other)]),
    page.width / 2,
  ];
  const ys = (): readonly number[] => [
    ...others.flatMap((other) => [other.y, other.y + other.height / 2, bottom(other)]),
    page.height / 2,
  ];
  const across: Axis = isLeft
    ? { pairs: [[[box.x], xs()]], least: -box.x, most: box.width }
    : isRight
      ? { pairs: [[[right(box)], xs()]], least: -box.width, most: page.width - right(box) }
      : STILL;
  const down: Axis = isTop
    ? { pairs: [[[box.y], ys()]], least: -box.y, most: box.height }
    : isBottom
      ? {
          pairs: [[[bottom(box)], [...ys(), ...baselines]]],
          least: -box.height,
          most: page.height - bottom(box),
        }
      : STILL;
  const { shift: dx, lines: uprights } = onAxis(across, tolerance);
  const { shift: dy, lines: levels } = onAxis(down, tolerance);
  return {
    box: {
      x: box.x + (isLeft ? dx : 0),
      y: box.y + (isTop ? dy : 0),
      width: box.width + (isLeft ? -dx : dx),
      height: box.height + (isTop ? -dy : dy),
    },
    guides: guides(uprights, levels),
  };
}

const STILL: Axis = { pairs: [], least: 0, most: 0 };

/** Points by which lines may differ and are one. */
const SAME = 0.01;

function onAxis(
  { pairs, least, most }: Axis,
  tolerance: number,
): { shift: number; lines: readonly number[] } {
  let shift = Infinity;
  for (const [from, to] of pairs) {
    for (const line of from) {
      for (const at of to) {
        const step = at - line;
        const isNear = Math.abs(step) <= tolerance && step >= least && step <= most;
        if (isNear && Math.abs(step) < Math.abs(shift)) shift = step;
      }
    }
  }
  return shift === Infinity ? { shift: 0, lines: [] } : { shift, lines: linesAt(pairs, shift) };
}

/** The lines that something lies on after the shift, each once. */
function linesAt(pairs: readonly Pair[], shift: number): readonly number[] {
  const lines: number[] = [];
  for (const [from, to] of pairs) {
    for (const at of to) {
      for (const line of from) {
        if (Math.abs(at - line - shift) > SAME) continue;
        if (!lines.some((known) => Math.abs(known - at) <= SAME)) lines.push(at);
      }
    }
  }
  return lines;
}

function guides(xs: readonly number[], ys: readonly number[]): readonly Guide[] {
  return [...xs.map((at) => ({ axis: 'x' as const, at })), ...ys.map((at) => ({ axis: 'y' as const, at }))];
}

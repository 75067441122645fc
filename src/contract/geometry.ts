import type { Box } from './types';

export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;

/** Whether two boxes share area; touching edges do not count. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

/** The box made larger by so many points on each side. */
export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** What both have in common; `undefined` where that is nothing at all (a line of no width still counts). */
export function intersection(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(right(a), right(b)) - x;
  const height = Math.min(bottom(a), bottom(b)) - y;
  return width < 0 || height < 0 ? undefined : { x, y, width, height };
}

/** The smallest box around all of them; there must be one at least. */
export function around(boxes: readonly Box[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x0 = Math.min(x0, box.x);
    y0 = Math.min(y0, box.y);
    x1 = Math.max(x1, right(box));
    y1 = Math.max(y1, bottom(box));
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** Moved as little as needed to lie inside; a box larger than its frame starts at the frame's corner. */
export function movedInside(box: Box, frame: Box): Box {
  const x = Math.max(frame.x, Math.min(box.x, right(frame) - box.width));
  const y = Math.max(frame.y, Math.min(box.y, bottom(frame) - box.height));
  return { ...box, x, y };
}

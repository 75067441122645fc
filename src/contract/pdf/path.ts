import { around, bottom, grown, intersection, right } from '../geometry';
import type { Box } from '../types';
import { apply, type Matrix } from './matrix';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The path under construction, in display space. Curves count as their control polygon, which encloses them. */
export class Path {
  #subpaths: Point[][] = [];

  move(m: Matrix, x: number, y: number): void {
    this.#subpaths.push([apply(m, x, y)]);
  }

  line(m: Matrix, x: number, y: number): void {
    const last = this.#subpaths.at(-1);
    if (last === undefined) this.move(m, x, y);
    else last.push(apply(m, x, y));
  }

  close(): void {
    const last = this.#subpaths.at(-1);
    const first = last?.[0];
    if (last !== undefined && first !== undefined) last.push(first);
  }

  rectangle(m: Matrix, x: number, y: number, width: number, height: number): void {
    this.move(m, x, y);
    this.line(m, x + width, y);
    this.line(m, x + width, y + height);
    this.line(m, x, y + height);
    this.close();
  }

  clear(): void {
    this.#subpaths = [];
  }

  /** What filling covers: the box of each part. */
  filled(): readonly Box[] {
    return this.#subpaths.filter((points) => points.length > 1).map(boxAround);
  }

  /**
   * What stroking covers. A figure that is large beside its page is taken as its single lines: the frame around a page does
   * not occupy what is inside.
   */
  stroked(width: number, pageArea: number): readonly Box[] {
    return this.#subpaths
      .filter((points) => points.length > 1)
      .flatMap((points) => {
        const box = boxAround(points);
        if (box.width * box.height <= pageArea / 3) return [grown(box, width / 2)];
        return points.slice(1).map((point, i) => grown(boxAround([points[i] ?? point, point]), width / 2));
      });
  }

  /** The clip after narrowing it by this path. */
  clip(current: Box): Box {
    const boxes = this.filled();
    if (boxes.length === 0) return { x: current.x, y: current.y, width: 0, height: 0 };
    return (
      intersection(current, around(boxes)) ?? { x: right(current), y: bottom(current), width: 0, height: 0 }
    );
  }
}

function boxAround(points: readonly Point[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

import type { Size } from './layout';

/** How large pages are: `auto` fits the width but does not blow a page up; a number is a factor (1 is 100 %). */
export type Zoom = 'auto' | 'width' | 'page' | number;

/** CSS pixels per point at 100 %. */
export const FULL = 96 / 72;
export const SMALLEST = 0.25;
export const LARGEST = 5;
/** `auto` makes no page larger than this. */
const COMFORTABLE = 1.25;

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];
/** What the menu offers besides the fits. */
export const OFFERED = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export function bounded(factor: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, factor));
}

/**
 * The factor of a zoom (1 is 100 %) for a page of this size in points, in a room of this many pixels with `margin` on each side.
 */
export function factorOf(zoom: Zoom, page: Size, room: Size, margin: number): number {
  if (typeof zoom === 'number') return bounded(zoom);
  const byWidth = (room.width - 2 * margin) / (page.width * FULL);
  const byHeight = (room.height - 2 * margin) / (page.height * FULL);
  switch (zoom) {
    case 'width':
      return bounded(byWidth);
    case 'page':
      return bounded(Math.min(byWidth, byHeight));
    case 'auto':
      return bounded(Math.min(byWidth, COMFORTABLE));
  }
}

/** The next step up (`1`) or down (`-1`). */
export function stepFrom(factor: number, direction: 1 | -1): number {
  // A hair's breadth beside a step counts as being on it.
  const near = 0.005;
  const next =
    direction === 1
      ? STEPS.find((step) => step > factor + near)
      : STEPS.findLast((step) => step < factor - near);
  return next ?? bounded(factor);
}

/** Zoom after a wheel was turned by `delta` (pixels, as the browser counts them) with Ctrl, or two fingers spread. */
export function byWheel(factor: number, delta: number): number {
  return bounded(factor * wheelRatio(delta));
}

/** How much larger that makes pages, whatever their size is. */
export function wheelRatio(delta: number): number {
  return Math.exp(-Math.min(100, Math.max(-100, delta)) / 300);
}

/** How many pixels of the canvas go into one of the page; fewer where a page would need more memory than it is worth. */
export function sharpness(box: Size, devicePixels: number): number {
  const most = 16_777_216;
  return Math.min(devicePixels, Math.sqrt(most / Math.max(1, box.width * box.height)));
}

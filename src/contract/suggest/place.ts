import type { Size } from '../fieldSizes';
import { bottom, right } from '../geometry';
import type { Box, FieldKind, SuggestedField } from '../types';
import type { Blank } from './blanks';
import type { Room } from './room';

/** A place that was found, before it is known whose it is. */
export interface Place {
  readonly kind: FieldKind;
  readonly why: SuggestedField['why'];
  readonly box: Box;
  /** The place with its label: what shows in which column it stands. */
  readonly span: Box;
  readonly label?: string;
  /** Said by the place's own label. */
  readonly signerId?: string;
}

/** Points. A field takes the room that is there, up to the first and from the second on. */
const SIZES: Readonly<Record<'signature' | 'initials' | 'date' | 'text', { most: Size; least: Size }>> = {
  signature: { most: { width: 200, height: 40 }, least: { width: 50, height: 10 } },
  initials: { most: { width: 60, height: 28 }, least: { width: 18, height: 9 } },
  date: { most: { width: 110, height: 18 }, least: { width: 28, height: 9 } },
  text: { most: { width: 280, height: 18 }, least: { width: 28, height: 9 } },
};

export type WrittenKind = keyof typeof SIZES;

/** What a kind takes where nothing limits it. */
export function sizesOf(kind: WrittenKind): { readonly most: Size; readonly least: Size } {
  return SIZES[kind];
}

/** The field on a line or in a frame; `undefined` where there is no room for it. */
export function fieldOn(blank: Blank, kind: WrittenKind, room: Room): Box | undefined {
  const { most, least } = SIZES[kind];
  const width = Math.min(blank.right - blank.left, most.width);
  if (width < least.width) return undefined;
  const height = Math.min(most.height, blank.frame?.height ?? most.height);
  return room.upwards({ x: blank.left, width, y: blank.base }, height, least.height, blank.piece?.box);
}

/** Inside the page, in hundredths of a point, never larger than before. */
export function trimmed(box: Box, page: Size): Box | undefined {
  const up = (points: number): number => Math.ceil(points * 100 - 1e-6) / 100;
  const down = (points: number): number => Math.floor(points * 100 + 1e-6) / 100;
  const x = Math.max(0, up(box.x));
  const y = Math.max(0, up(box.y));
  const width = down(Math.min(right(box), page.width) - x);
  const height = down(Math.min(bottom(box), page.height) - y);
  return width > 0 && height > 0 && Number.isFinite(x + y + width + height)
    ? { x, y, width, height }
    : undefined;
}

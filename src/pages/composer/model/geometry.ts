import type { Box, ComposedField, Composition, PageSize } from '../composition';

/** Points by which boxes may reach into each other and still count as beside each other; the preflight sees it the same way. */
export const TOUCH = 0.5;

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

export function right(box: Box): number {
  return box.x + box.width;
}
export function bottom(box: Box): number {
  return box.y + box.height;
}
export function middle(box: Box): { readonly x: number; readonly y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function isFiniteBox({ x, y, width, height }: Box): boolean {
  return [x, y, width, height].every(Number.isFinite);
}

/** The box moved onto the page, and made smaller only where the page is smaller. */
export function intoPage(box: Box, page: PageSize): Box {
  const width = Math.min(box.width, page.width);
  const height = Math.min(box.height, page.height);
  return {
    x: clamp(box.x, 0, page.width - width),
    y: clamp(box.y, 0, page.height - height),
    width,
    height,
  };
}

export function sameBox(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** Whether nobody could tell the boxes apart. */
export function sameSpot(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) <= TOUCH &&
    Math.abs(one.y - other.y) <= TOUCH &&
    Math.abs(one.width - other.width) <= TOUCH &&
    Math.abs(one.height - other.height) <= TOUCH
  );
}

export function overlap(one: Box, other: Box, tolerance = TOUCH): boolean {
  return (
    Math.min(right(one), right(other)) - Math.max(one.x, other.x) > tolerance &&
    Math.min(bottom(one), bottom(other)) - Math.max(one.y, other.y) > tolerance
  );
}

/** The smallest box around all; nothing around nothing. */
export function hullOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let [x, y, across, down] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    across = Math.max(across, right(box));
    down = Math.max(down, bottom(box));
  }
  return { x, y, width: across - x, height: down - y };
}

/** Where a field stands: two fields share a page when this is the same. */
export interface Spot {
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
}

/** Whether a field is on this page, or a page is this one. */
export function isOn(field: Spot, { documentId, page }: Spot): boolean {
  return field.page === page && field.documentId === documentId;
}

/** The same text for the same page. */
export function keyOf({ documentId, page }: Spot): string {
  return `${page} ${documentId}`;
}

/** Looks pages up by document and number; `undefined` where there is none. */
export function pagesOf(composition: Composition): (spot: Spot) => PageSize | undefined {
  const documents = new Map(composition.documents.map(({ id, pages }) => [id, pages]));
  return ({ documentId, page }) => documents.get(documentId)?.[page - 1];
}

/** Fields by the page they stand on, in their order. */
export function byPage(fields: readonly ComposedField[]): readonly (readonly ComposedField[])[] {
  const groups = new Map<string, ComposedField[]>();
  for (const field of fields) {
    const key = keyOf(field);
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return [...groups.values()];
}

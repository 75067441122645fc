import { LEAST_SIZES, type Size, USUAL_SIZES } from '../../contract/fieldSizes';
import { bottom, movedInside, right } from '../../contract/geometry';
import type { Box, Field } from '../../contract/types';
import type { Draft } from '../draft';
import { type Fixed, say, withField } from './fixer';
import { othersOn, pageOf } from './pages';
import { frameOf, freePlace, isClear } from './room';

/** Grows where it stands; only where there is no room, and no anchor holds it, somewhere else. */
export function grow(field: Field | undefined, draft: Draft): Fixed | undefined {
  const page = field && pageOf(draft, field);
  if (field === undefined || page === undefined) return undefined;
  const others = othersOn(draft, field);
  const usual = larger(field.box, USUAL_SIZES[field.kind], page);
  const least = larger(field.box, LEAST_SIZES[field.kind], page);
  const sizes = [usual, least].filter((size) => size !== undefined);
  const { anchor, box: old } = field;
  const box =
    firstOf(sizes, (size) => grownAround(old, size, page, others)) ??
    (anchor === undefined
      ? firstOf(sizes, (size) => freePlace(page, others, { ...old, ...size }))
      : undefined);
  if (box === undefined) return undefined;
  return { label: say('Make it larger'), draft: withField(draft, { ...field, box }), select: [field.id] };
}

function firstOf(sizes: readonly Size[], place: (size: Size) => Box | undefined): Box | undefined {
  for (const size of sizes) {
    const box = place(size);
    if (box !== undefined) return box;
  }
  return undefined;
}

/** As large as asked for, and no smaller than it is; `undefined` where the page is smaller than that. */
export function larger(box: Box, size: Size, page: Size): Size | undefined {
  const width = Math.max(size.width, positive(box.width));
  const height = Math.max(size.height, positive(box.height));
  return width <= page.width && height <= page.height ? { width, height } : undefined;
}

function positive(length: number): number {
  return length > 0 && length < Infinity ? length : 0;
}

/** Upwards and to the right first, as anchors grow; the new box holds the old one. */
export function grownAround(
  box: Box,
  { width, height }: Size,
  page: Size,
  others: readonly Box[],
): Box | undefined {
  const [x, y] = [Number.isFinite(box.x) ? box.x : 0, Number.isFinite(box.y) ? box.y : 0];
  const old = { x, y, width: positive(box.width), height: positive(box.height) };
  const [left, up] = [right(old) - width, bottom(old) - height];
  return [
    { x, y: up, width, height },
    { x, y, width, height },
    { x: left, y: up, width, height },
    { x: left, y, width, height },
  ]
    .map((one) => movedInside(one, frameOf(page)))
    .find((one) => isClear(one, others));
}

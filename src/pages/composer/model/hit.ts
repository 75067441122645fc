import type { Box, ComposedField, Composition } from '../composition';
import { bottom, isOn, right } from './geometry';

/** Ids of the fields of a page of which something is in the box; the box may be drawn in any direction. */
export function fieldsIn(
  composition: Composition,
  documentId: string,
  page: number,
  box: Box,
): readonly string[] {
  const area: Box = {
    x: Math.min(box.x, right(box)),
    y: Math.min(box.y, bottom(box)),
    width: Math.abs(box.width),
    height: Math.abs(box.height),
  };
  return composition.fields
    .filter((field) => isOn(field, { documentId, page }) && meets(field, area))
    .map(({ id }) => id);
}

function meets({ box }: ComposedField, area: Box): boolean {
  return box.x <= right(area) && right(box) >= area.x && box.y <= bottom(area) && bottom(box) >= area.y;
}

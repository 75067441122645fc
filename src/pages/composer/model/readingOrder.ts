import type { ComposedField, Composition } from '../composition';
import { bottom } from './geometry';

/** By documents, pages, rows from top to bottom, and from left to right: the order in which the focus goes. */
export function inReadingOrder(composition: Composition): readonly ComposedField[] {
  const ranks = new Map(composition.documents.map(({ id }, index) => [id, index]));
  const rank = (field: ComposedField): number => ranks.get(field.documentId) ?? ranks.size;
  const sorted = [...composition.fields].sort(
    (one, other) => rank(one) - rank(other) || one.page - other.page || one.box.y - other.box.y,
  );
  const rows: Row[] = [];
  for (const field of sorted) {
    const row = rows.at(-1);
    if (row && belongs(row, field)) join(row, field);
    else rows.push({ top: field.box.y, bottom: bottom(field.box), fields: [field] });
  }
  return rows.flatMap(({ fields }) =>
    fields.sort((one, other) => one.box.x - other.box.x || one.box.y - other.box.y),
  );
}

/** What stands beside each other, with the height that all of it shares. */
interface Row {
  top: number;
  bottom: number;
  readonly fields: ComposedField[];
}

/** Half of the lower one has to stand beside the other: boxes to tick below each other, beside a tall field, are rows of their own. */
function belongs(row: Row, field: ComposedField): boolean {
  const first = row.fields[0];
  if (first?.documentId !== field.documentId || first.page !== field.page) return false;
  const shared = Math.min(row.bottom, bottom(field.box)) - Math.max(row.top, field.box.y);
  return shared > 0 && shared >= Math.min(row.bottom - row.top, field.box.height) / 2;
}

function join(row: Row, field: ComposedField): void {
  row.top = Math.max(row.top, field.box.y);
  row.bottom = Math.min(row.bottom, bottom(field.box));
  row.fields.push(field);
}

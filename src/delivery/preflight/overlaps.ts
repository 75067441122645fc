import { intersection } from '../../contract/geometry';
import type { Box, Field, Problem } from '../../contract/types';
import type { Draft } from '../draft';
import { grouped, problem } from './problem';

/** Points on which boxes may share area, or reach over an edge: as much as rounding in a request can move them. */
export const TOLERANCE = 0.05;

/**
 * Whether two boxes share area. The service refuses signature placeholders that do (`ANY_TWO_PLACEHOLDER_OVERLAPPING`; API
 * reference, section 8.1). Of other fields nothing is said there; nobody could fill them in, so here it holds for all.
 */
export function shareArea(one: Box, other: Box, tolerance = TOLERANCE): boolean {
  const common = intersection(one, other);
  return common !== undefined && common.width > tolerance && common.height > tolerance;
}

/** Fields with the same key stand on the same page. */
export function pageKey({ documentId, page }: Pick<Field, 'documentId' | 'page'>): string {
  return `${page} ${documentId}`;
}

/** One problem for each field that lies over one that stands before it in the draft. */
export function overlapProblems({ fields }: Draft): readonly Problem[] {
  const over = new Set([...grouped(fields, pageKey).values()].flatMap(overEarlier));
  return fields
    .filter((field) => over.has(field))
    .map((field) =>
      problem(
        'error',
        'fields-overlap',
        ['Two fields on page {0} overlap.', field.page],
        { fieldId: field.id, documentId: field.documentId, page: field.page, box: field.box },
        ['Move one of them.'],
      ),
    );
}

/** Goes down the page and compares each field with those that it stands beside, not with all. */
function overEarlier(fields: readonly Field[]): readonly Field[] {
  const over = new Set<Field>();
  const downwards = fields
    .map((field, index) => ({ field, index }))
    .filter(({ field }) => Number.isFinite(field.box.y))
    .sort((a, b) => a.field.box.y - b.field.box.y);
  let open: typeof downwards = [];
  for (const next of downwards) {
    open = open.filter(({ field: { box } }) => box.y + box.height > next.field.box.y);
    for (const other of open) {
      const later = other.index > next.index ? other.field : next.field;
      if (!over.has(later) && shareArea(other.field.box, next.field.box)) over.add(later);
    }
    open.push(next);
  }
  return [...over];
}

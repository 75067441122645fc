import type { Size } from '../../contract/fieldSizes';
import type { Box, Field } from '../../contract/types';
import type { Draft } from '../draft';

/** The size of the page on which something stands; `undefined` where there is none, or it has no size. */
export function pageOf(
  draft: Draft,
  { documentId, page }: Pick<Field, 'documentId' | 'page'>,
): Size | undefined {
  const size = draft.documents.find(({ id }) => id === documentId)?.pages[page - 1];
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

/** What stands on a page, apart from the field itself where it is one's own place that is asked for. */
export function othersOn(
  draft: Draft,
  field: Pick<Field, 'documentId' | 'page'> & Partial<Pick<Field, 'id'>>,
): readonly Box[] {
  return draft.fields
    .filter(
      ({ documentId, id, page }) => id !== field.id && documentId === field.documentId && page === field.page,
    )
    .map(({ box }) => box);
}

/** An id that no field has; the same draft gives the same. */
export function freshId(draft: Draft, base: string): string {
  const taken = new Set(draft.fields.map(({ id }) => id));
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}

import type { Draft } from '../../../delivery/draft';

/** What a copy of a draft still needs, beside the copy itself. */
export interface FreshDraft {
  readonly draft: Draft;
  /** The new id of each document, by its old one. */
  readonly documentIds: ReadonlyMap<string, string>;
}

/**
 * The same under new ids and a new intent, so that it is another envelope wherever it goes. Documents get new ids as well, since the
 * copies of their bytes are kept by them; people and fields are known within their draft alone. It replaces nothing.
 */
export function freshDraft(before: Draft, newId: () => string): FreshDraft {
  const documentIds = new Map(before.documents.map(({ id }) => [id, newId()]));
  const idOf = (documentId: string): string => documentIds.get(documentId) ?? documentId;
  return {
    documentIds,
    draft: {
      ...without(before, 'editedAt', 'replaces'),
      id: newId(),
      intentId: newId(),
      documents: before.documents.map((document) => ({ ...document, id: idOf(document.id) })),
      fields: before.fields.map((field) => ({
        ...field,
        id: fieldId(field.id, field.documentId, idOf(field.documentId)),
        documentId: idOf(field.documentId),
      })),
    },
  };
}

/** The same without these properties: they are not there any more, rather than `undefined`. */
export function without<T extends object, K extends keyof T>(whole: T, ...keys: readonly K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const key of keys) Reflect.deleteProperty(rest, key);
  return rest;
}

/** A field of an anchor is named after its document, so that it is found again when the file is read anew. */
function fieldId(id: string, before: string, after: string): string {
  return id.startsWith(`${before}-`) ? after + id.slice(before.length) : id;
}

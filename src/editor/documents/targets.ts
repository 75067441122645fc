import { envelopeRef, type EnvelopeRef } from '../envelopes/api';
import type { Copy } from './api';

/** One envelope, and which documents of it: all where none is named. */
export interface Target {
  readonly ref: EnvelopeRef;
  readonly documentIds?: ReadonlySet<string>;
}

/** Which document a menu or a caller named. */
export function documentIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('documentId' in argument)) return undefined;
  return typeof argument.documentId === 'string' ? argument.documentId : undefined;
}

/** Which copy a caller named. */
export function copyOf(argument: unknown): Copy | undefined {
  if (typeof argument !== 'object' || argument === null || !('which' in argument)) return undefined;
  return argument.which === 'original' || argument.which === 'signed' ? argument.which : undefined;
}

/**
 * What shall be saved: the rows that are selected where the clicked one is among them, else what was clicked or passed. Each
 * envelope comes once, in the order of the rows; a whole envelope takes in its single documents. Of a selection only rows of
 * envelopes and documents count: whoever selects a signer as well does not mean all that this person signs.
 */
export function targetsOf(argument: unknown, selected: unknown): readonly Target[] {
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 1 ? selected : [];
  const meant = rows.filter(holdsDocuments);
  const found = new Map<string, { readonly ref: EnvelopeRef; ids: Set<string> | undefined }>();
  for (const row of meant.length > 0 ? meant : [argument]) {
    const ref = envelopeRef(row);
    if (!ref) continue;
    const key = JSON.stringify([ref.accountId, ref.envelopeId]);
    const id = documentIdOf(row);
    const target = found.get(key);
    if (!target) found.set(key, { ref, ids: id === undefined ? undefined : new Set([id]) });
    else if (id === undefined) target.ids = undefined;
    else target.ids?.add(id);
  }
  return [...found.values()].map(({ ref, ids }) => (ids ? { ref, documentIds: ids } : { ref }));
}

function holdsDocuments(row: unknown): boolean {
  if (!envelopeRef(row)) return false;
  if (typeof row !== 'object' || row === null || !('kind' in row)) return true;
  if (row.kind === 'section') return 'section' in row && row.section === 'documents';
  return row.kind === 'envelope' || row.kind === 'document';
}

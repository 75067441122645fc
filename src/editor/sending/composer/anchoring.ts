import { fieldsFromAnchors, rolesOf } from '../../../contract/fields';
import type { FoundAnchor, PdfInspection } from '../../../contract/types';
import type { Draft, DraftDocument, DraftSigner, Field } from '../../../delivery/draft';

/** A document with what is in it. */
export interface Inspected {
  readonly document: DraftDocument;
  readonly inspection: PdfInspection;
}

/**
 * Adds documents to a draft. Their anchors become fields; a role that nobody has yet gets a signer whose name and address are to
 * be filled in.
 */
export function withDocuments(
  draft: Draft,
  added: readonly Inspected[],
  newId: () => string,
): { readonly draft: Draft; readonly fieldIds: readonly string[] } {
  const signers = withRoles(
    draft.signers,
    draft.options.flow,
    added.flatMap(({ inspection }) => inspection.anchors),
    newId,
  );
  const fields = added.flatMap(({ document, inspection }) => anchorFields(document.id, inspection, signers));
  return {
    draft: {
      ...draft,
      documents: [...draft.documents, ...added.map(({ document }) => document)],
      signers,
      fields: [...draft.fields, ...fields],
    },
    fieldIds: fields.map(({ id }) => id),
  };
}

/** The fields of a document's anchors, with ids that are the same each time. */
export function anchorFields(
  documentId: string,
  inspection: PdfInspection,
  signers: readonly DraftSigner[],
): readonly Field[] {
  const byRole = new Map(
    signers.flatMap((signer) => (signer.role === undefined ? [] : [[signer.role, signer] as const])),
  );
  return fieldsFromAnchors(inspection, documentId, byRole).fields;
}

/** The signers, and one more for each role of the anchors that nobody has. */
export function withRoles(
  signers: readonly DraftSigner[],
  flow: Draft['options']['flow'],
  anchors: readonly FoundAnchor[],
  newId: () => string,
): readonly DraftSigner[] {
  const taken = new Set(signers.flatMap(({ role }) => (role === undefined ? [] : [role.toLowerCase()])));
  const all = [...signers];
  for (const role of rolesOf({ anchors })) {
    if (!taken.has(role.toLowerCase()))
      all.push({ id: newId(), name: '', email: '', order: nextOrder(all, flow), role });
  }
  return all.length === signers.length ? signers : all;
}

/** Where someone who comes last stands. */
export function nextOrder(signers: readonly DraftSigner[], flow: Draft['options']['flow']): number {
  return flow === 'Parallel' ? 1 : 1 + Math.max(0, ...signers.map(({ order }) => order));
}

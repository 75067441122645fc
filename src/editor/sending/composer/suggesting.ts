import { grown, overlaps } from '../../../contract/geometry';
import type { Box, FieldKind } from '../../../contract/types';
import type { Draft, DraftSigner, Field } from '../../../delivery/draft';

/** Points: a field this close to a suggested place already serves it. */
const NEAR = 12;

/** A place that was found in one document. */
export interface Found {
  readonly documentId: string;
  /** `undefined` where the text does not say whose it is. */
  readonly signerId: string | undefined;
  readonly kind: FieldKind;
  readonly page: number;
  readonly box: Box;
  /** What the document calls it. */
  readonly label?: string;
}

/**
 * The draft with fields at the places that were found, where no field is near already. Whose a place is that names nobody: of a
 * signature, that of the first signer who has none; of anything else, that of the signature next to it. Where nobody signs yet, a
 * signer is made whose name is to be filled in.
 */
export function withSuggestions(
  draft: Draft,
  found: readonly Found[],
  newId: () => string,
): { readonly draft: Draft; readonly fieldIds: readonly string[] } {
  const order = new Map(draft.documents.map(({ id }, index) => [id, index]));
  const open = found
    .filter(({ documentId }) => order.has(documentId))
    .sort(
      (a, b) =>
        (order.get(a.documentId) ?? 0) - (order.get(b.documentId) ?? 0) ||
        a.page - b.page ||
        a.box.y - b.box.y ||
        a.box.x - b.box.x,
    );
  const fields: Field[] = [...draft.fields];
  // Among themselves places never overlap, and lines of a form stand close below each other.
  const free = open.filter((place) => !draft.fields.some((field) => isNear(place, field)));
  if (free.length === 0) return { draft, fieldIds: [] };
  const signers: readonly DraftSigner[] =
    draft.signers.length > 0 ? draft.signers : [{ id: newId(), name: '', email: '', order: 1 }];
  const ids: string[] = [];
  const add = (place: Found, signerId: string): void => {
    const id = newId();
    ids.push(id);
    const { documentId, kind, page, box, label } = place;
    const required = kind !== 'checkbox';
    fields.push({
      id,
      documentId,
      signerId,
      kind,
      page,
      box,
      required,
      ...(label === undefined ? {} : { label }),
    });
  };
  const there = new Set(signers.map(({ id }) => id));
  const owner = ({ signerId }: Found): string | undefined =>
    signerId !== undefined && there.has(signerId) ? signerId : undefined;
  for (const place of free) {
    const signerId = owner(place);
    if (signerId !== undefined) add(place, signerId);
  }
  const unowned = free.filter((place) => owner(place) === undefined);
  for (const place of unowned.filter(({ kind }) => kind === 'signature'))
    add(place, withoutSignature(signers, fields));
  for (const place of unowned.filter(({ kind }) => kind !== 'signature'))
    add(place, nearestSigner(place, signers, fields));
  return { draft: { ...draft, signers, fields }, fieldIds: ids };
}

interface Standing {
  readonly documentId: string;
  readonly page: number;
  readonly box: Box;
}

function isNear(place: Standing, other: Standing): boolean {
  return (
    place.documentId === other.documentId &&
    place.page === other.page &&
    overlaps(grown(place.box, NEAR), other.box)
  );
}

function withoutSignature(signers: readonly DraftSigner[], fields: readonly Field[]): string {
  const signs = new Set(fields.flatMap(({ kind, signerId }) => (kind === 'signature' ? [signerId] : [])));
  return signers.find(({ id }) => !signs.has(id))?.id ?? signers[0]?.id ?? '';
}

function nearestSigner(place: Found, signers: readonly DraftSigner[], fields: readonly Field[]): string {
  const signatures = fields.filter(
    ({ documentId, kind, page }) =>
      kind === 'signature' && documentId === place.documentId && page === place.page,
  );
  const away = ({ box }: Field): number =>
    Math.hypot(middle(box).x - middle(place.box).x, middle(box).y - middle(place.box).y);
  const [first, ...more] = signatures;
  if (!first) return signers[0]?.id ?? '';
  return more.reduce((best, next) => (away(next) < away(best) ? next : best), first).signerId;
}

function middle({ x, y, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

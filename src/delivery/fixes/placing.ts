import { LEAST_SIZES, type Size, USUAL_SIZES } from '../../contract/fieldSizes';
import { bottom, right } from '../../contract/geometry';
import type { Box, Field } from '../../contract/types';
import type { Draft, DraftSigner } from '../draft';
import { type Fixed, type Fixer, say, signerOf } from './fixer';
import { freshId, othersOn, pageOf } from './pages';
import { freePlace } from './room';

/** Points from the edges, where nothing else says where a signature belongs. */
const MARGIN = 60;
/** Points between a signature and the field that it is placed by. */
const APART = 8;

type Place = Pick<Field, 'documentId' | 'page'>;

/**
 * Gives a signer a signature: below their own fields where they have some, else on the last page of the first document, below
 * the signatures that stand there. Where there is no room on that page, on the last page of another document, then anywhere.
 */
export function placeSignature(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const signer = signerOf(problem, draft);
  if (signer === undefined) return undefined;
  if (draft.fields.some(({ kind, signerId }) => kind === 'signature' && signerId === signer.id))
    return undefined;
  for (const size of [USUAL_SIZES.signature, LEAST_SIZES.signature]) {
    for (const place of placesFor(draft, signer)) {
      const page = pageOf(draft, place);
      const wanted = page && { ...wantedOn(draft, place, page, signer, size), ...size };
      const box = wanted && freePlace(page, othersOn(draft, place), wanted);
      if (box) return placed(draft, signer, place, box);
    }
  }
  return undefined;
}

function placed(draft: Draft, signer: DraftSigner, place: Place, box: Box): Fixed {
  const id = freshId(draft, `${signer.id}-signature`);
  const field: Field = { id, ...place, signerId: signer.id, kind: 'signature', box, required: true };
  return {
    label: say('Place a signature on page {0}', place.page),
    draft: { ...draft, fields: [...draft.fields, field] },
    select: [id],
  };
}

/** Pages in the order in which they are tried: a few, for who has thousands has room on the first of them. */
function placesFor(draft: Draft, { id }: DraftSigner): readonly Place[] {
  const places: Place[] = [];
  for (const document of [...draft.documents].reverse()) {
    const pages = draft.fields
      .filter(({ documentId, signerId }) => signerId === id && documentId === document.id)
      .map(({ page }) => page);
    if (pages.length > 0) places.push({ documentId: document.id, page: Math.max(...pages) });
  }
  for (const { id: documentId, pages } of draft.documents) places.push({ documentId, page: pages.length });
  for (const { id: documentId, pages } of draft.documents) {
    for (let page = pages.length - 1; page >= 1 && places.length < 200; page -= 1)
      places.push({ documentId, page });
  }
  return places;
}

/** Where it would stand if nothing were in the way. */
function wantedOn(
  draft: Draft,
  { documentId, page }: Place,
  size: Size,
  signer: DraftSigner,
  { width, height }: Size,
): Pick<Box, 'x' | 'y'> {
  const there = draft.fields.filter((field) => field.documentId === documentId && field.page === page);
  const own = lowest(there.filter(({ signerId }) => signerId === signer.id));
  if (own !== undefined) {
    const below = bottom(own) + APART;
    // At the foot of the page it stands beside them instead.
    return below + height <= size.height ? { x: own.x, y: below } : { x: right(own) + APART, y: own.y };
  }
  const other = lowest(there.filter(({ kind }) => kind === 'signature'));
  if (other !== undefined) {
    const beside = right(other) + 3 * APART;
    return beside + width <= size.width
      ? { x: beside, y: other.y }
      : { x: other.x, y: bottom(other) + APART };
  }
  return { x: Math.min(MARGIN, size.width - width), y: size.height - height - MARGIN };
}

function lowest(fields: readonly Field[]): Box | undefined {
  return fields.reduce<Box | undefined>(
    (low, { box }) => (low === undefined || bottom(box) > bottom(low) ? box : low),
    undefined,
  );
}

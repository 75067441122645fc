import type { Box, Field, FoundAnchor, Problem } from '../../contract/types';
import type { Draft } from '../draft';
import type { Inspections } from './documents';
import { problem } from './problem';

/** Points by which boxes may touch: less than rounding to percent can move them. */
const TOLERANCE = 0.5;

/** Where the fields are and whose. */
export function fieldProblems(draft: Draft, inspections: Inspections): readonly Problem[] {
  return [
    ...signersWithoutSignature(draft),
    ...draft.fields.flatMap((field) => [...owner(draft, field), ...place(draft, field), ...choices(field)]),
    ...overlaps(draft),
    ...draft.documents.flatMap((document) =>
      leftOverAnchors(draft, document.id, inspections.get(document.id)?.anchors ?? []),
    ),
  ];
}

function signersWithoutSignature(draft: Draft): readonly Problem[] {
  return draft.signers
    .filter(
      (signer) => !draft.fields.some((field) => field.signerId === signer.id && field.kind === 'signature'),
    )
    .map((signer) =>
      problem(
        'error',
        'signer-without-field',
        ['{0} has no signature field.', signer.name],
        { signerId: signer.id },
        ['Place one.'],
      ),
    );
}

function owner(draft: Draft, field: Field): readonly Problem[] {
  if (draft.signers.some((signer) => signer.id === field.signerId)) return [];
  return [
    problem(
      'error',
      'field-of-nobody',
      ['A field on page {0} belongs to nobody.', field.page],
      { fieldId: field.id, documentId: field.documentId, page: field.page, box: field.box },
      ['Give it to a signer, or remove it.'],
    ),
  ];
}

function place(draft: Draft, field: Field): readonly Problem[] {
  const where = { fieldId: field.id, signerId: field.signerId };
  const document = draft.documents.find((one) => one.id === field.documentId);
  const page = document?.pages[field.page - 1];
  if (document === undefined || page === undefined) {
    return [
      problem('error', 'field-without-page', ['A field stands on a page that is not there.'], where, [
        'Remove it.',
      ]),
    ];
  }
  const { x, y, width, height } = field.box;
  const there = { ...where, documentId: document.id, page: field.page, box: field.box };
  if (!(width > 0 && height > 0)) {
    return [problem('error', 'field-without-size', ['A field on page {0} has no size.', field.page], there)];
  }
  const inside =
    x >= -TOLERANCE &&
    y >= -TOLERANCE &&
    x + width <= page.width + TOLERANCE &&
    y + height <= page.height + TOLERANCE;
  if (inside) return [];
  return [
    problem(
      'error',
      'field-off-page',
      ['A field reaches over the edge of page {0} of {1}.', field.page, document.name],
      there,
      ['Move it onto the page.'],
    ),
  ];
}

function choices(field: Field): readonly Problem[] {
  if (field.kind !== 'dropdown') return [];
  const where = { fieldId: field.id, documentId: field.documentId, page: field.page };
  const offered = field.choices ?? [];
  if (offered.length === 0) {
    return [
      problem(
        'error',
        'dropdown-without-choices',
        ['A list on page {0} has nothing to choose from.', field.page],
        where,
      ),
    ];
  }
  if (field.defaultValue === undefined || offered.includes(field.defaultValue)) return [];
  return [
    problem(
      'error',
      'dropdown-default',
      ['"{0}" is none of the choices of a list on page {1}.', field.defaultValue, field.page],
      where,
    ),
  ];
}

function overlaps(draft: Draft): readonly Problem[] {
  return draft.fields.flatMap((field, index) =>
    draft.fields
      .slice(index + 1)
      .filter((other) => sharePage(field, other) && overlap(field.box, other.box, TOLERANCE))
      .map((other) =>
        problem(
          'error',
          'fields-overlap',
          ['Two fields on page {0} overlap.', other.page],
          { fieldId: other.id, documentId: other.documentId, page: other.page, box: other.box },
          ['Move one of them.'],
        ),
      ),
  );
}

/** An anchor that no field covers would be read by everyone who signs. */
function leftOverAnchors(
  draft: Draft,
  documentId: string,
  anchors: readonly FoundAnchor[],
): readonly Problem[] {
  const fields = draft.fields.filter((field) => field.documentId === documentId);
  return anchors
    .filter(
      (anchor) => !fields.some((field) => field.page === anchor.page && overlap(field.box, anchor.box, 0)),
    )
    .map((anchor) =>
      problem(
        'warning',
        'anchor-left-over',
        ['{0} on page {1} has no field and stays visible.', anchor.token, anchor.page],
        { documentId, page: anchor.page, box: anchor.box },
        ['Add a signer with the role {0}, or place a field over it.', anchor.role],
      ),
    );
}

function sharePage(one: Field, other: Field): boolean {
  return one.documentId === other.documentId && one.page === other.page;
}

function overlap(one: Box, other: Box, tolerance: number): boolean {
  return (
    Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > tolerance &&
    Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > tolerance
  );
}

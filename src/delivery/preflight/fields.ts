import { LEAST_SIZES } from '../../contract/fieldSizes';
import { bottom, right } from '../../contract/geometry';
import type { Field, FoundAnchor, Problem } from '../../contract/types';
import type { Draft, DraftDocument } from '../draft';
import type { Inspections } from './documents';
import { lacking } from './lacking';
import { overlapProblems, pageKey, shareArea, TOLERANCE } from './overlaps';
import { grouped, problem } from './problem';
import { labelProblems, valueProblems } from './values';

/** Where the fields are, whose, and what is in them. */
export function fieldProblems(draft: Draft, inspections: Inspections): readonly Problem[] {
  const signers = new Set(draft.signers.map(({ id }) => id));
  const documents = new Map(draft.documents.map((document) => [document.id, document]));
  return [
    ...signersWithoutSignature(draft),
    ...draft.fields.flatMap((field) => [
      ...owner(field, signers),
      ...place(field, documents.get(field.documentId)),
      ...valueProblems(field),
    ]),
    ...overlapProblems(draft),
    ...labelProblems(draft),
    ...documentsWithoutField(draft),
    ...leftOverAnchors(draft, inspections),
  ];
}

function signersWithoutSignature(draft: Draft): readonly Problem[] {
  const signing = new Set(
    draft.fields.filter(({ kind }) => kind === 'signature').map(({ signerId }) => signerId),
  );
  return draft.signers
    .filter(({ id }) => !signing.has(id))
    .map((signer) => {
      const message = lacking(signer, draft, {
        known: '{0} has no signature field.',
        role: 'The signer for the role {0} has no signature field.',
        place: 'Signer {0} has no signature field.',
      });
      return problem('error', 'signer-without-field', message, { signerId: signer.id }, ['Place one.']);
    });
}

function owner(field: Field, signers: ReadonlySet<string>): readonly Problem[] {
  if (signers.has(field.signerId)) return [];
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

function place(field: Field, document: DraftDocument | undefined): readonly Problem[] {
  const where = { fieldId: field.id, signerId: field.signerId };
  const page = document?.pages[field.page - 1];
  if (document === undefined || page === undefined) {
    return [
      problem('error', 'field-without-page', ['A field stands on a page that is not there.'], where, [
        'Remove it.',
      ]),
    ];
  }
  const { box } = field;
  const there = { ...where, documentId: document.id, page: field.page, box };
  if (!(box.width > 0 && box.height > 0)) {
    return [
      problem('error', 'field-without-size', ['A field on page {0} has no size.', field.page], there, [
        'Make it larger.',
      ]),
    ];
  }
  const inside =
    box.x >= -TOLERANCE &&
    box.y >= -TOLERANCE &&
    right(box) <= page.width + TOLERANCE &&
    bottom(box) <= page.height + TOLERANCE;
  if (inside) return size(field, there);
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

/** What is written into a small field is made small, or cut, by whoever draws it. */
function size(field: Field, where: NonNullable<Problem['where']>): readonly Problem[] {
  const least = LEAST_SIZES[field.kind];
  const { width, height } = field.box;
  if (width >= least.width - TOLERANCE && height >= least.height - TOLERANCE) return [];
  const written = field.kind === 'signature' || field.kind === 'initials';
  return [
    written
      ? problem(
          'warning',
          'signature-too-small',
          ['A signature on page {0} has so little room that it cannot be read.', field.page],
          where,
          ['Make the field at least {0} by {1} points.', least.width, least.height],
        )
      : problem(
          'warning',
          'field-too-small',
          ['A field on page {0} is too small for what is filled in.', field.page],
          where,
          ['Make it at least {0} by {1} points.', least.width, least.height],
        ),
  ];
}

/** Not said while there is no field at all: then everything else is missing too. */
function documentsWithoutField({ documents, fields }: Draft): readonly Problem[] {
  const used = new Set(fields.map(({ documentId }) => documentId));
  if (!documents.some(({ id }) => used.has(id))) return [];
  return documents
    .filter(({ id }) => !used.has(id))
    .map((document) =>
      problem(
        'info',
        'document-without-field',
        ['Nobody signs on "{0}".', document.name],
        { documentId: document.id },
        ['It goes along to be read. If it is to be signed, place a field on it.'],
      ),
    );
}

/** An anchor that no field covers would be read by everyone who signs. */
function leftOverAnchors(draft: Draft, inspections: Inspections): readonly Problem[] {
  const pages = grouped(draft.fields, pageKey);
  const isCovered = (documentId: string, { box, page }: FoundAnchor) =>
    pages.get(pageKey({ documentId, page }))?.some((field) => shareArea(field.box, box, 0)) === true;
  return draft.documents.flatMap(({ id }) =>
    (inspections.get(id)?.anchors ?? [])
      .filter((anchor) => !isCovered(id, anchor))
      .map((anchor) =>
        problem(
          'warning',
          'anchor-left-over',
          ['{0} on page {1} has no field and stays visible.', anchor.token, anchor.page],
          { documentId: id, page: anchor.page, box: anchor.box },
          ['Add a signer with the role {0}, or place a field over it.', anchor.role],
        ),
      ),
  );
}

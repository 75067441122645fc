import type { PdfInspection, Problem } from '../../contract/types';
import type { AccountDetails } from '../../jsign/types';
import type { Draft, DraftDocument } from '../draft';
import { asRead } from '../spelling';
import { groupsOfSame, problem } from './problem';

/** By document id; documents that are no PDF have none. */
export type Inspections = ReadonlyMap<string, PdfInspection>;

/** Type, size, pages, names, and what the inspection of each PDF found. */
export function documentProblems(
  draft: Draft,
  inspections: Inspections,
  plan: AccountDetails['plan'] | undefined,
): readonly Problem[] {
  if (draft.documents.length === 0) {
    return [problem('error', 'no-documents', ['There is no document to sign.'], {}, ['Add a file.'])];
  }
  return [
    ...draft.documents.flatMap((document) => [
      ...fileType(document, plan?.fileTypes ?? []),
      ...fileSize(document, plan?.maxFileBytes),
      ...content(document, inspections.get(document.id)),
      ...pageSizes(document, inspections.get(document.id)),
    ]),
    ...names(draft),
  ];
}

function fileType(document: DraftDocument, allowed: readonly string[]): readonly Problem[] {
  const type = /\.([^./\\]+)$/.exec(document.name)?.[1]?.toLowerCase() ?? '';
  const where = { documentId: document.id };
  if (allowed.length > 0) {
    if (allowed.includes(type)) return [];
    return [
      problem(
        'error',
        'file-type',
        ['{0} cannot be sent: the plan allows {1}.', document.name, allowed.join(', ')],
        where,
        ['Save it as a PDF.'],
      ),
    ];
  }
  if (type === 'pdf') return [];
  return [
    problem(
      'warning',
      'file-type-unknown',
      ['jSign may not take {0}: only PDF is certain.', document.name],
      where,
      ['Save it as a PDF.'],
    ),
  ];
}

function fileSize(document: DraftDocument, limit: number | undefined): readonly Problem[] {
  const where = { documentId: document.id };
  if (document.size === 0) return [problem('error', 'file-empty', ['{0} is empty.', document.name], where)];
  if (limit === undefined || document.size <= limit) return [];
  return [
    problem(
      'error',
      'file-too-large',
      ['{0} has {1} MB; the plan allows {2} MB.', document.name, megabytes(document.size), megabytes(limit)],
      where,
      ['Make the file smaller, or split it.'],
    ),
  ];
}

/** One decimal; rounded up, so that a file over the limit never reads as if it were at it. */
function megabytes(bytes: number): number {
  return Math.ceil((bytes / 1_048_576) * 10) / 10;
}

function content(document: DraftDocument, inspection: PdfInspection | undefined): readonly Problem[] {
  const found = (inspection?.problems ?? []).map((one) => ({
    ...one,
    where: { ...one.where, documentId: document.id },
  }));
  // A file that could not be read has no pages either: saying it twice helps nobody. An empty one is said already.
  const explained = document.size === 0 || found.some((one) => one.severity === 'error');
  const pages = inspection === undefined ? document.pages.length : inspection.pages.length;
  if (pages > 0 || explained || (inspection === undefined && !/\.pdf$/i.test(document.name))) return found;
  return [
    ...found,
    problem('error', 'no-pages', ['{0} has no pages.', document.name], { documentId: document.id }),
  ];
}

/** Beyond this PDF itself has no pages, and most viewers show none; points. */
const MOST_SIDE = 14_400;

/** Said once for each document, and not where the inspection says it. */
function pageSizes(document: DraftDocument, inspection: PdfInspection | undefined): readonly Problem[] {
  const documentId = document.id;
  const flat = document.pages.findIndex(({ width, height }) => !(width > 0 && height > 0));
  if (flat >= 0) {
    return [
      problem(
        'error',
        'page-without-size',
        ['Page {0} of {1} has no size.', flat + 1, document.name],
        { documentId, page: flat + 1 },
        ['Print the document to a new PDF with a usual paper size.'],
      ),
    ];
  }
  const large = document.pages.findIndex(({ width, height }) => Math.max(width, height) > MOST_SIDE);
  if (large < 0 || inspection?.problems.some(({ code }) => code === 'pdf-page-size') === true) return [];
  return [
    problem(
      'warning',
      'page-too-large',
      ['Page {0} of {1} is larger than a PDF page may be.', large + 1, document.name],
      { documentId, page: large + 1 },
      ['Print the document to a new PDF with a usual paper size.'],
    ),
  ];
}

function names(draft: Draft): readonly Problem[] {
  const nameless = draft.documents
    .filter((document) => document.name.trim() === '')
    .map((document) =>
      problem('error', 'document-without-name', ['A document has no name.'], { documentId: document.id }, [
        'Give it one.',
      ]),
    );
  const same = groupsOfSame(
    draft.documents.filter((document) => document.name.trim() !== ''),
    ({ name }) => asRead(name),
  ).map((group) =>
    problem(
      'warning',
      'same-document-name',
      ['{0} documents have the name {1}: signers cannot tell them apart.', group.length, group[0].name],
      { documentId: group.at(-1)?.id ?? group[0].id },
      ['Rename one of them.'],
    ),
  );
  return [...nameless, ...same];
}

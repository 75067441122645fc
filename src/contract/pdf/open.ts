import { problem, sentence } from '../problems';
import type { Problem } from '../types';
import { PdfDocument } from './document';
import { isContentError } from './interpreter';
import { readPages, type PageTree } from './pages';
import { checkEdges, damaged } from './structure';
import { readXref } from './xref';

export interface OpenedPdf {
  readonly doc: PdfDocument;
  readonly tree: PageTree;
}

/** A file that was opened, or why not; an encrypted one may be both. */
export interface Opening {
  readonly opened: OpenedPdf | undefined;
  readonly problems: readonly Problem[];
}

/** Opens a file strictly: header, end, cross-reference, page tree. Throws nothing that bad input can cause. */
export function openPdf(bytes: Uint8Array): Opening {
  const edges = checkEdges(bytes);
  if ('code' in edges) return { opened: undefined, problems: [edges] };
  let doc: PdfDocument;
  try {
    doc = new PdfDocument(bytes, readXref(bytes, edges.xrefAt, edges.headerAt));
  } catch (error) {
    return failed(error, [damaged()]);
  }
  try {
    const tree = readPages(doc);
    if (doc.encrypted) return { opened: { doc, tree }, problems: [ENCRYPTED] };
    if (tree.pages.length === 0) return { opened: undefined, problems: [NO_PAGES] };
    const count = doc.number(tree.root.dict.raw('Count'));
    const found = tree.pages.length;
    return { opened: { doc, tree }, problems: count === found ? [] : [wrongCount(count, found)] };
  } catch (error) {
    return failed(error, [doc.encrypted ? ENCRYPTED : damaged()]);
  }
}

function failed(error: unknown, problems: readonly Problem[]): Opening {
  if (!isContentError(error)) throw error;
  return { opened: undefined, problems };
}

/** Viewers that believe the number show other pages than those that count. */
function wrongCount(count: number | undefined, found: number): Problem {
  return problem(
    'error',
    'pdf-page-count',
    count === undefined
      ? sentence('The PDF does not say how many pages it has.')
      : sentence('The PDF says that it has {0} pages, but {1} are in it.', count, found),
    sentence('Open it in a PDF viewer, look whether all pages are there, and print it to a new PDF.'),
  );
}

const ENCRYPTED = problem(
  'error',
  'pdf-encrypted',
  sentence('The PDF is encrypted, so jSign cannot put signatures into it.'),
  sentence('Save a copy without password protection and send that.'),
);
const NO_PAGES = problem(
  'error',
  'pdf-no-pages',
  sentence('The PDF has no pages.'),
  sentence('Save it again from the program that made it.'),
);

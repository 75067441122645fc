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
    return { opened: { doc, tree }, problems: [] };
  } catch (error) {
    return failed(error, [doc.encrypted ? ENCRYPTED : damaged()]);
  }
}

function failed(error: unknown, problems: readonly Problem[]): Opening {
  if (!isContentError(error)) throw error;
  return { opened: undefined, problems };
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

import { suggestPlaces } from '../suggest';
import { THIN, type SeenPage } from '../suggest/page';
import type { Box, SuggestedField, SuggestedSigner, TextLine } from '../types';
import type { PdfDocument } from './document';
import { FontBook } from './fonts';
import { interpretPage, isContentError, type Painted } from './interpreter';
import { horizontalLines } from './lines';
import { openPdf, type OpenedPdf } from './open';
import type { Budget } from './operators';
import { pageByPage } from './pageByPage';
import type { PdfPage } from './pages';
import type { PlacedGlyph } from './placer';

/** Other work gets its turn after so many bytes of content: placing each character of it takes long. */
const BREATHE = 64 * 1024;
/** A picture over more of the page than this is a scan under its text. */
const SCAN = 0.5;

/** The lines of all pages; see {@link PdfTools.lines}. */
export async function linesOfPdf(bytes: Uint8Array): Promise<readonly TextLine[]> {
  const found: TextLine[] = [];
  await eachPage(bytes, false, ({ number, lines }) => {
    for (const { text, box, baseline } of lines)
      found.push({ page: number, text: text.trim(), box, baseline });
  });
  return found;
}

/** See {@link PdfTools.suggest}. */
export async function suggestOnPdf(
  bytes: Uint8Array,
  signers: readonly SuggestedSigner[],
  taken: readonly { readonly page: number; readonly box: Box }[] = [],
): Promise<readonly SuggestedField[]> {
  const pages: SeenPage[] = [];
  await eachPage(bytes, true, (page) => pages.push(page));
  return suggestPlaces(pages, signers, taken);
}

/** The pages that can be read, one after the other; none of a file that cannot be sent anyway. */
async function eachPage(bytes: Uint8Array, drawings: boolean, use: (page: SeenPage) => void): Promise<void> {
  let opened: OpenedPdf | undefined;
  try {
    opened = openPdf(bytes).opened;
  } catch {
    // What nobody foresaw is a problem that the inspection names.
    return;
  }
  if (opened === undefined || opened.doc.encrypted) return;
  const { doc, tree } = opened;
  const fonts = new FontBook(doc);
  await pageByPage(tree.pages, BREATHE, (page, budget) => {
    const found = seenPage(doc, fonts, page, budget, drawings);
    if (found !== undefined) use(found);
  });
}

function seenPage(
  doc: PdfDocument,
  fonts: FontBook,
  page: PdfPage,
  budget: Budget,
  drawings: boolean,
): SeenPage | undefined {
  const glyphs: PlacedGlyph[] = [];
  const strokes: Box[] = [];
  const images: Box[] = [];
  const { width, height } = page.facts;
  const paint = (box: Box, how: Painted): void => {
    if (how === 'image') {
      if (box.width * box.height <= SCAN * width * height) images.push(box);
    } else if (how === 'stroke' || Math.min(box.width, box.height) <= THIN) strokes.push(box);
  };
  try {
    interpretPage(
      doc,
      fonts,
      page,
      { glyph: (glyph) => glyphs.push(glyph), ...(drawings && { paint }) },
      budget,
    );
    const { lines, others } = horizontalLines(glyphs);
    return { number: page.number, width, height, lines, others: [...others, ...images], strokes };
  } catch (error) {
    if (!isContentError(error)) throw error;
    return undefined;
  }
}

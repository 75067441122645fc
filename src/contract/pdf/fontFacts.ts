import { problem, sentence } from '../problems';
import type { Problem } from '../types';
import type { PdfDocument } from './document';
import { isContentError } from './interpreter';
import type { PdfPage } from './pages';
import { type Dict, Name, type Value } from './values';

/** Every viewer has these, or stands in for them with the same widths. */
const EVERYWHERE =
  /^(helvetica|times|courier|symbol|zapfdingbats|arial(mt)?|timesnewroman(ps)?(mt)?|couriernew(ps)?(mt)?)$/;
const STYLES = /[-,]?(roman|regular|bold|italic|oblique|mt)+$/;
/** A document with more fonts than this repeats itself. */
const MOST_FONTS = 5000;

/** Fonts that the pages name but the file does not have, once for all of them. */
export function missingFonts(doc: PdfDocument, pages: readonly PdfPage[]): readonly Problem[] {
  const seen = new Set<Dict>();
  for (const page of pages) {
    const fonts = doc.dict(page.resources.raw('Font'));
    if (fonts === undefined || seen.has(fonts)) continue;
    seen.add(fonts);
    for (const value of fonts.entries.values()) {
      const name = nameOnce(doc, value, seen);
      if (name !== undefined) return [missing(name, page.number)];
    }
  }
  return [];
}

function nameOnce(doc: PdfDocument, value: Value, seen: Set<Dict>): string | undefined {
  try {
    const font = doc.dict(value);
    if (font === undefined || seen.has(font) || seen.size > MOST_FONTS) return undefined;
    seen.add(font);
    return nameOfMissing(doc, font);
  } catch (error) {
    // A font that cannot be read is shown as a plain one.
    if (!isContentError(error)) throw error;
    return undefined;
  }
}

/** The font's name, where it is one that a viewer has to replace. */
function nameOfMissing(doc: PdfDocument, font: Dict): string | undefined {
  if (nameIn(doc, font, 'Subtype') === 'Type3') return undefined;
  const inner = doc.dict(doc.array(font.raw('DescendantFonts'))?.[0] ?? null) ?? font;
  const descriptor = doc.dict(inner.raw('FontDescriptor'));
  const embedded = ['FontFile', 'FontFile2', 'FontFile3'].some(
    (key) => (descriptor?.raw(key) ?? null) !== null,
  );
  const name = nameIn(doc, font, 'BaseFont');
  if (embedded || name === '' || isEverywhere(name)) return undefined;
  return name.replace(/^[A-Z]{6}\+/, '').slice(0, 60);
}

function isEverywhere(name: string): boolean {
  const plain = name
    .replace(/^[A-Z]{6}\+/, '')
    .toLowerCase()
    .replace(/\s/g, '');
  return EVERYWHERE.test(plain) || EVERYWHERE.test(plain.replace(STYLES, ''));
}

function nameIn(doc: PdfDocument, dict: Dict, key: string): string {
  const value = doc.get(dict, key);
  return value instanceof Name ? value.name : '';
}

function missing(name: string, page: number): Problem {
  return problem(
    'info',
    'pdf-fonts-missing',
    sentence('The font {0} is not in the PDF, so the text may look different on each computer.', name),
    sentence('Save it again with fonts embedded if the look matters.'),
    { page },
  );
}

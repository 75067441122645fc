import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageSize } from '../composition';

/** Six numbers as PDF writes them: `[a b c d e f]`. */
type Matrix = readonly number[];

/** Points by which lines of text may differ and are one. */
const SAME = 0.5;

/**
 * Heights at which level text stands on a page, in points of the page as displayed, from the top. `viewport` turns the page's own
 * points into pixels of a picture of the height `pictureHeight`.
 */
export function heightsOf(
  texts: readonly { readonly text: string; readonly transform: Matrix }[],
  viewport: Matrix,
  pictureHeight: number,
  page: PageSize,
): readonly number[] {
  const heights = texts.flatMap(({ text, transform }) => {
    if (text.trim() === '') return [];
    const [a = 0, b = 0, , , e = 0, f = 0] = transform;
    const [va = 1, vb = 0, vc = 0, vd = 1, , vf = 0] = viewport;
    const across = va * a + vc * b;
    const along = vb * a + vd * b;
    // Text that goes up, down, backwards or askew has no line that a field could stand on.
    if (!(across > 0 && Math.abs(along) <= 0.02 * across)) return [];
    const height = ((vb * e + vd * f + vf) * page.height) / pictureHeight;
    return height >= 0 && height <= page.height ? [height] : [];
  });
  heights.sort((one, other) => one - other);
  return heights.filter((height, index) => index === 0 || height - (heights[index - 1] ?? 0) > SAME);
}

/** The same, read from a document; `page` from 1. Rejects where it cannot be read. */
export async function baselinesOf(
  document: PDFDocumentProxy,
  page: number,
  size: PageSize,
): Promise<readonly number[]> {
  const proxy = await document.getPage(page);
  const viewport = proxy.getViewport({ scale: 1 });
  const { items } = await proxy.getTextContent();
  const texts = items.flatMap((item) =>
    'str' in item ? [{ text: item.str, transform: numbers(item.transform) }] : [],
  );
  return heightsOf(texts, numbers(viewport.transform), viewport.height, size);
}

function numbers(values: readonly unknown[]): Matrix {
  return values.map((value) => (typeof value === 'number' ? value : 0));
}

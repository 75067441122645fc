import { PdfBuilder, text } from '../fixtures/pdf/builder';

const LINES = 40;

/** A contract of many pages with text on each. */
export function longPdf(pages: number): Uint8Array {
  const builder = new PdfBuilder();
  for (let page = 1; page <= pages; page += 1) {
    const lines = Array.from({ length: LINES }, (_, line) =>
      text(72, 690 - line * 15, `${page}.${line + 1} The parties agree on what stands in this line.`, 11),
    );
    builder.page({ content: text(72, 730, `Page ${page}`, 24) + lines.join(''), deflate: true });
  }
  return builder.build();
}

import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PageText, type TextPiece } from './search/pageText';

type Content = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>;

/** The text of the pages of one document; what was read once is kept, as plain strings. */
export class Texts {
  private readonly byIndex = new Map<number, PageText>();

  constructor(private readonly document: PDFDocumentProxy) {}

  /** `index` from 0. Rejects where the page cannot be read. */
  async of(index: number): Promise<PageText> {
    const known = this.byIndex.get(index);
    if (known) return known;
    await this.content(index);
    return this.byIndex.get(index) ?? new PageText([]);
  }

  /** What was read already. */
  known(index: number): PageText | undefined {
    return this.byIndex.get(index);
  }

  /** The text with its places on the page. */
  async content(index: number): Promise<Content> {
    const page = await this.document.getPage(index + 1);
    const content = await page.getTextContent();
    const pieces: TextPiece[] = content.items.flatMap((item) => ('str' in item ? [item] : []));
    if (!this.byIndex.has(index)) this.byIndex.set(index, new PageText(pieces));
    return content;
  }
}

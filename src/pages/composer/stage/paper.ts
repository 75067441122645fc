import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { h } from '../../dom';
import type { Size } from '../../pdf/layout';
import { isCancel, Picture } from '../../pdf/picture';
import { sharpness } from '../../pdf/zoom';
import type { Spot } from '../model/geometry';

/** One page while it is near: its picture, and above it whatever lies on it. It is there before any byte of its document is. */
export class Paper {
  readonly root = h('div', { class: 'paper', role: 'group' });
  /** For the fields. */
  readonly layer = h('div', { class: 'paper-fields' });
  private readonly note = h('div', { class: 'paper-note' });
  private readonly picture = new Picture(this.root);
  private page: PDFPageProxy | undefined;
  /** What the picture was drawn from, or could not be. */
  private drawnFrom: PDFDocumentProxy | undefined;
  private drawnWidth = 0;
  private disposed = false;

  constructor(readonly spot: Spot) {
    this.note.hidden = true;
    this.root.append(this.note, this.layer);
  }

  get hasPicture(): boolean {
    return this.picture.isThere;
  }

  /** The box in pixels; what is drawn is stretched until it is drawn anew. */
  put(left: number, top: number, box: Size): void {
    const { style } = this.root;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
  }

  /** A sentence on the paper, in place of what cannot be seen; none takes it away. */
  say(...sentences: readonly string[]): void {
    const said = sentences.filter((sentence) => sentence !== '');
    if (said.join('\n') === [...this.note.children].map(({ textContent }) => textContent).join('\n')) return;
    this.note.replaceChildren(...said.map((sentence) => h('p', {}, sentence)));
    this.note.hidden = said.length === 0;
  }

  needsDrawing(pdf: PDFDocumentProxy | undefined, box: Size): boolean {
    return (
      !this.disposed && pdf !== undefined && (this.drawnFrom !== pdf || this.drawnWidth !== widthOf(box))
    );
  }

  /** Draws the page at the size that it has on the screen. Never rejects: false where it cannot be drawn. */
  async draw(pdf: PDFDocumentProxy, box: Size): Promise<boolean> {
    try {
      if (this.drawnFrom !== pdf) this.page = undefined;
      this.page ??= await pdf.getPage(this.spot.page);
      if (this.isGone()) return true;
      const own = this.page.getViewport({ scale: 1 });
      const scale = (box.width / own.width) * sharpness(box, window.devicePixelRatio);
      // Canvases have a longest side as well as a largest area.
      const most = LONGEST / Math.max(own.width, own.height);
      const viewport = this.page.getViewport({ scale: Math.min(scale, most) });
      if (!(await this.picture.draw(this.page, viewport))) return true;
    } catch (error) {
      if (this.isGone() || isCancel(error)) return true;
      this.picture.erase();
      this.drawn(pdf, box);
      return false;
    }
    this.drawn(pdf, box);
    return true;
  }

  /** Stops what is being drawn. */
  cancel(): void {
    this.picture.cancel();
  }

  dispose(): void {
    this.disposed = true;
    this.picture.dispose();
    this.root.remove();
    this.page?.cleanup();
  }

  private drawn(pdf: PDFDocumentProxy, box: Size): void {
    this.drawnFrom = pdf;
    this.drawnWidth = widthOf(box);
  }

  private isGone(): boolean {
    return this.disposed;
  }
}

/** In pixels of the screen, which are others on another screen. */
function widthOf(box: Size): number {
  return box.width * window.devicePixelRatio;
}

/** Pixels. */
const LONGEST = 16_384;

import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { h } from '../dom';
import type { Size } from '../pdf/layout';
import { isCancel, Picture } from '../pdf/picture';
import { sharpness } from '../pdf/zoom';
import { linkTarget, property, type LinkTarget } from './destinations';
import type { Place } from './place';
import type { PieceRange } from './search/pageText';
import { filled, type ViewerStrings } from './strings';
import type { Texts } from './texts';

export interface SheetPorts {
  readonly document: PDFDocumentProxy;
  readonly texts: Texts;
  readonly strings: ViewerStrings;
  readonly follow: (target: LinkTarget) => void;
  /** The size of a page is known now, in points and not turned by the person. */
  readonly learned: (index: number, size: Size) => void;
  /** The text of the sheet lies over its picture. */
  readonly textReady: (index: number) => void;
}

/** One page on the screen: its picture, its text to select, its links. It is thrown away when it is far from what is seen. */
export class Sheet {
  readonly root: HTMLElement;
  private page: PDFPageProxy | undefined;
  private readonly picture: Picture;
  private text: TextLayer | undefined;
  private drawnScale = 0;
  private layered = false;
  private disposed = false;

  /** `index` from 0. */
  constructor(
    readonly index: number,
    private readonly ports: SheetPorts,
    private readonly turned: Place['turned'],
  ) {
    this.root = h('div', {
      class: 'sheet',
      role: 'group',
      'aria-label': filled(ports.strings.page, index + 1),
      'data-page': index + 1,
    });
    this.picture = new Picture(this.root);
  }

  /** Puts the sheet where it belongs; what is drawn is stretched until it is drawn anew. */
  put(left: number, top: number, box: Size, scale: number): void {
    const { style } = this.root;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    style.setProperty('--total-scale-factor', String(scale * (this.page?.userUnit ?? 1)));
  }

  needsDrawing(scale: number): boolean {
    return !this.disposed && (this.drawnScale !== scale || !this.layered);
  }

  get hasPicture(): boolean {
    return this.picture.isThere;
  }

  /** Draws the picture, then the rest. Never rejects: a page that cannot be drawn says so on its paper. */
  async draw(scale: number, box: Size): Promise<void> {
    try {
      this.page ??= await this.ports.document.getPage(this.index + 1);
      if (this.disposed) return;
      this.root.style.setProperty('--total-scale-factor', String(scale * this.page.userUnit));
      if (this.drawnScale !== scale) await this.drawPicture(this.page, scale, box);
    } catch (error) {
      if (this.disposed || isCancel(error)) return;
      this.drawnScale = scale;
      this.root.replaceChildren(h('p', { class: 'sheet-problem' }, this.ports.strings.pageNotDrawn));
      this.layered = true;
    }
  }

  /** Text and links; after the picture, since nobody selects what they do not see. */
  async drawLayers(): Promise<void> {
    const { page } = this;
    if (this.isGone() || this.layered || !page) return;
    this.layered = true;
    const viewport = page.getViewport({ scale: 1, rotation: page.rotate + this.turned });
    try {
      const content = await this.ports.texts.content(this.index);
      if (this.isGone()) return;
      const container = h('div', { class: 'text' });
      this.text = new TextLayer({ textContentSource: content, container, viewport });
      await this.text.render();
      if (this.isGone()) return;
      this.root.append(container);
      this.ports.textReady(this.index);
      const links: readonly unknown[] = await page.getAnnotations({ intent: 'display' });
      if (this.isGone()) return;
      this.root.append(...links.flatMap((link) => this.link(link, viewport)));
    } catch {
      // A picture without text is still a page.
    }
  }

  /** Ranges in the text layer; empty until it is there. */
  ranges(pieces: readonly PieceRange[]): readonly Range[] {
    const spans: readonly HTMLElement[] = this.text?.textDivs ?? [];
    return pieces.flatMap(({ piece, from, to }) => {
      const node = spans[piece]?.firstChild;
      if (!node || !this.root.contains(node)) return [];
      const length = node.textContent?.length ?? 0;
      const range = document.createRange();
      range.setStart(node, Math.min(from, length));
      range.setEnd(node, Math.min(to, length));
      return [range];
    });
  }

  /** Stops what is being drawn. */
  cancel(): void {
    this.picture.cancel();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.picture.dispose();
    this.text?.cancel();
    this.root.remove();
    this.page?.cleanup();
  }

  private isGone(): boolean {
    return this.disposed;
  }

  private async drawPicture(page: PDFPageProxy, scale: number, box: Size): Promise<void> {
    const own = page.getViewport({ scale: 1 });
    this.ports.learned(this.index, { width: own.width, height: own.height });
    const sharp = sharpness(box, window.devicePixelRatio);
    const viewport = page.getViewport({ scale: scale * sharp, rotation: page.rotate + this.turned });
    if (await this.picture.draw(page, viewport)) this.drawnScale = scale;
  }

  private link(link: unknown, viewport: ReturnType<PDFPageProxy['getViewport']>): HTMLElement[] {
    if (property(link, 'subtype') !== 'Link') return [];
    const target = linkTarget(link);
    const rect = property(link, 'rect');
    if (!target || !Array.isArray(rect)) return [];
    const corners: readonly unknown[] = viewport.convertToViewportRectangle(rect);
    const [x1, y1, x2, y2] = corners.map((each) => (typeof each === 'number' ? each : 0));
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return [];
    const { strings } = this.ports;
    const label = target.kind === 'outside' ? filled(strings.externalLink, target.url) : strings.internalLink;
    const button = h('button', { type: 'button', class: 'sheet-link', role: 'link', 'aria-label': label });
    if (target.kind === 'outside') button.title = target.url;
    const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
    button.style.left = percent(Math.min(x1, x2), viewport.width);
    button.style.top = percent(Math.min(y1, y2), viewport.height);
    button.style.width = percent(Math.abs(x2 - x1), viewport.width);
    button.style.height = percent(Math.abs(y2 - y1), viewport.height);
    button.addEventListener('click', () => this.ports.follow(target));
    return [button];
  }
}

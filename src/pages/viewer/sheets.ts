import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Layout } from '../pdf/layout';
import type { Place } from './place';
import { Sheet, type SheetPorts } from './sheet';

/** Between the last turn of the wheel and drawing sharply. */
const SETTLE_MS = 120;

/** What is seen: first and last page, and the one that is looked at, all from 0. */
export interface Seen {
  readonly first: number;
  readonly last: number;
  readonly current: number;
}

export interface SheetsPorts extends Omit<SheetPorts, 'document'> {
  readonly seen: () => Seen;
  /** A page has its picture. */
  readonly drawn: () => void;
}

/** The pages of one document that exist on the screen, each drawn when its turn comes. */
export class Sheets {
  private readonly byIndex = new Map<number, Sheet>();
  private drawing = false;
  private disposed = false;
  private settle = 0;

  constructor(
    private readonly floor: HTMLElement,
    private readonly document: PDFDocumentProxy,
    private readonly layout: Layout,
    private readonly turned: Place['turned'],
    private readonly ports: SheetsPorts,
  ) {}

  get(index: number): Sheet | undefined {
    return this.byIndex.get(index);
  }

  get all(): readonly Sheet[] {
    return [...this.byIndex.values()];
  }

  /** Puts every sheet where the layout has it. */
  put(): void {
    for (const sheet of this.all) this.putOne(sheet);
  }

  /** The scale is another: what is being drawn is of no use any more. */
  rescaled(): void {
    for (const sheet of this.all) sheet.cancel();
    this.put();
  }

  /** Brings in the pages that are seen and one before and after, throws out the others, and draws. */
  update(): void {
    const { first, last } = this.ports.seen();
    const from = Math.max(0, first - 1);
    const to = Math.min(this.layout.count - 1, last + 1);
    for (const sheet of this.all) {
      if ((sheet.index >= from && sheet.index <= to) || isSelected(sheet.root)) continue;
      sheet.dispose();
      this.byIndex.delete(sheet.index);
    }
    for (let index = from; index <= to; index += 1) if (!this.byIndex.has(index)) this.mount(index);
    // Pages with a picture are stretched meanwhile, so nothing is lost by waiting until the wheel stands still.
    window.clearTimeout(this.settle);
    if (this.all.some((sheet) => !sheet.hasPicture)) void this.draw();
    else this.settle = window.setTimeout(() => void this.draw(), SETTLE_MS);
  }

  dispose(): void {
    this.disposed = true;
    window.clearTimeout(this.settle);
    for (const sheet of this.all) sheet.dispose();
    this.byIndex.clear();
  }

  private putOne(sheet: Sheet): void {
    const { layout } = this;
    sheet.put(layout.left(sheet.index), layout.top(sheet.index), layout.box(sheet.index), layout.scale);
  }

  private mount(index: number): void {
    const sheet = new Sheet(index, { ...this.ports, document: this.document }, this.turned);
    this.byIndex.set(index, sheet);
    this.putOne(sheet);
    // In the order of pages, so that somebody who listens hears them in it.
    const after = this.all.filter((each) => each.index > index).sort((a, b) => a.index - b.index)[0];
    this.floor.insertBefore(sheet.root, after?.root ?? null);
  }

  /** One page after another: what is seen before its neighbours, and for each the picture before the text. */
  private async draw(): Promise<void> {
    if (this.drawing) return;
    this.drawing = true;
    try {
      for (let sheet = this.next(); sheet; sheet = this.next()) {
        const { scale } = this.layout;
        await sheet.draw(scale, this.layout.box(sheet.index));
        if (sheet.hasPicture && !this.disposed) this.ports.drawn();
        // A zoom that came meanwhile draws the picture again; the text fits every zoom.
        if (this.layout.scale === scale) await sheet.drawLayers();
      }
    } finally {
      this.drawing = false;
    }
  }

  private next(): Sheet | undefined {
    const { first, last, current } = this.ports.seen();
    const isSeen = ({ index }: Sheet) => index >= first && index <= last;
    return this.all
      .filter((sheet) => sheet.needsDrawing(this.layout.scale))
      .sort(
        (one, other) =>
          Number(isSeen(other)) - Number(isSeen(one)) ||
          Math.abs(one.index - current) - Math.abs(other.index - current),
      )[0];
  }
}

/** A selection that reaches over pages must not lose its ends. */
function isSelected(element: HTMLElement): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}

import { Layout, type Size } from '../../pdf/layout';
import { factorOf, FULL, LARGEST, SMALLEST } from '../../pdf/zoom';
import type { Box, ComposedDocument } from '../composition';
import type { Spot } from '../model/geometry';

/** Pixels between two pages, and around all of them. */
export const GAP = 12;
/** Pixels of the row that names a document, above its pages. */
export const HEADING = 40;
/** How many times wider than the page that is looked at a page may be, and still be made to fit with it: A4, Letter and Legal. */
const ALIKE = 1.3;
/** Pixels: higher than this no browser lays anything out. */
const HIGHEST = 30_000_000;
const A4: Size = { width: 595, height: 842 };

/** Where a page has a point. */
export interface PagePoint {
  /** Of the page among all pages, from 0. */
  readonly index: number;
  /** Points from its upper left corner; may lie beside it. */
  readonly x: number;
  readonly y: number;
}

/** Where the headings and pages of all documents lie below each other. Pages count through all documents, from 0. */
export class Floor {
  private readonly layout: Layout;
  private readonly spots: readonly Spot[];
  private readonly firsts = new Map<string, number>();
  /** Per page, and for the end: how many headings stand right above it. */
  private readonly headings = new Map<number, number>();
  private readonly points: number;
  /** Each of pages once. */
  private readonly widths: readonly number[];

  constructor(readonly documents: readonly ComposedDocument[]) {
    const spots: Spot[] = [];
    for (const { id, pages } of documents) {
      this.firsts.set(id, spots.length);
      this.headings.set(spots.length, (this.headings.get(spots.length) ?? 0) + 1);
      pages.forEach((_, index) => spots.push({ documentId: id, page: index + 1 }));
    }
    this.spots = spots;
    const sizes = documents.flatMap(({ pages }) => pages);
    this.widths = [...new Set(sizes.map(({ width }) => width))];
    this.points = sizes.reduce((sum, { height }) => sum + height, 0);
    const above = (index: number) => (this.headings.get(index) ?? 0) * HEADING;
    this.layout = new Layout(spots.length, sizes[0] ?? A4, GAP, above);
    sizes.forEach((size, index) => this.layout.learn(index, size));
  }

  get count(): number {
    return this.spots.length;
  }
  /** Pixels per point. */
  get scale(): number {
    return this.layout.scale;
  }
  get width(): number {
    return this.layout.width;
  }
  get height(): number {
    return this.layout.height;
  }

  arrange(scale: number, room: number): void {
    this.layout.arrange(scale, false, room);
  }

  /** The factor of a zoom (1 is 100 %, 0 fits the width of this page) in a room of this size; one that can be laid out. */
  factorFor(zoom: number, index: number, room: Size): number {
    const most = Math.min(LARGEST, HIGHEST / (Math.max(1, this.points) * FULL));
    const page = { ...this.size(index), width: this.fitWidth(index) };
    // The largest pages are far wider than the smallest zoom could bring into view.
    const whole = (room.width - 2 * GAP) / (page.width * FULL);
    const fit = whole < SMALLEST ? Math.max(0.01, whole) : factorOf('auto', page, room, GAP);
    const wanted = zoom === 0 ? fit : Math.min(LARGEST, Math.max(zoom, Math.min(SMALLEST, fit)));
    return Math.min(most, wanted);
  }

  /** Points: pages of nearly the same width fit together, so that none of them has to be scrolled sideways. */
  private fitWidth(index: number): number {
    const { width } = this.size(index);
    return this.widths.reduce((most, each) => (each > most && each <= width * ALIKE ? each : most), width);
  }

  spot(index: number): Spot | undefined {
    return this.spots[index];
  }
  indexOf({ documentId, page }: Spot): number | undefined {
    const first = this.firsts.get(documentId);
    if (first === undefined) return undefined;
    const index = first + page - 1;
    return this.spots[index]?.documentId === documentId ? index : undefined;
  }
  /** In points. */
  size(index: number): Size {
    return this.layout.standing(index);
  }
  /** In pixels. */
  box(index: number): Size {
    return this.layout.box(index);
  }
  top(index: number): number {
    return this.layout.top(index);
  }
  left(index: number): number {
    return this.layout.left(index);
  }

  /** Upper edge of the heading of a document. */
  headingTop(documentId: string): number {
    const first = this.firsts.get(documentId) ?? 0;
    const sharing = this.documents.filter(({ id }) => this.firsts.get(id) === first);
    const place = sharing.findIndex(({ id }) => id === documentId);
    return this.layout.top(first) - (sharing.length - Math.max(0, place)) * HEADING;
  }

  /** First and last page of which something is between two heights; `undefined` where there is no page at all. */
  between(from: number, to: number): readonly [number, number] | undefined {
    return this.count === 0 ? undefined : this.layout.between(from, to);
  }

  /** The page that somebody who sees this part would say they are looking at. */
  current(top: number, height: number): number {
    const seen = this.between(top, top + height);
    if (!seen || top <= 0) return 0;
    const [first, last] = seen;
    if (top + height >= this.height - 1) return last;
    for (let index = first; index < last; index += 1) {
      const box = this.box(index);
      const upper = Math.max(this.top(index), top);
      const lower = Math.min(this.top(index) + box.height, top + height);
      if (lower - upper >= Math.min(box.height, height) / 2) return index;
    }
    return last;
  }

  /** The page at this height, the one above where there is none. Pixels. */
  at(y: number): number {
    return this.layout.at(y);
  }

  /** Whether there is paper at this point. Pixels. */
  isPaper(x: number, y: number): boolean {
    if (this.count === 0) return false;
    const index = this.at(y);
    const box = this.box(index);
    const [left, top] = [this.left(index), this.top(index)];
    return x >= left && x < left + box.width && y >= top && y < top + box.height;
  }

  /** A point in pixels, as points of a page. */
  on(index: number, x: number, y: number): PagePoint {
    return { index, x: (x - this.left(index)) / this.scale, y: (y - this.top(index)) / this.scale };
  }
}

/** A box of a page in whole pixels of its paper, so that lines are sharp. */
export function inPixels({ x, y, width, height }: Box, scale: number): Box {
  const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((x + width) * scale) - left),
    height: Math.max(1, Math.round((y + height) * scale) - top),
  };
}

import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { h } from '../dom';
import { Layout } from '../pdf/layout';
import { byWheel, factorOf, FULL, type Zoom } from '../pdf/zoom';
import { findTarget, type LinkTarget } from './destinations';
import { turnedBy, within, type Place } from './place';
import type { Sheet } from './sheet';
import { Sheets } from './sheets';
import type { ViewerStrings } from './strings';
import { Texts } from './texts';

const GAP = 12;

export interface PanePorts {
  readonly strings: () => ViewerStrings;
  /** Something that the toolbar shows, or that is worth keeping, is different. */
  readonly changed: () => void;
  /** The first picture is there. */
  readonly shown: () => void;
  /** The text of a page can be marked. */
  readonly textReady: (index: number) => void;
  readonly openOutside: (url: string) => void;
}

/** One document while it is shown. */
export interface Shown {
  readonly document: PDFDocumentProxy;
  readonly texts: Texts;
  readonly layout: Layout;
}

/** All pages below each other. Only those that are seen, and one before and after, exist. */
export class Pane {
  readonly root = h('main', { class: 'pages', tabindex: 0 });
  private readonly floor = h('div', { class: 'floor' });
  private sheets: Sheets | undefined;
  private shownNow: Shown | undefined;
  private zoomNow: Zoom = 'auto';
  private turnedNow: Place['turned'] = 0;
  private told = false;
  private frame = 0;
  /** The page that was asked for, as long as nobody scrolls away from where that led. */
  private asked: { readonly page: number; readonly top: number } | undefined;

  constructor(private readonly ports: PanePorts) {
    this.root.append(this.floor);
    this.root.addEventListener('scroll', () => this.later(), { passive: true });
    this.root.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => this.resized()).observe(this.root);
  }

  get shown(): Shown | undefined {
    return this.shownNow;
  }
  get zoom(): Zoom {
    return this.zoomNow;
  }
  get turned(): Place['turned'] {
    return this.turnedNow;
  }
  /** 1 is 100 %. */
  get factor(): number {
    return (this.shownNow?.layout.scale ?? FULL) / FULL;
  }

  /** Shows a document at a place. The page that is looked at is drawn first. */
  async show(document: PDFDocumentProxy, wanted: Place): Promise<void> {
    const place = within(wanted, document.numPages);
    const first = await document.getPage(place.page);
    const { width, height } = first.getViewport({ scale: 1 });
    this.clear();
    this.zoomNow = place.zoom;
    this.turnedNow = place.turned;
    const layout = new Layout(document.numPages, { width, height }, GAP);
    this.shownNow = { document, texts: new Texts(document), layout };
    this.sheets = this.newSheets(this.shownNow);
    this.arrange(place.page - 1);
    this.restore(place);
    this.sheets.update();
    this.ports.changed();
  }

  clear(): void {
    this.shownNow = undefined;
    this.sheets?.dispose();
    this.sheets = undefined;
    this.asked = undefined;
    this.told = false;
  }

  /** The page that somebody would say they are looking at, from 1. */
  get page(): number {
    const { shownNow, root } = this;
    if (!shownNow) return 1;
    const { layout } = shownNow;
    if (this.asked?.top === root.scrollTop) return this.asked.page;
    if (root.scrollTop <= 0) return 1;
    if (root.scrollTop + root.clientHeight >= layout.height - 1) return layout.count;
    const [first, last] = this.visible(layout);
    for (let index = first; index < last; index += 1) {
      const top = Math.max(layout.top(index), root.scrollTop);
      const bottom = Math.min(
        layout.top(index) + layout.box(index).height,
        root.scrollTop + root.clientHeight,
      );
      if (bottom - top >= Math.min(layout.box(index).height, root.clientHeight) / 2) return index + 1;
    }
    return last + 1;
  }

  /** Where the upper left corner is. */
  place(): Omit<Place, 'outline'> {
    const { layout } = this.shownNow ?? {};
    const [index, offset] = layout ? this.anchor(layout, 0) : [0, 0];
    return {
      page: index + 1,
      offset,
      left: layout ? this.root.scrollLeft / layout.width : 0,
      zoom: this.zoomNow,
      turned: this.turnedNow,
    };
  }

  /** `page` from 1, `offset` as a part of its height. */
  goTo(page: number, offset = 0): void {
    const { layout } = this.shownNow ?? {};
    if (!layout) return;
    const index = Math.min(layout.count, Math.max(1, page)) - 1;
    this.root.scrollTop = layout.top(index) + offset * layout.box(index).height - (offset === 0 ? GAP : 0);
    this.asked = { page: index + 1, top: this.root.scrollTop };
    this.sheets?.update();
    this.ports.changed();
  }

  /** Scrolls so that a part of a page (from 1) comes into view, unless it is; that page is then the one that is looked at. */
  reveal(page: number, box: DOMRect): void {
    const room = this.root.getBoundingClientRect();
    const margin = 48;
    if (box.top < room.top + margin || box.bottom > room.bottom - margin)
      this.root.scrollTop += box.top - room.top - room.height / 3;
    if (box.left < room.left || box.right > room.right)
      this.root.scrollLeft += box.left - room.left - room.width / 3;
    this.asked = { page, top: this.root.scrollTop };
    this.ports.changed();
  }

  async follow(target: LinkTarget): Promise<void> {
    const { shownNow } = this;
    if (!shownNow) return;
    if (target.kind === 'outside') {
      this.ports.openOutside(target.url);
    } else if (target.kind === 'named') {
      const last = shownNow.layout.count;
      const pages = { FirstPage: 1, LastPage: last, NextPage: this.page + 1, PrevPage: this.page - 1 };
      this.goTo(Object.entries(pages).find(([name]) => name === target.action)?.[1] ?? this.page);
    } else {
      const found = await findTarget(shownNow.document, target.dest, this.turnedNow).catch(() => undefined);
      if (found && shownNow === this.shownNow) this.goTo(found.page, found.offset);
    }
  }

  /** Zooms; the point of the pane at `x` and `y` (pixels, the middle of the upper edge if not given) stays where it is. */
  setZoom(zoom: Zoom, x = this.root.clientWidth / 2, y = 0): void {
    this.zoomNow = zoom;
    this.rearrange(x, y, this.page - 1);
    this.sheets?.update();
    this.ports.changed();
  }

  /** Turns all pages by a quarter, clockwise (`1`) or back (`-1`). */
  rotate(quarters: 1 | -1): void {
    if (!this.shownNow) return;
    const { page } = this;
    this.turnedNow = turnedBy(this.turnedNow, quarters);
    this.sheets?.dispose();
    this.sheets = this.newSheets(this.shownNow);
    this.arrange(page - 1);
    this.goTo(page);
  }

  /** A screen down (`1`) or up (`-1`); a page where whole pages are shown. */
  screen(direction: 1 | -1): void {
    if (this.zoomNow === 'page') this.goTo(this.page + direction);
    else this.root.scrollTop += direction * Math.max(40, this.root.clientHeight - 40);
  }

  /** Whether there is something to the side that the arrow keys should scroll to. */
  get scrollsSideways(): boolean {
    return this.root.scrollWidth > this.root.clientWidth + 1;
  }

  /** Whether something of the page with this index, from 0, is in view. */
  isSeen(index: number): boolean {
    if (!this.shownNow) return false;
    const [first, last] = this.visible(this.shownNow.layout);
    return index >= first && index <= last;
  }

  /** The page with this index, from 0, if it is on the screen or near it. */
  sheet(index: number): Sheet | undefined {
    return this.sheets?.get(index);
  }

  get mounted(): readonly Sheet[] {
    return this.sheets?.all ?? [];
  }

  private anchor(layout: Layout, y: number): readonly [number, number] {
    const at = this.root.scrollTop + y;
    const index = layout.at(at);
    return [index, (at - layout.top(index)) / layout.box(index).height];
  }

  private restore(place: Place): void {
    const { layout } = this.shownNow ?? {};
    if (!layout) return;
    const index = place.page - 1;
    this.root.scrollTop =
      layout.top(index) + place.offset * layout.box(index).height - (place.offset === 0 ? GAP : 0);
    this.root.scrollLeft = place.left * layout.width;
  }

  /** Lays pages out for the zoom as it is; `index` is the page that a fit goes by. */
  private arrange(index: number): void {
    const { layout } = this.shownNow ?? {};
    if (!layout) return;
    const before = layout.scale;
    const sideways = this.turnedNow % 180 !== 0;
    const room = { width: this.root.clientWidth, height: this.root.clientHeight };
    // Turned first: the size of the page that a fit goes by depends on it.
    layout.arrange(layout.scale, sideways, room.width);
    const scale = factorOf(this.zoomNow, layout.standing(index), room, GAP) * FULL;
    layout.arrange(scale, sideways, room.width);
    this.floor.style.height = `${layout.height}px`;
    this.floor.style.width = `${layout.width}px`;
    if (layout.scale === before) this.sheets?.put();
    else this.sheets?.rescaled();
  }

  private rearrange(x: number, y: number, fit: number): void {
    const { layout } = this.shownNow ?? {};
    if (!layout) return;
    const [index, down] = this.anchor(layout, y);
    const across = (this.root.scrollLeft + x - layout.left(index)) / layout.box(index).width;
    const asked = this.asked?.top === this.root.scrollTop ? this.asked.page : undefined;
    this.arrange(fit);
    this.root.scrollTop = layout.top(index) + down * layout.box(index).height - y;
    this.root.scrollLeft = layout.left(index) + across * layout.box(index).width - x;
    this.asked = asked === undefined ? undefined : { page: asked, top: this.root.scrollTop };
  }

  private visible(layout: Layout): readonly [number, number] {
    return layout.between(this.root.scrollTop, this.root.scrollTop + this.root.clientHeight);
  }

  private later(): void {
    if (this.frame !== 0) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = 0;
      this.sheets?.update();
      this.ports.changed();
    });
  }

  private resized(): void {
    // A page that VS Code hides has no size; it comes back as it was.
    if (!this.shownNow || this.root.clientWidth === 0 || this.root.clientHeight === 0) return;
    this.rearrange(this.root.clientWidth / 2, 0, this.page - 1);
    this.sheets?.update();
    this.ports.changed();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const room = this.root.getBoundingClientRect();
    this.setZoom(byWheel(this.factor, event.deltaY), event.clientX - room.left, event.clientY - room.top);
  }

  private newSheets(shown: Shown): Sheets {
    return new Sheets(this.floor, shown.document, shown.layout, this.turnedNow, {
      texts: shown.texts,
      strings: this.ports.strings(),
      seen: () => {
        const [first, last] = this.visible(shown.layout);
        return { first, last, current: this.page - 1 };
      },
      drawn: () => {
        if (this.told) return;
        this.told = true;
        this.ports.shown();
        // Not before: the worker answers in the order in which it is asked.
        void this.learnSizes(shown);
      },
      follow: (target) => void this.follow(target),
      learned: (index, size) => {
        if (shown === this.shownNow && shown.layout.learn(index, size)) this.keepPlace();
      },
      textReady: (index) => this.ports.textReady(index),
    });
  }

  private keepPlace(): void {
    this.rearrange(this.root.clientWidth / 2, 0, this.page - 1);
    this.later();
  }

  /** Pages may differ in size; that is found out behind the scenes, so that a long document opens at once. */
  private async learnSizes(shown: Shown): Promise<void> {
    const { document, layout } = shown;
    for (let index = 0; index < layout.count && shown === this.shownNow;) {
      const batch = Array.from({ length: Math.min(16, layout.count - index) }, (_, i) => index + i);
      index += batch.length;
      const changed = await Promise.all(
        batch.map(async (each) => {
          const page = await document.getPage(each + 1);
          const { width, height } = page.getViewport({ scale: 1 });
          return layout.learn(each, { width, height });
        }),
      ).catch(() => [false]);
      if (shown === this.shownNow && changed.includes(true)) this.keepPlace();
    }
  }
}

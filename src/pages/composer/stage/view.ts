import { h } from '../../dom';
import type { Size } from '../../pdf/layout';
import { FULL, wheelRatio } from '../../pdf/zoom';
import type { Box, ComposedDocument } from '../composition';
import type { Spot } from '../model/geometry';
import type { ComposerPlace } from '../protocol';
import { Floor, GAP, HEADING, type PagePoint } from './floor';
import { Scroller } from './scroller';

/** Pixels around a field that is brought into view. */
const MARGIN = 48;

export interface ViewPorts {
  /** Something stands elsewhere: the scale, the size or the order is another. */
  readonly arranged: (rescaled: boolean) => void;
  /** What is seen, or the zoom, is another. */
  readonly moved: () => void;
}

/** What part of all pages is seen, and how large. */
export class View {
  readonly root = h('div', { class: 'stage' });
  readonly ground = h('div', { class: 'stage-floor' });
  readonly scroller = new Scroller(this.root);
  private floorNow: Floor;
  private zoomNow = 0;
  private roomNow: Size = { width: 0, height: 0 };
  /** Where to begin, until there is room to show it. */
  private begin: ComposerPlace | undefined;
  private wasArranged = false;
  private frame = 0;
  /** The page that was asked for, as long as nobody scrolls away from where that led. */
  private asked: { readonly index: number; readonly top: number } | undefined;

  constructor(
    documents: readonly ComposedDocument[],
    private readonly ports: ViewPorts,
  ) {
    this.floorNow = new Floor(documents);
    this.root.append(this.ground);
    this.root.addEventListener('scroll', () => this.later(), { passive: true });
    this.root.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => this.resized()).observe(this.root);
  }

  get floor(): Floor {
    return this.floorNow;
  }
  /** What can be seen at once, in pixels. */
  get room(): Size {
    return this.roomNow;
  }
  /** Whether there is room to show anything: a page that VS Code hides has no size. */
  get isVisible(): boolean {
    return this.roomNow.width > 0 && this.roomNow.height > 0;
  }
  /** 1 is 100 %. */
  get factor(): number {
    return this.floorNow.scale / FULL;
  }
  /** As it was chosen: 0 fits. */
  get zoom(): number {
    return this.zoomNow;
  }
  /** First and last page of which something is seen. */
  get seen(): readonly [number, number] | undefined {
    return this.floorNow.between(this.scroller.top, this.scroller.top + this.roomNow.height);
  }
  /** The page that somebody would say they are looking at. */
  get current(): number {
    const { top } = this.scroller;
    return this.asked?.top === top ? this.asked.index : this.floorNow.current(top, this.roomNow.height);
  }
  get currentSpot(): Spot | undefined {
    return this.floorNow.spot(this.current);
  }

  /** The page that is looked at, and the middle of what is seen of it in points. */
  get middle(): { readonly spot: Spot; readonly x: number; readonly y: number } | undefined {
    const { floorNow: floor, scroller, roomNow: room, current: index } = this;
    const spot = floor.spot(index);
    if (!spot) return undefined;
    const box = floor.box(index);
    const [top, left] = [floor.top(index), floor.left(index)];
    const [upper, lower] = [
      Math.max(top, scroller.top),
      Math.min(top + box.height, scroller.top + room.height),
    ];
    const [from, to] = [
      Math.max(left, scroller.left),
      Math.min(left + box.width, scroller.left + room.width),
    ];
    const { x, y } = floor.on(index, (from + to) / 2, (upper + lower) / 2);
    return { spot, x, y };
  }

  get place(): ComposerPlace {
    if (this.begin) return this.begin;
    const [index, offset] = this.anchor(0);
    const spot = this.floorNow.spot(index);
    return { documentId: spot?.documentId, page: spot?.page ?? 1, offset, zoom: this.zoomNow };
  }

  /** Goes where somebody was; at once, or when there is room. */
  restore(place: ComposerPlace): void {
    this.begin = place;
    this.zoomNow = Math.max(0, place.zoom);
    this.resized();
  }

  setDocuments(documents: readonly ComposedDocument[]): void {
    const { place } = this;
    this.floorNow = new Floor(documents);
    this.begin = place;
    this.asked = undefined;
    this.wasArranged = false;
    if (this.isVisible) this.settle(true);
  }

  /** `offset` as a part of the page's height. */
  goTo(index: number, offset = 0): void {
    const { floorNow: floor } = this;
    if (floor.count === 0) return;
    this.measure();
    if (!this.isVisible) {
      this.wait(index, offset);
      return;
    }
    const page = Math.min(floor.count - 1, Math.max(0, index));
    const first = floor.spot(page)?.page === 1;
    const above = offset === 0 ? GAP + (first ? HEADING : 0) : 0;
    const { scroller, roomNow: room } = this;
    const top = floor.top(page) + offset * floor.box(page).height - above;
    const { width } = floor.box(page);
    const fits = width <= room.width;
    scroller.go(top, fits ? nearest(scroller.left, room.width, floor.left(page), width) : scroller.left);
    this.asked = { index: page, top: scroller.top };
    this.ports.moved();
  }

  /** Scrolls as little as brings a box of a page, in points, into view. */
  reveal(index: number, box: Box): void {
    this.measure();
    if (!this.isVisible) {
      this.wait(index, 0);
      return;
    }
    const { floorNow: floor, scroller, roomNow: room } = this;
    const top = floor.top(index) + box.y * floor.scale;
    const left = floor.left(index) + box.x * floor.scale;
    const [width, height] = [box.width * floor.scale, box.height * floor.scale];
    const down = nearest(scroller.top, room.height, top, height);
    const across = nearest(scroller.left, room.width, left, width);
    if (down !== scroller.top || across !== scroller.left) scroller.go(down, across);
    this.asked = { index, top: scroller.top };
    this.ports.moved();
  }

  /** Zooms; the point at `x` and `y` (pixels, the middle of the upper edge if not given) stays where it is. */
  setZoom(zoom: number, x = this.roomNow.width / 2, y = 0): void {
    this.zoomNow = Math.max(0, zoom);
    if (this.isVisible) this.rearrange(x, y);
    this.ports.moved();
  }

  /** A point of the ground in pixels, as points of the page that is there; `undefined` beside the pages. */
  paperAt(x: number, y: number): PagePoint | undefined {
    const { floorNow: floor } = this;
    return floor.isPaper(x, y) ? floor.on(floor.at(y), x, y) : undefined;
  }

  /** Whoever was put onto the page just now may be asked at once to show something. */
  private measure(): void {
    if (!this.isVisible) this.resized();
  }

  /** Goes there when there is room. */
  private wait(index: number, offset: number): void {
    const spot = this.floorNow.spot(index);
    if (spot) this.begin = { ...spot, offset, zoom: this.zoomNow };
  }

  private anchor(y: number): readonly [number, number] {
    const { floorNow: floor } = this;
    if (floor.count === 0) return [0, 0];
    const at = this.scroller.top + y;
    const index = floor.at(at);
    return [index, (at - floor.top(index)) / floor.box(index).height];
  }

  private resized(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    this.roomNow = { width, height };
    // What is hidden comes back as it was.
    if (!this.isVisible) return;
    if (!this.wasArranged) this.begin ??= { documentId: undefined, page: 1, offset: 0, zoom: this.zoomNow };
    if (this.begin) {
      this.settle(false);
      return;
    }
    this.rearrange(width / 2, 0);
    this.ports.moved();
  }

  /** Shows the place that was waited for. */
  private settle(rescaled: boolean): void {
    const { begin: place } = this;
    this.begin = undefined;
    if (!place) return;
    const { floorNow: floor } = this;
    const { documentId } = place;
    const index =
      documentId === undefined
        ? 0
        : (floor.indexOf({ documentId, page: place.page }) ?? floor.indexOf({ documentId, page: 1 }) ?? 0);
    const there = floor.spot(index);
    const isThere = there?.documentId === documentId && there?.page === place.page;
    this.arrange(index, rescaled);
    const left = floor.left(index) + (floor.box(index).width - this.roomNow.width) / 2;
    this.scroller.go(this.scroller.top, left);
    this.goTo(index, isThere ? place.offset : 0);
  }

  private rearrange(x: number, y: number): void {
    const { floorNow: floor, scroller } = this;
    const [index, down] = this.anchor(y);
    const across = (scroller.left + x - floor.left(index)) / floor.box(index).width;
    const asked = this.asked?.top === scroller.top ? this.asked.index : undefined;
    this.arrange(this.current, false);
    const box = floor.box(index);
    scroller.go(floor.top(index) + down * box.height - y, floor.left(index) + across * box.width - x);
    this.asked = asked === undefined ? undefined : { index: asked, top: scroller.top };
  }

  /** Lays out for the zoom as it is; `index` is the page that a fit goes by. */
  private arrange(index: number, rescaled: boolean): void {
    const { floorNow: floor } = this;
    const before = floor.scale;
    this.wasArranged = true;
    floor.arrange(floor.factorFor(this.zoomNow, index, this.roomNow) * FULL, this.roomNow.width);
    this.ground.style.width = `${floor.width}px`;
    this.ground.style.height = `${floor.height}px`;
    this.ports.arranged(rescaled || floor.scale !== before);
  }

  private later(): void {
    if (this.frame !== 0) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isVisible) this.ports.moved();
    });
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const { x, y } = this.scroller.seen(event);
    this.setZoom(this.factor * wheelRatio(event.deltaY), x, y);
  }
}

/** Where to scroll to, so that something of this size is in a room, with a margin where there is room for one. */
function nearest(scroll: number, room: number, start: number, size: number): number {
  const margin = Math.max(0, Math.min(MARGIN, (room - size) / 2));
  if (start - margin < scroll) return start - margin;
  const most = start + size + margin - room;
  return most > scroll ? Math.min(most, start) : scroll;
}

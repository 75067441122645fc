import type { Size } from '../../pdf/layout';
import { keyOf, type Spot } from '../model/geometry';
import type { Floor } from './floor';
import { Paper } from './paper';
import type { OpenDocument, Trouble } from './sources';

/** Between the last turn of the wheel and drawing sharply. */
const SETTLE_MS = 120;

export interface PapersPorts {
  readonly floor: () => Floor;
  /** First and last page that is seen, and the one that is looked at. */
  readonly seen: () =>
    { readonly first: number; readonly last: number; readonly current: number } | undefined;
  readonly open: (documentId: string) => OpenDocument | undefined;
  readonly trouble: (documentId: string) => Trouble | undefined;
  /** What a page that cannot be drawn says. */
  readonly notDrawn: () => string;
  /** Where in the ground a new paper goes: in front of this. */
  readonly before: (spot: Spot) => Element | null;
  /** A paper is there, without anything on it, or is about to go. */
  readonly mounted: (paper: Paper) => void;
  readonly unmounting: (paper: Paper) => void;
  /** A page has its picture. */
  readonly drawn: () => void;
  /** Whether a paper must stay though it is far: something on it has the focus, or is held. */
  readonly isHeld: (paper: Paper) => boolean;
}

/** The pages that exist on the screen, each drawn when its turn comes: those that are seen, and one before and after. */
export class Papers {
  private readonly byKey = new Map<string, Paper>();
  private drawing = false;
  private settle = 0;

  constructor(
    private readonly ground: HTMLElement,
    private readonly ports: PapersPorts,
  ) {}

  get all(): readonly Paper[] {
    return [...this.byKey.values()];
  }
  get(spot: Spot): Paper | undefined {
    return this.byKey.get(keyOf(spot));
  }

  /** Puts every paper where it belongs now; those of pages that are gone go. */
  put(rescaled: boolean): void {
    for (const paper of this.all) {
      const place = this.placeOf(paper.spot);
      if (!place) {
        this.unmount(paper);
        continue;
      }
      if (rescaled) paper.cancel();
      paper.put(place.left, place.top, place.box);
    }
  }

  /** Brings in what is near, throws out what is far, and draws. */
  update(): void {
    const floor = this.ports.floor();
    const seen = this.ports.seen();
    const [from, to] = seen ? [seen.first - 1, seen.last + 1] : [0, -1];
    for (const paper of this.all) {
      const index = floor.indexOf(paper.spot) ?? -1;
      if ((index < from || index > to) && !this.ports.isHeld(paper)) this.unmount(paper);
    }
    for (let index = Math.max(0, from); index <= Math.min(floor.count - 1, to); index += 1) {
      const spot = floor.spot(index);
      if (spot && !this.get(spot)) this.mount(spot);
    }
    // Pages with a picture are stretched meanwhile, so nothing is lost by waiting until the wheel stands still.
    window.clearTimeout(this.settle);
    if (this.all.some((paper) => !paper.hasPicture)) void this.draw();
    else this.settle = window.setTimeout(() => void this.draw(), SETTLE_MS);
  }

  /** What is known of a document is different. */
  changed(documentId: string): void {
    for (const paper of this.all) if (paper.spot.documentId === documentId) this.say(paper);
    void this.draw();
  }

  private mount(spot: Spot): void {
    const place = this.placeOf(spot);
    if (!place) return;
    const paper = new Paper(spot);
    this.byKey.set(keyOf(spot), paper);
    paper.put(place.left, place.top, place.box);
    this.ground.insertBefore(paper.root, this.next(spot) ?? this.ports.before(spot));
    this.say(paper);
    this.ports.mounted(paper);
  }

  /** The nearest paper below it of the same document. */
  private next({ documentId, page }: Spot): Element | undefined {
    const below = this.all.filter(({ spot }) => spot.documentId === documentId && spot.page > page);
    below.sort((one, other) => one.spot.page - other.spot.page);
    return below[0]?.root;
  }

  private unmount(paper: Paper): void {
    this.ports.unmounting(paper);
    this.byKey.delete(keyOf(paper.spot));
    paper.dispose();
  }

  private say(paper: Paper): void {
    const trouble = this.ports.trouble(paper.spot.documentId);
    if (trouble) paper.say(trouble.text, trouble.advice);
    else paper.say();
  }

  private placeOf(
    spot: Spot,
  ): { readonly left: number; readonly top: number; readonly box: Size } | undefined {
    const floor = this.ports.floor();
    const index = floor.indexOf(spot);
    if (index === undefined) return undefined;
    return { left: floor.left(index), top: floor.top(index), box: floor.box(index) };
  }

  /** One page after another: what is seen before its neighbours. */
  private async draw(): Promise<void> {
    if (this.drawing) return;
    this.drawing = true;
    try {
      for (let next = this.nextToDraw(); next; next = this.nextToDraw()) {
        const { paper, open, box } = next;
        const fine = await paper.draw(open.pdf, box);
        // A document that was closed meanwhile is not to blame.
        if (this.ports.open(paper.spot.documentId) !== open) continue;
        if (!fine) paper.say(this.ports.notDrawn());
        else if (paper.hasPicture && this.get(paper.spot) === paper) this.say(paper);
        if (paper.hasPicture || !fine) this.ports.drawn();
      }
    } finally {
      this.drawing = false;
    }
  }

  private nextToDraw():
    { readonly paper: Paper; readonly open: OpenDocument; readonly box: Size } | undefined {
    const floor = this.ports.floor();
    const seen = this.ports.seen();
    if (!seen) return undefined;
    const waiting = this.all.flatMap((paper) => {
      const open = this.ports.open(paper.spot.documentId);
      const index = floor.indexOf(paper.spot);
      if (!open || index === undefined) return [];
      const box = floor.box(index);
      if (!paper.needsDrawing(open.pdf, box)) return [];
      const unseen = index < seen.first || index > seen.last ? floor.count : 0;
      return [{ paper, open, box, turn: unseen + Math.abs(index - seen.current) }];
    });
    return waiting.sort((one, other) => one.turn - other.turn)[0];
  }
}

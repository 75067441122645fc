import type { EnvelopeSummary, Page } from '../../../jsign/types';

/** Statuses of envelopes that still wait for somebody. One may stand in Due Soon as well as in another. */
export const OPEN_STATUSES = ['AwaitingMySignature', 'AwaitingOthers', 'DueSoon'] as const;
export type OpenStatus = (typeof OPEN_STATUSES)[number];

/** One list call: the newest envelopes of any status, or a page of one open status. */
export type Slot =
  | { readonly kind: 'newest'; readonly page: 1 }
  | { readonly kind: 'open'; readonly status: OpenStatus; readonly page: number };

/** A list of more pages is not followed to its end: a service may give page after page without one. */
const MOST_PAGES = 200;

/** Where a list is being read, a page at a time. */
interface Walk {
  page: number;
  /** Ids on the pages of this walk so far. */
  seen: Set<string>;
}

/** What a page is to the walk that it belongs to. */
export interface Progress {
  /** Ids seen since the walk began, this page's among them. */
  readonly seen: ReadonlySet<string>;
  /** The walk has come to its end. */
  readonly finished: boolean;
  /** It has seen as much as the service counts: who was not seen is not in the list. */
  readonly complete: boolean;
}

/**
 * Whose turn it is: the newest page and the open statuses one after the other, each read on from where it was left. A status
 * whose count says that something changed gets every other turn until its list has been read once.
 */
export class Rotation {
  private readonly walks = new Map<OpenStatus, Walk>(
    OPEN_STATUSES.map((status) => [status, { page: 1, seen: new Set() }]),
  );
  private readonly turns: readonly ('newest' | OpenStatus)[] = ['newest', ...OPEN_STATUSES];
  private turn = 0;
  private ticks = 0;
  /** Statuses to be read through, with the walks that are still to begin and end for it. */
  private readonly hurried = new Map<OpenStatus, number>();

  /** Turns until each has had one. */
  get length(): number {
    return this.turns.length;
  }

  /** The next call. Give its answer to {@link done}; without that the same call comes again. */
  next(): Slot {
    const [hurried] = this.hurried.keys();
    const status = hurried !== undefined && this.ticks % 2 === 1 ? hurried : this.turns[this.turn];
    if (status === undefined || status === 'newest') return { kind: 'newest', page: 1 };
    return { kind: 'open', status, page: this.walks.get(status)?.page ?? 1 };
  }

  done(slot: Slot, page: Page<EnvelopeSummary>): Progress {
    this.ticks += 1;
    const current = this.turns[this.turn];
    if (slot.kind === 'newest' ? current === 'newest' : current === slot.status)
      this.turn = (this.turn + 1) % this.turns.length;
    const ids = page.items.map((item) => item.id);
    if (slot.kind === 'newest') return { seen: new Set(ids), finished: true, complete: false };
    const walk = this.walks.get(slot.status) ?? { page: 1, seen: new Set<string>() };
    const before = walk.seen.size;
    for (const id of ids) walk.seen.add(id);
    // A page without anything new ends a list that shrank between two pages, and one that never ends.
    const finished = walk.seen.size === before || slot.page >= page.pageCount || slot.page >= MOST_PAGES;
    this.walks.set(
      slot.status,
      finished ? { page: 1, seen: new Set() } : { page: slot.page + 1, seen: walk.seen },
    );
    if (finished) this.rest(slot.status);
    return {
      seen: walk.seen,
      finished,
      complete: finished && slot.page >= page.pageCount && walk.seen.size >= page.total,
    };
  }

  /** Something changed in this status: read it through soon. */
  hurry(status: OpenStatus): void {
    // The walk under way has passed places that have changed; only the one after it sees all.
    if (!this.hurried.has(status)) this.hurried.set(status, (this.walks.get(status)?.page ?? 1) > 1 ? 2 : 1);
  }

  isHurried(status: OpenStatus): boolean {
    return this.hurried.has(status);
  }

  /** What was looked for in this status is found. */
  settle(status: OpenStatus): void {
    this.hurried.delete(status);
  }

  private rest(status: OpenStatus): void {
    const left = this.hurried.get(status);
    if (left === undefined) return;
    if (left > 1) this.hurried.set(status, left - 1);
    else this.hurried.delete(status);
  }
}

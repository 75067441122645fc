import { isEnvelopeGone, isJsignError } from '../../../jsign/errors';
import type { EnvelopeDetails, EnvelopeSummary, Page } from '../../../jsign/types';
import type { GroupNews } from '../api';
import type { ServiceEnvelopeStore } from '../store';
import type { Followed } from './followed';
import { takeDetails, takeGone, type Happened, type Told } from './happenings';
import { isMine, PageReading, type Change } from './pageReading';
import type { Records } from './records';
import { Rotation, type OpenStatus, type Slot } from './rotation';
import type { TokenBucket } from './tokenBucket';

/** Details of changes read in one tick; the others wait for the next. */
const MOST_CHANGES = 10;
/** Details of followed envelopes read in one tick. */
const MOST_FOLLOWED = 3;
/** Calls kept back for the lists. */
const RESERVE = 4;
/** After so many failures an envelope is left alone: it must not keep the others from being looked at. */
const MOST_TRIES = 3;
/** The limit of the service (API reference, section 12), and what the views use where it is a smaller one. */
const PAGE_SIZES = [100, 50] as const;

/** What a tick found out. */
export interface Found {
  readonly told: readonly Told[];
  /** What the other windows cannot know. */
  readonly news: readonly GroupNews[];
}
const NOTHING: Found = { told: [], news: [] };

type Waiting = Change & { readonly tries: number };

/** Looks at one account's envelopes, one list call at a time. */
export class Look {
  readonly rotation = new Rotation();
  private readonly reading: PageReading;
  private readonly pending = new Map<string, Waiting>();
  /** Whose details are being read by us. */
  private readonly asking = new Set<string>();
  /** Details that are part of what is known already. */
  private readonly taken = new WeakSet<EnvelopeDetails>();
  private readonly totals = new Map<OpenStatus, number>();
  /** Counts that did not fit although the list was read through. */
  private readonly futile = new Map<OpenStatus, string>();
  private pageSize: number = PAGE_SIZES[0];
  private turn = 0;

  constructor(
    private readonly store: ServiceEnvelopeStore,
    private readonly records: Records,
    private readonly followed: Followed,
    private readonly bucket: TokenBucket,
  ) {
    this.reading = new PageReading(records);
  }

  /** Whether everything that was seen to change has been told. */
  get isSettled(): boolean {
    return this.pending.size === 0;
  }

  /**
   * One list call, the details of what changed, and of what is followed as far as the budget goes.
   * `tell` hears of each envelope at once, so that nothing is lost when a later call fails. Rejects with a JsignError.
   */
  async tick(tell: (found: Found) => void): Promise<void> {
    if (!this.bucket.take()) return;
    const slot = this.rotation.next();
    const page = await this.list(slot);
    const progress = this.rotation.done(slot, page);
    for (const change of this.reading.read(slot, page, progress)) this.await(change);
    if (slot.kind === 'open') {
      const { status } = slot;
      const counted = { group: status, put: [], drop: [], total: page.total };
      this.store.take([{ ...counted, put: page.items }]);
      if (this.totals.get(status) !== page.total) tell({ told: [], news: [counted] });
      this.totals.set(status, page.total);
    }
    await this.readChanges(tell);
    if (slot.kind === 'open') this.compare(slot.status, page.total, progress.finished);
    await this.readFollowed(tell);
  }

  /** Reads the details of something another window has done, as if it had been done here. */
  async own(id: string): Promise<Found> {
    const details = await this.ask(id);
    return details ? this.take(this.changeOf(id), details) : NOTHING;
  }

  /** Takes in details that somebody else in this window has read; `undefined` where there are none, or they are read here as well. */
  absorb(id: string): Found | undefined {
    const details = this.store.known(id);
    if (details === undefined || this.asking.has(id)) return undefined;
    return this.taken.has(details) ? NOTHING : this.take(this.changeOf(id), details);
  }

  private async list(slot: Slot): Promise<Page<EnvelopeSummary>> {
    const filter = slot.kind === 'open' ? { status: [slot.status] } : {};
    try {
      return await this.store.list(filter, slot.page, this.pageSize);
    } catch (error) {
      if (isJsignError(error) && error.code === 'PAGE_SIZE_EXCEEDED') [, this.pageSize] = PAGE_SIZES;
      throw error;
    }
  }

  private await(change: Change): void {
    const before = this.pending.get(change.id);
    // What was known before the first of several changes is what they are compared with.
    const missing = [...new Set([...(before?.missing ?? []), ...change.missing])];
    this.pending.set(change.id, { ...change, tries: 0, ...before, missing });
  }

  /** A count that does not fit means that something came or went on another page. */
  private compare(status: OpenStatus, total: number, finished: boolean): void {
    if (!this.records.walked.has(status)) return;
    const expected = [...this.pending.values()].filter(({ missing }) => missing.includes(status)).length;
    const difference = this.records.count(status) - expected - total;
    const mark = String(difference);
    if (difference === 0) {
      this.rotation.settle(status);
      this.futile.delete(status);
    } else if (this.futile.get(status) !== mark) {
      if (finished && !this.rotation.isHurried(status)) this.futile.set(status, mark);
      this.rotation.hurry(status);
    }
  }

  private async readChanges(tell: (found: Found) => void): Promise<void> {
    for (const change of [...this.pending.values()].slice(0, MOST_CHANGES)) {
      const { id } = change;
      // Somebody else has read it meanwhile.
      if (!this.pending.has(id)) continue;
      try {
        const details = await this.ask(id);
        this.pending.delete(id);
        tell(details ? this.take(change, details, true) : this.gone(id));
      } catch (error) {
        this.bucket.charge();
        if (change.tries + 1 >= MOST_TRIES) this.pending.delete(id);
        else this.pending.set(id, { ...change, tries: change.tries + 1 });
        throw error;
      }
    }
  }

  private async readFollowed(tell: (found: Found) => void): Promise<void> {
    for (let count = 0; count < MOST_FOLLOWED; count += 1) {
      const id = this.nextToFollow();
      if (id === undefined || !this.bucket.take(RESERVE)) return;
      try {
        const details = await this.ask(id);
        tell(details ? this.take(this.changeOf(id), details) : this.gone(id));
      } catch (error) {
        // One that cannot be read must not slow down all the others again and again.
        if (!isJsignError(error) || error.kind !== 'unreadable') throw error;
        this.followed.remove(id);
      }
    }
  }

  /** Envelopes used here and those that no list holds although they wait, by turns. */
  private nextToFollow(): string | undefined {
    this.turn += 1;
    return this.turn % 2 === 0
      ? (this.records.nextUnlisted() ?? this.followed.next())
      : (this.followed.next() ?? this.records.nextUnlisted());
  }

  private changeOf(id: string): Change {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (pending) return pending;
    const open = this.records.open.get(id);
    const was = open ? 'open' : this.records.closedOf(id) ? 'closed' : 'unknown';
    return { id, was, mine: isMine(open), missing: [] };
  }

  private take(change: Change, details: EnvelopeDetails, charge = false): Found {
    const { account } = this.store;
    this.taken.add(details);
    const happened: Happened = takeDetails(
      this.records,
      change,
      details,
      account,
      this.store.summary(change.id),
    );
    if (happened.wasThere) this.reading.wasThere();
    if (!happened.hasChanged && charge) this.bucket.charge();
    if (happened.hasEnded) this.followed.remove(change.id);
    this.store.take(happened.news);
    return { told: happened.told, news: happened.news };
  }

  private gone(id: string): Found {
    this.followed.remove(id);
    const news = takeGone(this.records, id);
    this.store.take(news);
    return { told: [], news };
  }

  /** The details; `undefined` where the service no longer shows it to this account. */
  private async ask(id: string): Promise<EnvelopeDetails | undefined> {
    this.asking.add(id);
    try {
      return await this.store.details(id, { fresh: true });
    } catch (error) {
      if (isEnvelopeGone(error)) return undefined;
      throw error;
    } finally {
      this.asking.delete(id);
    }
  }
}

import type { EnvelopeSummary, Page } from '../../../jsign/types';

/** The most that the service gives at once (API reference, section 4.15). */
const PAGE_SIZE = 100;
/** Once read to its end, the list is not read again for so long, milliseconds: what is new comes in by itself. */
const FRESH = 5 * 60_000;
/** How often a shrinking list is followed by one page back. */
const MOST_STEPS_BACK = 10;

export interface WalkState {
  /** The page read last, 0 before the first. */
  readonly page: number;
  /** As the service counts them; 0 before the first page. */
  readonly pages: number;
  readonly finished: boolean;
}

export type ReadPage = (
  page: number,
  pageSize: number,
  signal: AbortSignal,
) => Promise<Page<EnvelopeSummary>>;

/**
 * Reads every page of an account's list once, in its order, and can be stopped and taken up again. It ends: with the last page, where
 * a page brings nothing new, and where the count of pages runs away from it.
 */
export class PageWalk {
  private page = 0;
  private pages = 0;
  /** More pages than this are not believed: what the first one said, and one for what came in meanwhile. */
  private limit = Infinity;
  private total = Infinity;
  private highest = 0;
  private stepsBack = 0;
  private finishedAt: number | undefined;
  private readonly ids = new Set<string>();

  constructor(
    private readonly read: ReadPage,
    private readonly now: () => number = Date.now,
  ) {}

  get state(): WalkState {
    return { page: this.page, pages: this.pages, finished: this.finishedAt !== undefined };
  }

  /** Whether everything was read not long ago. */
  get isFresh(): boolean {
    return this.finishedAt !== undefined && this.now() - this.finishedAt < FRESH;
  }

  /** Goes on where it was stopped. `onPage` hears of each page. Rejects with what `read` rejects with; it may then be run again. */
  async run(signal: AbortSignal, onPage: (state: WalkState) => void): Promise<void> {
    const isLeft = (): boolean => signal.aborted;
    while (this.finishedAt === undefined && !isLeft()) {
      const answer = await this.read(this.page + 1, PAGE_SIZE, signal);
      if (isLeft()) return;
      this.take(answer);
      onPage(this.state);
    }
  }

  private take({ items, pageCount, total }: Page<EnvelopeSummary>): void {
    const page = this.page + 1;
    const isAgain = page <= this.highest;
    const before = this.ids.size;
    for (const { id } of items) this.ids.add(id);
    const missing = Math.max(0, this.total - total);
    if (this.limit === Infinity) this.limit = pageCount + 1;
    this.page = page;
    this.highest = Math.max(this.highest, page);
    this.pages = pageCount;
    this.total = total;
    // What stood at the head of this page has moved to the end of the one before.
    if (Number.isFinite(missing) && missing > 0 && page > 1 && this.stepsBack < MOST_STEPS_BACK) {
      this.stepsBack += 1;
      this.page = Math.max(0, page - 1 - Math.ceil(missing / PAGE_SIZE));
      return;
    }
    const gaveNothing = this.ids.size === before && !isAgain;
    if (page >= pageCount || pageCount > this.limit || gaveNothing) this.finishedAt = this.now();
  }
}

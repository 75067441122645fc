import type { Page } from '../../jsign/types';
import { Emitter, type Listen } from './event';
import { sameWhereEqual, withNews, type Known, type ListNews, type ListOrder } from './listNews';

export type ListState = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * A list of the service, read page by page when asked. Items are told apart by id, so a list that shrinks or grows between two
 * pages gives neither doubles nor an endless walk: a page without anything new ends the list.
 */
export class PagedList<T> {
  private known: Known<T> = nothing();
  private running: Promise<void> | undefined;
  private currentState: ListState = 'idle';
  private currentError: unknown;
  /** The last read, to be repeated when it failed. */
  private last: 'more' | 'again' = 'more';
  private generation = 0;
  /** News that came while the next page was on its way. */
  private missed: ListNews<T>[] = [];
  private readonly changed = new Emitter<undefined>();
  readonly onDidChange: Listen<undefined> = this.changed.event;

  /** `read` asks the service for one page (from 1). */
  constructor(
    private readonly pageSize: number,
    private readonly idOf: (item: T) => string,
    private readonly read: (page: number, pageSize: number) => Promise<Page<T>>,
    /** The order in which the service lists, as for `Array.sort`; used where {@link take} puts something in. */
    private readonly compare: (one: T, other: T) => number = () => -1,
  ) {}

  get all(): readonly T[] {
    return this.known.items;
  }
  get state(): ListState {
    return this.currentState;
  }
  get error(): unknown {
    return this.currentError;
  }
  /** All results as the service counts them; 0 before the first page. */
  get total(): number {
    return Math.max(this.known.total, this.all.length);
  }
  get hasMore(): boolean {
    return this.known.pages > 0 && !this.known.finished;
  }
  /** True where the failure came from reading on: what is listed is good, the next page is missing. */
  get failedAtEnd(): boolean {
    return this.currentState === 'failed' && this.last === 'more' && this.all.length > 0;
  }

  /**
   * Reads the first page unless that was tried: a view asks for it whenever it draws, and a service that fails must not be asked
   * again by every drawing of its failure. Never rejects: a failure becomes `state` and `error`.
   */
  open(): Promise<void> {
    return this.known.pages > 0 || this.currentState === 'failed' ? Promise.resolve() : this.more();
  }

  /** Reads the next page; shared with a read under way. Never rejects. */
  more(): Promise<void> {
    if (this.known.finished) return Promise.resolve();
    return this.share('more', () => this.fetch(this.known));
  }

  /** Reads again what was read so far, keeping it on screen meanwhile. Never rejects. */
  async refresh(): Promise<void> {
    await this.running;
    if (this.currentState === 'idle') return;
    await this.share('again', async () => {
      const wanted = Math.max(1, this.known.pages);
      let collected = await this.fetch(nothing());
      while (collected.pages < wanted && !collected.finished) collected = await this.fetch(collected);
      return collected;
    });
  }

  /** Does again what failed. Never rejects. */
  retry(): Promise<void> {
    return this.last === 'more' ? this.more() : this.refresh();
  }

  /** Takes in what was found out elsewhere, without a call. A reading of everything that is under way has the last word. */
  take(news: ListNews<T>): void {
    if (this.running) this.missed.push(news);
    const known = withNews(this.known, news, this.order());
    if (known === this.known) return;
    this.known = known;
    this.changed.fire(undefined);
  }

  /** Forgets everything; answers still on their way are dropped. */
  clear(): void {
    this.generation += 1;
    this.known = nothing();
    this.missed = [];
    this.running = undefined;
    this.currentState = 'idle';
    this.currentError = undefined;
    this.changed.fire(undefined);
  }

  private order(): ListOrder<T> {
    const { pageSize, idOf, compare } = this;
    return { pageSize, idOf, compare };
  }

  /** What stands in `before` and the page after it; a page that was known already because items went or came is read over. */
  private async fetch(before: Known<T>): Promise<Known<T>> {
    const seen = new Set(before.items.map(this.idOf));
    // News may have put in more than the pages that were read hold.
    const filled = Math.max(before.pages, Math.ceil(before.items.length / this.pageSize));
    for (let page = before.next; ; page += 1) {
      const answer = await this.read(page, this.pageSize);
      const fresh = answer.items.filter((item) => {
        const id = this.idOf(item);
        return !seen.has(id) && seen.add(id);
      });
      if (fresh.length === 0 && page <= filled && page < answer.pageCount) continue;
      return {
        items: [...before.items, ...fresh],
        pages: Math.max(before.pages, page),
        next: page + 1,
        total: answer.total,
        finished: fresh.length === 0 || page >= answer.pageCount,
      };
    }
  }

  private share(kind: 'more' | 'again', work: () => Promise<Known<T>>): Promise<void> {
    if (this.running) return this.running;
    const { generation } = this;
    this.missed = [];
    this.last = kind;
    // Reading again what is good shows nothing new until something is.
    const quietly = kind === 'again' && this.currentState === 'ready';
    const shown = quietly ? this.known : undefined;
    this.currentState = 'loading';
    const run = (async () => {
      try {
        const known = await work();
        if (generation !== this.generation) return;
        // The next page was joined to what was known before the news came.
        const missed = kind === 'more' ? this.missed : [];
        const found = missed.reduce((so, news) => withNews(so, news, this.order()), known);
        this.known = sameWhereEqual(this.known, found, this.idOf);
        this.currentState = 'ready';
        this.currentError = undefined;
      } catch (error) {
        if (generation !== this.generation) return;
        this.currentState = 'failed';
        this.currentError = error;
      } finally {
        if (generation === this.generation) {
          this.running = undefined;
          if (this.currentState === 'failed' || this.known !== shown) this.changed.fire(undefined);
        }
      }
    })();
    this.running = run;
    // Only now: a listener may ask for the list at once, and then joins this read.
    if (!quietly) this.changed.fire(undefined);
    return run;
  }
}

function nothing(): Known<never> {
  return { items: [], pages: 0, next: 1, total: 0, finished: false };
}

import type { Page } from '../../jsign/types';
import { Emitter, type Listen } from './event';

export type ListState = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * A list of the service, read page by page when asked. Items are told apart by id, so a list that shrinks or grows between two
 * pages gives neither doubles nor an endless walk: a page without anything new ends the list.
 */
export class PagedList<T> {
  private items: readonly T[] = [];
  private pages = 0;
  private totalKnown = 0;
  private finished = false;
  private running: Promise<void> | undefined;
  private currentState: ListState = 'idle';
  private currentError: unknown;
  private generation = 0;
  private readonly changed = new Emitter<undefined>();
  readonly onDidChange: Listen<undefined> = this.changed.event;

  /** `read` asks the service for one page (from 1). */
  constructor(
    private readonly pageSize: number,
    private readonly idOf: (item: T) => string,
    private readonly read: (page: number, pageSize: number) => Promise<Page<T>>,
  ) {}

  get all(): readonly T[] {
    return this.items;
  }
  get state(): ListState {
    return this.currentState;
  }
  get error(): unknown {
    return this.currentError;
  }
  /** All results as the service counts them; 0 before the first page. */
  get total(): number {
    return Math.max(this.totalKnown, this.items.length);
  }
  get hasMore(): boolean {
    return this.pages > 0 && !this.finished;
  }

  /** Reads the first page unless it was read. Never rejects: a failure becomes `state` and `error`. */
  open(): Promise<void> {
    return this.pages > 0 ? Promise.resolve() : this.more();
  }

  /** Reads the next page; shared with a read under way. Never rejects. */
  more(): Promise<void> {
    if (this.finished) return Promise.resolve();
    return this.share(() => this.load(this.pages + 1, this.items));
  }

  /** Reads again what was read so far, keeping it on screen meanwhile. Never rejects. */
  async refresh(): Promise<void> {
    await this.running;
    if (this.currentState === 'idle') return;
    await this.share(async (generation) => {
      const wanted = Math.max(1, this.pages);
      let collected: readonly T[] = [];
      for (let page = 1; page <= wanted && (page === 1 || this.hasMore); page += 1) {
        collected = await this.fetch(page, collected, generation);
      }
      return collected;
    });
  }

  /** Forgets everything; answers still on their way are dropped. */
  clear(): void {
    this.generation += 1;
    this.items = [];
    this.pages = 0;
    this.totalKnown = 0;
    this.finished = false;
    this.running = undefined;
    this.currentState = 'idle';
    this.currentError = undefined;
    this.changed.fire(undefined);
  }

  private load(page: number, before: readonly T[]): Promise<readonly T[]> {
    return this.fetch(page, before, this.generation);
  }

  private async fetch(page: number, before: readonly T[], generation: number): Promise<readonly T[]> {
    const answer = await this.read(page, this.pageSize);
    if (generation !== this.generation) return before;
    const seen = new Set(before.map(this.idOf));
    const fresh = answer.items.filter((item) => {
      const id = this.idOf(item);
      return !seen.has(id) && seen.add(id);
    });
    this.pages = page;
    this.totalKnown = answer.total;
    this.finished = fresh.length === 0 || page >= answer.pageCount;
    return [...before, ...fresh];
  }

  private share(work: (generation: number) => Promise<readonly T[]>): Promise<void> {
    if (this.running) return this.running;
    const { generation } = this;
    this.currentState = 'loading';
    this.changed.fire(undefined);
    const run = (async () => {
      try {
        const items = await work(generation);
        if (generation !== this.generation) return;
        this.items = items;
        this.currentState = 'ready';
        this.currentError = undefined;
      } catch (error) {
        if (generation !== this.generation) return;
        this.currentState = 'failed';
        this.currentError = error;
      } finally {
        if (generation === this.generation) {
          this.running = undefined;
          this.changed.fire(undefined);
        }
      }
    })();
    this.running = run;
    return run;
  }
}

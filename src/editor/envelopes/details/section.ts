import { isCancelled } from '../../platform/actions';
import type { EnvelopeStore } from '../api';
import type { Progress } from './sectionViews';

/** What one section needs of the panel around it. */
export interface SectionPorts {
  /** Something about it is to be shown. */
  changed(): void;
  /** Writes the failure down and gives a sentence for the person. */
  explain(reason: unknown): string;
}

/** One folded section: what was read of it, and how far the reading has come. What was known stays while it is read again. */
export class Section<T> {
  private known: T | undefined;
  private state: Progress | undefined;
  /** Counts readings; an answer of an older one is dropped. */
  private turn = 0;

  constructor(
    private readonly load: (store: EnvelopeStore, fresh: boolean) => Promise<T>,
    private readonly ports: SectionPorts,
  ) {}

  get value(): T | undefined {
    return this.known;
  }
  /** `undefined` where nobody has asked for it yet. */
  get progress(): Progress | undefined {
    return this.state;
  }

  /** Reads it; `fresh` asks the service even where the store has an answer. Never rejects. */
  async read(store: EnvelopeStore, fresh: boolean): Promise<void> {
    const turn = ++this.turn;
    this.show({ phase: 'loading', message: '' });
    const [result] = await Promise.allSettled([this.load(store, fresh)]);
    if (turn !== this.turn) return;
    if (result.status === 'fulfilled') {
      this.take(result.value);
      return;
    }
    // Nobody is told of what was given up; opened again, it is read again.
    if (isCancelled(result.reason)) this.state = undefined;
    else this.show({ phase: 'failed', message: this.ports.explain(result.reason) });
  }

  /** Somebody else has read it. */
  take(value: T): void {
    if (this.state?.phase === 'ready' && value === this.known) return;
    this.known = value;
    this.show({ phase: 'ready', message: '' });
  }

  /** Read it again when it is next opened. What is known is shown until then. */
  forget(): void {
    this.turn += 1;
    this.state = undefined;
  }

  /** The account is another one, or gone. */
  reset(): void {
    this.forget();
    this.known = undefined;
  }

  private show(state: Progress): void {
    this.state = state;
    this.ports.changed();
  }
}

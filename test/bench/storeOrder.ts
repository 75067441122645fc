import type { Tokens } from '../../src/jsign/types';

/** What a process that fills a store is asked for, as JSON on its standard input. */
export interface StoreOrder {
  readonly host: string;
  readonly tokens: Tokens;
  /** How many the sandbox has. */
  readonly envelopes: number;
}

/** What it prints. */
export interface StoreOutcome {
  /** Heap and external memory over an empty store, after forced collections, bytes: with everything read; then with its search. */
  readonly store: number;
  readonly withSearch: number;
  /** Until the search showed its first rows. */
  readonly opening: Took;
  /** From each key press to its rows. */
  readonly keys: readonly Took[];
  /** The same for key presses right after a page of envelopes has come in. */
  readonly keysAfterPages: readonly Took[];
}

/** Milliseconds. */
export interface Took {
  readonly clock: number;
  /** Processor time of the whole process: other work changes it little, collections beside it count too. */
  readonly processor: number;
}

import type { Tokens } from '../../src/jsign/types';

/** What a process that uploads is asked for, as JSON on its standard input. */
export interface UploadOrder {
  readonly host: string;
  readonly tokens: Tokens;
  /** A `file:` address. */
  readonly uri: string;
  readonly size: number;
}

/** What it prints. */
export interface UploadOutcome {
  /** Milliseconds from the call to its result. */
  readonly took: number;
  /** The largest resident set seen during the call minus the one before it, bytes. */
  readonly peak: number;
}

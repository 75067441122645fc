import { timer, type DisposableLike } from './disposable';

/** Time as a port, so that what waits can be tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Runs once after so many milliseconds, unless put away before. */
  after(milliseconds: number, run: () => void): DisposableLike;
}

export const systemClock: Clock = { now: () => Date.now(), after: timer };

/** Time and chance, so that tests neither sleep nor guess. */
export interface Timing {
  /** Milliseconds since the epoch, by this machine. */
  now(): number;
  /** From 0 to 1, 1 excluded. */
  random(): number;
  /** Resolves after some milliseconds, or at once when `signal` is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done);
      if (signal?.aborted) done();
    }),
};

/** A clock that is off by less is good enough; the `Date` header has whole seconds and is as old as the reply's journey. */
const TOLERATED = 60_000;

/**
 * The service's time, by which its tokens end: this machine's clock, corrected when the replies' `Date` shows that it is far off.
 */
export class ServiceClock {
  private offset = 0;

  constructor(private readonly timing: Timing) {}

  now(): number {
    return this.timing.now() + this.offset;
  }

  /** @param date a reply's `Date` header */
  observe(date: string | undefined): void {
    const told = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(told)) return;
    const offset = told - this.timing.now();
    this.offset = Math.abs(offset) < TOLERATED ? 0 : offset;
  }
}

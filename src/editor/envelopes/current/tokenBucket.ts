const HOUR = 3_600_000;

/** Limits how often something is done: a small stock for a busy moment, refilled evenly. In any hour at most stock + refill. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  /** @param now milliseconds of a clock that never jumps */
  constructor(
    private readonly capacity: number,
    private readonly perHour: number,
    private readonly now: () => number,
  ) {
    this.tokens = capacity;
    this.filledAt = now();
  }

  /** Takes one, unless fewer than `reserve` would be left; says whether it did. */
  take(reserve = 0): boolean {
    const now = this.now();
    const earned = (Math.max(0, now - this.filledAt) / HOUR) * this.perHour;
    this.tokens = Math.min(this.capacity, this.tokens + earned);
    this.filledAt = now;
    if (this.tokens < 1 + reserve) return false;
    this.tokens -= 1;
    return true;
  }

  /** Takes one in any case, for something that could not wait: what follows waits the longer. */
  charge(): void {
    this.tokens -= 1;
  }
}

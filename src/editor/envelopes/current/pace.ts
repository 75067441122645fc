const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Milliseconds between two ticks. `catchUp`: the first look around after a start, so that what happened meanwhile is told at once. */
const INTERVALS = { catchUp: 2 * SECOND, watched: MINUTE, unwatched: 5 * MINUTE } as const;
export type Gait = keyof typeof INTERVALS;

const FIRST_BACK_OFF = MINUTE;
const LONGEST_BACK_OFF = 15 * MINUTE;
/** A service that asks for more patience than this is asked again all the same. */
const LONGEST_PATIENCE = 24 * 60 * MINUTE;

/** When to look next. Knows nothing of the time of day: a wrong clock changes nothing. */
export class Pace {
  private lastAt: number | undefined;
  private failures = 0;
  private notBefore = 0;

  /**
   * @param now milliseconds of a clock that never jumps
   * @param random from 0 to 1, so that windows and machines do not ask in step
   */
  constructor(
    private readonly now: () => number,
    private readonly random: () => number,
  ) {}

  /** Milliseconds until the next tick, 0 when it is due. */
  wait(gait: Gait): number {
    const now = this.now();
    const due = this.lastAt === undefined ? now : this.lastAt + INTERVALS[gait];
    return Math.max(0, Math.max(due, this.notBefore) - now);
  }

  succeeded(): void {
    this.lastAt = this.now();
    this.failures = 0;
    this.notBefore = 0;
  }

  /** @param retryAfter what the service asked for, milliseconds */
  failed(retryAfter = 0): void {
    this.lastAt = this.now();
    const most = Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.min(this.failures, 10));
    const backOff = most * (0.5 + this.random() / 2);
    this.notBefore = this.lastAt + Math.max(backOff, Math.min(retryAfter, LONGEST_PATIENCE));
    this.failures += 1;
  }
}

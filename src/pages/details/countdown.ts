/** Time left of a signing link. */
export interface TimeLeft {
  /** Whole seconds, never below 0. */
  readonly seconds: number;
  /** e.g. `8:42`. */
  readonly text: string;
  readonly ended: boolean;
  /** The last minute has begun. */
  readonly short: boolean;
}

/** Both in milliseconds of one clock. */
export function timeLeft(endsAt: number, now: number): TimeLeft {
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return { seconds, text, ended: seconds === 0, short: seconds > 0 && seconds <= 60 };
}

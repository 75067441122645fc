const DAY = 86_400_000;

/** Says times as people do: "in 3 days", "yesterday", "12 May". `locale` is the editor's language. */
export class When {
  /** Made when first needed: it costs more than the rest of an activation. */
  private relative: Intl.RelativeTimeFormat | undefined;

  constructor(
    readonly locale: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** A day: the year only when it is not this one. */
  day(at: number): string {
    const sameYear = new Date(at).getFullYear() === new Date(this.now()).getFullYear();
    return new Date(at).toLocaleDateString(this.locale, {
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  }

  /** Day and time, for tooltips. */
  full(at: number): string {
    return new Date(at).toLocaleString(this.locale, { dateStyle: 'long', timeStyle: 'short' });
  }

  /** Relative within a fortnight, else the day. */
  near(at: number): string {
    const days = this.daysUntil(at);
    if (Math.abs(days) > 14) return this.day(at);
    this.relative ??= new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    return this.relative.format(days, 'day');
  }

  /** How long ago: in minutes within an hour, in hours within the day, else as {@link near}. A time to come is now. */
  ago(at: number): string {
    const minutes = Math.floor((this.now() - at) / 60_000);
    this.relative ??= new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    if (minutes < 1) return this.relative.format(0, 'second');
    if (minutes < 60) return this.relative.format(-minutes, 'minute');
    return this.daysUntil(at) === 0 ? this.relative.format(-Math.floor(minutes / 60), 'hour') : this.near(at);
  }

  /** Calendar days from today, in the person's zone; negative for the past. */
  daysUntil(at: number): number {
    return Math.round((startOfDay(at) - startOfDay(this.now())) / DAY);
  }
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

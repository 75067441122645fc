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

  /** Calendar days from today, in the person's zone; negative for the past. */
  daysUntil(at: number): number {
    return Math.round((startOfDay(at) - startOfDay(this.now())) / DAY);
  }
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

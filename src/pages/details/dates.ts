import { DATE_PLACE, type Phrase } from '../view';

const DAY = 86_400_000;

/** Writes dates in one language; `zone` is the browser's own unless given. */
export class Dates {
  private readonly options: { readonly timeZone?: string };
  /** `9:41 AM`, but `09:41` where the day has 24 hours. */
  private readonly hour: 'numeric' | '2-digit';

  constructor(
    private readonly locale: string,
    zone?: string,
  ) {
    this.options = zone === undefined ? {} : { timeZone: zone };
    const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    this.hour = hour12 === true ? 'numeric' : '2-digit';
  }

  /** The date as the phrase wants it, e.g. `12 May`, `12 May, 09:41`, `in 3 days`. */
  short(at: number, as: Phrase['as'], now: number): string {
    switch (as) {
      case 'relative':
        return this.relative(at, now);
      case 'day':
        return this.format(at, this.dayOptions(at, now));
      case 'moment':
        return this.format(at, { ...this.dayOptions(at, now), hour: this.hour, minute: '2-digit' });
    }
  }

  /** The whole truth, for hovering: weekday, date, time and zone. */
  full(at: number): string {
    return this.format(at, {
      weekday: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: this.hour,
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    });
  }

  /** Counted in calendar days from two days on, in hours and minutes below. */
  private relative(at: number, now: number): string {
    const words = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    const distance = at - now;
    const size = Math.abs(distance);
    if (size < 3_600_000) return words.format(Math.trunc(distance / 60_000), 'minute');
    if (size < DAY) return words.format(Math.trunc(distance / 3_600_000), 'hour');
    return words.format(this.calendarDay(at) - this.calendarDay(now), 'day');
  }

  private calendarDay(at: number): number {
    const parts = new Intl.DateTimeFormat('en', {
      ...this.options,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    }).formatToParts(at);
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day')) / DAY;
  }

  private dayOptions(at: number, now: number): Intl.DateTimeFormatOptions {
    const year = (time: number) => this.format(time, { year: 'numeric' });
    return { day: 'numeric', month: 'short', ...(year(at) === year(now) ? {} : { year: 'numeric' }) };
  }

  private format(at: number, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { ...this.options, ...options }).format(at);
  }
}

/** A language tag that this browser knows, English for one it does not. */
export function knownLocale(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** What stands before and after the date of a phrase; `after` is `undefined` where there is no date. */
export function splitPhrase({ text, at }: Phrase): {
  readonly before: string;
  readonly after: string | undefined;
} {
  const place = text.indexOf(DATE_PLACE);
  if (at === undefined || place < 0) return { before: text, after: undefined };
  return { before: text.slice(0, place), after: text.slice(place + DATE_PLACE.length) };
}

import type { Sentence } from '../../../jsign/types';

/** A calendar day, `yyyy-mm-dd`, or why the text is none that can be taken. */
export type DueDate = { readonly day: string } | { readonly problem: Sentence };

/** No envelope runs longer, years. */
const MOST_YEARS = 5;
const DAY = 86_400_000;

/** Both todays: the person's, and the one of UTC, in which the service counts. */
export interface Today {
  readonly here: string;
  readonly utc: string;
}

/** @param now milliseconds since the epoch */
export function todayAt(now: number): Today {
  const date = new Date(now);
  const here = format(date.getFullYear(), date.getMonth() + 1, date.getDate());
  return { here, utc: date.toISOString().slice(0, 10) };
}

/** Reads `2026-12-24`, `14` or `in 14 days`; refuses what is no day of the calendar, not after today, or too far away. */
export function readDueDate(text: string, today: Today): DueDate {
  const day = dayOf(text.trim(), today.here);
  if (day === undefined) {
    return {
      problem: {
        text: 'This is no date. Write year-month-day, such as {0}, or a number of days, such as 14.',
        args: [addDays(today.here, 14)],
      },
    };
  }
  // Near midnight the two todays differ, and the service refuses its own.
  const last = today.here > today.utc ? today.here : today.utc;
  if (day <= last) {
    return {
      problem: {
        text: 'The new due date must lie in the future: {0} at the earliest.',
        args: [addDays(last, 1)],
      },
    };
  }
  const latest = addYears(today.here, MOST_YEARS);
  if (day > latest) {
    return {
      problem: {
        text: 'This is more than {0} years away. The latest is {1}.',
        args: [MOST_YEARS, latest],
      },
    };
  }
  return { day };
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Noon of that day where the person is, for showing it. */
export function noonOf(day: string): number {
  return new Date(`${day}T12:00:00`).getTime();
}

function dayOf(text: string, today: string): string | undefined {
  const days = /^(?:in\s+)?(\d{1,5})(?:\s*days?)?$/i.exec(text)?.[1];
  if (days !== undefined) return addDays(today, Number(days));
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (!parts) return undefined;
  const day = format(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const at = Date.parse(`${day}T00:00:00Z`);
  // The 30th of February parses as a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day ? day : undefined;
}

function addYears(day: string, years: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

function format(year: number, month: number, day: number): string {
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

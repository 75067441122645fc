/** The sandbox's own time: real time plus an offset that only grows, so that tokens and due dates can be made to pass. */
export class Clock {
  private offset = 0;

  constructor(private readonly real: () => number = Date.now) {}

  now(): number {
    return this.real() + this.offset;
  }

  /** Milliseconds that this clock is ahead of real time. */
  get ahead(): number {
    return this.offset;
  }

  set ahead(milliseconds: number) {
    this.offset = milliseconds;
  }
}

/** `2021-08-20T07:01:10.79`: the form of history and lists (API reference, section 1.5). */
export function plainTime(at: number): string {
  return new Date(at).toISOString().replace(/0{0,2}Z$/, '');
}

/** `2022-03-22T10:31:44Z`: the form of audit logs. */
export function zonedTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The first millisecond (UTC) of an `mm/dd/yyyy` date, or `undefined` if it is not one that exists. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [month, day, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined;
}

export const SECOND = 1000;
export const DAY = 86_400_000;

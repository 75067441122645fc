const DAY = 86_400_000;

/** The calendar day in UTC, `yyyy-mm-dd`. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The calendar day so many days earlier. */
export function daysBefore(at: number, days: number): string {
  return utcDay(at - days * DAY);
}

/** Whether a text is a calendar day `yyyy-mm-dd` that there is: February 30 is none. */
export function isDay(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && utcDay(at) === text;
}

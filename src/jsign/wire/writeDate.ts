import { JsignError } from '../errors';

/**
 * A calendar day `yyyy-mm-dd` as requests have it, `mm/dd/yyyy` (section 1.5).
 * @throws JsignError `refused` with `DATE_INVALID`
 */
export function writeDate(operation: string, day: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  const at = parts ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // February 30 parses as March 2.
  if (!parts || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) {
    throw new JsignError({
      kind: 'refused',
      operation,
      code: 'DATE_INVALID',
      requestSent: false,
      replyRead: false,
    });
  }
  return `${parts[2] ?? ''}/${parts[3] ?? ''}/${parts[1] ?? ''}`;
}

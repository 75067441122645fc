import * as v from 'valibot';
import type { Millis } from '../types';

/** A schema that takes anything off the wire. */
export type Reader<T> = v.GenericSchema<unknown, T>;

/** Text; numbers and booleans as text, nothing as empty. An object or a list in its place makes no sense. */
export const text: Reader<string> = v.pipe(
  v.unknown(),
  v.check((value) => typeof value !== 'object' || value === null),
  v.transform(plainText),
);

/** Text that must be there. Ids are opaque (section 1.5). */
export const id: Reader<string> = v.pipe(text, v.nonEmpty());

/** Text or `undefined` when there is none. */
export const optionalText: Reader<string | undefined> = v.pipe(
  text,
  v.transform((value) => (value === '' ? undefined : value)),
);

/** A whole number, also written as text. */
export const count: Reader<number> = v.pipe(
  v.unknown(),
  v.transform(toNumber),
  v.number(),
  v.check((value) => Number.isSafeInteger(value) && value >= 0),
);

/** A number, or `undefined` for whatever is none. */
export const optionalNumber: Reader<number | undefined> = v.pipe(v.unknown(), v.transform(toNumber));

/** True for `true`, `1`, `"true"`, `"yes"`; anything else, and nothing, is false. */
export const flag: Reader<boolean> = v.pipe(
  v.unknown(),
  v.transform((value) => toFlag(value) ?? false),
);

export const optionalFlag: Reader<boolean | undefined> = v.pipe(v.unknown(), v.transform(toFlag));

/** A moment; what cannot be read as one is `undefined`, since no use of a time is worth losing the rest of a reply. */
export const time: Reader<Millis | undefined> = v.pipe(v.unknown(), v.transform(toMillis));

/** A list of words: an array, or one text with commas. */
export const words: Reader<readonly string[]> = v.pipe(
  v.unknown(),
  v.transform((value): readonly unknown[] => {
    if (Array.isArray(value)) return value;
    return typeof value === 'string' ? value.split(',') : [];
  }),
  v.transform((parts) => parts.map((part) => plainText(part).trim()).filter((part) => part !== '')),
);

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = plainText(value).trim().toLowerCase();
  if (word === 'true' || word === '1' || word === 'yes') return true;
  return word === 'false' || word === '0' || word === 'no' ? false : undefined;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** With `Z`, with an offset, or without a zone, which means UTC (section 1.5); `mm/dd/yyyy` as in requests. */
function toMillis(value: unknown): Millis | undefined {
  if (typeof value !== 'string') return undefined;
  const written = value.trim();
  const american = AMERICAN.exec(written);
  if (american) return moment(american[3], american[1], american[2]);
  const iso = ISO.exec(written);
  if (!iso) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = iso;
  const utc = moment(year, month, day, hour, minute, second, fraction);
  return utc === undefined ? undefined : utc - offset(zone);
}

function moment(
  year?: string,
  month?: string,
  day?: string,
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '',
): Millis | undefined {
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  at.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  // A day or an hour that does not exist would have rolled over. Year 1 is how the service's platform writes "never".
  const exists =
    at.getUTCMonth() === Number(month) - 1 &&
    at.getUTCDate() === Number(day) &&
    at.getUTCHours() === Number(hour) &&
    at.getUTCMinutes() === Number(minute);
  return exists && Number(year) > 1 ? at.getTime() : undefined;
}

function offset(zone: string | undefined): number {
  const parts = zone === undefined ? null : /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

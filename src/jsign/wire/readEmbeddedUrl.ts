import * as v from 'valibot';
import { isLoopback } from '../host';
import { fold, isObject, readData, unreadable } from './shapes';

/** The likely names come first; any other may follow. */
const LIKELY = ['embedded_url', 'embedded_signing_url', 'signing_url', 'url'].map(fold);
const DEEPEST = 4;

/**
 * Section 4.12. The name of the field is INFERRED, so the first text in `data` that is an address of the web is taken. It must be
 * `https`, except on this machine.
 */
export function readEmbeddedUrl(operation: string, body: unknown): string {
  const data = readData(operation, body, v.unknown());
  const url = texts(data, 0).find(isSigningAddress);
  if (url === undefined) throw unreadable(operation, 'data.embedded_url');
  return url.trim();
}

function texts(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (depth === DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown) => texts(each, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, each]) => texts(each, depth + 1));
}

function rank(key: string): number {
  const place = LIKELY.indexOf(fold(key));
  return place === -1 ? LIKELY.length : place;
}

function isSigningAddress(value: string): boolean {
  const written = value.trim();
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return false;
  const url = new URL(written);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || isLoopback(url.hostname);
}

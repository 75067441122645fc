import * as v from 'valibot';
import { isAddress } from '../../../delivery/preflight';
import { cleanName } from '../people';
import type { Person } from '../ports';

/** Where a workspace names the people of its contracts, from its folder. */
export const CONTACTS_FILE = '.jsign/contacts.json';
/** Bytes; more is no list that somebody keeps by hand. */
export const LARGEST_CONTACTS = 1024 * 1024;
/** More people than anyone chooses among. */
const MOST = 1000;

const Entry = v.object({ name: v.optional(v.string(), ''), email: v.string() });
const File = v.union([v.array(v.unknown()), v.object({ contacts: v.array(v.unknown()) })]);

export interface ReadContacts {
  readonly people: readonly Person[];
  /** The file is not what it should be: nothing, or not everything, of it was used. */
  readonly isBad: boolean;
}

/** Reads a list of `{name, email}`, or an object that has one as `contacts`. Never throws; entries that make no sense are left out. */
export function readContacts(text: string): ReadContacts {
  let raw: unknown;
  try {
    // Some editors put a mark at the beginning.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { people: [], isBad: true };
  }
  const file = v.safeParse(File, raw);
  if (!file.success) return { people: [], isBad: true };
  const entries = Array.isArray(file.output) ? file.output : file.output.contacts;
  const people = entries.slice(0, MOST).flatMap((entry): Person[] => {
    const read = v.safeParse(Entry, entry);
    if (!read.success || !isAddress(read.output.email)) return [];
    return [{ name: cleanName(read.output.name), email: read.output.email.trim() }];
  });
  return { people, isBad: people.length < entries.length };
}

/** Each address once, under the first name that it comes with; those without a name last. */
export function mergePeople(...lists: readonly (readonly Person[])[]): readonly Person[] {
  const byEmail = new Map<string, Person>();
  for (const person of lists.flat()) {
    const key = person.email.trim().toLowerCase();
    const known = byEmail.get(key);
    if (key !== '' && (!known || (known.name === '' && person.name !== ''))) byEmail.set(key, person);
  }
  return [...byEmail.values()];
}

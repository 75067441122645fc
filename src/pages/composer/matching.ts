import type { KnownPerson } from './protocol';

/** So many are offered at once: more nobody reads. */
const MOST = 6;

/**
 * People that fit what was typed: the beginning of a part of the name, or of the address. Those who are there already (`taken`,
 * addresses) are not offered; with nothing typed everybody else is.
 */
export function matchingPeople(
  typed: string,
  people: readonly KnownPerson[],
  taken: readonly string[],
): readonly KnownPerson[] {
  const gone = new Set(taken.map(folded));
  const free = people.filter(({ email }) => !gone.has(folded(email)));
  const wanted = folded(typed);
  const fits = ({ name, email }: KnownPerson) =>
    folded(email).startsWith(wanted) ||
    folded(name).startsWith(wanted) ||
    folded(name)
      .split(/[\s-]+/)
      .some((part) => part.startsWith(wanted));
  return (wanted === '' ? free : free.filter(fits)).slice(0, MOST);
}

/** Known categories that have what was typed in them and are not chosen yet. */
export function matchingCategories(
  typed: string,
  known: readonly string[],
  chosen: readonly string[],
): readonly string[] {
  const gone = new Set(chosen.map(folded));
  const wanted = folded(typed);
  return known
    .filter((category) => !gone.has(folded(category)) && folded(category).includes(wanted))
    .slice(0, MOST);
}

/** Whether an address could be complete: nothing is put in its place by itself then. */
export function looksComplete(email: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(email.trim());
}

/** Without accents and case. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

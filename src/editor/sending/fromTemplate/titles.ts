import type { SigningPerson } from '../answers';

/** No template needs more, and a list that long is more likely a slip. */
export const MOST_TITLES = 20;

/**
 * Reads signer titles with commas between; one that has a comma of its own stands in quotes. The service compares titles letter by
 * letter, so nothing but the space around them is taken away, and inside quotes not even that.
 */
export function readTitles(text: string): readonly string[] {
  const titles: string[] = [];
  let title = '';
  let whole = false;
  let quoted = false;
  let escaped = false;
  const take = (): void => {
    titles.push(whole ? title : title.trim());
    title = '';
    whole = false;
  };
  for (const character of text) {
    if (escaped) {
      title += character;
      escaped = false;
    } else if (quoted && character === '\\') escaped = true;
    else if (quoted && character === '"') quoted = false;
    else if (!quoted && character === '"' && title.trim() === '') {
      quoted = true;
      whole = true;
      title = '';
    } else if (!quoted && character === ',') take();
    else if (quoted || !whole || character.trim() !== '') title += character;
  }
  take();
  return titles.filter((each) => each.trim() !== '');
}

/** What {@link readTitles} reads back. */
export function formatTitles(titles: readonly string[]): string {
  return titles
    .map((title) =>
      /[",\\]/.test(title) || title.trim() !== title ? `"${title.replace(/["\\]/g, '\\$&')}"` : title,
    )
    .join(', ');
}

/** People keep their title where it is still there; where it was spelled otherwise they keep its place. */
export function retitled(
  people: readonly SigningPerson[],
  before: readonly string[],
  titles: readonly string[],
): readonly SigningPerson[] {
  return people.map((person) => {
    const { role = '' } = person;
    if (titles.includes(role)) return person;
    const successor = titles[before.indexOf(role)];
    return successor === undefined || before.includes(successor) ? person : { ...person, role: successor };
  });
}

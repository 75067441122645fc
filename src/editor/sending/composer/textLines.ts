import type { TextLine } from '../../../contract/types';

/**
 * Which line of `before` is which line of `after`, by index. Lines that stand once in both tie the two together; from those the
 * same lines before and behind follow, so that a line of dots is told from the others by its neighbours. Linear in time.
 */
export function matchLines(
  before: readonly TextLine[],
  after: readonly TextLine[],
): ReadonlyMap<number, number> {
  const one = before.map(({ text }) => plain(text));
  const other = after.map(({ text }) => plain(text));
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const tie = (from: number, to: number): boolean => {
    if (one[from] === undefined || one[from] !== other[to] || found.has(from) || taken.has(to)) return false;
    found.set(from, to);
    taken.add(to);
    return true;
  };
  const uniqueAfter = unique(other);
  for (const [text, from] of unique(one)) {
    const to = uniqueAfter.get(text);
    if (to === undefined || !tie(from, to)) continue;
    for (let step = 1; tie(from + step, to + step); step += 1);
    for (let step = 1; tie(from - step, to - step); step += 1);
  }
  // What is left at the beginning and the end needs no unique line.
  for (let index = 0; tie(index, index); index += 1);
  for (let back = 1; tie(one.length - back, other.length - back); back += 1);
  return found;
}

/** Lines without text tell nothing. */
function unique(texts: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number | undefined>();
  texts.forEach((text, index) => {
    if (text !== '') places.set(text, places.has(text) ? undefined : index);
  });
  const once = new Map<string, number>();
  for (const [text, index] of places) if (index !== undefined) once.set(text, index);
  return once;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

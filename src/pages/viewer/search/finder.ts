import { fold } from './fold';
import type { Match, PageText } from './pageText';

/** More matches than anybody walks through; a page of dots must not fill the memory. */
const MOST_PER_PAGE = 2000;

/** What is looked for, made ready for {@link matchesIn}. */
export function wantedOf(query: string): string {
  return fold(query).text.trimEnd();
}

/** All places of `wanted` on a page, from the left, not overlapping. An empty one is nowhere. */
export function matchesIn({ text, folded }: PageText, wanted: string): readonly Match[] {
  if (wanted === '') return [];
  const found: Match[] = [];
  for (let at = folded.text.indexOf(wanted); at >= 0 && found.length < MOST_PER_PAGE;) {
    const end = at + wanted.length;
    const last = folded.origin[end - 1] ?? 0;
    // Accents behind the last letter, and the rest of a ligature, belong to it.
    const after = folded.origin[end] ?? text.length;
    const stop = Math.min(after, last + lengthAt(text, last));
    found.push({ start: folded.origin[at] ?? 0, end: Math.max(stop, last + 1) });
    at = folded.text.indexOf(wanted, end);
  }
  return found;
}

function lengthAt(text: string, at: number): number {
  const marks = /^.\p{M}*/su.exec(text.slice(at, at + 8));
  return marks?.[0].length ?? 1;
}

export interface SearchOptions {
  readonly query: string;
  readonly pages: number;
  /** Index of the page to begin with; goes round from there. */
  readonly from: number;
  readonly textOf: (page: number) => Promise<PageText>;
  readonly signal: AbortSignal;
  /** A page was looked through. */
  readonly report: (page: number, matches: readonly Match[]) => void;
  /** Lets the screen be drawn. */
  readonly pause: () => Promise<void>;
}

/** Looks through all pages, one after another. Ends early when cancelled; a page that cannot be read has no matches. */
export async function searchAll(options: SearchOptions): Promise<void> {
  const { query, pages, from, textOf, signal, report, pause } = options;
  const wanted = wantedOf(query);
  const isOver = () => signal.aborted;
  let worked = performance.now();
  for (let i = 0; i < pages; i += 1) {
    const page = (from + i) % pages;
    const text = await textOf(page).catch(() => undefined);
    if (isOver()) return;
    report(page, text === undefined ? [] : matchesIn(text, wanted));
    if (performance.now() - worked < 12) continue;
    await pause();
    if (isOver()) return;
    worked = performance.now();
  }
}

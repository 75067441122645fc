import type { EnvelopeDetails, EnvelopeSummary } from '../../../jsign/types';
import { fold } from './fold';

/** More rows than anybody looks through; a longer query is the way to the others. */
export const MOST_ROWS = 100;
/** Words beyond these do not narrow anything any more, and a pasted page must not stop the editor. */
const MOST_WORDS = 12;
const LONGEST_QUERY = 300;

/** What is searched of one envelope, folded once. */
interface Entry {
  readonly summary: EnvelopeSummary;
  readonly details: EnvelopeDetails | undefined;
  readonly name: string;
  /** Everything else: one text, so that a search is a few comparisons. */
  readonly rest: string;
}

export interface Found {
  readonly summary: EnvelopeSummary;
  /** Whether a word stands only outside the name, so that the row should say where. */
  readonly besideName: boolean;
}

export interface Searched {
  seen(): readonly EnvelopeSummary[];
  known(envelopeId: string): EnvelopeDetails | undefined;
}

/** Searches what a store has seen. An envelope is folded again only when it, or what is known of it, was replaced. */
export class FindIndex {
  private entries: readonly Entry[] = [];
  private byId = new Map<string, Entry>();
  private indexed: readonly EnvelopeSummary[] | undefined;

  /** `statusWords` is what a row says of the status. */
  constructor(
    private readonly store: Searched,
    private readonly statusWords: (summary: EnvelopeSummary, details: EnvelopeDetails | undefined) => string,
  ) {}

  /** All words must stand somewhere in the envelope; best first, then the newest. Without words: the newest. */
  search(text: string): readonly Found[] {
    this.update();
    const words = wordsOf(text);
    if (words.length === 0)
      return this.entries.slice(0, MOST_ROWS).map(({ summary }) => ({ summary, besideName: false }));
    const whole = words.join(' ');
    // Ranks are few, so rows are put into their rank's pile instead of being sorted.
    const piles: Found[][] = [];
    for (const entry of this.entries) {
      const rank = rankOf(entry, words, whole);
      if (rank === undefined) continue;
      const pile = (piles[rank.value] ??= []);
      if (pile.length < MOST_ROWS) pile.push({ summary: entry.summary, besideName: rank.besideName });
    }
    return piles.flat().slice(0, MOST_ROWS);
  }

  /** To be called where details came in: they are no reason for the list of the store to change. */
  forget(envelopeId: string): void {
    if (this.byId.get(envelopeId)?.details !== this.store.known(envelopeId)) this.indexed = undefined;
  }

  private update(): void {
    const seen = this.store.seen();
    if (seen === this.indexed) return;
    const { byId: before } = this;
    this.byId = new Map();
    this.entries = seen.map((summary) => {
      const details = this.store.known(summary.id);
      const kept = before.get(summary.id);
      const entry =
        kept?.summary === summary && kept.details === details ? kept : this.entryOf(summary, details);
      this.byId.set(summary.id, entry);
      return entry;
    });
    this.indexed = seen;
  }

  private entryOf(summary: EnvelopeSummary, details: EnvelopeDetails | undefined): Entry {
    const { categories, createdBy, id, name } = summary;
    const signers = (details?.signers ?? []).map(
      ({ firstName, lastName, email }) => `${firstName} ${lastName} ${email}`,
    );
    const rest = [...categories, createdBy, this.statusWords(summary, details), ...signers, id];
    return { summary, details, name: fold(name), rest: fold(rest.join('\n')) };
  }
}

function wordsOf(text: string): readonly string[] {
  const words = fold(text.slice(0, LONGEST_QUERY))
    .split(' ')
    .filter((word) => word !== '');
  return words.slice(0, MOST_WORDS);
}

/** 0 is best. `undefined` where a word is missing. */
function rankOf(
  { name, rest }: Entry,
  words: readonly string[],
  whole: string,
): { readonly value: number; readonly besideName: boolean } | undefined {
  let value = name.startsWith(whole) ? 0 : 1;
  let besideName = false;
  for (const word of words) {
    const at = name.indexOf(word);
    if (at >= 0) {
      // In the middle of a word.
      if (at > 0 && isLetter(name, at - 1) && !startsAWord(name, word, at)) value += 1;
    } else if (rest.includes(word)) {
      value += 3;
      besideName = true;
    } else return undefined;
  }
  return { value, besideName };
}

function startsAWord(text: string, word: string, from: number): boolean {
  for (let at = from; at >= 0; at = text.indexOf(word, at + 1))
    if (at === 0 || !isLetter(text, at - 1)) return true;
  return false;
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

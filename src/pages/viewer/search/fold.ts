/** A text made ready for comparing, and for each of its characters where it stood in the original. */
export interface Folded {
  readonly text: string;
  /** One longer than `text`: the last one is the original's length. */
  readonly origin: Uint32Array;
}

const SAME: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  ß: 'ss',
};
const SOFT_HYPHEN = '\u00AD';

/**
 * Case, accents, kinds of quotes and dashes, and how much white space there is make no difference to somebody who searches; a word
 * that is divided at the end of a line is one word.
 */
export function fold(original: string): Folded {
  let text = '';
  const origin: number[] = [];
  const put = (characters: string, at: number) => {
    origin.push(...Array.from({ length: characters.length }, () => at));
    text += characters;
  };
  for (let at = 0; at < original.length;) {
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const next = at + character.length;
    const divided = dividedUntil(original, at, character);
    if (divided > at) {
      at = divided;
      continue;
    }
    if (/\s/.test(character)) {
      if (text !== '' && !text.endsWith(' ')) put(' ', at);
    } else if (character !== SOFT_HYPHEN) {
      put(simple(character), at);
    }
    at = next;
  }
  return { text, origin: Uint32Array.from([...origin, original.length]) };
}

/** Where the word goes on, if it is divided here; otherwise `at`. */
function dividedUntil(original: string, at: number, character: string): number {
  if (!/[-\u2010\u00AD]/.test(character) || at === 0) return at;
  const end = /^\s*\n\s*(?=\p{Ll})/u.exec(original.slice(at + 1, at + 9));
  return end && /\p{L}/u.test(original[at - 1] ?? '') ? at + 1 + end[0].length : at;
}

function simple(character: string): string {
  if (character < '\u0080') return character.toLowerCase();
  const same = SAME[character];
  if (same !== undefined) return same;
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

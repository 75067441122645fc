import type { ComposedSigner } from '../composition';

/** How a signer is told from the others: a colour and a letter, and the name in words. */
export interface SignerLook {
  /** From 0 to 7. */
  readonly colour: number;
  readonly initial: string;
  /** Their name, their address or "Signer 2": never empty. */
  readonly name: string;
}

/** How many colours there are for signers. */
export const COLOURS = 8;

/** The number of a signer's colour by their place in the list: 0 to 7, then again from the first. */
export function colourOf(index: number): number {
  return ((index % COLOURS) + COLOURS) % COLOURS;
}

/**
 * One to a few characters that tell a signer from all others without a colour: the first letter, two letters where others begin
 * with the same one, else the letter with the place in the list; the place alone where there is no letter.
 */
export function initialOf(signer: ComposedSigner, all: readonly ComposedSigner[]): string {
  const letters = lettersOf(signer);
  const place = String(all.findIndex(({ id }) => id === signer.id) + 1);
  if (!letters) return place;
  const others = all.filter(({ id }) => id !== signer.id).map(lettersOf);
  if (others.every((other) => other?.one !== letters.one)) return letters.one;
  if (letters.two !== letters.one && others.every((other) => other?.two !== letters.two)) return letters.two;
  return letters.one + place;
}

interface Letters {
  readonly one: string;
  /** The first letters of the first and the last word, or of the only word; the same as `one` where there is no second letter. */
  readonly two: string;
}

function lettersOf({ name, email, role }: ComposedSigner): Letters | undefined {
  for (const text of [name, email.replace(/@.*$/, ''), role ?? '']) {
    const words = text.normalize('NFC').match(/\p{L}+/gu) ?? [];
    const [first] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined) continue;
    const [one = '', second = ''] = Array.from(first);
    const other = words.length > 1 ? (Array.from(last)[0] ?? '') : second;
    return { one: upper(one), two: upper(one) + upper(other) };
  }
  return undefined;
}

/** One letter stays one, also where its capital is written with two (ß). */
function upper(letter: string): string {
  const capital = letter.toUpperCase();
  return Array.from(capital).length === Array.from(letter).length ? capital : letter;
}

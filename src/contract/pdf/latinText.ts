import { winAnsiCode } from './encodings';

/** Letters that have no accent to take away. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ĸ: 'k',
  ŋ: 'n',
  Ŋ: 'N',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/** Text for the standard fonts, which have the letters of Western Europe and no others. */
export interface LatinText {
  /** WinAnsi codes. */
  readonly bytes: Uint8Array;
  /** `exact` as given; `accents` with accents left out; `partial` with characters left out. */
  readonly fidelity: 'exact' | 'accents' | 'partial';
}

/** What can be shown of a text. Never a substitute sign: what has no letter is left out, and said so. */
export function latinText(text: string): LatinText {
  const bytes: number[] = [];
  let fidelity: LatinText['fidelity'] = 'exact';
  for (const char of text.normalize('NFC').replace(/\s+/g, ' ').trim()) {
    const code = winAnsiCode(char);
    if (code !== undefined) {
      bytes.push(code);
      continue;
    }
    const base = PLAIN[char] ?? String.fromCodePoint(char.normalize('NFD').codePointAt(0) ?? 32);
    const plain = winAnsiCode(base);
    if (plain === undefined) fidelity = 'partial';
    else {
      bytes.push(plain);
      if (fidelity === 'exact' && char !== '\u00a0') fidelity = 'accents';
    }
  }
  return { bytes: Uint8Array.from(bytes), fidelity };
}

/** A signer's name on paper: as it is, else without accents, else by number with what Latin letters it has. */
export function printedName(name: string, number: number): Uint8Array {
  const { bytes, fidelity } = latinText(name);
  const letters = bytes.filter((code) => /[\p{L}]/u.test(String.fromCharCode(code))).length;
  if (fidelity !== 'partial' && letters > 0) return bytes;
  const plain = Buffer.from(bytes).toString('latin1').replace(/\s+/g, ' ').trim();
  const label = `Signer ${number}`;
  return Uint8Array.from(Buffer.from(letters > 1 ? `${label} (${plain})` : label, 'latin1'));
}

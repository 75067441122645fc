/** Characters that the standard fonts of a PDF have beyond Latin-1. */
const EXTRA = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Text as the standard fonts can show it: accents they lack are dropped, anything else becomes a question mark. */
export function toWinAnsi(text: string): string {
  return Array.from(text.normalize('NFC')).map(replace).join('');
}

function replace(char: string): string {
  if (isKnown(char)) return char;
  const plain = Array.from(char.normalize('NFKD')).filter((part) => !/\p{M}/u.test(part));
  if (plain.length > 0 && plain.every(isKnown)) return plain.join('');
  return /[\p{M}\p{C}]/u.test(char) ? '' : '?';
}

function isKnown(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || char === '\n' || EXTRA.includes(char)
  );
}

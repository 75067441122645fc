/** Letters that Unicode does not take apart, though people type them without their stroke. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ß: 'ss',
};
const NOT_ASCII = /[^\0-\x7F]/;

/** A text as it is searched: lower case, without accents, one blank between words. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  const folded = NOT_ASCII.test(lower) ? withoutMarks(lower) : lower;
  return folded.replace(/\s+/g, ' ').trim();
}

function withoutMarks(text: string): string {
  return (
    text
      .normalize('NFKD')
      // What Unicode puts in the place of a sign may have capitals.
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[łøđðþæœıħß]/g, (letter) => PLAIN[letter] ?? letter)
  );
}

/** What the bytes of a simple font mean, as far as text is concerned. */
export type BaseEncoding = 'WinAnsiEncoding' | 'MacRomanEncoding' | 'StandardEncoding';

const WIN_MIDDLE = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const MAC_HIGH =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
/** From 0xA1; a space stands for no character. */
const STANDARD_HIGH =
  "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/** 256 strings: the character of each code, empty where there is none. */
export function baseEncoding(name: BaseEncoding): string[] {
  const table = Array.from({ length: 256 }, (_, code) =>
    code >= 32 && code !== 127 ? String.fromCharCode(code) : '',
  );
  const put = (from: number, text: string): void => {
    Array.from(text).forEach((char, i) => (table[from + i] = char === ' ' ? '' : char));
  };
  if (name === 'MacRomanEncoding') put(0x80, MAC_HIGH);
  else if (name === 'WinAnsiEncoding') put(0x80, WIN_MIDDLE);
  else {
    for (let code = 0x80; code < 256; code++) table[code] = '';
    put(0xa1, STANDARD_HIGH);
    table[0x27] = '’';
    table[0x60] = '‘';
  }
  return table;
}

const PUNCTUATION: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'space:\u0020 exclam:! quotedbl:" numbersign:# dollar:$ percent:% ampersand:& quotesingle:\' parenleft:( parenright:) asterisk:* ' +
    'plus:+ comma:, hyphen:- minus:− period:. slash:/ zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ' +
    'semicolon:; less:< equal:= greater:> question:? at:@ bracketleft:[ backslash:\\ bracketright:] asciicircum:^ underscore:_ ' +
    'grave:` braceleft:{ bar:| braceright:} asciitilde:~ quoteleft:‘ quoteright:’ quotedblleft:“ quotedblright:” quotesinglbase:‚ ' +
    'quotedblbase:„ endash:– emdash:— bullet:• ellipsis:… nbspace:\u00a0 nonbreakingspace:\u00a0 sfthyphen:- softhyphen:- Euro:€ ' +
    'sterling:£ yen:¥ cent:¢ section:§ paragraph:¶ copyright:© registered:® trademark:™ degree:° germandbls:ß ae:æ AE:Æ oe:œ OE:Œ ' +
    'oslash:ø Oslash:Ø lslash:ł Lslash:Ł dotlessi:ı dcroat:đ Dcroat:Đ eth:ð Eth:Ð thorn:þ Thorn:Þ fi:ﬁ fl:ﬂ ff:ﬀ ffi:ﬃ ffl:ﬄ ' +
    'guillemotleft:« guillemotright:» guilsinglleft:‹ guilsinglright:› exclamdown:¡ questiondown:¿ periodcentered:· multiply:× divide:÷'
  )
    .split(' ')
    .filter((pair) => pair.includes(':'))
    .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
);

const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  macron: '\u0304',
  breve: '\u0306',
  dotaccent: '\u0307',
  dieresis: '\u0308',
  ring: '\u030a',
  hungarumlaut: '\u030b',
  caron: '\u030c',
  cedilla: '\u0327',
  commaaccent: '\u0326',
  ogonek: '\u0328',
};

/** The character that a glyph's name stands for (the Latin part of the Adobe Glyph List, and `uni…` names). */
export function glyphText(name: string): string {
  if (name === 'space') return ' ';
  if (name === 'colon') return ':';
  if (Object.hasOwn(PUNCTUATION, name)) return PUNCTUATION[name] ?? '';
  if (/^[A-Za-z]$/.test(name)) return name;
  const unicode = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))(?:\.|$)/.exec(name);
  if (unicode !== null) {
    const code = parseInt(unicode[1] ?? unicode[2] ?? '0', 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  }
  const accent = ACCENTS[name.slice(1)];
  if (accent !== undefined && /^[A-Za-z]/.test(name)) return (name.charAt(0) + accent).normalize('NFC');
  const dot = name.indexOf('.');
  return dot > 0 ? glyphText(name.slice(0, dot)) : '';
}

const WIN_CODES: ReadonlyMap<string, number> = new Map(
  baseEncoding('WinAnsiEncoding').flatMap((char, code): [string, number][] =>
    char === '' || /[\u0080-\u009f]/.test(char) ? [] : [[char, code]],
  ),
);

/** The code of a character in WinAnsiEncoding. */
export function winAnsiCode(char: string): number | undefined {
  return WIN_CODES.get(char);
}

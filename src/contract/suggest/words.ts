import type { FieldKind } from '../types';

/** What a label asks for. */
export interface Label {
  readonly kind: Extract<FieldKind, 'signature' | 'initials' | 'date' | 'text'>;
  /** As the document has it, without colon and numbering. */
  readonly text: string;
  readonly colon: boolean;
  /** Several signatures are spoken of: a heading, not a label. */
  readonly plural: boolean;
}

/** Languages differ in one word: a `Firma` is a company in German and a signature in Spanish. */
export type Language = 'german' | 'other';

const MOST_WORDS = 6;
const MOST_CHARACTERS = 60;

/** Letters without accents and in lower case, words separated by one space. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const SIGNATURE = words(
  'signature signed sign signatur unterschrift unterschriften unterzeichnet gezeichnet gez signe signee signes firmado firmada ' +
    'signatures firmas',
);
const SIGNATORY = words('signatory signatories signer signataire unterzeichner unterzeichnerin firmante');
/** These alone: as part of a sentence they say nothing. */
const SIGNATURE_ALONE = words('by x s par por per pp ppa durch');
const INITIALS = words(
  'initials initial initialen initiales paraphe paraphes paraph kurzel iniciales rubrica',
);
const DATE = words('date dated datum fecha fechado');
const DATE_ALONE = words('le den am el');
/** Dates that are not the day of signing: for the signer to type. */
const OTHER_DATE =
  /birth|effective|start|\bend|due|expir|commenc|deliver|invoice|renew|terminat|geburt|beginn|liefer|ablauf|rechnung|naissance|effet|debut|\bfin\b|nacimiento|inicio|vencimiento|entrega|efectiv/;
const TEXT = words(
  'name names title position company organisation organization address street city town place location phone telephone mobile ' +
    'email mail function role department occupation capacity ' +
    'vorname nachname familienname titel funktion firma unternehmen gesellschaft anschrift adresse strasse ort plz telefon ' +
    'geburtsdatum beruf stellung ' +
    'nom prenom prenoms noms titre fonction qualite societe entreprise rue ville lieu courriel ' +
    'nombre nombres apellido apellidos titulo cargo puesto empresa sociedad direccion domicilio lugar ciudad telefono correo dni nif',
);
const PLURAL = words('signatures unterschriften firmas signatories');
/** `Name of the Client`, `Signature for Example Ltd.` */
const HEADS = 3;

/**
 * What a short text in front of, below or above an empty place asks for; `undefined` where it is no label. A text that goes on
 * like a sentence is none.
 */
export function labelOf(text: string, language: Language): Label | undefined {
  const bare = text
    .replace(/^[\s,;.]+/, '')
    .replace(/^(?:\(?(?:\d{1,3}|[a-z])[.)]|[•‣▪●○■*–—-])\s+/iu, '')
    .trim();
  if (bare.length > MOST_CHARACTERS || bare === '') return undefined;
  const colon = /[:：]$/.test(bare);
  const shown = bare
    .replace(/[\s:：]+$/, '')
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  const plain = plainWords(shown);
  const list = plain.split(' ');
  if (plain === '' || list.length > MOST_WORDS) return undefined;
  const kind = kindOf(plain, list, shown, language);
  if (kind === undefined) return undefined;
  // A sentence that happens to have the word in it begins small or ends like one.
  const alone = list.length === 1;
  if (!colon && ((!alone && /^\p{Ll}/u.test(shown)) || /[.!?;]$/.test(shown))) return undefined;
  return { kind, text: shown, colon, plural: list.some((word) => PLURAL.has(word)) };
}

function kindOf(
  plain: string,
  list: readonly string[],
  shown: string,
  language: Language,
): Label['kind'] | undefined {
  const has = (set: ReadonlySet<string>): boolean => list.some((word) => set.has(word));
  const head = list.slice(0, HEADS);
  if (list.length === 1 && SIGNATURE_ALONE.has(plain)) return 'signature';
  if (list.length === 1 && DATE_ALONE.has(plain)) return 'date';
  if (/,\s*den$/i.test(shown)) return 'date';
  const isCompany = language === 'german' && list.includes('firma');
  const signs = has(SIGNATURE) || (list.includes('firma') && !isCompany);
  if (has(DATE)) {
    if (OTHER_DATE.test(plain)) return 'text';
    // "Date of signature" is a date, "Date, signature" is where one signs.
    if (!signs) return /^(?:place|ort|lieu|lugar)\b/.test(plain) ? 'text' : 'date';
    return /[,/&+]|\b(?:and|und|et|y)\b/i.test(shown) ? 'signature' : 'date';
  }
  if (has(INITIALS)) return 'initials';
  if (signs) return 'signature';
  if (has(SIGNATORY)) return head.some((word) => TEXT.has(word)) ? 'text' : 'signature';
  if (isCompany) return 'text';
  if (head.some((word) => TEXT.has(word)) || plain === 'fait a' || plain === 'e mail') return 'text';
  return undefined;
}

const GERMAN = words('der die das und ist nicht mit von den des zwischen im unterschrift datum vertrag');
const ROMANCE = words('el la los las de que en del por con una entre fecha il di che per contrato le les et');

/** By the small words of the text. */
export function languageOf(texts: readonly string[]): Language {
  let german = 0;
  let romance = 0;
  for (const text of texts) {
    for (const word of plainWords(text).split(' ')) {
      if (GERMAN.has(word)) german++;
      else if (ROMANCE.has(word)) romance++;
    }
  }
  return german > romance ? 'german' : 'other';
}

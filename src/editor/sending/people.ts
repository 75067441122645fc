import type { Sentence } from '../../contract/types';
import { isAddress } from '../../delivery/preflight';
import type { Person } from './ports';

/** One part of what was typed. What is missing is an empty text. */
export type Typed = Person;

/** Longest address that mail can carry (RFC 5321), and a name that still fits on a page. */
const LONGEST_EMAIL = 254;
const LONGEST_NAME = 200;

/** Why this cannot be an e-mail address; `undefined` when it can. */
export function emailProblem(text: string): Sentence | undefined {
  const email = text.trim();
  if (email === '') return { text: 'Type an e-mail address, for example ada@example.org.' };
  if (email.length > LONGEST_EMAIL)
    return { text: 'An e-mail address has at most {0} characters.', args: [LONGEST_EMAIL] };
  if (/[\s,;<>()[\]\\"\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(email)) {
    return { text: 'An e-mail address has no spaces, commas, quotes or brackets.' };
  }
  const [local = '', domain = '', ...more] = email.split('@');
  if (!email.includes('@')) return { text: 'The @ is missing.' };
  if (more.length > 0) return { text: 'An e-mail address has one @ only.' };
  // One rule for what is an address, here and in the preflight; only the words are more exact here.
  if (isAddress(email)) return undefined;
  if (isAddress(`a@${domain}`)) return { text: 'The part before the @ is not that of an e-mail address.' };
  if (isAddress(`${local}@example.org`)) {
    return { text: 'The part after the @ is not that of an e-mail address.' };
  }
  return { text: 'This is not an e-mail address.' };
}

/** Why this cannot be a signer's name; `undefined` when it can. */
export function nameProblem(text: string): Sentence | undefined {
  const name = cleanName(text);
  if (name === '') return { text: 'Type the name of the person who signs.' };
  if (name.length > LONGEST_NAME)
    return { text: 'A name has at most {0} characters here.', args: [LONGEST_NAME] };
  return undefined;
}

/** One line, single spaces, no control or direction characters. */
export function cleanName(text: string): string {
  return text
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

export function sameEmail(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** `Ada Example <ada@example.org>`, with quotes where the name would not be read back otherwise. */
export function formatPerson({ name, email }: Person): string {
  if (name === '') return email;
  const needsQuotes = /[,;<>"@\\]/.test(name);
  return `${needsQuotes ? `"${name.replace(/["\\]/g, '\\$&')}"` : name} <${email}>`;
}

/**
 * Reads `Name <mail>`, a bare address or a bare name, or a list of them with commas, semicolons or lines between.
 * Never throws; addresses are not checked here ({@link emailProblem} does).
 */
export function parsePeople(text: string): readonly Typed[] {
  return splitList(text).flatMap((part) => {
    const typed = parseOne(part);
    return typed.name === '' && typed.email === '' ? [] : [typed];
  });
}

function parseOne(part: string): Typed {
  const bare = part.trim();
  const angle = bare.lastIndexOf('<');
  if (angle >= 0 && bare.indexOf('>', angle) === bare.length - 1) {
    return { name: unquote(bare.slice(0, angle)), email: bare.slice(angle + 1, -1).trim() };
  }
  if (!bare.includes('@') || bare.startsWith('"')) return { name: unquote(bare), email: '' };
  // `Ada Example ada@example.org`: the last word is the address.
  const last = bare.split(/\s/u).at(-1) ?? '';
  return last.includes('@')
    ? { name: unquote(bare.slice(0, bare.length - last.length)), email: last }
    : { name: '', email: bare };
}

function unquote(text: string): string {
  const trimmed = text.trim();
  const quoted = /^"(.*)"$/su.exec(trimmed);
  return cleanName(quoted ? (quoted[1] ?? '').replace(/\\(.)/gu, '$1') : trimmed);
}

/** Splits at commas, semicolons and line breaks, but not inside quotes that stand at the start of an entry. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let escaped = false;
  for (const character of text) {
    if (!quoted && /[,;\n\r]/.test(character)) {
      parts.push(part);
      part = '';
      continue;
    }
    if (escaped) escaped = false;
    else if (quoted && character === '\\') escaped = true;
    else if (character === '"') quoted = !quoted && part.trim() === '';
    part += character;
  }
  return [...parts, part];
}

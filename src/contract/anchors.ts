import type { FieldKind } from './types';

/** What an anchor says, apart from where it stands. */
export interface AnchorContent {
  readonly kind: Extract<FieldKind, 'signature' | 'initials' | 'date' | 'text' | 'checkbox' | 'dropdown'>;
  /** Letters, digits, `-`, `_` and `.`; begins with a letter or digit. */
  readonly role: string;
  readonly label?: string;
  readonly required: boolean;
  /** Two at least, only for a dropdown. */
  readonly choices?: readonly string[];
}

export interface Anchor extends AnchorContent {
  /** As written. */
  readonly token: string;
  /** Offsets in the text, UTF-16 units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

/** Why something that looks like an anchor is none. */
export type AnchorFault =
  | 'unclosed'
  | 'unknown-kind'
  | 'no-role'
  | 'bad-role'
  | 'bad-label'
  | 'no-label'
  | 'unexpected-text'
  | 'too-few-choices'
  | 'too-long';

/** Something that was meant as an anchor and would be left standing in the signed document. */
export interface MalformedAnchor {
  readonly token: string;
  readonly start: number;
  readonly end: number;
  readonly fault: AnchorFault;
}

export interface ParsedAnchors {
  readonly anchors: readonly Anchor[];
  readonly malformed: readonly MalformedAnchor[];
}

/** The words of the grammar and the fields they stand for. */
export const ANCHOR_KINDS = {
  sign: 'signature',
  initials: 'initials',
  date: 'date',
  text: 'text',
  check: 'checkbox',
  choice: 'dropdown',
} as const satisfies Record<string, AnchorContent['kind']>;

/** UTF-16 units from `[[` to `]]`. */
export const MAX_ANCHOR_LENGTH = 512;

const QUOTES = '"“”„‟«»';
const ROLE = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;
/** Kind and colon, or one of the words alone: what tells an anchor from any other double bracket. */
const OPENING =
  /^\s*(?:([\p{L}_-]{1,24})\s*:|(sign|signature|initials?|date|text|check(?:box)?|choice|dropdown)(?=[\s\]"]))/iu;

/**
 * Finds anchors in a text, and what looks like one but is malformed. Never throws; the time is linear in the length of the
 * text. An anchor ends on the line on which it begins.
 */
export function parseAnchors(text: string): ParsedAnchors {
  const anchors: Anchor[] = [];
  const malformed: MalformedAnchor[] = [];
  let at = text.indexOf('[[');
  while (at >= 0) {
    // In `[[[sign:a]]` the innermost pair counts.
    while (text.charAt(at + 2) === '[') at++;
    const opening = OPENING.exec(text.slice(at + 2, at + 42));
    if (opening === null) {
      at = text.indexOf('[[', at + 2);
      continue;
    }
    const close = closing(text, at + 2);
    const end = close.found ? close.at + 2 : close.at;
    const token = text.slice(at, end);
    const result = close.found ? parseInside(token.slice(2, -2)) : close.fault;
    if (typeof result === 'string') malformed.push({ token, start: at, end, fault: result });
    else anchors.push({ ...result, token, start: at, end });
    at = text.indexOf('[[', end);
  }
  return { anchors, malformed };
}

/** An anchor as it is written in a document. Reading it gives the same again. */
export function formatAnchor(anchor: AnchorContent): string {
  const word = Object.entries(ANCHOR_KINDS).find(([, kind]) => kind === anchor.kind)?.[0] ?? 'text';
  const label = anchor.label === undefined ? '' : ` "${anchor.label.replace(/[\\"]/g, '\\$&')}"`;
  const required = anchor.required && takesRequired(anchor.kind) ? ' required' : '';
  const choices = anchor.choices === undefined ? '' : ` ${anchor.choices.join('|')}`;
  return `[[${word}:${anchor.role}${label}${required}${choices}]]`;
}

function takesRequired(kind: AnchorContent['kind']): boolean {
  return kind === 'text' || kind === 'checkbox' || kind === 'dropdown';
}

interface Closing {
  readonly found: boolean;
  /** Of `]]`, or where the token is given up. */
  readonly at: number;
  readonly fault: 'unclosed' | 'too-long';
}

/** Looks for `]]` outside quotes, on the same line, before another anchor begins. */
function closing(text: string, from: number): Closing {
  let quoted = false;
  /** The first `]]` inside an open quote: taken if the quote never ends. */
  let fallback = -1;
  const limit = Math.min(text.length, from + MAX_ANCHOR_LENGTH - 4);
  for (let i = from; i < limit; i++) {
    const c = text.charAt(i);
    if (c === '\n' || c === '\r' || c === '\u2028') return giveUp(i, 'unclosed', fallback);
    if (quoted && c === '\\') i++;
    else if (QUOTES.includes(c)) quoted = !quoted;
    else if (c === ']' && text.charAt(i + 1) === ']') {
      if (!quoted) return { found: true, at: i, fault: 'unclosed' };
      if (fallback < 0) fallback = i;
    } else if (c === '[' && text.charAt(i + 1) === '[' && !quoted) return giveUp(i, 'unclosed', fallback);
  }
  return giveUp(limit, limit < text.length ? 'too-long' : 'unclosed', fallback);
}

function giveUp(at: number, fault: Closing['fault'], fallback: number): Closing {
  return fallback >= 0 ? { found: true, at: fallback, fault } : { found: false, at, fault };
}

/** Reads what stands between the brackets. */
function parseInside(inside: string): AnchorContent | AnchorFault {
  const colon = inside.indexOf(':');
  const word = (colon < 0 ? inside : inside.slice(0, colon)).trim().toLowerCase();
  if (colon < 0) return 'no-role';
  if (!Object.hasOwn(ANCHOR_KINDS, word)) return 'unknown-kind';
  const kind = ANCHOR_KINDS[word as keyof typeof ANCHOR_KINDS];
  let rest = inside.slice(colon + 1).trim();
  const role = /^[^\s"“”„‟«»]+/.exec(rest)?.[0] ?? '';
  if (role === '') return 'no-role';
  if (!ROLE.test(role)) return 'bad-role';
  rest = rest.slice(role.length).trim();
  let label: string | undefined;
  if (rest !== '' && QUOTES.includes(rest.charAt(0))) {
    const read = readLabel(rest);
    if (read === undefined) return 'bad-label';
    label = read.label;
    rest = rest.slice(read.length).trim();
  }
  const flag = /^required(?:\s+|$)/i.exec(rest);
  let required = !takesRequired(kind);
  if (flag !== null) {
    required = true;
    rest = rest.slice(flag[0].length);
  }
  const head = { kind, role, required, ...(label === undefined ? {} : { label }) };
  if (kind !== 'dropdown') {
    if (rest !== '') return 'unexpected-text';
    return takesRequired(kind) && label === undefined ? 'no-label' : head;
  }
  if (label === undefined) return 'no-label';
  const choices = [...new Set(rest.split('|').map((choice) => choice.trim()))].filter(
    (choice) => choice !== '',
  );
  return choices.length < 2 ? 'too-few-choices' : { ...head, choices };
}

/** The label at the start of a text, and how much of the text it took. */
function readLabel(text: string): { readonly label: string; readonly length: number } | undefined {
  let label = '';
  for (let i = 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\' && i + 1 < text.length) label += text.charAt(++i);
    else if (QUOTES.includes(c)) {
      const trimmed = label.trim();
      return trimmed === '' || trimmed.length > 200 ? undefined : { label: trimmed, length: i + 1 };
    } else label += c;
  }
  return undefined;
}

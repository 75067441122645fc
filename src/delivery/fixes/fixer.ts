import type { Field, Problem, Sentence } from '../../contract/types';
import { isAddress } from '../preflight/address';
import type { Draft, DraftSigner } from '../draft';

/** A draft with one problem less. */
export interface Fixed {
  readonly label: Sentence;
  readonly draft: Draft;
  /** Ids of fields that were made or changed. */
  readonly select?: readonly string[];
}

/** Mends a problem of one code; `undefined` where that cannot be done, or there is nothing to mend. */
export type Fixer = (problem: Problem, draft: Draft) => Fixed | undefined;

export { sentence as say } from '../../contract/problems';

/** The field that a problem is about. */
export function fieldOf({ where }: Problem, { fields }: Draft): Field | undefined {
  return where?.fieldId === undefined ? undefined : fields.find(({ id }) => id === where.fieldId);
}

/** The signer that a problem is about. */
export function signerOf({ where }: Problem, { signers }: Draft): DraftSigner | undefined {
  return where?.signerId === undefined ? undefined : signers.find(({ id }) => id === where.signerId);
}

export function withField(draft: Draft, changed: Field): Draft {
  return { ...draft, fields: draft.fields.map((field) => (field.id === changed.id ? changed : field)) };
}

export function withSigner(draft: Draft, changed: DraftSigner): Draft {
  return { ...draft, signers: draft.signers.map((signer) => (signer.id === changed.id ? changed : signer)) };
}

/** Cut to so many UTF-16 units, never inside a character, with a sign that something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** An address as it was probably meant; `undefined` where that is not plain. */
export function cleanAddress(email: string): string | undefined {
  const inside = /<([^<>]*)>/.exec(email)?.[1] ?? email;
  const clean = inside
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '')
    .replace(/^mailto:/i, '')
    .replace(/[.,;:]+$/, '');
  return clean !== email && isAddress(clean) ? clean : undefined;
}

/** All of it but some properties. */
export function without<T extends object, K extends keyof T>(whole: T, ...keys: readonly K[]): Omit<T, K> {
  const gone: ReadonlySet<PropertyKey> = new Set(keys);
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !gone.has(key))) as Omit<T, K>;
}

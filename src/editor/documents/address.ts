import type { EnvelopeRef } from '../envelopes/api';
import { SCHEME, type Copy } from './api';

/** What an envelope holds: its documents as they were sent, as they were signed, and what was attached. */
export const SHELVES = ['original', 'signed', 'attachment'] as const;
export type Shelf = Copy | 'attachment';

/** One file: `/<account>/<envelope>/<shelf>/<id>/<name>`. */
export interface FileAddress extends EnvelopeRef {
  readonly shelf: Shelf;
  /** Of the document or the attachment. */
  readonly id: string;
  /** A safe file name: what the tab shows, and what tells VS Code the kind of file. */
  readonly name: string;
}

/** What a path of the file system names; everything but `file` is a folder. */
export type Place =
  | { readonly kind: 'root' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'envelope'; readonly ref: EnvelopeRef }
  | { readonly kind: 'shelf'; readonly ref: EnvelopeRef; readonly shelf: Shelf }
  | { readonly kind: 'item'; readonly ref: EnvelopeRef; readonly shelf: Shelf; readonly id: string }
  | { readonly kind: 'file'; readonly file: FileAddress };

const LONGEST_ID = 200;

/**
 * An id as one segment of a path: whatever is not a letter, a digit, `-` or `_` is written as `%XX`, so that no id of the service
 * can be `..`, hold a slash, or be taken apart by somebody who normalizes paths.
 * @throws Error where there is no such segment (an empty or endless id, half a character)
 */
export function encodeId(id: string): string {
  if (id === '' || id.length > LONGEST_ID) throw new Error('not an id');
  return encodeURIComponent(id).replace(/[!'()*.~]/g, hex);
}

/** The id of a segment; `undefined` unless it is exactly as {@link encodeId} writes it, so that a file has one address. */
export function decodeId(segment: string): string | undefined {
  try {
    const id = decodeURIComponent(segment);
    return encodeId(id) === segment ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a file, as `Uri.path` has it. */
export function pathOf({ accountId, envelopeId, shelf, id, name }: FileAddress): string {
  return `/${encodeId(accountId)}/${encodeId(envelopeId)}/${shelf}/${encodeId(id)}/${name}`;
}

/** The address of a file, letter for letter as VS Code writes the same `Uri` out. */
export function addressOf(file: FileAddress): string {
  return `${SCHEME}:${pathOf(file).split('/').map(asUri).join('/')}`;
}

/** Reads the path of a `jsign:` address; `undefined` where there cannot be anything. */
export function parsePath(path: string): Place | undefined {
  if (path !== '' && !path.startsWith('/')) return undefined;
  const segments = path.replace(/\/$/, '').split('/').slice(1);
  const [first, second, shelf, third, name, ...more] = segments;
  if (first === undefined) return { kind: 'root' };
  const accountId = decodeId(first);
  if (accountId === undefined || more.length > 0) return undefined;
  if (second === undefined) return { kind: 'account', accountId };
  const envelopeId = decodeId(second);
  if (envelopeId === undefined) return undefined;
  const ref: EnvelopeRef = { accountId, envelopeId };
  if (shelf === undefined) return { kind: 'envelope', ref };
  if (!isShelf(shelf)) return undefined;
  if (third === undefined) return { kind: 'shelf', ref, shelf };
  const id = decodeId(third);
  if (id === undefined) return undefined;
  if (name === undefined) return { kind: 'item', ref, shelf, id };
  return name === '' ? undefined : { kind: 'file', file: { ...ref, shelf, id, name } };
}

function isShelf(word: string): word is Shelf {
  return SHELVES.some((shelf) => shelf === word);
}

function asUri(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, hex);
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

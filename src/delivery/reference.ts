import { createHash } from 'node:crypto';

import type { Draft } from './draft';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 12;
/** In a description: `Ref jsign-4k2m9x0qpt7c`, and nothing alphanumeric after it. */
const PATTERN = /\bRef jsign-([0-9a-z]{12})(?![0-9a-z])/gi;
/** A whole last line as {@link describe} writes it. */
const LINE = /^[^\S\n]*Ref jsign-[0-9a-z]{12}(?![0-9a-z]).*$/gim;

/**
 * The short reference of an intent: twelve characters (60 bits) made of its id. All attempts of one intent share it, so an
 * envelope of an earlier attempt is found as well.
 */
export function referenceOf(intentId: string): string {
  const hash = createHash('sha256').update(`jsign-reference:${intentId}`, 'utf8').digest();
  return Array.from(hash.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/**
 * The description that goes to the service: the person's own text, then one line with the reference, the beginning of each
 * document's SHA-256 and the commits (`+` after a commit says that the file differed from it). Never paths, remotes or addresses.
 *
 * @param leaveOutProvenance leave out hashes and commits; the reference always goes.
 */
export function describe(draft: Draft, reference: string, leaveOutProvenance = false): string {
  const own = withoutReference(draft.description);
  const parts = [`Ref jsign-${reference}`];
  if (!leaveOutProvenance) {
    const hashes = unique(draft.documents.map((document) => hashStart(document.sha256)));
    if (hashes.length > 0) parts.push(`sha256 ${hashes.join(' ')}`);
    const commits = unique(draft.documents.map((document) => commitMark(document.origin)));
    if (commits.length > 0) parts.push(`commit ${commits.join(' ')}`);
  }
  const line = parts.join(' · ');
  return own === '' ? line : `${own}\n\n${line}`;
}

/** The person's own text of a description: one taken over from an earlier envelope must not carry that one's reference along. */
export function withoutReference(description: string): string {
  return description.replace(LINE, '').replace(PATTERN, '').trimEnd();
}

/** The reference that stands in a description: the last one, lower case. */
export function referenceIn(description: string): string | undefined {
  return [...description.matchAll(PATTERN)].at(-1)?.[1]?.toLowerCase();
}

function hashStart(sha256: string): string | undefined {
  return /^[0-9a-f]{64}$/.test(sha256) ? sha256.slice(0, 16) : undefined;
}

/** Anything that does not look like a commit is left out: a branch name may say more than people wish. */
function commitMark(origin: Draft['documents'][number]['origin']): string | undefined {
  if (origin.commit === undefined || !/^[0-9a-f]{4,64}$/i.test(origin.commit)) return undefined;
  return origin.commit.slice(0, 10).toLowerCase() + (origin.dirty === true ? '+' : '');
}

function unique(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

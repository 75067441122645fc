import type { EnvelopeRef } from '../envelopes/api';

/** The `jsign:` address of a document as it was sent: where a copy out of an envelope came from. */
export type CopyAddress = (ref: EnvelopeRef, documentId: string, name: string) => Promise<string>;

/** Whether a document came out of an envelope and not out of a file. */
export function isCopy(uri: string): boolean {
  return uri.startsWith('jsign:');
}

import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef } from '../envelopes/api';

export type Copy = 'original' | 'signed';

/** What other rooms ask of the documents' room. */
export interface DocumentDesk {
  /** Saves documents where the person says. Without a document: all of them; without a copy: the person is asked. */
  download(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void>;
}

/** A signed copy exists once signing is through (API reference, section 4.7). */
export function hasSignedCopy(details: EnvelopeDetails, document: EnvelopeDocument): boolean {
  return details.status.known === 'Completed' || document.signProcessCompleted;
}

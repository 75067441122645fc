import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef } from '../envelopes/api';

export type Copy = 'original' | 'signed';

/** Of the addresses of documents and attachments at jSign. */
export const SCHEME = 'jsign';

/** What other rooms ask of the documents' room. Everything rejects with `Cancelled`, a `UserError` or a `JsignError`. */
export interface DocumentDesk {
  /** Opens an attachment in an editor. `fileName` as the service lists it; made safe here. */
  openAttachment(ref: EnvelopeRef, attachmentId: string, fileName: string): Promise<void>;
  /** The `jsign:` address of a document, in text form. `name` as the service gives it; made safe here. */
  address(ref: EnvelopeRef, documentId: string, which: Copy, name: string): Promise<string>;
  /** A link that opens the envelope in the editor of whoever follows it, with an account that can see it. */
  linkTo(ref: EnvelopeRef): string;
}

/** A signed copy exists once signing is through (API reference, section 4.7). */
export function hasSignedCopy(details: EnvelopeDetails, document: EnvelopeDocument): boolean {
  return details.status.known === 'Completed' || document.signProcessCompleted;
}

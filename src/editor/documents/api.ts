import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef } from '../envelopes/api';

export type Copy = 'original' | 'signed';

/** What other rooms ask of the documents' room. Everything rejects with `Cancelled`, a `UserError` or a `JsignError`. */
export interface DocumentDesk {
  /** Saves documents where the person says. Without a document: all of them; without a copy: the person is asked. */
  download(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void>;
  /** Opens a document in an editor. Without a document, or a copy where there are two, the person is asked. */
  open(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void>;
  /** Opens an attachment in an editor. `fileName` as the service lists it; made safe here. */
  openAttachment(ref: EnvelopeRef, attachmentId: string, fileName: string): Promise<void>;
  /** Asks for a file and says whether it is the same as the document. */
  compare(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void>;
  /** The `jsign:` address of a document, in text form. `name` as the service gives it; made safe here. */
  address(ref: EnvelopeRef, documentId: string, which: Copy, name: string): Promise<string>;
  /** The `jsign:` address of an attachment, in text form. */
  attachmentAddress(ref: EnvelopeRef, attachmentId: string, fileName: string): Promise<string>;
  /**
   * A link that opens the envelope in the editor of whoever follows it, with an account that can see it. With `withAccount` it
   * names this account (opaque, the same on every machine), which is of use to nobody but this person.
   */
  linkTo(ref: EnvelopeRef, withAccount?: boolean): string;
}

/** A signed copy exists once signing is through (API reference, section 4.7). */
export function hasSignedCopy(details: EnvelopeDetails, document: EnvelopeDocument): boolean {
  return details.status.known === 'Completed' || document.signProcessCompleted;
}

import type { EnvelopeRef } from '../envelopes/api';
import { safeFileName } from '../platform/safeFileName';
import type { Translate } from '../platform/translate';
import { addressOf, type FileAddress } from './address';
import type { Copy } from './api';
import type { DocumentChooser } from './chooseDocument';
import { documentFileName } from './names';

/** Opens documents and attachments in whatever editor VS Code has for them. */
export class Opener {
  /** `open` takes an address in text form. */
  constructor(
    private readonly chooser: DocumentChooser,
    private readonly open: (address: string) => Promise<void>,
    private readonly t: Translate,
  ) {}

  async document(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void> {
    const title = this.t({ text: 'Open Document' });
    const { document, copy } = await this.chooser.choose(ref, { documentId, which, title, first: 'signed' });
    await this.open(addressOf(documentFile(ref, document.id, copy, document.name)));
  }

  attachment(ref: EnvelopeRef, attachmentId: string, fileName: string): Promise<void> {
    return this.open(addressOf(attachmentFile(ref, attachmentId, fileName)));
  }
}

/** The file behind a document. `name` as the service gives it. */
export function documentFile(ref: EnvelopeRef, documentId: string, copy: Copy, name: string): FileAddress {
  return { ...bare(ref), shelf: copy, id: documentId, name: documentFileName({ name }, copy) };
}

/** The file behind an attachment. `fileName` as the service gives it. */
export function attachmentFile(ref: EnvelopeRef, attachmentId: string, fileName: string): FileAddress {
  return { ...bare(ref), shelf: 'attachment', id: attachmentId, name: safeFileName(fileName) };
}

/** A row of the tree is a reference too, and carries more. */
function bare({ accountId, envelopeId }: EnvelopeRef): EnvelopeRef {
  return { accountId, envelopeId };
}

import type { PdfRoom } from '../pdf/room';
import type { Stamp } from '../pdf/types';
import type { Store } from '../store/store';
import { type Envelope, type Field, fullName } from './model';

/**
 * Makes the signed copies of completed envelopes: right at the last signature, or, where the process ended before that (and
 * for seeded envelopes), when they are first asked for. Several askers share one making.
 */
export class SignedCopies {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly pdf: PdfRoom,
  ) {}

  /** Afterwards every document of a completed envelope has its signed hash. Does nothing for others. */
  async ensure(envelope: Envelope): Promise<void> {
    if (envelope.status !== 'completed' || envelope.filesDeleted === true) return;
    if (envelope.documents.every((document) => document.signedHash !== undefined)) return;
    let making = this.underWay.get(envelope.id);
    if (making === undefined) {
      making = this.make(envelope).finally(() => this.underWay.delete(envelope.id));
      this.underWay.set(envelope.id, making);
    }
    await making;
  }

  private async make(envelope: Envelope): Promise<void> {
    const at = envelope.completedAt ?? envelope.createdAt;
    const reason = `Signed by ${envelope.signers.map(fullName).join(', ')}`;
    const made: string[] = [];
    for (const [index, document] of envelope.documents.entries()) {
      const original = await this.store.blobs.read(document.hash);
      const fields = envelope.signers.flatMap((signer) => signer.fields);
      const stamps = fields.filter((field) => field.document === index).flatMap(stampFor);
      made.push(await this.store.blobs.put(await this.pdf.sign(original, stamps, at, reason)));
    }
    for (const [index, document] of envelope.documents.entries()) document.signedHash = made[index];
    if (envelope.removeSigned) envelope.filesDeleted = true;
    await this.store.save({ t: 'envelope', v: envelope });
    if (envelope.removeSigned) await this.store.release(filesOf(envelope));
  }
}

/** The stored files of an envelope: originals, signed copies and attachments. */
export function filesOf(envelope: Envelope): readonly string[] {
  return [
    ...envelope.documents.flatMap(({ hash, signedHash }) =>
      signedHash === undefined ? [hash] : [hash, signedHash],
    ),
    ...envelope.attachments.map((attachment) => attachment.hash),
  ];
}

function stampFor(field: Field): readonly Stamp[] {
  const value = field.value ?? '';
  const { page, allPages, x, y, w, h, alignment } = field;
  const place = { page, allPages, x, y, w, h, alignment };
  switch (field.kind) {
    case 'signature':
    case 'initials':
      return [{ ...place, kind: 'signature', text: value }];
    case 'checkbox':
      return value === 'checked' ? [{ ...place, kind: 'check', text: '' }] : [];
    case 'textArea':
      return [{ ...place, kind: 'lines', text: value }];
    case 'date':
    case 'text':
    case 'radio':
    case 'dropdown':
      return [{ ...place, kind: 'text', text: value }];
  }
}

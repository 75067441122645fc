import { createHash } from 'node:crypto';

import type { Draft, DraftDocument, DraftSigner, Field } from '../../../../src/delivery/draft';

export const ACCOUNT = 'account-1';

/** The bytes behind a document made by {@link documentOf}. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
}

export function documentOf(text: string, extra: Partial<DraftDocument> = {}): DraftDocument {
  const bytes = bytesOf(text);
  return {
    id: `doc-${text}`,
    name: `${text}.pdf`,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: [{ width: 595, height: 842 }],
    origin: { uri: `file:///home/ada/secret-project/${text}.pdf`, commit: '1a2b3c4' },
    ...extra,
  };
}

export function signerOf(name: string, order: number, extra: Partial<DraftSigner> = {}): DraftSigner {
  return { id: `signer-${name}`, name: `${name} Example`, email: `${name}@example.org`, order, ...extra };
}

export function signatureOf(document: DraftDocument, signer: DraftSigner, extra: Partial<Field> = {}): Field {
  return {
    id: `field-${document.id}-${signer.id}`,
    documentId: document.id,
    signerId: signer.id,
    kind: 'signature',
    page: 1,
    box: { x: 60, y: 60 + 60 * signer.order, width: 180, height: 40 },
    required: true,
    ...extra,
  };
}

/** The same draft from a template: no documents, no fields, no description; the signers have titles. */
export function templateDraftOf(intentId: string, extra: Partial<Draft> = {}): Draft {
  return draftOf(intentId, {
    description: '',
    categories: [],
    documents: [],
    fields: [],
    template: { id: 'template-1', name: 'Lease' },
    signers: [signerOf('ada', 1, { role: 'Landlord' }), signerOf('grace', 2, { role: 'Tenant' })],
    ...extra,
  });
}

/** A document that has no path: it goes inside the creating call. */
export function inlineDocumentOf(text: string): DraftDocument {
  return documentOf(text, { origin: { uri: `vscode-vfs://github/ada/contracts/${text}.pdf` } });
}

/** A draft without problems: one document, two signers one after the other, a signature each. */
export function draftOf(intentId: string, extra: Partial<Draft> = {}): Draft {
  const document = documentOf('lease');
  const signers = [signerOf('ada', 1), signerOf('grace', 2)];
  return {
    version: 2,
    id: `draft-${intentId}`,
    intentId,
    accountId: ACCOUNT,
    name: 'Lease 42',
    description: 'The flat on the second floor.',
    categories: ['Lease'],
    documents: [document],
    signers,
    observers: [],
    fields: signers.map((signer) => signatureOf(document, signer)),
    options: { flow: 'Sequential', expiresInDays: 14, reminderDays: 3, sendEmails: true },
    ...extra,
  };
}

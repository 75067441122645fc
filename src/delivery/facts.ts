import { createHash } from 'node:crypto';

import type { Draft } from './draft';
import type { JournalEntry } from './journalEntry';
import { referenceOf } from './reference';

/** What the journal keeps of a draft: enough to find its envelope again, no addresses. */
export type IntentFacts = Required<
  Pick<JournalEntry, 'reference' | 'name' | 'fingerprint' | 'documents' | 'signers'>
>;

/** Lower-case hexadecimal SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 of an address, so that two spellings of one mailbox are the same signer. */
export function addressHash(email: string): string {
  return sha256(email.trim().toLowerCase());
}

/** Facts of a draft. The fingerprint says "the same bytes to the same signers", in whatever order and under whatever name. */
export function factsOf(draft: Draft): IntentFacts {
  const documents = draft.documents.map((document) => document.sha256);
  const signers = draft.signers.map((signer) => addressHash(signer.email));
  return {
    reference: referenceOf(draft.intentId),
    name: draft.name,
    fingerprint: sha256(JSON.stringify([[...documents].sort(), [...signers].sort()])),
    documents,
    signers,
  };
}

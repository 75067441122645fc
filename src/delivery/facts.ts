import { createHash } from 'node:crypto';

import type { Draft } from './draft';
import type { JournalEntry } from './journalEntry';
import { referenceOf } from './reference';
import { mailbox } from './spelling';

/** What the journal keeps of a draft: enough to find its envelope again, no addresses. */
export type IntentFacts = Required<
  Pick<JournalEntry, 'reference' | 'name' | 'fingerprint' | 'documents' | 'signers'>
> &
  Pick<JournalEntry, 'template' | 'replaces'>;

/** Lower-case hexadecimal SHA-256 of a text in UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 of an address, so that two spellings of one mailbox are the same signer. */
export function addressHash(email: string): string {
  return sha256(mailbox(email));
}

/** A name as people see it: without regard to composition and runs of space. */
export function plainName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Whether both hold the same texts equally often, in whatever order. */
export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/**
 * Facts of a draft. The fingerprint says "the same bytes to the same signers", in whatever order and under whatever name. Of a
 * template nobody sees the bytes, and the same one goes to the same people on many occasions: there the name counts as well.
 */
export function factsOf(draft: Draft): IntentFacts {
  const documents = draft.documents.map((document) => document.sha256);
  const signers = draft.signers.map((signer) => addressHash(signer.email));
  const template = draft.template?.id;
  return {
    reference: referenceOf(draft.intentId),
    name: draft.name,
    fingerprint: sha256(
      JSON.stringify(
        template === undefined
          ? [[...documents].sort(), [...signers].sort()]
          : ['template', template, plainName(draft.name), [...signers].sort()],
      ),
    ),
    documents,
    signers,
    ...(template !== undefined && { template }),
    ...(draft.replaces !== undefined && { replaces: draft.replaces }),
  };
}

import { zonedTime } from '../core/clock';
import { refuse } from '../core/errors';
import { type Activity, type Envelope, fullName } from '../core/model';
import type { Operation } from '../core/services';
import { done } from '../http/reply';
import { sha256 } from '../store/blobs';
import { envelopeFor } from './access';
import { nameOf } from './list';

export interface AuditRecord {
  readonly activity: string;
  readonly activity_enum: Activity;
  readonly time_stamp_utc: string;
  readonly transaction_hash: string;
  readonly action_by: string;
  readonly block_number: number;
  readonly wallet_address: string;
  readonly final_block_hash: string;
  readonly contract_address: string;
}

const TEXTS: Readonly<Partial<Record<Activity, string>>> = {
  Created: 'Document Creation',
  Viewed: 'Document Viewed',
  Signed: 'Document Signed',
  Completed: 'Document Completed',
};
const START = '0'.repeat(64);

/**
 * The chain of one document: what docs/sandbox.md describes, so that anyone can compute it again. Each transaction hash is the
 * SHA-256 of the event; each block hash that of the block before and the transaction. The first event holds the hash of the
 * original file, the last one that of the signed file.
 */
export function chainOf(envelope: Envelope, index: number): readonly AuditRecord[] {
  const document = envelope.documents[index];
  if (document === undefined) return [];
  const contract = `0x${sha256(`contract:${envelope.id}`).slice(0, 40)}`;
  let block = START;
  return envelope.events
    .filter((event) => TEXTS[event.activity] !== undefined)
    .map((event, position) => {
      const file = { Created: document.hash, Completed: document.signedHash ?? '' };
      const transaction = sha256(
        JSON.stringify([
          envelope.id,
          document.id,
          event.activity,
          zonedTime(event.at),
          event.email,
          event.activity === 'Created' || event.activity === 'Completed' ? file[event.activity] : '',
        ]),
      );
      block = sha256(block + transaction);
      return {
        activity: TEXTS[event.activity] ?? event.activity,
        activity_enum: event.activity,
        time_stamp_utc: zonedTime(event.at),
        transaction_hash: transaction,
        action_by: fullName(event),
        block_number: position + 1,
        wallet_address: `0x${sha256(`wallet:${event.email.toLowerCase()}`).slice(0, 40)}`,
        final_block_hash: block,
        contract_address: contract,
      };
    });
}

/** 13. API reference, section 4.11. */
export const auditLogs: Operation = async (services, call) => {
  const envelope = envelopeFor(services, call);
  if (envelope.status !== 'completed') throw refuse('ENVELOPE_NOT_COMPLETED');
  await services.copies.ensure(envelope);
  return done({
    envelope_id: envelope.id,
    [services.spelling.auditCreated]: zonedTime(envelope.createdAt),
    created_by: nameOf(services, envelope.owner),
    signature_type: ['ESignature'],
    documents: envelope.documents.map((document, index) => ({
      name: document.name,
      audit_event_logs: chainOf(envelope, index),
    })),
  });
};

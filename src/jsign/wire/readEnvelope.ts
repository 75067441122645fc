import * as v from 'valibot';
import type {
  AuditLog,
  EnteredValue,
  EnvelopeDetails,
  EnvelopeDocument,
  EnvelopeSummary,
  HistoryEntry,
  Page,
  SignFlow,
} from '../types';
import { readPage } from './readPage';
import { readPeople } from './readPeople';
import { flag, id, optionalText, type Reader, text, time, words } from './scalars';
import { lenient, many, one, readData, record, required } from './shapes';
import { readStatus } from './statusWord';

const envelope = one(
  record(
    {
      id,
      name: text,
      description: text,
      created_by: text,
      creation_time_utc: time,
      sign_process_flow: text,
      envelope_status: text,
      signing_due_date: time,
      cancel_reason: optionalText,
      document_cancel_date_utc: time,
      categories: words,
    },
    {
      id: ['envelope_id'],
      creation_time_utc: ['creations_time_utc', 'created_date', 'create_date'],
      envelope_status: ['status'],
      document_cancel_date_utc: ['envelope_cancel_date_utc'],
    },
  ),
);

const blockchain = one(
  record({
    original_document_hash: optionalText,
    signed_document_hash: optionalText,
    blockchain_hash: optionalText,
    is_sign_process_completed: flag,
  }),
);
const NOTHING_CHAINED: v.InferOutput<typeof blockchain> = {
  original_document_hash: undefined,
  signed_document_hash: undefined,
  blockchain_hash: undefined,
  is_sign_process_completed: false,
};

const document: Reader<EnvelopeDocument> = v.pipe(
  record(
    { documents_id: id, name: text, blockchain: lenient(blockchain, NOTHING_CHAINED) },
    { documents_id: ['document_id', 'id'], name: ['document_name'] },
  ),
  v.transform((found) => ({
    id: found.documents_id,
    name: found.name,
    originalHash: found.blockchain.original_document_hash,
    signedHash: found.blockchain.signed_document_hash,
    blockHash: found.blockchain.blockchain_hash,
    signProcessCompleted: found.blockchain.is_sign_process_completed,
  })),
);

const details = record({ envelope, documents: required(many(document)), recipients: v.unknown() });

/** Section 4.5. */
export function readDetails(operation: string, body: unknown): EnvelopeDetails {
  const found = readData(operation, body, details);
  return {
    id: found.envelope.id,
    name: found.envelope.name,
    description: found.envelope.description,
    createdBy: found.envelope.created_by,
    createdAt: found.envelope.creation_time_utc,
    status: readStatus(found.envelope.envelope_status),
    flow: readFlow(found.envelope.sign_process_flow),
    dueAt: found.envelope.signing_due_date,
    cancelReason: found.envelope.cancel_reason,
    cancelledAt: found.envelope.document_cancel_date_utc,
    categories: found.envelope.categories,
    documents: found.documents,
    ...readPeople(operation, found.recipients),
  };
}

function readFlow(word: string): SignFlow | 'unknown' {
  const flows: readonly SignFlow[] = ['Parallel', 'Sequential', 'Hybrid'];
  return flows.find((flow) => flow.toLowerCase() === word.trim().toLowerCase()) ?? 'unknown';
}

const history = record({
  envelope_history: required(
    many(record({ first_name: text, last_name: text, log_time_utc: time, content: text, activity: text })),
  ),
});

/** Section 4.6. */
export function readHistory(operation: string, body: unknown): HistoryEntry[] {
  return readData(operation, body, history).envelope_history.map((entry) => ({
    firstName: entry.first_name,
    lastName: entry.last_name,
    at: entry.log_time_utc,
    content: entry.content,
    activity: entry.activity,
  }));
}

const auditEvent = record({
  activity: text,
  activity_enum: text,
  time_stamp_utc: time,
  action_by: text,
  transaction_hash: text,
  block_number: text,
  wallet_address: text,
  final_block_hash: text,
  contract_address: text,
});
const audit = record(
  {
    envelope_id: id,
    created_date: time,
    created_by: text,
    signature_type: words,
    documents: required(many(record({ name: text, audit_event_logs: many(auditEvent) }))),
  },
  { created_date: ['create_date'] },
);

/** Section 4.11. */
export function readAuditLog(operation: string, body: unknown): AuditLog {
  const found = readData(operation, body, audit);
  return {
    envelopeId: found.envelope_id,
    createdAt: found.created_date,
    createdBy: found.created_by,
    signatureTypes: found.signature_type,
    documents: found.documents.map(({ name, audit_event_logs: events }) => ({
      name,
      events: events.map((event) => ({
        activity: event.activity,
        activityCode: event.activity_enum,
        at: event.time_stamp_utc,
        actionBy: event.action_by,
        transactionHash: event.transaction_hash,
        blockNumber: event.block_number,
        walletAddress: event.wallet_address,
        finalBlockHash: event.final_block_hash,
        contractAddress: event.contract_address,
      })),
    })),
  };
}

const enteredField = record({ input_type: text, field_name: text, field_value: text });
const entered = record({
  documents: required(
    many(
      record({
        document_id: text,
        document_name: text,
        signers: many(record({ signer_email_address: text, fields: many(enteredField) })),
      }),
    ),
  ),
});

/** Section 4.14, as one flat list. */
export function readEnteredValues(operation: string, body: unknown): EnteredValue[] {
  return readData(operation, body, entered).documents.flatMap((document) =>
    document.signers.flatMap((signer) =>
      signer.fields.map((field) => ({
        documentId: document.document_id,
        documentName: document.document_name,
        signerEmail: signer.signer_email_address,
        inputType: field.input_type,
        name: field.field_name,
        value: field.field_value,
      })),
    ),
  );
}

const summary: Reader<EnvelopeSummary> = v.pipe(
  record(
    {
      envelope_id: id,
      name: text,
      status: text,
      created_by: text,
      creation_time_utc: time,
      categories: words,
    },
    { envelope_id: ['id'], status: ['envelope_status'], creation_time_utc: ['creations_time_utc'] },
  ),
  v.transform((found) => ({
    id: found.envelope_id,
    name: found.name,
    status: readStatus(found.status),
    createdBy: found.created_by,
    createdAt: found.creation_time_utc,
    categories: found.categories,
  })),
);

/** Section 4.15. */
export function readEnvelopePage(
  operation: string,
  body: unknown,
  asked: { readonly page: number; readonly pageSize: number },
): Page<EnvelopeSummary> {
  return readPage(operation, body, 'envelopes', summary, asked);
}

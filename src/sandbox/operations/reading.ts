import { plainTime } from '../core/clock';
import { refuse } from '../core/errors';
import { type Envelope, type FieldKind, fullName, type HistoryEvent, type Signer } from '../core/model';
import type { Operation } from '../core/services';
import { phaseAt, statusFor } from '../core/turns';
import { done, doneWithFile } from '../http/reply';
import { envelopeFor } from './access';
import { chainOf } from './audit';

/** 7. API reference, section 4.5. The state of each signer is INFERRED. */
export const details: Operation = async (services, call) => {
  const envelope = envelopeFor(services, call);
  await services.copies.ensure(envelope);
  const { clock, spelling } = services;
  return done({
    envelope: {
      id: envelope.id,
      name: envelope.name,
      description: envelope.description,
      created_by: envelope.owner,
      creation_time_utc: plainTime(envelope.createdAt),
      documents: envelope.documents.length,
      sign_process_flow: envelope.flow,
      envelope_status: statusFor(envelope, call.user, clock.now()),
      ...(envelope.dueAt === undefined ? {} : { signing_due_date: plainTime(envelope.dueAt) }),
      ...(envelope.cancelReason === undefined ? {} : { cancel_reason: envelope.cancelReason }),
      ...(envelope.cancelledAt === undefined
        ? {}
        : { document_cancel_date_utc: plainTime(envelope.cancelledAt) }),
      ...(envelope.categories.length === 0 ? {} : { categories: envelope.categories }),
    },
    documents: envelope.documents.map((document, index) => {
      const completed = envelope.status === 'completed';
      return {
        name: document.name,
        [spelling.documentId]: document.id,
        blockchain: {
          original_document_hash: document.hash,
          ...(document.signedHash === undefined ? {} : { signed_document_hash: document.signedHash }),
          ...(completed ? { blockchain_hash: chainOf(envelope, index).at(-1)?.final_block_hash } : {}),
          is_sign_process_completed: completed,
        },
      };
    }),
    recipients: {
      signers: envelope.signers.map(signerDetails),
      observers: envelope.observers.map(({ name, email }) => ({ name, email })),
    },
  });
};

function signerDetails(signer: Signer): Record<string, unknown> {
  return {
    email: signer.email,
    first_name: signer.firstName,
    last_name: signer.lastName,
    signing_order: signer.order,
    is_signed: signer.signedAt !== undefined,
    is_declined: signer.declinedAt !== undefined,
    is_viewed: signer.viewedAt !== undefined,
    status: stateOf(signer),
    ...(signer.title === undefined ? {} : { signer_title: signer.title }),
    ...(signer.viewedAt === undefined ? {} : { viewed_time_utc: plainTime(signer.viewedAt) }),
    ...(signer.signedAt === undefined ? {} : { signed_time_utc: plainTime(signer.signedAt) }),
    ...(signer.declinedAt === undefined ? {} : { declined_time_utc: plainTime(signer.declinedAt) }),
    ...(signer.declineReason === undefined ? {} : { decline_reason: signer.declineReason }),
  };
}

function stateOf(signer: Signer): string {
  if (signer.signedAt !== undefined) return 'Signed';
  if (signer.declinedAt !== undefined) return 'Declined';
  return signer.viewedAt === undefined ? 'Pending' : 'Viewed';
}

/** 8. API reference, section 4.6. An expiry is not stored: it follows from the due date. */
export const history: Operation = (services, call) => {
  const envelope = envelopeFor(services, call);
  const entries = [...envelope.events, ...expiryOf(envelope, services.clock.now())];
  return done({
    envelope_id: envelope.id,
    envelope_name: envelope.name,
    envelope_history: entries.map((event) => ({
      first_name: event.firstName,
      last_name: event.lastName,
      log_time_utc: plainTime(event.at),
      content: sentence(event),
      activity: event.activity,
    })),
  });
};

function expiryOf(envelope: Envelope, now: number): readonly HistoryEvent[] {
  if (envelope.dueAt === undefined || phaseAt(envelope, now) !== 'expired') return [];
  return [{ at: envelope.dueAt, activity: 'Expired', firstName: 'jSign', lastName: '', email: '' }];
}

function sentence(event: HistoryEvent): string {
  const who = fullName(event);
  const about = event.about === undefined ? '' : `: ${event.about}`;
  switch (event.activity) {
    case 'Created':
      return `${who} created the document`;
    case 'Viewed':
      return `${who} viewed the document`;
    case 'Signed':
      return `${who} signed the document`;
    case 'Declined':
      return `${who} declined to sign the document${about}`;
    case 'Cancelled':
      return `${who} cancelled the document${about}`;
    case 'Reminded':
      return `${who} reminded ${event.about ?? 'a signer'}`;
    case 'Expired':
      return 'The signing due date passed';
    case 'Extended':
      return `${who} extended the signing due date to ${event.about ?? 'a later day'}`;
    case 'Updated':
      return `${who} updated the document`;
    case 'Attached':
      return `${who} attached ${event.about ?? 'a file'}`;
    case 'Deleted':
      return `${who} deleted the files of the document`;
    case 'Completed':
      return 'All signers have signed the document';
  }
}

/** 9. API reference, section 4.7. */
export const download: Operation = async (services, call) => {
  const envelope = envelopeFor(services, call);
  const document = envelope.documents.find(({ id }) => id === call.param('documentId'));
  if (document === undefined) throw refuse('DOCUMENT_NOT_FOUND');
  const wanted = call.query.get('signedCopy')?.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') throw refuse('SIGNED_COPY_INVALID');
  if (envelope.filesDeleted === true) throw refuse('DOCUMENT_NOT_FOUND', 'its file was deleted');
  if (wanted === 'true' && envelope.status !== 'completed') throw refuse('DOCUMENT_IS_NOT_SIGNED');
  if (wanted === 'true') await services.copies.ensure(envelope);
  const hash = wanted === 'true' ? document.signedHash : document.hash;
  if (hash === undefined) throw refuse('DOCUMENT_IS_NOT_SIGNED');
  const { store } = services;
  const size = await store.blobs.size(hash);
  const data = {
    envelope_id: envelope.id,
    document_id: document.id,
    document_name: document.name.replace(/\.[^.]+$/, ''),
    file_name: document.name,
  };
  return doneWithFile(data, 'document_base64', size, () => store.blobs.stream(hash));
};

/** `Input_type` of each kind of field (API reference, section 4.14: two of them seen, the others INFERRED). */
const INPUT_TYPES: Readonly<Partial<Record<FieldKind, string>>> = {
  date: 'date',
  text: 'Text Box',
  textArea: 'Text Area',
  checkbox: 'checkbox',
  radio: 'radio',
  dropdown: 'dropdown',
};

/** 16. API reference, section 4.14: what the signers entered; signatures and initials are not among it (INFERRED). */
export const enteredValues: Operation = (services, call) => {
  const envelope = envelopeFor(services, call);
  const { spelling } = services;
  const documents = envelope.documents.map((document, index) => ({
    document_id: document.id,
    document_name: document.name,
    [spelling.metadataSigners]: envelope.signers
      .filter((signer) => signer.signedAt !== undefined)
      .map((signer) => ({
        signer_Email_Address: signer.email,
        fields: signer.fields
          .filter((field) => field.document === index && INPUT_TYPES[field.kind] !== undefined)
          .map((field) => ({
            Input_type: INPUT_TYPES[field.kind],
            Field_Name: field.label,
            Field_Value: field.value ?? '',
          })),
      })),
  }));
  return done({
    envelope_id: envelope.id,
    envelope_name: envelope.name,
    [spelling.metadataDocuments]: documents,
  });
};

import type { NewEnvelopeWithFiles, NewSigner, Tab } from '../jsign/types';
import type { Draft, DraftSigner, Field } from './draft';
import { DeliveryError } from './errors';

/**
 * A draft as the service's client takes it (API reference, section 4.2). Documents are numbered from 1 in the draft's order.
 *
 * @param requestIds what the uploads gave, in the order of the draft's documents.
 * @throws DeliveryError `draft-invalid` when a field stands on a document or page that is not there.
 */
export function toNewEnvelope(
  draft: Draft,
  requestIds: readonly string[],
  description: string,
): NewEnvelopeWithFiles {
  const { options } = draft;
  return {
    name: draft.name,
    description,
    ...(draft.categories.length > 0 && { categories: draft.categories }),
    options: {
      flow: options.flow,
      expirationDays: options.expiresInDays,
      emailReminders: options.reminderDays !== undefined,
      ...(options.reminderDays !== undefined && { reminderPeriodDays: options.reminderDays }),
      ...(options.qrCode !== undefined && { appendQrCode: options.qrCode }),
      ...(options.removeAfterSigning !== undefined && { removeSignedDocument: options.removeAfterSigning }),
      ...(options.captureLocation !== undefined && { enforceLocation: options.captureLocation }),
      sendEmail: options.sendEmails,
    },
    signers: draft.signers.map((signer) => toSigner(draft, signer)),
    ...(draft.observers.length > 0 && { observers: draft.observers }),
    documents: draft.documents.map((document, index) => {
      const requestId = requestIds[index];
      if (requestId === undefined) throw new DeliveryError('draft-invalid');
      return { requestId, ref: index + 1, name: document.name };
    }),
  };
}

function toSigner(draft: Draft, signer: DraftSigner): NewSigner {
  return {
    name: signer.name,
    email: signer.email.trim(),
    ...(signer.countryCode !== undefined && { countryCode: signer.countryCode }),
    ...(signer.phoneNumber !== undefined && { phoneNumber: signer.phoneNumber }),
    // Without an order to keep, a number would only be something to refuse.
    ...(draft.options.flow !== 'Parallel' && { order: signer.order }),
    ...(signer.note !== undefined && signer.note !== '' && { privateNote: signer.note }),
    tabs: draft.fields.filter((field) => field.signerId === signer.id).map((field) => toTab(draft, field)),
  };
}

function toTab(draft: Draft, field: Field): Tab {
  const index = draft.documents.findIndex((document) => document.id === field.documentId);
  const page = draft.documents[index]?.pages[field.page - 1];
  if (page === undefined) throw new DeliveryError('draft-invalid');
  return {
    kind: field.kind,
    documentRef: index + 1,
    page: field.page,
    ...field.box,
    pageWidth: page.width,
    pageHeight: page.height,
    required: field.required,
    ...(field.label !== undefined && { label: field.label }),
    ...(field.defaultValue !== undefined && { defaultValue: field.defaultValue }),
    ...(field.choices !== undefined && { choices: field.choices }),
  };
}

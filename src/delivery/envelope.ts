import type {
  EnvelopeOptions,
  NewEnvelopeBase,
  NewEnvelopeFromTemplate,
  NewEnvelopeInline,
  NewEnvelopeWithFiles,
  NewSigner,
  Tab,
} from '../jsign/types';
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
  return {
    ...baseOf(draft, description),
    documents: draft.documents.map(({ name }, index) => {
      const requestId = requestIds[index];
      if (requestId === undefined) throw new DeliveryError('draft-invalid');
      return { requestId, ref: index + 1, name };
    }),
  };
}

/**
 * As {@link toNewEnvelope}, with the documents inside the request (API reference, section 4.3).
 *
 * @param bytes of the documents, in the order of the draft.
 * @throws DeliveryError `draft-invalid`.
 */
export function toInlineEnvelope(
  draft: Draft,
  bytes: readonly Uint8Array[],
  description: string,
): NewEnvelopeInline {
  return {
    ...baseOf(draft, description),
    documents: draft.documents.map(({ name }, index) => {
      const content = bytes[index];
      if (content === undefined) throw new DeliveryError('draft-invalid');
      return { bytes: content, ref: index + 1, name };
    }),
  };
}

/**
 * A draft from a template as the service's client takes it (API reference, section 4.4), which knows neither description nor
 * categories.
 *
 * @throws DeliveryError `titles-invalid` when a signer has no title or two have the same.
 */
export function toTemplateEnvelope(draft: Draft, templateId: string): NewEnvelopeFromTemplate {
  const titles = draft.signers.map(({ role = '' }) => role);
  if (titles.includes('') || new Set(titles).size < titles.length) throw new DeliveryError('titles-invalid');
  return {
    templateId,
    name: draft.name,
    options: toOptions(draft),
    signers: draft.signers.map((signer, index) => ({
      ...toPerson(draft, signer),
      title: titles[index] ?? '',
    })),
    ...(draft.observers.length > 0 && { observers: toObservers(draft) }),
  };
}

function baseOf(draft: Draft, description: string): NewEnvelopeBase {
  return {
    name: draft.name,
    description,
    ...(draft.categories.length > 0 && { categories: draft.categories }),
    options: toOptions(draft),
    signers: draft.signers.map((signer) => ({
      ...toPerson(draft, signer),
      tabs: draft.fields.filter(({ signerId }) => signerId === signer.id).map((field) => toTab(draft, field)),
    })),
    ...(draft.observers.length > 0 && { observers: toObservers(draft) }),
  };
}

/** Whoever only watches may have been given as an address alone; a name is asked for all the same. */
function toObservers({ observers }: Draft): Draft['observers'] {
  return observers.map(({ name, email }) => ({ name: name.trim() || email.trim(), email: email.trim() }));
}

function toOptions({ options }: Draft): EnvelopeOptions {
  return {
    flow: options.flow,
    expirationDays: options.expiresInDays,
    emailReminders: options.reminderDays !== undefined,
    ...(options.reminderDays !== undefined && { reminderPeriodDays: options.reminderDays }),
    ...(options.qrCode !== undefined && { appendQrCode: options.qrCode }),
    ...(options.removeAfterSigning !== undefined && { removeSignedDocument: options.removeAfterSigning }),
    ...(options.captureLocation !== undefined && { enforceLocation: options.captureLocation }),
    sendEmail: options.sendEmails,
  };
}

function toPerson(draft: Draft, signer: DraftSigner): Omit<NewSigner, 'tabs'> {
  return {
    name: signer.name,
    email: signer.email.trim(),
    ...(signer.countryCode !== undefined && { countryCode: signer.countryCode }),
    ...(signer.phoneNumber !== undefined && { phoneNumber: signer.phoneNumber }),
    // Without an order to keep, a number would only be something to refuse.
    ...(draft.options.flow !== 'Parallel' && { order: signer.order }),
    ...(signer.note !== undefined && signer.note !== '' && { privateNote: signer.note }),
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
    ...(field.alignment !== undefined && { alignment: field.alignment }),
    ...(field.charLimit !== undefined && { charLimit: field.charLimit }),
    ...(field.choices !== undefined && { choices: field.choices }),
  };
}

import type {
  EnvelopeFilter,
  EnvelopeOptions,
  NewEnvelopeBase,
  NewEnvelopeFromTemplate,
  NewEnvelopeInline,
  NewEnvelopeWithFiles,
  NewSigner,
  NewTemplateBase,
  NewTemplateInline,
  NewTemplateWithFiles,
} from '../types';
import { writeDate } from './writeDate';
import { writeTabs } from './writeTabs';

const SIGNATURE = 'Esignature';

type Body = Readonly<Record<string, unknown>>;
type Document = { readonly ref: number; readonly name: string } & (
  { readonly requestId: string } | { readonly bytes: Uint8Array }
);

/** Sections 4.2 and 4.3: the two differ in the documents alone. */
export function writeEnvelope(envelope: NewEnvelopeWithFiles | NewEnvelopeInline): Body {
  return {
    envelope: {
      ...writeHead(envelope),
      ...writeOptions(envelope.options, 'expiration_days', 'remove_signed_document'),
    },
    document: writeDocuments(envelope.documents),
    recipients: writeRecipients(
      envelope.signers.map((signer) => ({ ...writeSigner(signer), tabs: writeTabs(signer.tabs) })),
      envelope.observers,
    ),
  };
}

/** Section 4.4, with names of its own for two options. */
export function writeEnvelopeFromTemplate(envelope: NewEnvelopeFromTemplate): Body {
  return {
    template_id: envelope.templateId,
    envelope: {
      name: envelope.name,
      ...writeOptions(envelope.options, 'expiration_day', 'remove_signed_envelope'),
    },
    recipients: writeRecipients(
      envelope.signers.map((signer) => ({ signer_title: signer.title, ...writeSigner(signer) })),
      envelope.observers,
    ),
  };
}

/** Sections 5.2 and 5.3. */
export function writeTemplate(template: NewTemplateWithFiles | NewTemplateInline): Body {
  return {
    envelope: writeHead(template),
    document: writeDocuments(template.documents),
    recipients: {
      signers: template.roles.map(({ title, tabs }) => ({ signer_title: title, tabs: writeTabs(tabs) })),
    },
  };
}

/** Section 4.15. Empty lists are left out, since the service refuses them. */
export function writeFilter(operation: string, filter: EnvelopeFilter, page: number, pageSize: number): Body {
  return {
    ...(filter.status?.length ? { status: filter.status } : {}),
    ...(filter.categories?.length ? { categories: filter.categories } : {}),
    ...(filter.from === undefined ? {} : { start_date: writeDate(operation, filter.from) }),
    ...(filter.to === undefined ? {} : { end_date: writeDate(operation, filter.to) }),
    page,
    page_size: pageSize,
  };
}

function writeHead(envelope: NewEnvelopeBase | NewTemplateBase): Body {
  return {
    name: envelope.name,
    ...given('description', envelope.description),
    ...(envelope.categories?.length ? { categories: envelope.categories } : {}),
    signature: SIGNATURE,
  };
}

function writeOptions(
  options: EnvelopeOptions,
  expiration: 'expiration_days' | 'expiration_day',
  remove: 'remove_signed_document' | 'remove_signed_envelope',
): Body {
  return {
    ...given('sign_process_flow', options.flow),
    ...given(expiration, options.expirationDays),
    ...given('email_reminders', options.emailReminders),
    ...given('reminder_period', options.reminderPeriodDays),
    ...given('append_verification_qr_code', options.appendQrCode),
    ...given(remove, options.removeSignedDocument),
    ...given('enforce_signers_location', options.enforceLocation),
    ...given('send_email_to_recipients', options.sendEmail),
  };
}

/** One document as the object that is documented; several as an array, which is INFERRED (section 4.2). */
function writeDocuments(documents: readonly Document[]): Body | readonly Body[] {
  const written = documents.map((document) => ({
    ...('requestId' in document
      ? { request_id: document.requestId }
      : { document_base64: Buffer.from(document.bytes).toString('base64') }),
    document_ref_no: document.ref,
    name: document.name,
  }));
  const [first, ...more] = written;
  return first !== undefined && more.length === 0 ? first : written;
}

function writeSigner(signer: Omit<NewSigner, 'tabs'>): Body {
  return {
    name: signer.name,
    email: signer.email,
    ...given('country_code', signer.countryCode),
    ...given('phone_number', signer.phoneNumber),
    ...given('signing_order', signer.order),
    ...given('private_note', signer.privateNote),
  };
}

function writeRecipients(signers: readonly Body[], observers: NewEnvelopeBase['observers']): Body {
  return {
    signers,
    ...(observers?.length ? { observers: observers.map(({ name, email }) => ({ name, email })) } : {}),
  };
}

function given(key: string, value: unknown): Body {
  return value === undefined ? {} : { [key]: value };
}

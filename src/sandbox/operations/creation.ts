import { DAY } from '../core/clock';
import { refuse } from '../core/errors';
import { freshIds } from '../core/ids';
import { type Envelope, type Field, type Signer, splitName, type StoredDocument } from '../core/model';
import { asObject, BodyReader } from '../core/reader';
import type { Call, Operation, Services } from '../core/services';
import { done, type Reply } from '../http/reply';
import { findUser } from '../store/credentials';
import {
  type AskedDocument,
  findUpload,
  readDocuments,
  takeDocuments,
  type TakenDocument,
} from './documents';
import { type AskedEnvelope, readEnvelope } from './options';
import { type AskedSigner, readObservers, readSigners, signingOrders } from './parties';
import { anyOverlap, type AskedField, fieldsForElementTags, placeField } from './tabs';

/** 4. API reference, section 4.2. */
export const createWithFiles: Operation = (services, call) => create(services, call, 'files');
/** 5. API reference, section 4.3. */
export const createInline: Operation = (services, call) => create(services, call, 'base64');

async function create(services: Services, call: Call, source: 'files' | 'base64'): Promise<Reply> {
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const asked = readEnvelope(reader, body, true);
  const documents = readDocuments(reader, body, source);
  const recipients = reader.object(body, 'recipients', 'RECIPIENTS_REQUIRED');
  const people = { tabs: true, titles: false, elementTags: asked.elementTags };
  const signers = recipients === undefined ? [] : readSigners(reader, recipients, people);
  const observers = recipients === undefined ? [] : readObservers(reader, recipients);
  const orders = signingOrders(reader, asked.flow, signers);
  reader.finish();
  const taken = await takeDocuments(services, call.user, documents);
  const fields = placeAll(
    signers.map((signer) => signer.fields),
    taken,
    asked.elementTags,
  );
  const uploads = useUploads(services, call.user, documents);
  const envelope = newEnvelope(services, call.user, asked, {
    documents: taken,
    signers: signers.map((signer, index) => newSigner(signer, orders[index] ?? 1, fields[index] ?? [])),
    observers,
  });
  return send(services, envelope, uploads);
}

/** 6. API reference, section 4.4. */
export const createWithTemplate: Operation = async (services, call) => {
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const templateId = reader.text(body, 'template_id', 'TEMPLATE_ID_REQUIRED');
  const asked = readEnvelope(reader, body, false);
  const recipients = reader.object(body, 'recipients', 'RECIPIENTS_REQUIRED');
  const people = { tabs: false, titles: true, elementTags: false };
  const signers = recipients === undefined ? [] : readSigners(reader, recipients, people);
  const observers = recipients === undefined ? [] : readObservers(reader, recipients);
  const orders = signingOrders(reader, asked.flow, signers);
  reader.finish();
  const template = services.store.templates.get(templateId ?? '');
  if (template === undefined) throw refuse('TEMPLATE_NOT_FOUND');
  if (!template.active) throw refuse('TEMPLATE_INACTIVE');
  const titles = signers.map((signer) => signer.title);
  const fits =
    template.roles.length === titles.length && template.roles.every(({ title }) => titles.includes(title));
  if (!fits) throw refuse('SIGNER_TITLE_INVALID', 'each title of the template needs one signer');
  const fieldsOf = (signer: AskedSigner): readonly Field[] =>
    template.roles.find(({ title }) => title === signer.title)?.fields ?? [];
  const envelope = newEnvelope(
    services,
    call.user,
    {
      ...asked,
      description: asked.description ?? template.description,
      categories: asked.categories ?? template.categories,
    },
    {
      documents: template.documents.map((document) => ({ ...document, id: freshIds.guid() })),
      signers: signers.map((signer, index) =>
        newSigner(
          signer,
          orders[index] ?? 1,
          fieldsOf(signer).map((field) => ({ ...field })),
        ),
      ),
      observers,
    },
  );
  return send(services, envelope, []);
};

/** Places the fields of all signers or roles on the documents and refuses those that do not fit. */
export function placeAll(
  asked: readonly (readonly AskedField[])[],
  documents: readonly TakenDocument[],
  elementTags: boolean,
): readonly (readonly Field[])[] {
  const reader = new BodyReader();
  const placed = asked.map((fields, position) => {
    if (elementTags && fields.length === 0)
      return fieldsForElementTags(position, 0, documents[0]?.pages ?? []);
    return fields.flatMap((field) => placeField(reader, field, documents) ?? []);
  });
  if (!reader.refused && anyOverlap(placed.flat())) reader.refuse('ANY_TWO_PLACEHOLDER_OVERLAPPING');
  reader.finish();
  return placed;
}

/** Marks the uploads as used, at the last moment: no other request can come in between. */
export function useUploads(
  services: Services,
  user: string,
  documents: readonly AskedDocument[],
): readonly { readonly t: 'upload'; readonly v: ReturnType<typeof findUpload> }[] {
  const ids = documents.flatMap(({ requestId }) => requestId ?? []);
  const used = ids.map((id) => ({ ...findUpload(services, user, id), used: true }));
  for (const upload of used) services.store.uploads.set(upload.id, upload);
  return used.map((v) => ({ t: 'upload', v }) as const);
}

function newSigner(asked: AskedSigner, order: number, fields: readonly Field[]): Signer {
  return {
    ...splitName(asked.name),
    email: asked.email,
    order,
    title: asked.title,
    note: asked.note,
    phone: asked.phone,
    fields: [...fields],
  };
}

function newEnvelope(
  { store, clock, credentials }: Services,
  owner: string,
  asked: AskedEnvelope,
  parts: {
    readonly documents: readonly (StoredDocument & { readonly ref?: number })[];
    readonly signers: readonly Signer[];
    readonly observers: Envelope['observers'];
  },
): Envelope {
  const now = clock.now();
  const user = findUser(credentials, owner);
  return {
    id: freshIds.guid(),
    seq: store.nextSeq(),
    name: asked.name,
    description: asked.description ?? '',
    categories: asked.categories ?? [],
    owner,
    createdAt: now,
    flow: asked.flow,
    dueAt: asked.expirationDays === undefined ? undefined : now + asked.expirationDays * DAY,
    emailReminders: asked.emailReminders,
    reminderPeriod: asked.reminderPeriod,
    removeSigned: asked.removeSigned,
    sendEmail: asked.sendEmail,
    status: 'waiting',
    documents: parts.documents.map(({ id, name, hash, size, pages }) => ({ id, name, hash, size, pages })),
    signers: parts.signers,
    observers: parts.observers,
    attachments: [],
    events: [
      {
        at: now,
        activity: 'Created',
        firstName: user?.firstName ?? owner,
        lastName: user?.lastName ?? '',
        email: owner,
      },
    ],
  };
}

async function send(
  { store, postbox }: Services,
  envelope: Envelope,
  uploads: ReturnType<typeof useUploads>,
): Promise<Reply> {
  const mails = [...postbox.invitations(envelope), ...postbox.toObservers(envelope)];
  await store.save(
    ...uploads,
    { t: 'envelope', v: envelope },
    ...mails.map((v) => ({ t: 'mail', v }) as const),
  );
  return done({ envelope_id: envelope.id }, 'Envelope created successfully.', 201);
}

import { plainTime } from '../core/clock';
import { refuse } from '../core/errors';
import { freshIds } from '../core/ids';
import { LIMITS } from '../core/limits';
import type { Template } from '../core/model';
import { asObject, BodyReader } from '../core/reader';
import type { Call, Operation, Services } from '../core/services';
import { done, type Reply } from '../http/reply';
import { placeAll, useUploads } from './creation';
import { readDocuments, takeDocuments } from './documents';
import { readEnvelope } from './options';
import { pageOf } from './paging';
import { readRoles } from './parties';

/** 21. API reference, section 5.2. */
export const createTemplateWithFiles: Operation = (services, call) => create(services, call, 'files');
/** 22. API reference, section 5.3. */
export const createTemplateInline: Operation = (services, call) => create(services, call, 'base64');

async function create(services: Services, call: Call, source: 'files' | 'base64'): Promise<Reply> {
  const { store, clock } = services;
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const asked = readEnvelope(reader, body, true);
  const documents = readDocuments(reader, body, source);
  const recipients = reader.object(body, 'recipients', 'RECIPIENTS_REQUIRED');
  const roles = recipients === undefined ? [] : readRoles(reader, recipients, asked.elementTags);
  reader.finish();
  if (store.templates.size >= LIMITS.templates) throw refuse('TEMPLATE_LIMIT_EXCEEDED');
  const taken = await takeDocuments(services, call.user, documents);
  const fields = placeAll(
    roles.map((role) => role.fields),
    taken,
    asked.elementTags,
  );
  const uploads = useUploads(services, call.user, documents);
  const template: Template = {
    id: freshIds.guid(),
    name: asked.name,
    description: asked.description ?? '',
    categories: asked.categories ?? [],
    owner: call.user,
    createdAt: clock.now(),
    active: true,
    documents: taken.map(({ id, name, hash, size, pages }) => ({ id, name, hash, size, pages })),
    roles: roles.map((role, index) => ({ title: role.title, fields: fields[index] ?? [] })),
  };
  await store.save(...uploads, { t: 'template', v: template });
  return done({ template_id: template.id }, 'Template created successfully.', 201);
}

/** 23. API reference, section 5.4. All users of the sandbox share one account and see the same templates. */
export const listTemplates: Operation = ({ store }, { query }) => {
  const all = [...store.templates.values()].sort((a, b) => b.createdAt - a.createdAt);
  const { items, info } = pageOf(all, number(query.get('page')), number(query.get('pageSize')));
  const templates = items.map((template) => ({
    template_id: template.id,
    name: template.name,
    status: template.active ? 'Active' : 'Inactive',
    creation_time_utc: plainTime(template.createdAt),
  }));
  return done({ list_info: info, templates });
};

/** 24. API reference, section 5.5 (INFERRED there). */
export const templateAction: Operation = async ({ store }, call) => {
  const template = store.templates.get(call.param('templateId'));
  if (template === undefined) throw refuse('TEMPLATE_NOT_FOUND');
  switch (call.param('action').toLowerCase()) {
    case 'delete':
      await store.save({ t: 'template-gone', v: template.id });
      await store.release(template.documents.map((document) => document.hash));
      return done({}, 'Template deleted successfully.');
    case 'activate':
    case 'deactivate':
      template.active = call.param('action').toLowerCase() === 'activate';
      await store.save({ t: 'template', v: template });
      return done({}, `Template ${template.active ? 'activated' : 'deactivated'} successfully.`);
    default:
      throw refuse('TEMPLATE_ACTION_INVALID');
  }
};

/** A number in a query; what is none becomes NaN, which no page accepts. */
function number(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

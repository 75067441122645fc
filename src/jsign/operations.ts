import { JsignError } from './errors';

/**
 * What a call does decides what the client may do by itself. `reads` and `uploads` may be repeated; `acts` may only be said
 * again where the reply proves that nothing was done (expired token, unknown path); `creates` is said exactly once.
 */
export type Effect = 'reads' | 'uploads' | 'acts' | 'creates';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From the root, with places in braces. */
  readonly path: string;
}

export interface Operation {
  /** As errors and logs name it. */
  readonly name: string;
  readonly effect: Effect;
  readonly route: Route;
  /** The other spelling that the service's own documentation uses (sections 2 and 13). */
  readonly variant?: Route;
}

const API = '/api/v2.0';
const ENVELOPE = `${API}/envelopes/{envelopeId}`;

const get = (path: string): Route => ({ method: 'GET', path });
const post = (path: string): Route => ({ method: 'POST', path });
const put = (path: string): Route => ({ method: 'PUT', path });
const operation = (name: string, effect: Effect, route: Route, variant?: Route): Operation => ({
  name,
  effect,
  route,
  ...(variant === undefined ? {} : { variant }),
});

/** The 29 operations in the order of section 2, each with its canonical path and its documented variant. */
export const OPERATIONS = {
  login: operation(
    'authorization.login',
    'acts',
    post(`${API}/authorization/token`),
    post('/api/authorization/token'),
  ),
  refresh: operation('authorization.refresh', 'reads', post(`${API}/authorization/refresh_token`)),
  uploadFile: operation('envelopes.uploadFile', 'uploads', post(`${API}/envelopes/upload_file`)),
  createWithFiles: operation(
    'envelopes.createWithFiles',
    'creates',
    post(`${API}/envelopes/create_with_files`),
    post(`${API}/envelope/create_with_files`),
  ),
  create: operation(
    'envelopes.create',
    'creates',
    post(`${API}/envelopes/create`),
    post(`${API}/envelope/create`),
  ),
  createWithTemplate: operation(
    'envelopes.createWithTemplate',
    'creates',
    post(`${API}/envelopes/create_with_template`),
    post(`${API}/envelope/create_with_template`),
  ),
  details: operation('envelopes.details', 'reads', get(`${ENVELOPE}/details`)),
  history: operation('envelopes.history', 'reads', get(`${ENVELOPE}/history`)),
  download: operation('envelopes.download', 'reads', get(`${ENVELOPE}/{documentId}/download`)),
  decline: operation(
    'envelopes.decline',
    'acts',
    post(`${ENVELOPE}/decline`),
    post('/apiv2.0/envelopes/{envelopeId}/decline'),
  ),
  cancel: operation('envelopes.cancel', 'acts', post(`${ENVELOPE}/cancel`)),
  remindSigner: operation(
    'envelopes.remindSigner',
    'acts',
    post(`${ENVELOPE}/remind_signer`),
    post(`${API}/envelope/{envelopeId}/remind_signer`),
  ),
  auditLogs: operation('envelopes.auditLogs', 'reads', get(`${ENVELOPE}/audit_logs`)),
  embeddedUrl: operation(
    'envelopes.embeddedUrl',
    'reads',
    get(`${ENVELOPE}/generate_embedded_url/{signerEmail}`),
  ),
  updateMetadata: operation('envelopes.updateMetadata', 'acts', post(`${ENVELOPE}/update_envelope_metadata`)),
  enteredValues: operation(
    'envelopes.enteredValues',
    'reads',
    get(`${ENVELOPE}/retrieve_metadata`),
    get('/api/2.0/envelopes/{envelopeId}/retrieve_metadata'),
  ),
  listEnvelopes: operation('envelopes.list', 'reads', post(`${API}/envelopes/list`)),
  deleteFiles: operation(
    'envelopes.deleteFiles',
    'acts',
    post(`${ENVELOPE}/delete`),
    post('/v2.0/envelopes/{envelopeId}/delete'),
  ),
  // The heading says PUT, both samples say POST.
  extendDueDate: operation(
    'envelopes.extendDueDate',
    'acts',
    put(`${ENVELOPE}/extend_signing_due_date`),
    post(`${ENVELOPE}/extend_signing_due_date`),
  ),
  uploadTemplateFile: operation(
    'templates.uploadFile',
    'uploads',
    post(`${API}/templates/upload_file`),
    post(`${API}/template/upload_file`),
  ),
  createTemplateWithFiles: operation(
    'templates.createWithFiles',
    'creates',
    post(`${API}/templates/create_with_files`),
    post(`${API}/template/create_with_files`),
  ),
  createTemplate: operation(
    'templates.create',
    'creates',
    post(`${API}/template/create`),
    post(`${API}/templates/create`),
  ),
  listTemplates: operation(
    'templates.list',
    'reads',
    get(`${API}/templates/list`),
    get(`${API}/template/list`),
  ),
  templateAction: operation(
    'templates.action',
    'acts',
    put(`${API}/templates/{templateId}/action/{action}`),
    put(`${API}/template/{templateId}/action/{action}`),
  ),
  addAttachment: operation('attachments.add', 'acts', post(`${ENVELOPE}/upload_supporting_document`)),
  listAttachments: operation(
    'attachments.list',
    'reads',
    get(`${ENVELOPE}/list_supporting_document`),
    get('/api/2.0/envelopes/{envelopeId}/list_supporting_document'),
  ),
  downloadAttachment: operation(
    'attachments.download',
    'reads',
    get(`${ENVELOPE}/supportingdocuments/{supportingDocumentId}/download`),
    get('/api/2.0/envelopes/{envelopeId}/supportingdocuments/{supportingDocumentId}/download'),
  ),
  account: operation('account.details', 'reads', get(`${API}/account`)),
  statistics: operation('account.statistics', 'reads', get(`${API}/account/statistics`)),
} as const satisfies Record<string, Operation>;

/**
 * The path and query of a call.
 * @throws JsignError `refused` with `ID_INVALID` when an id would change the path: ids come from the service and from links
 */
export function buildPath(
  operation: Operation,
  route: Route,
  ids: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = encode(ids[name] ?? '');
    if (id !== undefined) return id;
    throw new JsignError({
      kind: 'refused',
      operation: operation.name,
      code: 'ID_INVALID',
      requestSent: false,
      replyRead: false,
    });
  });
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
}

/** One segment of a path; `undefined` for what would be none (`..` climbs even when percent-encoded). */
function encode(id: string): string | undefined {
  if (/^\.{0,2}$/.test(id.trim())) return undefined;
  try {
    return encodeURIComponent(id);
  } catch {
    return undefined; // half a surrogate pair
  }
}

import type { Route } from '../http/router';
import { account, statistics } from './account';
import {
  cancel,
  decline,
  deleteFiles,
  embeddedUrl,
  extendDueDate,
  remindSigner,
  updateMetadata,
} from './actions';
import { addAttachment, downloadAttachment, listAttachments } from './attachments';
import { auditLogs } from './audit';
import { login, refresh } from './authorization';
import { createInline, createWithFiles, createWithTemplate } from './creation';
import { listEnvelopes } from './list';
import { details, download, enteredValues, history } from './reading';
import { createTemplateInline, createTemplateWithFiles, listTemplates, templateAction } from './templates';
import { uploadFile } from './uploads';

const [GET, POST, PUT] = [['GET'], ['POST'], ['PUT']] as const;
const bearer = 'bearer' as const;

/** The 29 operations, numbered as in the API reference, section 2. */
export const OPERATIONS: readonly Route[] = [
  { number: 1, methods: POST, path: '/authorization/token', access: 'basic', run: login },
  { number: 2, methods: POST, path: '/authorization/refresh_token', access: 'none', run: refresh },
  { number: 3, methods: POST, path: '/envelopes/upload_file', access: bearer, run: uploadFile },
  { number: 4, methods: POST, path: '/envelopes/create_with_files', access: bearer, run: createWithFiles },
  { number: 5, methods: POST, path: '/envelopes/create', access: bearer, run: createInline },
  {
    number: 6,
    methods: POST,
    path: '/envelopes/create_with_template',
    access: bearer,
    run: createWithTemplate,
  },
  { number: 7, methods: GET, path: '/envelopes/{envelopeId}/details', access: bearer, run: details },
  { number: 8, methods: GET, path: '/envelopes/{envelopeId}/history', access: bearer, run: history },
  {
    number: 9,
    methods: GET,
    path: '/envelopes/{envelopeId}/{documentId}/download',
    access: bearer,
    run: download,
  },
  { number: 10, methods: POST, path: '/envelopes/{envelopeId}/decline', access: bearer, run: decline },
  { number: 11, methods: POST, path: '/envelopes/{envelopeId}/cancel', access: bearer, run: cancel },
  {
    number: 12,
    methods: POST,
    path: '/envelopes/{envelopeId}/remind_signer',
    access: bearer,
    run: remindSigner,
  },
  { number: 13, methods: GET, path: '/envelopes/{envelopeId}/audit_logs', access: bearer, run: auditLogs },
  {
    number: 14,
    methods: GET,
    path: '/envelopes/{envelopeId}/generate_embedded_url/{signerEmail}',
    access: bearer,
    run: embeddedUrl,
  },
  {
    number: 15,
    methods: POST,
    path: '/envelopes/{envelopeId}/update_envelope_metadata',
    access: bearer,
    run: updateMetadata,
  },
  {
    number: 16,
    methods: GET,
    path: '/envelopes/{envelopeId}/retrieve_metadata',
    access: bearer,
    run: enteredValues,
  },
  { number: 17, methods: POST, path: '/envelopes/list', access: bearer, run: listEnvelopes },
  { number: 18, methods: POST, path: '/envelopes/{envelopeId}/delete', access: bearer, run: deleteFiles },
  {
    number: 19,
    methods: ['PUT', 'POST'],
    path: '/envelopes/{envelopeId}/extend_signing_due_date',
    access: bearer,
    run: extendDueDate,
  },
  { number: 20, methods: POST, path: '/templates/upload_file', access: bearer, run: uploadFile },
  {
    number: 21,
    methods: POST,
    path: '/templates/create_with_files',
    access: bearer,
    run: createTemplateWithFiles,
  },
  { number: 22, methods: POST, path: '/templates/create', access: bearer, run: createTemplateInline },
  { number: 23, methods: GET, path: '/templates/list', access: bearer, run: listTemplates },
  {
    number: 24,
    methods: PUT,
    path: '/templates/{templateId}/action/{action}',
    access: bearer,
    run: templateAction,
  },
  {
    number: 25,
    methods: POST,
    path: '/envelopes/{envelopeId}/upload_supporting_document',
    access: bearer,
    run: addAttachment,
  },
  {
    number: 26,
    methods: GET,
    path: '/envelopes/{envelopeId}/list_supporting_document',
    access: bearer,
    run: listAttachments,
  },
  {
    number: 27,
    methods: GET,
    path: '/envelopes/{envelopeId}/supportingdocuments/{supportingDocumentId}/download',
    access: bearer,
    run: downloadAttachment,
  },
  { number: 28, methods: GET, path: '/account', access: bearer, run: account },
  { number: 29, methods: GET, path: '/account/statistics', access: bearer, run: statistics },
];

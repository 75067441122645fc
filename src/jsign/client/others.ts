import type {
  AccountOperations,
  AttachmentOperations,
  AuthorizationOperations,
  TemplateOperations,
} from '../api';
import type { Caller } from '../caller';
import { OPERATIONS } from '../operations';
import type { ServiceClock } from '../timing';
import { readDownload } from '../wire/readDownload';
import {
  readAccount,
  readAttachments,
  readStatistics,
  readTemplatePage,
  readTokens,
} from '../wire/readOthers';
import { writeTemplate } from '../wire/writeEnvelope';
import { act, fetchJson, makeOne, upload } from './calls';

/** Section 3. */
export function authorizationOperations(caller: Caller, clock: ServiceClock): AuthorizationOperations {
  return {
    login: async ({ apiKey, apiSecret, email, password }, options) => {
      const { name } = OPERATIONS.login;
      const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`, 'utf8').toString('base64')}`;
      const body = await fetchJson(
        caller,
        OPERATIONS.login,
        { authorization, json: { email, password } },
        options,
      );
      return readTokens(name, body, clock.now());
    },
    refresh: async ({ accessToken, refreshToken }, options) => {
      const { name } = OPERATIONS.refresh;
      const json = { access_token: accessToken, refresh_token: refreshToken };
      const body = await fetchJson(caller, OPERATIONS.refresh, { authorization: null, json }, options);
      return readTokens(name, body, clock.now());
    },
  };
}

/** Section 5. */
export function templateOperations(caller: Caller): TemplateOperations {
  return {
    uploadFile: (file, options) =>
      upload(caller, OPERATIONS.uploadTemplateFile, 'File', file, {}, 'request_id', options),
    createWithFiles: (template, options) =>
      makeOne(caller, OPERATIONS.createTemplateWithFiles, writeTemplate(template), 'template_id', options),
    create: (template, options) =>
      makeOne(caller, OPERATIONS.createTemplate, writeTemplate(template), 'template_id', options),
    list: async (page, pageSize, options) => {
      const { name } = OPERATIONS.listTemplates;
      const query = { page: String(page), pageSize: String(pageSize) };
      const body = await fetchJson(caller, OPERATIONS.listTemplates, { query }, options);
      return readTemplatePage(name, body, { page, pageSize });
    },
    action: (templateId, action, options) =>
      act(caller, OPERATIONS.templateAction, { ids: { templateId, action } }, options),
  };
}

/** Section 6. */
export function attachmentOperations(caller: Caller): AttachmentOperations {
  return {
    add: (envelopeId, file, options) =>
      upload(
        caller,
        OPERATIONS.addAttachment,
        'file',
        file,
        { envelopeId },
        'supporting_document_id',
        options,
      ),
    list: async (envelopeId, options) => {
      const { name } = OPERATIONS.listAttachments;
      return readAttachments(
        name,
        await fetchJson(caller, OPERATIONS.listAttachments, { ids: { envelopeId } }, options),
      );
    },
    download: async (envelopeId, attachmentId, options) => {
      const ids = { envelopeId, supportingDocumentId: attachmentId };
      const reply = await caller.call(OPERATIONS.downloadAttachment, { ids, signal: options?.signal });
      return readDownload(OPERATIONS.downloadAttachment.name, reply, 'supporting_document_base64');
    },
  };
}

/** Section 7. */
export function accountOperations(caller: Caller): AccountOperations {
  return {
    details: async (options) => {
      const { name } = OPERATIONS.account;
      return readAccount(name, await fetchJson(caller, OPERATIONS.account, {}, options));
    },
    statistics: async (options) => {
      const { name } = OPERATIONS.statistics;
      return readStatistics(name, await fetchJson(caller, OPERATIONS.statistics, {}, options));
    },
  };
}

import type { EnvelopeOperations } from '../api';
import type { Caller } from '../caller';
import { OPERATIONS } from '../operations';
import { readDownload } from '../wire/readDownload';
import { readEmbeddedUrl } from '../wire/readEmbeddedUrl';
import {
  readAuditLog,
  readDetails,
  readEnteredValues,
  readEnvelopePage,
  readHistory,
} from '../wire/readEnvelope';
import { writeDate } from '../wire/writeDate';
import { writeEnvelope, writeEnvelopeFromTemplate, writeFilter } from '../wire/writeEnvelope';
import { act, fetchJson, makeOne, upload } from './calls';

/** Section 4. */
export function envelopeOperations(caller: Caller): EnvelopeOperations {
  return {
    uploadFile: (file, options) =>
      upload(caller, OPERATIONS.uploadFile, 'File', file, {}, 'request_id', options),
    createWithFiles: (envelope, options) =>
      makeOne(caller, OPERATIONS.createWithFiles, writeEnvelope(envelope), 'envelope_id', options),
    create: (envelope, options) =>
      makeOne(caller, OPERATIONS.create, writeEnvelope(envelope), 'envelope_id', options),
    createWithTemplate: (envelope, options) =>
      makeOne(
        caller,
        OPERATIONS.createWithTemplate,
        writeEnvelopeFromTemplate(envelope),
        'envelope_id',
        options,
      ),
    details: async (envelopeId, options) => {
      const { name } = OPERATIONS.details;
      return readDetails(name, await fetchJson(caller, OPERATIONS.details, { ids: { envelopeId } }, options));
    },
    history: async (envelopeId, options) => {
      const { name } = OPERATIONS.history;
      return readHistory(name, await fetchJson(caller, OPERATIONS.history, { ids: { envelopeId } }, options));
    },
    download: async (envelopeId, documentId, which, options) => {
      const call = { ids: { envelopeId, documentId }, query: { signedCopy: String(which === 'signed') } };
      const reply = await caller.call(OPERATIONS.download, { ...call, signal: options?.signal });
      return readDownload(OPERATIONS.download.name, reply, 'document_base64');
    },
    decline: (envelopeId, reason, options) =>
      act(caller, OPERATIONS.decline, { ids: { envelopeId }, json: { decline_reason: reason } }, options),
    cancel: (envelopeId, reason, options) =>
      act(caller, OPERATIONS.cancel, { ids: { envelopeId }, json: { cancel_reason: reason } }, options),
    remindSigner: (envelopeId, email, options) =>
      act(caller, OPERATIONS.remindSigner, { ids: { envelopeId }, json: { email } }, options),
    auditLogs: async (envelopeId, options) => {
      const { name } = OPERATIONS.auditLogs;
      return readAuditLog(
        name,
        await fetchJson(caller, OPERATIONS.auditLogs, { ids: { envelopeId } }, options),
      );
    },
    embeddedUrl: async (envelopeId, signerEmail, options) => {
      const { name } = OPERATIONS.embeddedUrl;
      const ids = { envelopeId, signerEmail };
      return readEmbeddedUrl(name, await fetchJson(caller, OPERATIONS.embeddedUrl, { ids }, options));
    },
    updateMetadata: (envelopeId, change, options) => {
      const { name, description, categories } = change;
      return act(
        caller,
        OPERATIONS.updateMetadata,
        { ids: { envelopeId }, json: { name, description, categories } },
        options,
      );
    },
    enteredValues: async (envelopeId, options) => {
      const { name } = OPERATIONS.enteredValues;
      return readEnteredValues(
        name,
        await fetchJson(caller, OPERATIONS.enteredValues, { ids: { envelopeId } }, options),
      );
    },
    list: async (filter, page, pageSize, options) => {
      const { name } = OPERATIONS.listEnvelopes;
      const json = writeFilter(name, filter, page, pageSize);
      const body = await fetchJson(caller, OPERATIONS.listEnvelopes, { json }, options);
      return readEnvelopePage(name, body, { page, pageSize });
    },
    deleteFiles: (envelopeId, options) =>
      act(caller, OPERATIONS.deleteFiles, { ids: { envelopeId } }, options),
    extendDueDate: async (envelopeId, dueDate, options) => {
      const query = { due_date: writeDate(OPERATIONS.extendDueDate.name, dueDate) };
      await act(caller, OPERATIONS.extendDueDate, { ids: { envelopeId }, query }, options);
    },
  };
}

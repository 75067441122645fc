import { refuse } from '../core/errors';
import { freshIds } from '../core/ids';
import { LIMITS } from '../core/limits';
import type { Operation } from '../core/services';
import { isParty } from '../core/turns';
import { done, doneWithFile } from '../http/reply';
import { envelopeFor } from './access';
import { eventBy } from './actions';
import { receiveFile } from './uploads';

/** 25. API reference, section 6.1. Any kind of file, by anybody who has to do with the envelope (INFERRED). */
export const addAttachment: Operation = async (services, call) => {
  const { store, spelling } = services;
  const file = await receiveFile(services, call);
  try {
    const envelope = envelopeFor(services, call);
    if (envelope.filesDeleted === true)
      throw refuse('DOCUMENT_NOT_FOUND', 'the files of the envelope were deleted');
    if (envelope.attachments.length >= LIMITS.attachments) throw refuse('ATTACHMENT_LIMIT_EXCEEDED');
    const attachment = {
      id: freshIds.guid(),
      name: file.name,
      hash: file.hash,
      size: file.size,
      owner: call.user,
    };
    envelope.attachments.push(attachment);
    envelope.events.push(eventBy(services, call.user, 'Attached', file.name));
    await store.save({ t: 'envelope', v: envelope });
    const data = { envelope_id: envelope.id, supporting_document_id: attachment.id };
    return done(data, spelling.attached, 201);
  } catch (error) {
    await store.release([file.hash]);
    throw error;
  }
};

/** 26. API reference, section 6.2: `data` is an array. */
export const listAttachments: Operation = ({ store }, call) => {
  const envelope = store.envelopes.get(call.param('envelopeId'));
  if (envelope === undefined || !isParty(envelope, call.user))
    throw refuse('DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS');
  return done(envelope.attachments.map(({ id, name }) => ({ supporting_document_id: id, file_name: name })));
};

/** 27. API reference, section 6.3. */
export const downloadAttachment: Operation = (services, call) => {
  const envelope = envelopeFor(services, call);
  if (envelope.attachments.length === 0) throw refuse('ATTACHMENT_NOT_FOUND');
  const attachment = envelope.attachments.find(({ id }) => id === call.param('supportingDocumentId'));
  if (attachment === undefined) throw refuse('SUPPORTING_DOCUMENT_NOT_FOUND');
  return doneWithFile({ file_name: attachment.name }, 'supporting_document_base64', attachment.size, () =>
    services.store.blobs.stream(attachment.hash),
  );
};

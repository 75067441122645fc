import { DAY, parseDay } from '../core/clock';
import { refuse } from '../core/errors';
import { type Activity, type Envelope, type HistoryEvent, type Mail, splitName } from '../core/model';
import { asObject, BodyReader } from '../core/reader';
import type { Operation, Services } from '../core/services';
import { isOwner, nextSigners, phaseAt, signerOf } from '../core/turns';
import { filesOf } from '../core/copies';
import { done } from '../http/reply';
import { findUser } from '../store/credentials';
import { envelopeFor, ownEnvelopeFor } from './access';
import { declineAs, signerOnTurn } from './signing';

/** An entry of the history by one of the sandbox's users. */
export function eventBy(
  { credentials, clock }: Services,
  email: string,
  activity: Activity,
  about?: string,
): HistoryEvent {
  const { firstName, lastName } = findUser(credentials, email) ?? splitName(email);
  return { at: clock.now(), activity, firstName, lastName, email, about };
}

async function keep({ store }: Services, envelope: Envelope, mails: readonly Mail[] = []): Promise<void> {
  await store.save({ t: 'envelope', v: envelope }, ...mails.map((v) => ({ t: 'mail', v }) as const));
}

/** 10. API reference, section 4.8. */
export const decline: Operation = async (services, call) => {
  const envelope = envelopeFor(services, call);
  const reader = new BodyReader();
  const body = asObject((await call.body()) ?? {});
  const reason = reader.text(body, 'decline_reason', 'ENVELOPE_DECLINE_REASON_REQUIRED') ?? '';
  reader.finish();
  if (isOwner(envelope, call.user)) throw refuse('ENVELOPE_CREATOR_CANNOT_DECLINE');
  await declineAs(services, envelope, call.user, reason);
  return done({}, services.spelling.declined);
};

/** 11. API reference, section 4.9. Only what still waits (INFERRED). */
export const cancel: Operation = async (services, call) => {
  const envelope = ownEnvelopeFor(services, call);
  const reader = new BodyReader();
  const body = asObject((await call.body()) ?? {});
  const reason = reader.text(body, 'cancel_reason', 'ENVELOPE_CANCEL_REASON_REQUIRED') ?? '';
  for (const name of ['envelope_latitude', 'envelope_longitude']) reader.decimal(body, name);
  for (const name of ['user_agent', 'user_ip_address', 'user_mac_address']) reader.text(body, name);
  reader.finish();
  const { clock, postbox } = services;
  if (phaseAt(envelope, clock.now()) !== 'waiting') throw refuse('ENVELOPE_NOT_WAITING');
  envelope.status = 'cancelled';
  envelope.cancelReason = reason;
  envelope.cancelledAt = clock.now();
  envelope.events.push(eventBy(services, call.user, 'Cancelled', reason));
  await keep(services, envelope, postbox.outcome(envelope, 'cancelled', call.user));
  return done({}, 'Envelope cancelled successfully.');
};

/** 12. API reference, section 4.10. Only a signer whose turn it is (INFERRED); no throttle. */
export const remindSigner: Operation = async (services, call) => {
  const envelope = ownEnvelopeFor(services, call);
  const reader = new BodyReader();
  const email = reader.text(asObject((await call.body()) ?? {}), 'email', 'EMAIL_REQUIRED') ?? '';
  reader.finish();
  const signer = signerOnTurn(envelope, email, services.clock.now());
  envelope.events.push(
    eventBy(services, call.user, 'Reminded', `${signer.firstName} ${signer.lastName}`.trim()),
  );
  await keep(services, envelope, [services.postbox.mail(envelope, 'reminder', signer.email)]);
  return done({}, 'Reminder email sent.');
};

/** 14. API reference, section 4.12. For the creator, or the signer himself (INFERRED). */
export const embeddedUrl: Operation = (services, call) => {
  const envelope = envelopeFor(services, call);
  const email = call.param('signerEmail');
  if (!isOwner(envelope, call.user) && signerOf(envelope, email) !== signerOf(envelope, call.user)) {
    throw refuse('PERMISSION_DENIED');
  }
  const signer = signerOnTurn(envelope, email, services.clock.now());
  const token = services.tokens.sealLink({ kind: 'embedded', envelopeId: envelope.id, email: signer.email });
  return done({ embedded_url: `${services.url()}/sign/${token}` });
};

/** 15. API reference, section 4.13. */
export const updateMetadata: Operation = async (services, call) => {
  const envelope = envelopeFor(services, call);
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const name = reader.text(body, 'name', body['name'] === undefined ? undefined : 'ENVELOPE_NAME_REQUIRED');
  const description = reader.text(body, 'description');
  const categories = reader.texts(body, 'categories');
  if (
    categories !== undefined &&
    categories.filter((category) => category.trim() !== '').length < Math.max(1, categories.length)
  ) {
    reader.refuse('CATEGORIES_EMPTY');
  }
  reader.finish();
  if (!isOwner(envelope, call.user)) throw refuse('ENVELOPE_UPDATE_FAILED', 'only the creator may update it');
  if (name === undefined && description === undefined && categories === undefined) {
    throw refuse('ENVELOPE_UPDATE_FAILED', 'nothing to update was sent');
  }
  envelope.name = name?.trim() ?? envelope.name;
  envelope.description = description ?? envelope.description;
  envelope.categories = categories ?? envelope.categories;
  envelope.events.push(eventBy(services, call.user, 'Updated'));
  await keep(services, envelope);
  return done({ envelope_id: envelope.id }, 'Envelope updated successfully');
};

/** 18. API reference, section 4.16. The record, its history and its audit log stay (INFERRED). */
export const deleteFiles: Operation = async (services, call) => {
  const envelope = ownEnvelopeFor(services, call);
  if (envelope.status !== 'completed') throw refuse('ENVELOPE_NOT_COMPLETED');
  // The audit log names the hash of the signed file, so that file must have existed.
  await services.copies.ensure(envelope);
  if (envelope.filesDeleted !== true) {
    const files = filesOf(envelope);
    envelope.filesDeleted = true;
    envelope.attachments.length = 0;
    envelope.events.push(eventBy(services, call.user, 'Deleted'));
    await keep(services, envelope);
    await services.store.release(files);
  }
  return done({}, 'Envelope deleted successfully.');
};

/** 19. API reference, section 4.17. Only an expired envelope; the new due date is the end of that day, UTC (INFERRED). */
export const extendDueDate: Operation = async (services, call) => {
  const envelope = ownEnvelopeFor(services, call);
  const text = call.query.get('due_date') ?? '';
  if (text === '') throw refuse('DUE_DATE_REQUIRED');
  const day = parseDay(text);
  const now = services.clock.now();
  if (day === undefined || day <= now) throw refuse('DUE_DATE_INVALID');
  if (phaseAt(envelope, now) !== 'expired') throw refuse('ENVELOPE_NOT_EXPIRED');
  envelope.dueAt = day + DAY - 1000;
  envelope.events.push(eventBy(services, call.user, 'Extended', text));
  const mails = envelope.sendEmail
    ? nextSigners(envelope).map((signer) => services.postbox.mail(envelope, 'extended', signer.email))
    : [];
  await keep(services, envelope, mails);
  return done({}, 'Signing due date extended successfully.');
};

import { refuse } from '../core/errors';
import {
  type Activity,
  type Envelope,
  type Field,
  fullName,
  type HistoryEvent,
  type Signer,
} from '../core/model';
import type { Services } from '../core/services';
import { nextSigners, phaseAt, signerOf } from '../core/turns';

/** The signer with that e-mail if he may sign now; refused otherwise, saying why. */
export function signerOnTurn(envelope: Envelope, email: string, now: number): Signer {
  const signer = signerOf(envelope, email);
  if (signer === undefined) throw refuse('EMAIL_DOES_NOT_BELONG_TO_ENVELOPE');
  if (phaseAt(envelope, now) !== 'waiting') throw refuse('ENVELOPE_NOT_WAITING');
  if (signer.signedAt !== undefined) throw refuse('SIGNER_ALREADY_SIGNED');
  if (!nextSigners(envelope).includes(signer)) throw refuse('SIGNER_NOT_ON_TURN');
  return signer;
}

/** Notes that the signer has opened the envelope, the first time. */
export async function viewAs({ clock, store }: Services, envelope: Envelope, signer: Signer): Promise<void> {
  if (signer.viewedAt !== undefined) return;
  signer.viewedAt = clock.now();
  envelope.events.push(eventOf(signer, 'Viewed', clock.now()));
  await store.save({ t: 'envelope', v: envelope });
}

/**
 * Signs. At the last signature the envelope is completed and the signed copies are made before this resolves.
 *
 * @param values what was entered, in the order of the signer's fields; `undefined` takes what the field offers by itself.
 * @throws `FIELD_VALUE_REQUIRED` and everything of {@link signerOnTurn}.
 */
export async function signAs(
  services: Services,
  envelope: Envelope,
  email: string,
  values: readonly (string | undefined)[],
): Promise<void> {
  const { clock, store, postbox, copies } = services;
  const now = clock.now();
  const signer = signerOnTurn(envelope, email, now);
  const entered = signer.fields.map((field, index) => values[index] ?? offeredValue(field, signer, now));
  for (const [index, field] of signer.fields.entries()) checkValue(field, entered[index] ?? '');
  const before = nextSigners(envelope);
  for (const [index, field] of signer.fields.entries()) field.value = entered[index] ?? '';
  signer.viewedAt ??= now;
  signer.signedAt = now;
  envelope.events.push(eventOf(signer, 'Signed', now));
  const completes = envelope.signers.every((other) => other.signedAt !== undefined);
  if (completes) {
    envelope.status = 'completed';
    envelope.completedAt = now;
    envelope.events.push(eventOf(signer, 'Completed', now));
  }
  const mails = completes ? postbox.outcome(envelope, 'completed') : postbox.invitations(envelope, before);
  await store.save({ t: 'envelope', v: envelope }, ...mails.map((v) => ({ t: 'mail', v }) as const));
  await copies.ensure(envelope);
}

/** Declines; that ends the envelope for everybody (INFERRED). */
export async function declineAs(
  services: Services,
  envelope: Envelope,
  email: string,
  reason: string,
): Promise<void> {
  const { clock, store, postbox } = services;
  const signer = signerOnTurn(envelope, email, clock.now());
  signer.declinedAt = clock.now();
  signer.declineReason = reason;
  envelope.status = 'declined';
  envelope.events.push({ ...eventOf(signer, 'Declined', clock.now()), about: reason });
  const mails = postbox.outcome(envelope, 'declined', signer.email);
  await store.save({ t: 'envelope', v: envelope }, ...mails.map((v) => ({ t: 'mail', v }) as const));
}

/** What a field holds before anybody types: a name, initials, today, its default. */
export function offeredValue(field: Field, signer: Signer, now: number): string {
  switch (field.kind) {
    case 'signature':
      return fullName(signer);
    case 'initials':
      return initialsOf(signer);
    case 'date':
      return new Date(now).toISOString().slice(0, 10);
    case 'checkbox':
      return field.defaultValue ?? (field.required ? 'checked' : 'unchecked');
    case 'dropdown':
    case 'radio':
      return field.defaultValue ?? (field.required ? (field.choices?.[0] ?? '') : '');
    case 'text':
    case 'textArea':
      return field.defaultValue ?? '';
  }
}

export function initialsOf(signer: Signer): string {
  return fullName(signer)
    .split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
}

function checkValue(field: Field, value: string): void {
  const name = field.label === '' ? field.kind : field.label;
  const empty = field.kind === 'checkbox' ? value !== 'checked' : value.trim() === '';
  if (field.required && empty) throw refuse('FIELD_VALUE_REQUIRED', name);
  if (field.charLimit !== undefined && Array.from(value).length > field.charLimit)
    throw refuse('CHAR_LIMIT_INVALID', name);
  if (value !== '' && field.choices !== undefined && !field.choices.includes(value)) {
    throw refuse('DROPDOWN_OPTIONS_REQUIRED', name);
  }
}

function eventOf(signer: Signer, activity: Activity, at: number): HistoryEvent {
  return { at, activity, firstName: signer.firstName, lastName: signer.lastName, email: signer.email };
}

import { LIMITS } from '../core/limits';
import type { Flow } from '../core/model';
import type { BodyReader, Json } from '../core/reader';

export interface AskedEnvelope {
  readonly name: string;
  readonly description: string | undefined;
  readonly categories: readonly string[] | undefined;
  readonly flow: Flow;
  readonly expirationDays: number | undefined;
  readonly emailReminders: boolean;
  readonly reminderPeriod: number;
  readonly removeSigned: boolean;
  readonly sendEmail: boolean;
  readonly elementTags: boolean;
}

const FLOWS: readonly Flow[] = ['Sequential', 'Parallel', 'Hybrid'];
/** INFERRED: what counts as "a few days before" when a reminder is wanted without saying when. */
const DEFAULT_REMINDER_DAYS = 3;

/**
 * `envelope` of the creations. Defaults are those of the API reference, section 4.2 (INFERRED there).
 *
 * @param signature whether the signature type is required (all but create with template).
 */
export function readEnvelope(reader: BodyReader, body: Json, signature: boolean): AskedEnvelope {
  const source = reader.object(body, 'envelope', 'ENVELOPE_REQUIRED') ?? {};
  const present = body['envelope'] !== undefined && body['envelope'] !== null;
  const name = reader.text(source, 'name', present ? 'ENVELOPE_NAME_REQUIRED' : undefined)?.trim() ?? '';
  const type = reader.text(source, 'signature', signature && present ? 'SIGNATURE_TYPE_REQUIRED' : undefined);
  if (type !== undefined && type.toLowerCase().replaceAll(/[^a-z]/g, '') !== 'esignature') {
    reader.refuse('SIGNATURE_TYPE_INVALID');
  }
  const word = reader.text(source, 'sign_process_flow');
  const flow = FLOWS.find((known) => known === word);
  if (word !== undefined && flow === undefined) reader.refuse('FLOW_INVALID');
  const expirationDays = reader.integer(source, ['expiration_days', 'expiration_day']);
  if (!inDays(expirationDays)) reader.refuse('EXPIRATION_DAYS_INVALID');
  const reminderPeriod = reader.integer(source, 'reminder_period');
  if (!inDays(reminderPeriod)) reader.refuse('REMINDER_PERIOD_INVALID');
  for (const unused of ['append_verification_qr_code', 'enforce_signers_location'])
    reader.flag(source, unused);
  return {
    name,
    description: reader.text(source, 'description'),
    categories: reader.texts(source, 'categories'),
    flow: flow ?? 'Parallel',
    expirationDays,
    emailReminders: reader.flag(source, 'email_reminders') ?? false,
    reminderPeriod: reminderPeriod ?? DEFAULT_REMINDER_DAYS,
    removeSigned: reader.flag(source, ['remove_signed_document', 'remove_signed_envelope']) ?? false,
    sendEmail: reader.flag(source, 'send_email_to_recipients') ?? true,
    elementTags: reader.flag(source, 'enable_element_tag') ?? false,
  };
}

function inDays(days: number | undefined): boolean {
  return days === undefined || (days >= 1 && days <= LIMITS.expirationDays);
}

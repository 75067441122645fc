import * as v from 'valibot';
import type { EnvelopeObserver, EnvelopeSigner, SignerState } from '../types';
import { id, optionalFlag, optionalNumber, optionalText, type Reader, text, time } from './scalars';
import { isObject, lenient, many, one, record, unreadable } from './shapes';
import { letters } from './statusWord';

/*
 * Signers and observers of Envelope details (section 4.5). What is documented ends with e-mail, names and order; who has viewed,
 * signed or declined, and when, is INFERRED and read here alone, under every likely name.
 */

const signer: Reader<EnvelopeSigner> = v.pipe(
  record(
    {
      email: id,
      first_name: text,
      last_name: text,
      name: text,
      signing_order: optionalNumber,
      status: lenient(text, ''),
      is_signed: optionalFlag,
      is_declined: optionalFlag,
      is_viewed: optionalFlag,
      signed_time_utc: time,
      decline_reason: lenient<string | undefined>(optionalText, undefined),
    },
    {
      email: ['signer_email_address', 'signer_email', 'email_address'],
      signing_order: ['order'],
      status: ['signer_status', 'signing_status', 'sign_status', 'state'],
      is_signed: ['has_signed', 'signed'],
      is_declined: ['has_declined', 'declined'],
      is_viewed: ['has_viewed', 'viewed'],
      signed_time_utc: [
        'signing_time_utc',
        'sign_time_utc',
        'signed_date_utc',
        'signing_date_utc',
        'signed_date',
        'signed_time',
        'signed_on',
        'signed_at',
      ],
      decline_reason: ['declined_reason', 'reason'],
    },
  ),
  v.transform((found) => {
    const [first = '', ...rest] = found.name.trim().split(/\s+/);
    const named = found.first_name !== '' || found.last_name !== '';
    const state = signerState(found.status, found);
    const stateWord = state === 'unknown' ? found.status.trim() : '';
    return {
      email: found.email,
      firstName: named ? found.first_name : first,
      lastName: named ? found.last_name : rest.join(' '),
      order: found.signing_order,
      state,
      ...(stateWord === '' ? {} : { stateWord }),
      signedAt: found.signed_time_utc,
      declineReason: found.decline_reason,
    };
  }),
);

const observer: Reader<EnvelopeObserver> = v.pipe(
  record(
    { email: id, name: text, first_name: text, last_name: text },
    { email: ['observer_email', 'email_address'] },
  ),
  v.transform(({ email, name, first_name: first, last_name: last }) => ({
    email,
    name: name || `${first} ${last}`.trim(),
  })),
);

const recipients = one(
  record(
    { signers: many(signer), observers: lenient<EnvelopeObserver[]>(many(observer), []) },
    { signers: ['signer'] },
  ),
);

/** `recipients` as an object with `signers`, or (as the table writes it) as the signers themselves. */
export function readPeople(
  operation: string,
  value: unknown,
): { readonly signers: EnvelopeSigner[]; readonly observers: EnvelopeObserver[] } {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const bare = isObject(first) && Object.keys(first).some((key) => key.toLowerCase() === 'email');
  const schema = v.object({ data: v.object({ recipients: bare ? bareSigners : recipients }) });
  const result = v.safeParse(schema, { data: { recipients: value } });
  if (!result.success) throw unreadable(operation, v.getDotPath(result.issues[0]) ?? 'data.recipients');
  return result.output.data.recipients;
}

const bareSigners: Reader<{ signers: EnvelopeSigner[]; observers: EnvelopeObserver[] }> = v.pipe(
  many(signer),
  v.transform((signers) => ({ signers, observers: [] })),
);

const STATES: Readonly<Record<string, SignerState>> = {
  signed: 'signed',
  completed: 'signed',
  declined: 'declined',
  rejected: 'declined',
  viewed: 'viewed',
  opened: 'viewed',
  read: 'viewed',
  pending: 'waiting',
  waiting: 'waiting',
  awaiting: 'waiting',
  awaitingsignature: 'waiting',
  notsigned: 'waiting',
  unsigned: 'waiting',
  sent: 'waiting',
  created: 'waiting',
};

function signerState(
  word: string,
  flags: {
    readonly is_signed: boolean | undefined;
    readonly is_declined: boolean | undefined;
    readonly is_viewed: boolean | undefined;
  },
): SignerState {
  if (flags.is_declined) return 'declined';
  if (flags.is_signed) return 'signed';
  const key = letters(word);
  const state = Object.hasOwn(STATES, key) ? STATES[key] : undefined;
  if (state !== undefined && state !== 'waiting') return state;
  if (flags.is_viewed) return 'viewed';
  return state ?? (flags.is_signed === false ? 'waiting' : 'unknown');
}

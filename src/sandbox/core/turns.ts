import { DAY } from './clock';
import { type Envelope, sameEmail, type Signer } from './model';

/** INFERRED: "due soon" begins three days before the due date. */
export const DUE_SOON_DAYS = 3;

export type Phase = 'waiting' | 'completed' | 'declined' | 'cancelled' | 'expired';
export const STATUS_WORDS = [
  'AwaitingMySignature',
  'AwaitingOthers',
  'Completed',
  'Declined',
  'Cancelled',
  'DueSoon',
  'Expired',
] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** Where the envelope stands at a moment. */
export function phaseAt(envelope: Envelope, now: number): Phase {
  if (envelope.status === 'waiting' && envelope.dueAt !== undefined && now >= envelope.dueAt)
    return 'expired';
  return envelope.status;
}

/** Those who may sign next, whatever the clock says. Equal numbers of a hybrid flow sign side by side. */
export function nextSigners(envelope: Envelope): readonly Signer[] {
  if (envelope.status !== 'waiting') return [];
  const open = envelope.signers.filter((signer) => signer.signedAt === undefined);
  if (envelope.flow === 'Parallel') return open;
  const first = Math.min(...open.map((signer) => signer.order));
  return open.filter((signer) => signer.order === first);
}

export function signerOf(envelope: Envelope, email: string): Signer | undefined {
  return envelope.signers.find((signer) => sameEmail(signer.email, email));
}

export function isOwner(envelope: Envelope, email: string): boolean {
  return sameEmail(envelope.owner, email);
}

/** Creator, signer or observer: whoever else asks gets the same answer as for an unknown id. */
export function isParty(envelope: Envelope, email: string): boolean {
  return (
    isOwner(envelope, email) ||
    signerOf(envelope, email) !== undefined ||
    envelope.observers.some((observer) => sameEmail(observer.email, email))
  );
}

const WORDS = {
  completed: 'Completed',
  declined: 'Declined',
  cancelled: 'Cancelled',
  expired: 'Expired',
} as const;

/** The status word as one user sees it (API reference, section 10). */
export function statusFor(envelope: Envelope, email: string, now: number): StatusWord {
  const phase = phaseAt(envelope, now);
  if (phase !== 'waiting') return WORDS[phase];
  return nextSigners(envelope).some((signer) => sameEmail(signer.email, email))
    ? 'AwaitingMySignature'
    : 'AwaitingOthers';
}

/** Whether a waiting envelope is close to its due date. */
export function isDueSoon(envelope: Envelope, now: number): boolean {
  return (
    phaseAt(envelope, now) === 'waiting' &&
    envelope.dueAt !== undefined &&
    envelope.dueAt - now <= DUE_SOON_DAYS * DAY
  );
}

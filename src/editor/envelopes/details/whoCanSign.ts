import type { EnvelopeDetails, EnvelopeSigner } from '../../../jsign/types';

/** Somebody whose turn it is. */
export interface SignChoice {
  readonly email: string;
  readonly name: string;
  /** The account's own person. Anybody else has to be sitting there. */
  readonly self: boolean;
}

export function signerName(signer: Pick<EnvelopeSigner, 'firstName' | 'lastName' | 'email'>): string {
  return `${signer.firstName} ${signer.lastName}`.trim() || signer.email;
}

export function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isDone(signer: EnvelopeSigner): boolean {
  return signer.state === 'signed' || signer.state === 'declined';
}

/**
 * Who can sign now. The service has the last word: where it says nothing of a signer's state (the field is INFERRED), that
 * signer is offered and blocks nobody.
 */
export function whoCanSign(details: EnvelopeDetails, ownEmail: string): readonly SignChoice[] {
  const pending = details.signers.filter((signer) => !isDone(signer));
  const choices = pending
    .filter((signer) => isOpen(details, signer) && hasTurn(details, signer, pending, ownEmail))
    .map((signer) => ({
      email: signer.email,
      name: signerName(signer),
      self: sameAddress(signer.email, ownEmail),
    }));
  return [...choices.filter((choice) => choice.self), ...choices.filter((choice) => !choice.self)];
}

function isOpen(details: EnvelopeDetails, signer: EnvelopeSigner): boolean {
  switch (details.status.known) {
    case 'AwaitingMySignature':
    case 'AwaitingOthers':
    case 'DueSoon':
      return true;
    case 'unknown':
      return signer.state === 'waiting' || signer.state === 'viewed';
    default:
      return false;
  }
}

function hasTurn(
  details: EnvelopeDetails,
  signer: EnvelopeSigner,
  pending: readonly EnvelopeSigner[],
  ownEmail: string,
): boolean {
  // The service itself says that it is this person's turn.
  if (details.status.known === 'AwaitingMySignature' && sameAddress(signer.email, ownEmail)) return true;
  if (details.flow !== 'Sequential' && details.flow !== 'Hybrid') return true;
  const order = signer.order ?? Infinity;
  return !pending.some((other) => other.state !== 'unknown' && (other.order ?? Infinity) < order);
}

export type Outcome = 'open' | 'signed' | 'declined' | 'ended';

/**
 * What the service's details say became of a signature since signing was begun. Where a signer's state is not told, only
 * a change of the envelope's own status counts.
 */
export function outcomeOf(before: EnvelopeDetails, now: EnvelopeDetails, choice: SignChoice): Outcome {
  const signer = now.signers.find((each) => sameAddress(each.email, choice.email));
  if (signer?.state === 'signed') return 'signed';
  if (signer?.state === 'declined') return 'declined';
  switch (now.status.known) {
    case 'Completed':
      return 'signed';
    case 'Declined':
    case 'Cancelled':
    case 'Expired':
      return 'ended';
    case 'AwaitingOthers': {
      const passedOn = choice.self && before.status.known === 'AwaitingMySignature';
      return passedOn && signer?.state === 'unknown' ? 'signed' : 'open';
    }
    default:
      return 'open';
  }
}

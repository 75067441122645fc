import type { EnvelopeDetails, EnvelopeSigner } from '../../../jsign/types';
import { isWaiting } from '../allowed';
import { hasTurn, isPending, sameAddress, signerName } from '../signers';

/** Somebody whose turn it is. */
export interface SignChoice {
  readonly email: string;
  readonly name: string;
  /** The account's own person. Anybody else has to be sitting there. */
  readonly self: boolean;
}

/**
 * Who can sign now. The service has the last word: where it says nothing of a signer's state (the field is INFERRED), that
 * signer is offered and blocks nobody.
 */
export function whoCanSign(details: EnvelopeDetails, ownEmail: string): readonly SignChoice[] {
  // Of the account's own person the service itself says whether it is their turn.
  const mayGo = (signer: EnvelopeSigner): boolean =>
    hasTurn(details, signer) ||
    (details.status.known === 'AwaitingMySignature' && sameAddress(signer.email, ownEmail));
  const choices = details.signers
    .filter((signer) => isPending(signer) && isOpen(details, signer) && mayGo(signer))
    .map((signer) => ({
      email: signer.email,
      name: signerName(signer),
      self: sameAddress(signer.email, ownEmail),
    }));
  return [...choices.filter((choice) => choice.self), ...choices.filter((choice) => !choice.self)];
}

function isOpen(details: EnvelopeDetails, signer: EnvelopeSigner): boolean {
  if (details.status.known === 'unknown') return signer.state === 'waiting' || signer.state === 'viewed';
  return isWaiting(details.status.known);
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

import type { EnvelopeDetails, EnvelopeSigner, EnvelopeSummary, KnownStatus } from '../../jsign/types';
import { hasTurn, isPending, sameAddress } from './signers';

/** What can be done to an envelope, by the state rules of the API reference (sections 4.8 to 4.17, 6.1 and 10). */
export type EnvelopeAction =
  | 'sign'
  | 'remind'
  | 'decline'
  | 'cancel'
  | 'extend'
  | 'delete'
  | 'edit'
  | 'attach'
  | 'useAgain'
  | 'auditLog'
  | 'enteredValues';

const WAITING: readonly (KnownStatus | 'unknown')[] = ['AwaitingMySignature', 'AwaitingOthers', 'DueSoon'];

/** Whether the envelope still waits for signatures. */
export function isWaiting(status: KnownStatus | 'unknown'): boolean {
  return WAITING.includes(status);
}

/**
 * What may be offered. Only what is known to be refused is left out: with the list's summary alone, who made the envelope and
 * whose turn it is are not known, so more is offered than with the details. The service has the last word.
 *
 * @param email of the account that looks at it
 */
export function allowedActions(
  summary: Pick<EnvelopeSummary, 'status'>,
  details: EnvelopeDetails | undefined,
  email: string,
): ReadonlySet<EnvelopeAction> {
  const status = (details ?? summary).status.known;
  // Whatever can be read can be used again, by whoever can read it.
  const allowed = new Set<EnvelopeAction>(['edit', 'attach', 'useAgain']);
  const isCreator = details === undefined ? undefined : sameAddress(details.createdBy, email);
  const own = details?.signers.find((signer) => sameAddress(signer.email, email));
  const waiting = isWaiting(status) || status === 'unknown';
  if (waiting) {
    if (
      status === 'AwaitingMySignature' ||
      details === undefined ||
      details.signers.some((each) => hasTurn(details, each))
    )
      allowed.add('sign');
    if (isCreator !== false) {
      allowed.add('remind');
      allowed.add('cancel');
    }
    const mayDecline =
      details === undefined ? status === 'AwaitingMySignature' : own !== undefined && isPending(own);
    if (mayDecline && isCreator !== true) allowed.add('decline');
  }
  if ((status === 'Expired' || status === 'unknown') && isCreator !== false) allowed.add('extend');
  if (status === 'Completed') {
    allowed.add('delete');
    allowed.add('auditLog');
  }
  if (status === 'Completed' || waiting) allowed.add('enteredValues');
  return allowed;
}

/** Whether to offer that this signer is reminded: it is their turn, and nobody reminds themselves. `email` is that of who looks. */
export function mayBeReminded(details: EnvelopeDetails, signer: EnvelopeSigner, email: string): boolean {
  return (
    !sameAddress(signer.email, email) &&
    hasTurn(details, signer) &&
    allowedActions(details, details, email).has('remind')
  );
}

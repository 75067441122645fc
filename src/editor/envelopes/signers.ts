import type { EnvelopeDetails, EnvelopeSigner } from '../../jsign/types';

/** Whether two addresses are the same person's, as far as letters tell. */
export function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The name of a signer as the service gives it, the address where there is none. */
export function signerName(signer: Pick<EnvelopeSigner, 'firstName' | 'lastName' | 'email'>): string {
  return `${signer.firstName} ${signer.lastName}`.trim() || signer.email;
}

/** Whether this signer has neither signed nor declined. Where the service says nothing of it, nobody is left out. */
export function isPending(signer: EnvelopeSigner): boolean {
  return signer.state !== 'signed' && signer.state !== 'declined';
}

/**
 * Whether it is this signer's turn: nobody with a lower number is still to sign. A signer of whose state the service says nothing
 * (the field is INFERRED) blocks nobody.
 */
export function hasTurn(details: EnvelopeDetails, signer: EnvelopeSigner): boolean {
  if (!isPending(signer)) return false;
  if (details.flow !== 'Sequential' && details.flow !== 'Hybrid') return true;
  const order = signer.order ?? Infinity;
  return !details.signers.some(
    (other) => isPending(other) && other.state !== 'unknown' && (other.order ?? Infinity) < order,
  );
}

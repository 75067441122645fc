import type { EnvelopeDetails } from '../../../../src/jsign/types';

/** A document as the service says it. */
export function documentOf(name: string, originalHash?: string, signProcessCompleted = false) {
  return {
    id: `document-${name}`,
    name,
    originalHash,
    signedHash: undefined,
    blockHash: undefined,
    signProcessCompleted,
  };
}

/** A signer as the service says them, who has not signed yet. */
export function signerOf(firstName: string, lastName: string, email: string, order: number) {
  const unknown = { signedAt: undefined, declineReason: undefined };
  return { firstName, lastName, email, order, state: 'waiting' as const, ...unknown };
}

/** The Statement of Work, sent a day before `now` and due in twenty; what differs is said. */
export function detailsOf(
  now: number,
  createdBy: string,
  change: Partial<EnvelopeDetails> & Pick<EnvelopeDetails, 'status' | 'signers'>,
): EnvelopeDetails {
  return {
    id: 'envelope-1',
    name: 'Statement of Work',
    description: 'For the north wing\n\nRef jsign-0123456789ab · sha256 0011223344556677',
    createdBy,
    createdAt: now - 86_400_000,
    flow: 'Parallel',
    dueAt: now + 20 * 86_400_000,
    cancelReason: undefined,
    cancelledAt: undefined,
    categories: ['Sales'],
    documents: [documentOf('sow.pdf')],
    observers: [{ name: 'Legal', email: 'legal@example.com' }],
    ...change,
  };
}

import type { EnvelopeDetails } from '../../jsign/types';
import { allowedActions, mayBeReminded, type EnvelopeAction } from './allowed';
import type { EnvelopeNode, SignerNode } from './nodes';
import { hasTurn, sameAddress } from './signers';

/** Actions that menus of the tree ask for by name. */
const TAGGED: readonly EnvelopeAction[] = [
  'remind',
  'cancel',
  'decline',
  'extend',
  'delete',
  'edit',
  'attach',
];

/** What the menus know of an envelope: tags joined with `+`, matched by `when` clauses. `email` is the account's. */
export function envelopeTags(
  node: EnvelopeNode,
  details: EnvelopeDetails | undefined,
  email: string,
): string {
  const allowed = allowedActions(node.summary, details, email);
  const status = (details ?? node.summary).status.known;
  const tags = ['envelope'];
  // Signing is what a waiting envelope is for: nobody is offered it where nobody has a turn.
  if (allowed.has('sign')) {
    tags.push('waiting');
    const listed = details === undefined && node.group === 'AwaitingMySignature';
    if (listed || status === 'AwaitingMySignature' || hasOwnTurn(details, email)) tags.push('signable');
  }
  if (status === 'Completed') tags.push('completed');
  return [...tags, ...TAGGED.filter((action) => allowed.has(action))].join('+');
}

/** The same for a signer: who may be reminded, and who may sign here in person. */
export function signerTags({ details, signer }: SignerNode, email: string): string {
  const allowed = allowedActions(details, details, email);
  const turn = allowed.has('sign') && hasTurn(details, signer);
  const tags = ['signer', signer.state];
  if (mayBeReminded(details, signer, email)) tags.push('remind');
  if (turn && !sameAddress(signer.email, email)) tags.push('turn');
  return tags.join('+');
}

function hasOwnTurn(details: EnvelopeDetails | undefined, email: string): boolean {
  return (
    details?.signers.some((signer) => sameAddress(signer.email, email) && hasTurn(details, signer)) ?? false
  );
}

import type { Draft, DraftSigner } from '../draft';

export interface LackingSentences {
  /** With the name or the address. */
  readonly known: string;
  /** With the role in the documents. */
  readonly role: string;
  /** With the place in the list, from 1. */
  readonly place: string;
}

/** That somebody lacks something, in words that tell them from the others even while nothing is known of them. */
export function lacking(
  signer: DraftSigner,
  { signers }: Pick<Draft, 'signers'>,
  { known, role, place }: LackingSentences,
): readonly [string, string | number] {
  const who = [signer.name, signer.email].find((text) => text.trim() !== '');
  if (who !== undefined) return [known, who];
  if (signer.role !== undefined) return [role, signer.role];
  return [place, signers.findIndex(({ id }) => id === signer.id) + 1];
}

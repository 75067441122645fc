import type { Draft, DraftSigner } from '../draft';

export interface LackingSentences {
  /** With the name or the address. */
  readonly known: string;
  /** With the role in the documents. */
  readonly role: string;
  /** With the place in the list, from 1. */
  readonly place: string;
}

/** Name, else address, else role, else place in the list: a sentence never has a hole where somebody should be. */
export function calledAs(signer: DraftSigner, draft: Pick<Draft, 'signers'>): string {
  const said = [signer.name, signer.email, signer.role ?? ''].find((text) => text.trim() !== '');
  return said ?? `#${placeOf(signer, draft)}`;
}

/** That somebody lacks something, in words that tell them from the others even while nothing is known of them. */
export function lacking(
  signer: DraftSigner,
  draft: Pick<Draft, 'signers'>,
  { known, role, place }: LackingSentences,
): readonly [string, string | number] {
  const who = [signer.name, signer.email].find((text) => text.trim() !== '');
  if (who !== undefined) return [known, who];
  if (signer.role !== undefined) return [role, signer.role];
  return [place, placeOf(signer, draft)];
}

function placeOf({ id }: DraftSigner, { signers }: Pick<Draft, 'signers'>): number {
  return signers.findIndex((one) => one.id === id) + 1;
}

import { filled } from '../viewer/strings';
import type { ComposedSigner, Composition } from './composition';
import { colourOf, initialOf } from './model/people';
import type { SignerLook } from './model/signerLook';

/** How each signer is told from the others, worked out once per list of signers. */
export class Looks {
  private signers: readonly ComposedSigner[] | undefined;
  private known = new Map<string, SignerLook>();

  /** @param number the words for somebody of whom nothing is known, with `{0}` for their place in the list. */
  constructor(
    private readonly composition: () => Composition,
    private readonly number: string,
  ) {}

  of(signerId: string): SignerLook {
    const { signers } = this.composition();
    if (signers !== this.signers) {
      this.signers = signers;
      this.known = new Map(signers.map((signer, index) => [signer.id, this.look(signer, index, signers)]));
    }
    // A row that waits for somebody is the next in the list.
    return (
      this.known.get(signerId) ?? {
        colour: colourOf(signers.length),
        initial: String(signers.length + 1),
        name: filled(this.number, signers.length + 1),
      }
    );
  }

  private look(signer: ComposedSigner, index: number, all: readonly ComposedSigner[]): SignerLook {
    const { name, email, role } = signer;
    const known = [name, email, role ?? ''].find((text) => text !== '');
    return {
      colour: colourOf(index),
      initial: initialOf(signer, all),
      name: known ?? filled(this.number, index + 1),
    };
  }
}

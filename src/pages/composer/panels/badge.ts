import { h } from '../../dom';
import type { SignerLook } from '../model/signerLook';

/** The colour and the letter of a signer. The letter is drawn and not said: the name always stands beside it. */
export function badge({ colour, initial }: SignerLook): HTMLElement {
  return h('span', { class: `badge signer-${colour}`, 'data-initial': initial, 'aria-hidden': 'true' });
}

import type { EnvelopeDetails, EnvelopeSigner } from '../../../jsign/types';
import type { Account } from '../../account/api';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { isPending } from '../signers';

/** More names than this are counted, not listed. */
const MOST_NAMES = 10;

/** The name of a signer as it may stand in a prompt, the address where there is none. */
export function shownName(signer: EnvelopeSigner): string {
  return shown(`${signer.firstName} ${signer.lastName}`, 40) || shown(signer.email);
}

/** Name and address: a wrong address is the commonest mistake, so it is shown where mail goes out. */
export function nameAndAddress(signer: EnvelopeSigner): string {
  const name = shown(`${signer.firstName} ${signer.lastName}`, 40);
  return name === '' ? shown(signer.email) : `${name} <${shown(signer.email)}>`;
}

/** Names in a row. */
export function listed(names: readonly string[], t: Translate): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  const first = names.slice(0, MOST_NAMES).join(', ');
  return t({ text: '{0} and {1} more', args: [first, names.length - MOST_NAMES] });
}

/** Lines of a confirmation: who has signed, who is waited for, and of whom jSign says nothing. */
export function affected(details: EnvelopeDetails, t: Translate): readonly string[] {
  const line = (text: string, fits: (signer: EnvelopeSigner) => boolean): readonly string[] => {
    const names = details.signers.filter(fits).map(shownName);
    return names.length === 0 ? [] : [t({ text, args: [listed(names, t)] })];
  };
  return [
    ...line('Signed already: {0}', ({ state }) => state === 'signed'),
    ...line('Still to sign: {0}', (signer) => isPending(signer) && signer.state !== 'unknown'),
    ...line('jSign does not say whether they have signed: {0}', ({ state }) => state === 'unknown'),
  ];
}

/** Where it happens, so that production is never taken for anything else. */
export function accountLine(account: Account, environmentLabel: (account: Account) => string): string {
  return `${environmentLabel(account)} · ${account.email}`;
}

import { within } from '../limits';
import type { Person } from '../ports';
import { mergePeople } from './contactList';
import type { ComposerPorts } from './ports';

/** Milliseconds that anything is waited for: offering people and categories is a convenience. */
const PATIENCE = 15_000;

export interface Known {
  readonly people: readonly Person[];
  readonly categories: readonly string[];
}

/**
 * People and categories to offer in a draft of this account: what the workspace names first, then signers of recent envelopes, as
 * long as it is the account in use. Never rejects.
 */
export async function knownFor(
  accountId: string,
  {
    accounts,
    categories,
    contacts,
    pastPeople,
  }: Pick<ComposerPorts, 'accounts' | 'categories' | 'contacts' | 'pastPeople'>,
): Promise<Known> {
  const { state } = accounts;
  const isCurrent = state.kind === 'signedIn' && state.session.account.id === accountId;
  const [named, past, used] = await Promise.all([
    within(PATIENCE, contacts.list()),
    // Whom another account has written to is none of this one's business.
    isCurrent ? within(PATIENCE, pastPeople()) : undefined,
    within(PATIENCE, categories(accountId)),
  ]);
  return { people: mergePeople(named ?? [], past ?? []), categories: used ?? [] };
}

import type { Accounts, Session } from '../account/api';

/** The session of an account, whether or not it is the one in use; `undefined` when it is not signed in. */
export async function sessionOf(
  accounts: Pick<Accounts, 'state' | 'session'>,
  accountId: string,
): Promise<Session | undefined> {
  const { state } = accounts;
  if (state.kind === 'signedIn' && state.session.account.id === accountId) return state.session;
  return accounts.session(accountId);
}

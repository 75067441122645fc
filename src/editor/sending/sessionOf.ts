import type { Accounts, Session } from '../account/api';
import type { UserError } from '../platform/actions';

/** The session of an account, whether or not it is the one in use; `undefined` when it is not signed in. */
export async function sessionOf(
  accounts: Pick<Accounts, 'state' | 'session'>,
  accountId: string,
): Promise<Session | undefined> {
  const { state } = accounts;
  if (state.kind === 'signedIn' && state.session.account.id === accountId) return state.session;
  return accounts.session(accountId);
}

/** The session of an account that can be used. @throws what `missing` makes when it is signed out, or its sign-in has ended. */
export async function usableSession(
  accounts: Pick<Accounts, 'state' | 'session'>,
  accountId: string,
  missing: () => UserError,
): Promise<Session> {
  const session = await sessionOf(accounts, accountId);
  if (session && !session.refused) return session;
  throw missing();
}

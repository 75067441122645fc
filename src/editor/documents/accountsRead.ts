import type { Accounts, SessionState } from '../account/api';
import type { Clock } from '../platform/clock';

/** After a reload the accounts are read from the keyring first, which may ask the person for its password. Milliseconds. */
const LONGEST_WAIT = 20_000;

/** The state once the accounts were read; still `loading` when that takes longer than anybody would wait. */
export async function accountsRead(
  accounts: Pick<Accounts, 'state' | 'onDidChange'>,
  clock: Clock,
): Promise<SessionState> {
  if (accounts.state.kind !== 'loading') return accounts.state;
  return new Promise((resolve) => {
    const end = (): void => {
      listening.dispose();
      limit.dispose();
      resolve(accounts.state);
    };
    const limit = clock.after(LONGEST_WAIT, end);
    const listening = accounts.onDidChange((state) => {
      if (state.kind !== 'loading') end();
    });
  });
}

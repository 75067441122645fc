import type { Accounts, Session } from '../api';
import type { AccountFacts, readAccount } from './accountFacts';
import type { AccountRow, accountRows, AccountWords } from './accountRows';

/** What reads and words the facts; loaded when first needed. */
export interface AccountReader {
  readonly readAccount: typeof readAccount;
  readonly accountRows: typeof accountRows;
}

/** The rows of the account in use, read once and kept until they are to be read anew. */
export class AccountContents {
  private reading: Promise<AccountFacts> | undefined;

  constructor(
    private readonly accounts: Pick<Accounts, 'state'>,
    private readonly words: AccountWords,
    private readonly reader: () => Promise<AccountReader>,
  ) {}

  /** Another account is in use, or what is known is to be read anew. */
  forget(): void {
    this.reading = undefined;
  }

  async rows(): Promise<readonly AccountRow[]> {
    if (!this.session()) return [];
    const { accountRows: rowsOf, readAccount: read } = await this.reader();
    // Only now: another account may be in use since, and what is read here is kept for it.
    const session = this.session();
    if (!session) return [];
    this.reading ??= read(session, Date.now());
    try {
      return rowsOf(await this.reading, this.words);
    } catch (error) {
      // No client at all, so nothing of the service is known; the account itself is.
      const nothing = { error };
      const { account } = session;
      return rowsOf(
        { account, details: nothing, outcomes: nothing, envelopes: undefined, templates: nothing },
        this.words,
      ).filter(({ id }) => id !== 'error:outcomes');
    }
  }
  private session(): Session | undefined {
    const { state } = this.accounts;
    return state.kind === 'signedIn' ? state.session : undefined;
  }
}

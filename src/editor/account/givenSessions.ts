import type { Translate } from '../platform/translate';
import { toAccount, type AccountRecord } from './accountRecord';
import type { AccountsChange, AccountStore } from './accountStore';
import { environmentWords } from './environments';
import type { Sessions } from './sessions';

/** What other extensions get, in the shape of VS Code's `AuthenticationSession`. */
export interface GivenSession {
  readonly id: string;
  /** The bearer alone: neither key pair nor refresh token. */
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
}

/** A token with less left than this (milliseconds) is renewed before it is given away. */
const LEAST_LEFT = 60_000;

/** The accounts as sessions that other extensions may use with the person's consent. */
export class GivenSessions {
  constructor(
    private readonly store: AccountStore,
    private readonly sessions: Sessions,
    private readonly t: Translate,
    private readonly now: () => number,
  ) {}

  /**
   * Without scopes VS Code lists accounts for a menu: nothing is asked of the service then. With scopes an extension wants to
   * work: tokens that have ended are renewed, and an account whose sign-in is no longer accepted is left out. jSign knows no
   * scopes, so the wanted ones are given back.
   */
  async list(scopes: readonly string[] | undefined, accountId?: string): Promise<GivenSession[]> {
    await this.store.load();
    const records = this.store.list().filter(({ id }) => accountId === undefined || id === accountId);
    if (scopes === undefined) return records.map((record) => this.give(record, []));
    const usable = await Promise.all(records.map((record) => this.usable(record)));
    return usable.flatMap((record) => (record ? [this.give(record, scopes)] : []));
  }

  async one(accountId: string, scopes: readonly string[]): Promise<GivenSession | undefined> {
    return (await this.list(undefined, accountId)).map((session) => ({ ...session, scopes }))[0];
  }

  /** A change of accounts as VS Code wants to hear it. */
  changes(change: AccountsChange): Record<'added' | 'removed' | 'changed', GivenSession[]> {
    const give = (records: readonly AccountRecord[]): GivenSession[] =>
      records.map((record) => this.give(record, []));
    return {
      added: give(change.added),
      removed: give(change.removed),
      changed: give([...change.changed, ...change.renewed]),
    };
  }

  private async usable(record: AccountRecord): Promise<AccountRecord | undefined> {
    const session = await this.sessions.session(record.id);
    if (!session || session.refused) return undefined;
    if (record.tokens.expiresAt - this.now() >= LEAST_LEFT) return record;
    try {
      await (await session.client()).renew();
    } catch {
      // Without a connection the old token is all there is; refused, it is worth nothing.
      return (await this.sessions.session(record.id))?.refused === true ? undefined : record;
    }
    return this.store.get(record.id);
  }

  private give(record: AccountRecord, scopes: readonly string[]): GivenSession {
    const { id, email, tokens } = record;
    const label = this.t({ text: '{0} ({1})', args: [email, this.t(environmentWords(toAccount(record)))] });
    return { id, accessToken: tokens.accessToken, account: { id, label }, scopes };
  }
}

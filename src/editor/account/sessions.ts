import { Disposable } from '../platform/disposable';
import { Emitter } from '../platform/event';
import type { Translate } from '../platform/translate';
import { toAccount, type AccountRecord } from './accountRecord';
import { AccountSession, type SessionPorts } from './accountSession';
import type { AccountsChange } from './accountStore';
import type { Account, Accounts, Session, SessionState } from './api';
import { environmentWords } from './environments';
import type { Mementos } from './ports';

/** Id of the account in use; the workspace's own choice counts before the one made anywhere. */
const CURRENT = 'jsign.currentAccount';

/** Who is signed in and which account is in use. Reads secrets only; no request is made before someone uses a client. */
export class Sessions extends Disposable implements Accounts {
  private readonly change = this._register(
    new Emitter<SessionState>((error) => this.ports.log.error('listener.failed', error)),
  );
  readonly onDidChange = this.change.event;
  private readonly refusal = this._register(new Emitter<Account>());
  /** The service takes an account's stored tokens no longer. Once for each sign-in. */
  readonly onDidRefuse = this.refusal.event;

  private now: SessionState = { kind: 'loading' };
  private readonly sessions = new Map<string, AccountSession>();

  constructor(
    private readonly ports: SessionPorts,
    private readonly mementos: Mementos,
    private readonly t: Translate,
  ) {
    super();
    this._register(ports.store.onDidChange((change) => this.follow(change)));
  }

  get state(): SessionState {
    return this.now;
  }

  get current(): Account | undefined {
    return this.now.kind === 'signedIn' ? this.now.session.account : undefined;
  }

  /** Reads the stored accounts and says who is in use. Never rejects. */
  async load(): Promise<void> {
    await this.ports.store.load();
    if (this.now.kind === 'loading') this.settle();
  }

  async all(): Promise<readonly Account[]> {
    await this.ports.store.load();
    return this.ports.store.list().map(toAccount);
  }

  async session(accountId: string): Promise<Session | undefined> {
    await this.ports.store.load();
    return this.sessionOf(accountId);
  }

  environmentLabel(account: Account): string {
    return this.t(environmentWords(account));
  }

  /** Makes an account the one in use, here and in windows to come. */
  async use(accountId: string): Promise<void> {
    await this.ports.store.load();
    if (!this.sessionOf(accountId)) return;
    await this.mementos.workspace.update(CURRENT, accountId);
    await this.mementos.global.update(CURRENT, accountId);
    this.settle();
  }

  /** Signs out on this machine: secret and everything remembered under the account's id. Rejects when the keyring refuses. */
  async signOut(accountId: string): Promise<void> {
    await this.ports.store.remove(accountId);
    for (const memento of [this.mementos.workspace, this.mementos.global]) {
      for (const key of memento.keys()) {
        if (key.includes(accountId) || (key === CURRENT && memento.get(key) === accountId)) {
          await memento.update(key, undefined);
        }
      }
    }
  }

  /** A setting that clients depend on has changed. */
  forgetClients(): void {
    for (const session of this.sessions.values()) session.forgetClient();
  }

  private follow({ changed, renewed, removed }: AccountsChange): void {
    for (const { id } of removed) this.sessions.delete(id);
    for (const { id } of changed) this.sessions.delete(id);
    // Another window renewed the tokens: what was refused here is good again.
    for (const { id } of renewed) if (this.sessions.get(id)?.refused === true) this.sessions.delete(id);
    if (this.now.kind !== 'loading') this.settle();
  }

  /** Works out who is in use, and tells when that is another session than before. */
  private settle(): void {
    const record = this.wanted();
    const session = record && this.sessionOf(record.id);
    const before = this.now;
    if (session ? before.kind === 'signedIn' && before.session === session : before.kind === 'signedOut')
      return;
    this.now = session ? { kind: 'signedIn', session } : { kind: 'signedOut' };
    this.change.fire(this.now);
  }

  private wanted(): AccountRecord | undefined {
    const all = this.ports.store.list();
    const ids = [this.mementos.workspace.get(CURRENT), this.current?.id, this.mementos.global.get(CURRENT)];
    for (const id of ids) {
      const record = all.find((one) => one.id === id);
      if (record) return record;
    }
    return all[0];
  }

  private sessionOf(id: string): AccountSession | undefined {
    const record = this.ports.store.list().find((one) => one.id === id);
    if (!record) return undefined;
    const known = this.sessions.get(id);
    if (known) return known;
    const session = this.makeSession(toAccount(record), false);
    this.sessions.set(id, session);
    return session;
  }

  private makeSession(account: Account, refused: boolean): AccountSession {
    return new AccountSession(account, refused, this.ports, (session) => {
      // A late answer about a session that was replaced meanwhile.
      if (this.sessions.get(account.id) !== session) return;
      this.sessions.set(account.id, this.makeSession(account, true));
      this.settle();
      this.refusal.fire(account);
    });
  }
}

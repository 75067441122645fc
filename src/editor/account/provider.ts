import { authentication, CancellationError, EventEmitter } from 'vscode';
import type {
  AuthenticationProvider,
  AuthenticationProviderAuthenticationSessionsChangeEvent,
  AuthenticationProviderSessionOptions,
  AuthenticationSession,
} from 'vscode';
import { Disposable } from '../platform/disposable';
import type { AccountRoom } from './accountRoom';

/** Puts the accounts into VS Code's Accounts menu, where other extensions can ask for them with the person's consent. */
export class JsignAuthenticationProvider extends Disposable implements AuthenticationProvider {
  private readonly change = this._register(
    new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  readonly onDidChangeSessions = this.change.event;

  constructor(private readonly room: AccountRoom) {
    super();
    this._register(room.store.onDidChange((change) => this.change.fire(room.given.changes(change))));
    this._register(
      authentication.registerAuthenticationProvider('jsign', 'jSign', this, {
        supportsMultipleAccounts: true,
      }),
    );
  }

  getSessions(
    scopes: readonly string[] | undefined,
    options: AuthenticationProviderSessionOptions = {},
  ): Promise<AuthenticationSession[]> {
    return this.room.given.list(scopes, options.account?.id);
  }

  async createSession(
    scopes: readonly string[],
    options: AuthenticationProviderSessionOptions = {},
  ): Promise<AuthenticationSession> {
    const account = await (await this.room.desks()).desk.signIn(options.account?.id);
    const session = account && (await this.room.given.one(account.id, scopes));
    // Leaving is no error of anyone: VS Code shows nothing for it.
    if (!session) throw new CancellationError();
    return session;
  }

  async removeSession(sessionId: string): Promise<void> {
    await (await this.room.desks()).desk.forget(sessionId);
  }
}

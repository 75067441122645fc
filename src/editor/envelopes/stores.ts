import type { Accounts, Session, SessionState } from '../account/api';
import { Disposable, DisposableSlot } from '../platform/disposable';
import { Emitter } from '../platform/event';
import type { EnvelopeStores } from './api';
import { ServiceEnvelopeStore } from './store';

/** One store per account in use. The current one follows the current account; panels may hold others. */
export class AccountEnvelopeStores extends Disposable implements EnvelopeStores {
  private readonly slot = this._register(new DisposableSlot<ServiceEnvelopeStore>());
  private readonly others = new Map<
    string,
    { readonly session: Session; readonly store: ServiceEnvelopeStore }
  >();
  private readonly changed = this._register(new Emitter<ServiceEnvelopeStore | undefined>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly accounts: Accounts) {
    super();
    this._register(accounts.onDidChange((state) => this.follow(state)));
    this._register({ dispose: () => this.dropOthers() });
    this.follow(accounts.state);
  }

  get current(): ServiceEnvelopeStore | undefined {
    return this.slot.value;
  }

  async forAccount(accountId: string): Promise<ServiceEnvelopeStore | undefined> {
    if (this.current?.account.id === accountId) return this.current;
    const session = await this.accounts.session(accountId);
    if (!session) return undefined;
    const kept = this.others.get(accountId);
    if (kept?.session === session) return kept.store;
    kept?.store.dispose();
    const store = new ServiceEnvelopeStore(session);
    this.others.set(accountId, { session, store });
    return store;
  }

  private follow(state: SessionState): void {
    const next = state.kind === 'signedIn' ? new ServiceEnvelopeStore(state.session) : undefined;
    this.slot.set(next);
    this.changed.fire(next);
  }

  private dropOthers(): void {
    for (const { store } of this.others.values()) store.dispose();
    this.others.clear();
  }
}

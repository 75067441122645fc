import { Disposable, DisposableSlot } from '../../platform/disposable';
import type { ServiceEnvelopeStore } from '../store';
import { AccountWatch } from './accountWatch';
import type { CurrentPorts } from './ports';

/** Keeps the account in use current: none while signed out, refused or switched off, a fresh start with every change. */
export class StayingCurrent extends Disposable {
  private readonly watching = this._register(new DisposableSlot<AccountWatch>());
  private store: ServiceEnvelopeStore | undefined;

  constructor(private readonly ports: CurrentPorts) {
    super();
    this._register(ports.stores.onDidChange(() => this.follow()));
    this._register(ports.onDidChangeSettings(() => this.follow()));
    this.follow();
  }

  get watch(): AccountWatch | undefined {
    return this.watching.value;
  }

  private follow(): void {
    const { stores, accounts, isEnabled } = this.ports;
    const { state } = accounts;
    const isUsable = state.kind === 'signedIn' && !state.session.refused && isEnabled();
    const store = isUsable ? stores.current : undefined;
    if (store === this.store) return;
    this.store = store;
    this.watching.set(undefined);
    if (store) this.watching.set(new AccountWatch(store, this.ports));
  }
}

import { commands } from 'vscode';

/** Every context key that our `when` clauses use. */
export interface ContextKeyValues {
  /** Welcome views wait for anything but `loading`, so that they never flash. */
  readonly 'jsign.session': 'loading' | 'signedOut' | 'signedIn';
  readonly 'jsign.environment': 'production' | 'qa' | 'custom' | 'sandbox' | '';
  readonly 'jsign.severalAccounts': boolean;
  readonly 'jsign.sandboxRunning': boolean;
  readonly 'jsign.unfinishedSends': boolean;
  /** True when the account has no envelope in any group. */
  readonly 'jsign.noEnvelopes': boolean;
}

/** The only place that sets context keys; values that did not change are not sent again. */
export class ContextKeys {
  private readonly known = new Map<keyof ContextKeyValues, unknown>();

  set<K extends keyof ContextKeyValues>(key: K, value: ContextKeyValues[K]): void {
    if (this.known.get(key) === value) return;
    this.known.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}

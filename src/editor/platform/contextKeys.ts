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
  /** Something was sent, signed, or kept (opened, saved) on this machine: completes steps of the walkthrough. */
  readonly 'jsign.sentHere': boolean;
  readonly 'jsign.signedHere': boolean;
  readonly 'jsign.keptHere': boolean;
}

/**
 * The only place that sets context keys. They are sent together after whatever sets them is done, so that starting the editor
 * does not wait for it; a value that did not change is not sent again.
 */
export class ContextKeys {
  private readonly sent = new Map<keyof ContextKeyValues, unknown>();
  private readonly waiting = new Map<keyof ContextKeyValues, unknown>();

  set<K extends keyof ContextKeyValues>(key: K, value: ContextKeyValues[K]): void {
    if (this.waiting.size === 0) setImmediate(() => this.send());
    this.waiting.set(key, value);
  }

  private send(): void {
    for (const [key, value] of this.waiting) {
      if (this.sent.get(key) === value) continue;
      this.sent.set(key, value);
      void commands.executeCommand('setContext', key, value);
    }
    this.waiting.clear();
  }
}

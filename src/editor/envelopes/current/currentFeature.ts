import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { window, type ExtensionContext } from 'vscode';
import type { Accounts } from '../../account/api';
import type { CommandRegistry } from '../../platform/commands';
import { Disposable, timer } from '../../platform/disposable';
import { either, Emitter, type Listen } from '../../platform/event';
import { lazy } from '../../platform/lazy';
import type { Log } from '../../platform/log';
import type { Prompts } from '../../platform/prompts';
import type { Settings } from '../../platform/settings';
import type { Translate } from '../../platform/translate';
import type { EnvelopeEvent } from '../api';
import type { AccountEnvelopeStores } from '../stores';

export interface CurrentDependencies {
  readonly context: ExtensionContext;
  readonly stores: AccountEnvelopeStores;
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly log: Log;
  /** Whether a view or a panel of ours can be seen in this window. */
  readonly isVisible: () => boolean;
  /** Fires when that may have changed. */
  readonly onDidChangeVisible: Listen<unknown>;
}

/** Keeps the envelopes current without being asked. What does it is loaded by {@link start}, after the activation. */
export class CurrentFeature extends Disposable {
  private readonly happening = this._register(
    new Emitter<EnvelopeEvent>((error) => this.deps.log.error('listener.failed', error)),
  );
  /** What happened to envelopes of the account in use, whoever did it; in every window. */
  readonly onDidHappen = this.happening.event;

  private readonly running = lazy(async () => {
    const { context, settings, commands, stores, accounts, prompts, translate, log, isVisible } = this.deps;
    const { createCurrent } = await import('./part');
    return this._register(
      createCurrent({
        stores,
        accounts,
        prompts,
        translate,
        log,
        attention: () => ({ isFocused: window.state.focused, isVisible: isVisible() }),
        onDidChangeAttention: either<unknown>(window.onDidChangeWindowState, this.deps.onDidChangeVisible),
        isEnabled: () => settings.get('jsign.stayCurrent') ?? true,
        level: () => settings.get('jsign.notifications') ?? 'all',
        onDidChangeSettings: settings.onDidChange,
        memento: context.globalState,
        folder: path.join(context.globalStorageUri.fsPath, 'current'),
        schedule: timer,
        monotonic: () => performance.now(),
        now: Date.now,
        random: Math.random,
        execute: (command, ...args) => commands.execute(command, ...args),
        happened: (event) => this.happening.fire(event),
      }),
    );
  });

  constructor(private readonly deps: CurrentDependencies) {
    super();
  }

  /** Begins. Call it when the accounts have been read. Never rejects. */
  async start(): Promise<void> {
    try {
      await this.running();
    } catch (error) {
      this.deps.log.error('staying current not started', error);
    }
  }
}

import path from 'node:path';
import {
  commands as editorCommands,
  env,
  StatusBarAlignment,
  ThemeColor,
  Uri,
  window,
  type ExtensionContext,
} from 'vscode';
import type { Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import type { ContextKeys } from '../platform/contextKeys';
import { Disposable } from '../platform/disposable';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Settings } from '../platform/settings';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import { AccountRoom } from './accountRoom';
import type { Accounts, SandboxDoor } from './api';
import { CERTIFICATE_SETTING, readCertificate } from './certificate';
import { JsignAuthenticationProvider } from './provider';
import { SandboxProcess } from './sandboxProcess';
import { statusText } from './statusText';
import { AccountView } from './view/accountView';

export interface AccountFeatureParts {
  readonly context: ExtensionContext;
  readonly commands: CommandRegistry;
  readonly contextKeys: ContextKeys;
  readonly settings: Settings;
  readonly prompts: Prompts;
  readonly actions: Actions;
  readonly log: Log;
  readonly translate: Translate;
  readonly when: When;
}

/** Seconds the sandbox stays after its last window, so that a reload finds it again. */
const LINGER = 30;
const START_TIMEOUT = 15_000;

/** Accounts in VS Code: commands, status bar, context keys, the Accounts menu and the door to the sandbox. */
export class AccountFeature extends Disposable {
  private readonly room: AccountRoom;
  private readonly status = this._register(
    window.createStatusBarItem('jsign.account', StatusBarAlignment.Right, 100),
  );

  constructor(private readonly parts: AccountFeatureParts) {
    super();
    const { context, settings, translate } = parts;
    this.room = this._register(
      new AccountRoom({
        secrets: context.secrets,
        mementos: { workspace: context.workspaceState, global: context.globalState },
        loadClient: async (wanted) => (await import('../../jsign')).createClient(wanted),
        certificate: () => readCertificate(settings.get(CERTIFICATE_SETTING), translate),
        program: new SandboxProcess({
          program: path.join(context.extensionPath, 'dist', 'sandbox.js'),
          execPath: process.execPath,
          dataFolder: path.join(context.globalStorageUri.fsPath, 'sandbox'),
          linger: LINGER,
          startTimeout: START_TIMEOUT,
        }),
        prompts: parts.prompts,
        t: translate,
        log: parts.log,
        describe: (error) => parts.actions.describe(error),
        execute: (id) => parts.commands.execute(id),
        openSetting: (key) => void editorCommands.executeCommand('workbench.action.openSettings', key),
        openOutside: async (address) => {
          // Resolves the address for the person's own machine by itself.
          await env.openExternal(Uri.parse(address, true));
        },
        now: Date.now,
      }),
    );
    this._register(new JsignAuthenticationProvider(this.room));
    this._register(settings.onDidChange(() => this.room.sessions.forgetClients()));
    const view = this._register(
      new AccountView({
        accounts: this.room.sessions,
        words: { t: translate, when: parts.when, describe: (error) => parts.actions.describe(error) },
      }),
    );
    parts.commands.register('jsign.refreshAccount', () => view.refresh());
    this.registerCommands();
    this.showState();
  }

  get accounts(): Accounts {
    return this.room.sessions;
  }

  get door(): SandboxDoor {
    return this.room.door;
  }

  /** Reads the stored accounts. Not waited for by activation; never rejects. */
  start(): Promise<void> {
    return this.room.start();
  }

  private registerCommands(): void {
    const { commands } = this.parts;
    const { desks } = this.room;
    commands.register('jsign.signIn', async (accountId) => {
      await (await desks()).desk.signIn(typeof accountId === 'string' ? accountId : undefined);
    });
    commands.register('jsign.signOut', async () => (await desks()).desk.signOut());
    commands.register('jsign.switchAccount', async () => (await desks()).desk.switchAccount());
    commands.register('jsign.tryWithoutAccount', async () => (await desks()).sandbox.tryWithoutAccount());
    commands.register('jsign.startSandbox', async () => (await desks()).sandbox.start());
    commands.register('jsign.stopSandbox', async () => (await desks()).sandbox.stop());
    commands.register('jsign.resetSandbox', async () => (await desks()).sandbox.reset());
    commands.register('jsign.openSandboxOutbox', async () => (await desks()).sandbox.openOutbox());
  }

  private showState(): void {
    const { contextKeys } = this.parts;
    const { sessions, store, door } = this.room;
    this.status.name = 'jSign';
    const show = (): void => {
      const { state } = sessions;
      contextKeys.set('jsign.session', state.kind);
      contextKeys.set(
        'jsign.environment',
        state.kind === 'signedIn' ? state.session.account.environment : '',
      );
      contextKeys.set('jsign.severalAccounts', store.list().length > 1);
      this.showStatus();
    };
    const showSandbox = (): void => contextKeys.set('jsign.sandboxRunning', door.isRunning);
    this._register(sessions.onDidChange(show));
    this._register(store.onDidChange(show));
    this._register(door.onDidChange(showSandbox));
    show();
    showSandbox();
  }

  private showStatus(): void {
    const status = statusText(this.room.sessions.state, this.parts.translate);
    if (!status) {
      this.status.hide();
      return;
    }
    const { text, tooltip, label, refusedAccount } = status;
    this.status.text = text;
    this.status.tooltip = tooltip;
    this.status.accessibilityInformation = { label: `${label}. ${tooltip}` };
    this.status.backgroundColor =
      refusedAccount === undefined ? undefined : new ThemeColor('statusBarItem.warningBackground');
    this.status.command =
      refusedAccount === undefined
        ? 'jsign.switchAccount'
        : { command: 'jsign.signIn', title: label, arguments: [refusedAccount] };
    this.status.show();
  }
}

import { commands as editorCommands, type ExtensionContext } from 'vscode';
import type { CommandRegistry } from './commands';
import type { ContextKeys } from './contextKeys';
import { Disposable } from './disposable';
import type { Listen } from './event';

export interface WalkthroughParts {
  readonly context: Pick<ExtensionContext, 'extension' | 'globalState'>;
  readonly commands: CommandRegistry;
  readonly contextKeys: ContextKeys;
  /** Something was signed, wherever. */
  readonly onSigned: Listen<unknown>;
}

/** Whether something was sent, signed, opened or saved on this machine; nothing else is kept. */
const KEYS = { sent: 'jsign.sentHere', signed: 'jsign.signedHere', kept: 'jsign.keptHere' } as const;

/** Opens the walkthrough and tells it which of its steps are done. */
export class Walkthrough extends Disposable {
  constructor(private readonly parts: WalkthroughParts) {
    super();
    const { context, commands, contextKeys, onSigned } = parts;
    commands.register('jsign.getStarted', async () => {
      await editorCommands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#start`,
      );
    });
    for (const key of Object.values(KEYS))
      if (context.globalState.get(key) === true) contextKeys.set(key, true);
    this._register(onSigned(() => this.done('signed')));
  }

  /** An envelope was sent from here. */
  sent(): void {
    this.done('sent');
  }

  /** A document was opened, or saved. */
  kept(): void {
    this.done('kept');
  }

  private done(step: keyof typeof KEYS): void {
    const { context, contextKeys } = this.parts;
    const key = KEYS[step];
    if (context.globalState.get(key) === true) return;
    contextKeys.set(key, true);
    void context.globalState.update(key, true);
  }
}

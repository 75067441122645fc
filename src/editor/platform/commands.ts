import { commands } from 'vscode';
import type { Actions } from './actions';
import type { CommandId } from './commandIds';
import { Disposable } from './disposable';

/** The only place that registers commands. */
export class CommandRegistry extends Disposable {
  constructor(private readonly actions: Actions) {
    super();
  }

  /** `run` gets what the menu or caller passed, unchecked. Its failures are shown and logged by the action wrapper. */
  register(id: CommandId, run: (...args: readonly unknown[]) => Promise<void> | void): void {
    this._register(
      commands.registerCommand(id, (...args: unknown[]) => this.actions.run(id, async () => run(...args))),
    );
  }

  /** Runs another command of ours. */
  execute(id: CommandId, ...args: readonly unknown[]): Thenable<unknown> {
    return commands.executeCommand(id, ...args);
  }
}

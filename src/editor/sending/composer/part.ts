/**
 * What is loaded when an envelope is composed for the first time. A bundle of its own: whoever sends the quick way does not pay for it.
 */
import { env, type Uri, type WebviewPanel } from 'vscode';
import { SocketLocks } from '../../../delivery/node/locks';
import { systemClock } from '../../platform/clock';
import { Disposable } from '../../platform/disposable';
import { watchFile } from '../../platform/watchFile';
import { readLimits } from '../limits';
import { ComposerPanels } from './composerPanels';
import { Composers } from './composers';
import { fileAt } from './fileAt';
import type { ComposerDesk, ComposerPorts } from './ports';
import { WorkspaceContacts } from './workspaceContacts';

/** What the composer needs and does not make by itself. */
export interface ComposerDependencies extends Omit<
  ComposerPorts,
  'locks' | 'watch' | 'fileAt' | 'contacts' | 'limits' | 'openPanel' | 'clock' | 'locale'
> {
  readonly extensionUri: Uri;
  /** Path of the folder in which all windows lock what they work on. */
  readonly lockFolder: string;
}

/** The composers of this window, and their way back after a reload. */
export class ComposerPart extends Disposable {
  readonly desk: ComposerDesk;
  private readonly panels: ComposerPanels;

  constructor({ extensionUri, lockFolder, ...deps }: ComposerDependencies) {
    super();
    const { log, prompts, translate } = deps;
    this.panels = new ComposerPanels(extensionUri, log, translate);
    this.desk = this._register(
      new Composers({
        ...deps,
        locks: new SocketLocks(lockFolder),
        watch: watchFile,
        fileAt,
        contacts: this._register(new WorkspaceContacts(log, prompts, translate)),
        limits: readLimits,
        openPanel: () => this.panels.open(),
        clock: systemClock,
        locale: env.language,
      }),
    );
  }

  /** Fills a tab that VS Code brought back; `state` is what its page kept. */
  restore(panel: WebviewPanel, state: unknown): Promise<void> {
    return this.desk.restore(this.panels.adopt(panel), state);
  }
}

export function createComposer(deps: ComposerDependencies): ComposerPart {
  return new ComposerPart(deps);
}

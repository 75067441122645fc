import { Uri, workspace } from 'vscode';
import type { Accounts } from '../../account/api';
import type { Actions } from '../../platform/actions';
import { systemClock } from '../../platform/clock';
import type { CommandRegistry } from '../../platform/commands';
import { Disposable } from '../../platform/disposable';
import type { Log } from '../../platform/log';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeStores } from '../api';
import { detailsHost } from './detailsHost';
import { DetailsPanels } from './detailsPanels';
import { Exports } from './exports';
import type { SigningClient } from './ports';

export interface DetailsPartDependencies {
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  readonly accounts: Accounts;
  /** The client of an account that is signed in. */
  readonly clientOf: (accountId: string) => Promise<SigningClient | undefined>;
  readonly commands: CommandRegistry;
  readonly actions: Actions;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly translate: Translate;
  readonly extensionUri: Uri;
}

/** Everything of the details panel that is loaded when it is first used. */
export class DetailsPart extends Disposable {
  readonly panels: DetailsPanels;
  readonly exports: Exports;

  constructor(deps: DetailsPartDependencies) {
    super();
    const { stores, accounts, prompts, log, translate: t, extensionUri } = deps;
    const icon = (theme: string) => Uri.joinPath(extensionUri, 'media', `panel-${theme}.svg`);
    this.panels = this._register(
      new DetailsPanels(
        {
          stores,
          accounts,
          client: deps.clientOf,
          prompts,
          host: detailsHost(deps.actions, deps.commands),
          clock: systemClock,
          log,
          t,
        },
        extensionUri,
        { light: icon('light'), dark: icon('dark') },
      ),
    );
    this.exports = new Exports({
      stores,
      prompts,
      write: async (uri, bytes) => {
        await workspace.fs.writeFile(Uri.parse(uri, true), bytes);
      },
      t,
    });
  }
}

export function createDetails(deps: DetailsPartDependencies): DetailsPart {
  return new DetailsPart(deps);
}

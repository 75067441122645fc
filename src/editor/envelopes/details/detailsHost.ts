import { env, Uri } from 'vscode';
import type { Actions } from '../../platform/actions';
import type { CommandRegistry } from '../../platform/commands';
import { externalAddress } from '../../platform/externalAddress';
import type { DetailsHost } from './ports';

/** What the panels use of VS Code. */
export function detailsHost(actions: Actions, commands: Pick<CommandRegistry, 'execute'>): DetailsHost {
  return {
    locale: env.language,
    copy: (text) => Promise.resolve(env.clipboard.writeText(text)),
    externalAddress: (url) =>
      externalAddress(url, async (origin) =>
        (await env.asExternalUri(Uri.parse(origin, true))).toString(true),
      ),
    openInBrowser: (url) => Promise.resolve(openExternally(url)),
    openLog: () => void commands.execute('jsign.openLog'),
    signIn: async () => {
      await commands.execute('jsign.signIn');
    },
    execute: async (command, argument) => {
      await commands.execute(command, argument);
    },
    run: (action, work) => actions.run(action, work),
    describe: (error) => actions.describe(error),
  };
}

/**
 * A `Uri` would be written out with its percent signs taken apart, which breaks a token in the query. VS Code takes text too and
 * opens it as it stands (it checks for one at run time), though the type does not say so.
 */
function openExternally(url: string): Thenable<boolean> {
  const open = env.openExternal as (target: Uri | string) => Thenable<boolean>;
  return open(url);
}

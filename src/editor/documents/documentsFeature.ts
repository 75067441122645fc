import { env, l10n, MarkdownString, window, workspace, type ExtensionContext } from 'vscode';
import type { Accounts, ServiceClient } from '../account/api';
import type { EnvelopeRef, EnvelopeStores } from '../envelopes/api';
import type { Actions } from '../platform/actions';
import { systemClock } from '../platform/clock';
import type { CommandRegistry } from '../platform/commands';
import { Disposable } from '../platform/disposable';
import { lazy } from '../platform/lazy';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Settings } from '../platform/settings';
import type { Translate } from '../platform/translate';
import { SCHEME, type Copy, type DocumentDesk } from './api';
import { JsignFileSystem } from './fileSystem';
import { makeLink } from './links';

export interface DocumentsDependencies {
  readonly context: Pick<ExtensionContext, 'extension'>;
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly prompts: Prompts;
  readonly actions: Actions;
  readonly log: Log;
  readonly translate: Translate;
  readonly accounts: Accounts;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  /** The client of an account that is signed in. */
  readonly clientOf: (accountId: string) => Promise<ServiceClient | undefined>;
  /** Asks which envelope, where a command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
  /** A document or an attachment was opened, or a document saved. */
  readonly onDidKeep: () => void;
}

/** Documents in VS Code: the `jsign:` file system, links, and the commands that open, compare and save documents. */
export class DocumentsFeature extends Disposable implements DocumentDesk {
  private readonly part = lazy(async () => {
    const { commands, settings, actions, clientOf, translate: t } = this.deps;
    const { createDocuments } = await import('./part');
    return this._register(
      createDocuments({
        ...this.deps,
        client: clientOf,
        afterDownload: () => settings.get('jsign.afterDownload') ?? 'ask',
        execute: (id, ...args) => commands.execute(id, ...args),
        run: (id, work) => actions.run(id, work),
        describe: (error) => actions.describe(error),
        clock: systemClock,
        t,
      }),
    );
  });

  constructor(private readonly deps: DocumentsDependencies) {
    super();
    const { actions, commands } = deps;
    const { part } = this;
    const files = this._register(new JsignFileSystem(async () => (await part()).files));
    this._register(
      workspace.registerFileSystemProvider(SCHEME, files, {
        isCaseSensitive: true,
        isReadonly: new MarkdownString(l10n.t('Documents at jSign cannot be changed here.')),
      }),
    );
    this._register(
      window.registerUriHandler({
        handleUri: ({ path, query }) =>
          actions.run('jsign.openEnvelope', async () => (await part()).links.handle({ path, query })),
      }),
    );
    commands.register('jsign.openDocument', async (argument) => (await part()).openDocument(argument));
    commands.register('jsign.compareDocument', async (argument) => (await part()).compareDocument(argument));
    commands.register('jsign.downloadDocuments', async (argument, selected) =>
      (await part()).downloadDocuments(argument, selected),
    );
  }

  async openAttachment(ref: EnvelopeRef, attachmentId: string, fileName: string): Promise<void> {
    await (await this.part()).opener.attachment(ref, attachmentId, fileName);
  }

  async address(ref: EnvelopeRef, documentId: string, which: Copy, name: string): Promise<string> {
    return (await this.part()).address(ref, documentId, which, name);
  }

  linkTo(ref: EnvelopeRef): string {
    return makeLink(`${env.uriScheme}://${this.deps.context.extension.id}`, ref);
  }
}

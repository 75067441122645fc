import path from 'node:path';
import { env, l10n, Uri, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { AccountFeature } from './editor/account/accountFeature';
import { Download } from './editor/documents/download';
import { DownloadFeature } from './editor/documents/downloadFeature';
import { WorkspaceFiles } from './editor/documents/workspaceFiles';
import { DetailsFeature } from './editor/envelopes/details/detailsFeature';
import { detailsHost } from './editor/envelopes/details/detailsHost';
import { EnvelopesFeature } from './editor/envelopes/envelopesFeature';
import { pastPeople } from './editor/envelopes/people';
import { AccountEnvelopeStores } from './editor/envelopes/stores';
import { Actions } from './editor/platform/actions';
import { systemClock } from './editor/platform/clock';
import { CommandRegistry } from './editor/platform/commands';
import { ContextKeys } from './editor/platform/contextKeys';
import { Disposable } from './editor/platform/disposable';
import { OutputLog } from './editor/platform/outputLog';
import { Settings } from './editor/platform/settings';
import type { Translate } from './editor/platform/translate';
import { VscodePrompts } from './editor/platform/vscodePrompts';
import { When } from './editor/platform/when';
import { AccountDeliveries } from './editor/sending/deliveries';
import { GuardedDocuments } from './editor/sending/documentBytes';
import { editorFiles } from './editor/sending/editorFiles';
import { SendingFeature } from './editor/sending/sendingFeature';
import { TemplatesFeature } from './editor/templates/templatesFeature';

/** How many of the newest envelopes are asked for people to offer when sending. */
const RECENT = 12;

/** The one place where things are wired together. Building it starts nothing and reads nothing from the network. */
export class Services extends Disposable {
  private readonly translate: Translate = ({ text, args = [] }) => l10n.t(text, ...args);
  private readonly when = new When(env.language);
  private readonly prompts = new VscodePrompts();
  private readonly contextKeys = new ContextKeys();
  private readonly settings = this._register(new Settings());
  private readonly log: OutputLog;
  private readonly actions: Actions;
  private readonly commands: CommandRegistry;
  private readonly account: AccountFeature;
  private readonly stores: AccountEnvelopeStores;
  private readonly envelopes: EnvelopesFeature;
  private readonly templates: TemplatesFeature;
  private readonly details: DetailsFeature;
  private readonly sending: SendingFeature;

  constructor(
    private readonly context: ExtensionContext,
    channel: LogOutputChannel,
  ) {
    super();
    this.log = new OutputLog(channel);
    this.actions = new Actions(this.log, this.prompts, this.translate, () => this.log.show());
    this.commands = this._register(new CommandRegistry(this.actions));
    this.commands.register('jsign.openLog', () => this.log.show());
    this.account = this._register(new AccountFeature(this.shared()));
    this.stores = this._register(new AccountEnvelopeStores(this.account.accounts));
    this.envelopes = this._register(
      new EnvelopesFeature({ ...this.shared(), stores: this.stores, accounts: this.account.accounts }),
    );
    this.templates = this._register(
      new TemplatesFeature({ ...this.shared(), accounts: this.account.accounts }),
    );
    this.details = this.buildDetails();
    this.sending = this.buildSending();
  }

  /** What is done after activation, in this order; nothing here is waited for by VS Code. Never rejects. */
  async start(): Promise<void> {
    await this.account.start();
    await this.sending.announceUnfinished();
  }

  private shared() {
    const { context, commands, contextKeys, settings, prompts, actions, log, translate, when } = this;
    return { context, commands, contextKeys, settings, prompts, actions, log, translate, when };
  }

  private clientOf = async (accountId: string) => (await this.account.accounts.session(accountId))?.client();

  private pickEnvelope = () => this.envelopes.pickEnvelope();

  private buildDetails(): DetailsFeature {
    const { commands, prompts, settings, stores, clientOf, pickEnvelope, translate: t } = this;
    const desk = new Download({
      stores,
      client: clientOf,
      prompts,
      files: new WorkspaceFiles(),
      afterDownload: () => settings.get('jsign.afterDownload') ?? 'ask',
      t,
    });
    this._register(new DownloadFeature({ commands, desk, pickEnvelope }));
    return this._register(
      new DetailsFeature({
        services: {
          stores,
          accounts: this.account.accounts,
          client: clientOf,
          prompts,
          host: detailsHost(this.actions, commands, (ref, id, which) => desk.download(ref, id, which)),
          clock: systemClock,
          log: this.log,
          t,
        },
        commands,
        extensionUri: this.context.extensionUri,
        icon: {
          light: Uri.joinPath(this.context.extensionUri, 'media', 'panel-light.svg'),
          dark: Uri.joinPath(this.context.extensionUri, 'media', 'panel-dark.svg'),
        },
        pickEnvelope,
      }),
    );
  }

  private buildSending(): SendingFeature {
    const { context, stores, translate } = this;
    const storage = context.globalStorageUri.fsPath;
    const files = editorFiles();
    const documents = new GuardedDocuments(files, translate);
    return this._register(
      new SendingFeature({
        ...this.shared(),
        accounts: this.account.accounts,
        openLog: () => this.log.show(),
        files,
        documents,
        deliveries: new AccountDeliveries(path.join(storage, 'delivery'), this.account.accounts, documents),
        pdf: async () => (await import('./contract/pdf')).createPdfTools(),
        pastPeople: async () => (stores.current ? pastPeople(stores.current, RECENT) : []),
        desk: {
          open: async (ref) => {
            this.details.open(ref);
            return Promise.resolve();
          },
          changed: async (ref) => (await stores.forAccount(ref.accountId))?.reread(ref.envelopeId),
        },
        templates: this.templates,
        extensionFolder: context.extensionUri,
        storageFolder: context.globalStorageUri,
      }),
    );
  }
}

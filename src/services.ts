import { env, l10n, Uri, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { AccountFeature } from './editor/account/accountFeature';
import type { SessionState } from './editor/account/api';
import { DocumentsFeature } from './editor/documents/documentsFeature';
import { ViewerFeature } from './editor/documents/viewer/viewerFeature';
import { ActionsFeature } from './editor/envelopes/actions/actionsFeature';
import { CurrentFeature } from './editor/envelopes/current/currentFeature';
import { DetailsFeature } from './editor/envelopes/details/detailsFeature';
import { EnvelopesFeature } from './editor/envelopes/envelopesFeature';
import { pastPeople } from './editor/envelopes/people';
import { AccountEnvelopeStores } from './editor/envelopes/stores';
import { Actions } from './editor/platform/actions';
import { CommandRegistry } from './editor/platform/commands';
import { ContextKeys } from './editor/platform/contextKeys';
import { Disposable } from './editor/platform/disposable';
import { either, type Listen } from './editor/platform/event';
import { OutputLog } from './editor/platform/outputLog';
import { Settings } from './editor/platform/settings';
import type { Translate } from './editor/platform/translate';
import { VscodePrompts } from './editor/platform/vscodePrompts';
import { Walkthrough } from './editor/platform/walkthrough';
import { When } from './editor/platform/when';
import { DraftsFeature } from './editor/sending/composing/draftsFeature';
import { editorFiles } from './editor/sending/editorFiles';
import { SendingFeature } from './editor/sending/sendingFeature';
import { RecordedRoles } from './editor/templates/recordedRoles';
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
  private readonly files = editorFiles();
  private readonly log: OutputLog;
  private readonly actions: Actions;
  private readonly commands: CommandRegistry;
  private readonly account: AccountFeature;
  private readonly stores: AccountEnvelopeStores;
  private readonly drafts: DraftsFeature;
  private readonly envelopes: EnvelopesFeature;
  private readonly current: CurrentFeature;
  private readonly templates: TemplatesFeature;
  private readonly documents: DocumentsFeature;
  private readonly details: DetailsFeature;
  private readonly sending: SendingFeature;
  private readonly walkthrough: Walkthrough;

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
    this.documents = this._register(
      new DocumentsFeature({ ...this.more(), onDidKeep: () => this.walkthrough.kept() }),
    );
    this._register(new ViewerFeature(this.shared()));
    this.drafts = this.buildDrafts();
    this.envelopes = this.buildEnvelopes();
    this.details = this._register(
      new DetailsFeature({ ...this.more(), linkTo: (ref) => this.documents.linkTo(ref) }),
    );
    this.current = this.buildCurrent();
    this.templates = this._register(new TemplatesFeature(this.more()));
    this.sending = this.buildSending();
    this._register(
      new ActionsFeature({
        ...this.more(),
        sendAgain: (ref, details) => this.sending.sendAgain(ref, details),
      }),
    );
    this.walkthrough = this._register(new Walkthrough({ ...this.shared(), onSigned: this.onSigned }));
  }

  /** What is done after activation, in this order; nothing here is waited for by VS Code. Never rejects. */
  async start(): Promise<void> {
    await this.account.start();
    await this.sending.announceUnfinished();
    // Whoever is not signed in has nothing to be kept current.
    const { accounts } = this.account;
    const follow = async ({ kind }: SessionState): Promise<void> => {
      if (kind === 'signedIn') await this.current.start();
    };
    this._register(accounts.onDidChange((state) => void follow(state)));
    await follow(accounts.state);
  }

  private shared() {
    const { context, commands, contextKeys, settings, prompts, actions, log, translate, when } = this;
    return { context, commands, contextKeys, settings, prompts, actions, log, translate, when };
  }

  private more() {
    const { stores, clientOf, pickEnvelope } = this;
    return { ...this.shared(), stores, accounts: this.account.accounts, clientOf, pickEnvelope };
  }

  private clientOf = async (accountId: string) => (await this.account.accounts.session(accountId))?.client();

  private pickEnvelope = () => this.envelopes.pickEnvelope();

  private readonly onSigned: Listen<void> = (hear) =>
    this.current.onDidHappen(({ kind }) => {
      if (kind === 'signed' || kind === 'completed') hear();
    });

  private buildDrafts(): DraftsFeature {
    const { context, files } = this;
    return this._register(
      new DraftsFeature({
        ...this.more(),
        files,
        folder: (name) => Uri.joinPath(context.globalStorageUri, name).fsPath,
        composer: {
          open: (id) => this.sending.composer.open(id),
          saveAsTemplate: (id) => this.sending.composer.saveAsTemplate(id),
        },
        useAgain: (ref) => this.sending.useAgain(ref),
      }),
    );
  }

  private buildEnvelopes(): EnvelopesFeature {
    return this._register(
      new EnvelopesFeature({
        ...this.more(),
        client: this.clientOf,
        memory: this.context.globalState,
        files: this.files,
        drafts: this.drafts.list,
        openAttachment: (target) =>
          this.documents.openAttachment(target, target.attachmentId, target.fileName),
      }),
    );
  }

  private buildCurrent(): CurrentFeature {
    const { envelopes, details } = this;
    return this._register(
      new CurrentFeature({
        ...this.more(),
        isVisible: () => envelopes.isVisible || details.isVisible,
        onDidChangeVisible: either(envelopes.onDidChangeVisible, details.onDidChangeVisible),
      }),
    );
  }

  private buildSending(): SendingFeature {
    const { context, documents: desk, files, stores } = this;
    return this._register(
      new SendingFeature({
        ...this.shared(),
        accounts: this.account.accounts,
        openLog: () => this.log.show(),
        files,
        stores,
        shelf: this.drafts.shelf,
        pastPeople: async () => (stores.current ? pastPeople(stores.current, RECENT) : []),
        desk: {
          open: (ref) => this.details.open(ref),
          changed: async (ref) => {
            this.walkthrough.sent();
            await (await stores.forAccount(ref.accountId))?.reread(ref.envelopeId);
          },
        },
        templates: this.templates,
        roles: new RecordedRoles(context.globalState),
        memory: context.globalState,
        copyAddress: (ref, id, name) => desk.address(ref, id, 'original', name),
        extensionFolder: context.extensionUri,
        storageFolder: context.globalStorageUri,
      }),
    );
  }
}

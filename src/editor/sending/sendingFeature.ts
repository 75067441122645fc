import { l10n, Uri, window, workspace, type Memento } from 'vscode';
import type { Accounts } from '../account/api';
import type { EnvelopeDetails } from '../../jsign/types';
import type { EnvelopeDesk, EnvelopeRef, EnvelopeStores } from '../envelopes/api';
import { UserError, type Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import type { ContextKeys } from '../platform/contextKeys';
import { Disposable } from '../platform/disposable';
import { lazy } from '../platform/lazy';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Settings } from '../platform/settings';
import type { Translate } from '../platform/translate';
import { templateRef, type TemplateDesk, type TemplateRoles } from '../templates/api';
import type { ComposerDesk, Shelf } from './composer/ports';
import type { CopyAddress } from './copies';
import { activeFile, filesFromMenu, toChosen } from './editorFiles';
import { isAnythingKept } from './journalThere';
import type { SendingPart, SendingRoom } from './part';
import type { FileAccess, PastPeople } from './ports';

export interface SendingDependencies {
  readonly accounts: Accounts;
  readonly commands: CommandRegistry;
  readonly contextKeys: ContextKeys;
  readonly settings: Settings;
  readonly actions: Actions;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly log: Log;
  readonly openLog: () => void;
  readonly files: FileAccess;
  readonly pastPeople: PastPeople;
  readonly desk: EnvelopeDesk;
  readonly templates: TemplateDesk;
  /** Shared with whatever makes envelopes from templates. */
  readonly roles: TemplateRoles;
  /** Of this machine, for all folders. */
  readonly memory: Memento;
  readonly copyAddress: CopyAddress;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  /** Drafts that are being composed; shared with whatever lists them. */
  readonly shelf: Shelf;
  /** The extension's own folders: what it ships, and where it may write. */
  readonly extensionFolder: Uri;
  readonly storageFolder: Uri;
}

/** The commands that send, upload, and finish what was left open. What they do is loaded when first needed. */
export class SendingFeature extends Disposable {
  private loaded: SendingRoom | undefined;
  private readonly room = lazy(async () => {
    this.loaded = this._register((await import('./part')).createRoom(this.deps));
    return this.loaded;
  });

  constructor(private readonly deps: SendingDependencies) {
    super();
    const { commands } = deps;
    this._register(
      window.registerWebviewPanelSerializer('jsign.composer', {
        deserializeWebviewPanel: (panel, state) =>
          deps.actions.run('jsign.composer', async () => (await this.room()).restore(panel, state)),
      }),
    );
    commands.register('jsign.sendForSignature', (clicked, selected) => this.send(clicked, selected));
    commands.register('jsign.sendSample', () => this.sendSample());
    commands.register('jsign.createEnvelope', async () => (await this.part()).flow.createEnvelope());
    commands.register('jsign.createTemplate', (clicked) => this.createTemplate(clicked));
    commands.register('jsign.createFromTemplate', async (row) =>
      (await this.part()).fromTemplate.run(templateRef(row)),
    );
    commands.register('jsign.uploadActiveFile', (clicked) => this.upload(clicked));
    commands.register('jsign.unfinishedSends', async () => (await this.part()).unfinished.show());
  }

  /** The composers of this window, for drafts that others list or make. */
  readonly composer = {
    open: async (draftId: string): Promise<void> => (await this.desk()).open(draftId),
    saveAsTemplate: async (draftId: string): Promise<void> => (await this.desk()).saveAsTemplate(draftId),
  };

  /** After the start, when nothing else waits: reads the journal (no network) and says if a send has an unknown outcome. */
  async announceUnfinished(): Promise<void> {
    await this.deps.actions.run('jsign.unfinishedSends', async () => {
      const folder = (name: string) => Uri.joinPath(this.deps.storageFolder, name).fsPath;
      // Whoever never sent or kept anything does not load anything either.
      if (await isAnythingKept(folder('delivery'), folder('drafts')))
        await (await this.part()).unfinished.announce();
    });
  }

  /** After an envelope was cancelled: opens its draft again, with everything kept, and sends it. Never rejects on its own account. */
  async sendAgain(ref: EnvelopeRef, details: EnvelopeDetails): Promise<void> {
    await (await this.part()).sendAgain(ref, details);
  }

  /** Makes a draft of an envelope and opens it in the composer. */
  async useAgain(ref: EnvelopeRef): Promise<void> {
    await (await this.part()).useAgain(ref);
  }

  /** Saves what is typed in composers and not saved yet; loads nothing. Never rejects. */
  async flush(): Promise<void> {
    await this.loaded?.flush();
  }

  private async part(): Promise<SendingPart> {
    return (await this.room()).sending;
  }

  private async desk(): Promise<ComposerDesk> {
    return (await (await this.room()).composer()).desk;
  }

  /** What was clicked or selected; from the palette the active PDF; without any of these the files are asked for. */
  private async send(clicked: unknown, selected: unknown): Promise<void> {
    const fromMenu = filesFromMenu(clicked, selected);
    const active = activePdf();
    const files = fromMenu.length > 0 || !active ? fromMenu : [active];
    await (await this.part()).flow.send(files.map(toChosen));
  }

  /** The file that was clicked, else the active PDF, else a dialog. */
  private async createTemplate(clicked: unknown): Promise<void> {
    const [file = activePdf()] = filesFromMenu(clicked, undefined);
    await (await this.part()).flow.createTemplate(file && toChosen(file));
  }

  private async upload(clicked: unknown): Promise<void> {
    const [file = activeFile()] = filesFromMenu(clicked, undefined);
    if (!file) {
      throw new UserError(
        l10n.t('No file is open.'),
        l10n.t('Open the PDF that you want to upload, then try again.'),
      );
    }
    await (await this.part()).flow.upload(toChosen(file));
  }

  /** The sample is copied once, so that it lies where files may be changed and not in the extension's own folder. */
  private async sendSample(): Promise<void> {
    const { extensionFolder, storageFolder } = this.deps;
    const target = Uri.joinPath(storageFolder, 'samples', 'mutual-nda.pdf');
    if (!(await this.deps.files.stat(target.toString()))) {
      const shipped = Uri.joinPath(extensionFolder, 'media', 'samples', 'mutual-nda.pdf');
      await workspace.fs.copy(shipped, target, { overwrite: true });
    }
    await (await this.part()).flow.send([toChosen(target)]);
  }
}

function activePdf(): Uri | undefined {
  const active = activeFile();
  return active?.path.toLowerCase().endsWith('.pdf') === true ? active : undefined;
}

import { randomUUID } from 'node:crypto';
import { env, l10n, Uri, window, workspace } from 'vscode';
import type { PdfTools } from '../../contract/types';
import type { DocumentBytes } from '../../delivery/ports';
import type { Accounts } from '../account/api';
import type { EnvelopeDesk } from '../envelopes/api';
import { UserError, type Actions } from '../platform/actions';
import type { CommandRegistry } from '../platform/commands';
import type { ContextKeys } from '../platform/contextKeys';
import { Disposable } from '../platform/disposable';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Settings } from '../platform/settings';
import type { Translate } from '../platform/translate';
import type { TemplateDesk } from '../templates/api';
import { activeFile, filesFromMenu, toChosen, VscodeEditors } from './editorFiles';
import { GitProgram } from './gitFacts';
import type { SendingPart } from './part';
import type { Deliveries, FileAccess, PastPeople } from './ports';
import { PreparedFolder } from './preparedFiles';

/** Milliseconds that a line stays in the status bar. */
const STATUS_TIME = 8000;

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
  readonly documents: DocumentBytes;
  readonly deliveries: Deliveries;
  /** Loads the PDF part when first used. */
  readonly pdf: () => Promise<PdfTools>;
  readonly pastPeople: PastPeople;
  readonly desk: EnvelopeDesk;
  readonly templates: TemplateDesk;
  /** The extension's own folders: what it ships, and where it may write. */
  readonly extensionFolder: Uri;
  readonly storageFolder: Uri;
}

/** The commands that send, upload, and finish what was left open. What they do is loaded when first needed. */
export class SendingFeature extends Disposable {
  private loading: Promise<SendingPart> | undefined;

  constructor(private readonly deps: SendingDependencies) {
    super();
    const { commands } = deps;
    commands.register('jsign.sendForSignature', (clicked, selected) => this.send(clicked, selected));
    commands.register('jsign.sendSample', () => this.sendSample());
    commands.register('jsign.uploadActiveFile', (clicked) => this.upload(clicked));
    commands.register('jsign.unfinishedSends', async () => (await this.part()).unfinished.show());
  }

  /** After the start, when nothing else waits: reads the journal (no network) and says if a send has an unknown outcome. */
  async announceUnfinished(): Promise<void> {
    await this.deps.actions.run('jsign.unfinishedSends', async () => {
      // Whoever never sent anything does not load anything either.
      if (await this.deps.deliveries.any()) await (await this.part()).unfinished.announce();
    });
  }

  private part(): Promise<SendingPart> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<SendingPart> {
    const { deps } = this;
    const { actions, commands, contextKeys, settings } = deps;
    const { createSending, FileDraftStore, NodeKeyedFiles } = await import('./part');
    const folder = (name: string) => Uri.joinPath(deps.storageFolder, name).fsPath;
    return createSending({
      accounts: deps.accounts,
      prompts: deps.prompts,
      translate: deps.translate,
      log: deps.log,
      openLog: deps.openLog,
      files: deps.files,
      documents: deps.documents,
      deliveries: deps.deliveries,
      drafts: new FileDraftStore(new NodeKeyedFiles(folder('drafts'))),
      pdf: deps.pdf,
      pastPeople: deps.pastPeople,
      desk: deps.desk,
      templates: deps.templates,
      locale: env.language,
      editors: new VscodeEditors(),
      describe: (error) => actions.describe(error),
      showStatus: (text) => void window.setStatusBarMessage(text, STATUS_TIME),
      execute: (id) => commands.execute(id),
      setAnyUnfinished: (some) => contextKeys.set('jsign.unfinishedSends', some),
      git: new GitProgram(() => workspace.isTrusted),
      prepared: new PreparedFolder(folder('prepared')),
      defaultDays: () => settings.get('jsign.defaultExpirationDays') ?? 14,
      referenceOnly: () => settings.get('jsign.referenceOnly') ?? false,
      newId: randomUUID,
      now: Date.now,
    });
  }

  private async send(clicked: unknown, selected: unknown): Promise<void> {
    const files = filesFromMenu(clicked, selected);
    const chosen = files.length > 0 ? files : await this.activeOrChosen();
    if (chosen.length > 0) await (await this.part()).flow.send(chosen.map(toChosen));
  }

  /** From the palette: the active PDF, or a dialog to choose files where no PDF is open. */
  private async activeOrChosen(): Promise<readonly Uri[]> {
    const active = activeFile();
    if (active?.path.toLowerCase().endsWith('.pdf') === true) return [active];
    const chosen = await window.showOpenDialog({
      title: l10n.t('Choose what to send for signature'),
      openLabel: l10n.t('Send for Signature'),
      canSelectMany: true,
      filters: { PDF: ['pdf'] },
    });
    return chosen ?? [];
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

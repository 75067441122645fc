/**
 * What is loaded when something is sent, uploaded or left unfinished for the first time. A bundle of its own, so that starting the
 * editor does not pay for it.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { env, Uri, window, workspace, type WebviewPanel } from 'vscode';
import { FileDraftStore } from '../../delivery/drafts/store';
import { NodeKeyedFiles } from '../../delivery/node/files';
import { AccountDeliveries } from './deliveries';
import type { ComposerPart } from './composer/part';
import { GuardedDocuments } from './documentBytes';
import { openFiles, VscodeEditors } from './editorFiles';
import { GitProgram } from './gitFacts';
import { PreparedFolder } from './preparedFiles';
import type { EnvelopeRef } from '../envelopes/api';
import { signedOut } from '../platform/actions';
import { Disposable } from '../platform/disposable';
import { lazy } from '../platform/lazy';
import type { SendingDependencies } from './sendingFeature';
import { SentDrafts } from './sentDrafts';
import { createSending, type SendingPart, type SendingPorts } from './wiring';

export type { SendingPart } from './wiring';

/** Milliseconds that a line stays in the status bar. */
const STATUS_TIME = 8000;

/** The room, and the composer's bundle behind it. */
export class SendingRoom extends Disposable {
  readonly sending: SendingPart;
  /** Loads the composer. */
  readonly composer: () => Promise<ComposerPart>;
  private readonly ports: SendingPorts;
  private loaded: ComposerPart | undefined;

  constructor(private readonly deps: SendingDependencies) {
    super();
    this.ports = this.portsOf();
    this.sending = createSending(this.ports);
    this.composer = lazy(() => this.loadComposer());
  }

  /** Fills a composer's tab that VS Code brought back. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    await (await this.composer()).restore(panel, state);
  }

  /** Saves what is typed in composers and not saved yet; loads nothing. Never rejects. */
  async flush(): Promise<void> {
    await this.loaded?.desk.flush();
  }

  /** What the room needs of the editor and of the machine. */
  private portsOf(): SendingPorts {
    const { accounts, actions, commands, contextKeys, files, log, settings, translate } = this.deps;
    const documents = new GuardedDocuments(files, translate);
    return {
      ...this.deps,
      composer: async () => (await this.composer()).desk,
      details: (ref, signal) => this.details(ref, signal),
      documents,
      deliveries: new AccountDeliveries(this.folder('delivery'), accounts, documents),
      drafts: new FileDraftStore(new NodeKeyedFiles(this.folder('drafts'))),
      sent: new SentDrafts(new NodeKeyedFiles(this.folder('sent')), log, Date.now),
      pdf: async () => (await import('../../contract/pdf')).createPdfTools(),
      openFiles,
      locale: env.language,
      editors: new VscodeEditors(),
      describe: (error) => actions.describe(error),
      showStatus: (text) => void window.setStatusBarMessage(text, STATUS_TIME),
      execute: (id) => commands.execute(id),
      setAnyUnfinished: (some) => contextKeys.set('jsign.unfinishedSends', some),
      git: new GitProgram(() => workspace.isTrusted),
      prepared: new PreparedFolder(this.folder('prepared')),
      defaultDays: () => settings.get('jsign.defaultExpirationDays') ?? 14,
      referenceOnly: () => settings.get('jsign.referenceOnly') ?? false,
      newId: randomUUID,
      now: Date.now,
    };
  }

  private async details({ accountId, envelopeId }: EnvelopeRef, signal: AbortSignal) {
    const store = await this.deps.stores.forAccount(accountId);
    if (!store) throw signedOut(this.deps.translate);
    return store.details(envelopeId, { fresh: true, signal });
  }

  private async loadComposer(): Promise<ComposerPart> {
    const { createComposer } = await import('./composer/part');
    const { actions, extensionFolder, memory, shelf, stores } = this.deps;
    this.loaded = this._register(
      createComposer({
        ...this.ports,
        ...this.sending.tools,
        shelf,
        kept: this.ports.drafts,
        memory,
        categories: async (accountId) => {
          const seen = (await stores.forAccount(accountId))?.seen() ?? [];
          return [...new Set(seen.flatMap(({ categories }) => categories))].sort();
        },
        run: (work) => actions.run('jsign.composer', work),
        extensionUri: extensionFolder,
        // The same folder as the deliveries use: one place to look who works on what.
        lockFolder: path.join(this.folder('delivery'), 'locks'),
      }),
    );
    return this.loaded;
  }

  private folder(name: string): string {
    return Uri.joinPath(this.deps.storageFolder, name).fsPath;
  }
}

export function createRoom(deps: SendingDependencies): SendingRoom {
  return new SendingRoom(deps);
}

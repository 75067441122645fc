/**
 * What is loaded when something is sent, uploaded or left unfinished for the first time. A bundle of its own, so that starting the
 * editor does not pay for it.
 */
import { randomUUID } from 'node:crypto';
import { env, Uri, window, workspace } from 'vscode';
import { FileDraftStore } from '../../delivery/drafts/store';
import { NodeKeyedFiles } from '../../delivery/node/files';
import { AccountDeliveries } from './deliveries';
import { GuardedDocuments } from './documentBytes';
import { openFiles, VscodeEditors } from './editorFiles';
import { GitProgram } from './gitFacts';
import { PreparedFolder } from './preparedFiles';
import type { SendingDependencies } from './sendingFeature';
import { SentDrafts } from './sentDrafts';
import { createSending, type SendingPart } from './wiring';

export type { SendingPart } from './wiring';

/** Milliseconds that a line stays in the status bar. */
const STATUS_TIME = 8000;

/** Gives the room what it needs of the editor and of the machine. */
export function createRoom(deps: SendingDependencies): SendingPart {
  const { accounts, actions, commands, contextKeys, files, log, settings, translate } = deps;
  const folder = (name: string) => Uri.joinPath(deps.storageFolder, name).fsPath;
  const documents = new GuardedDocuments(files, translate);
  return createSending({
    ...deps,
    documents,
    deliveries: new AccountDeliveries(folder('delivery'), accounts, documents),
    drafts: new FileDraftStore(new NodeKeyedFiles(folder('drafts'))),
    sent: new SentDrafts(new NodeKeyedFiles(folder('sent')), log, Date.now),
    pdf: async () => (await import('../../contract/pdf')).createPdfTools(),
    openFiles,
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

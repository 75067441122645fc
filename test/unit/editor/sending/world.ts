import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  FoundAnchor,
  PdfInspection,
  PdfTools,
  PlacedBlock,
  SuggestedField,
  TextLine,
} from '../../../../src/contract/types';
import { createDelivery } from '../../../../src/delivery/delivery';
import { FileDraftStore, type KeyedFiles } from '../../../../src/delivery/drafts/store';
import type { Draft } from '../../../../src/delivery/draft';
import type { Delivery, JournalFile, OpenIntent } from '../../../../src/delivery/ports';
import type { AccountDetails } from '../../../../src/jsign/types';
import type {
  Account,
  Accounts,
  ServiceClient,
  Session,
  SessionState,
} from '../../../../src/editor/account/api';
import type { EnvelopeRef } from '../../../../src/editor/envelopes/api';
import { Emitter } from '../../../../src/editor/platform/event';
import type { Memory } from '../../../../src/editor/platform/memory';
import type { Log } from '../../../../src/editor/platform/log';
import { RecordedRoles } from '../../../../src/editor/templates/recordedRoles';
import { plain } from '../../../../src/editor/platform/translate';
import { Actions } from '../../../../src/editor/platform/actions';
import type { LoadedDocument } from '../../../../src/editor/sending/documentReader';
import { GuardedDocuments } from '../../../../src/editor/sending/documentBytes';
import type {
  ChosenFile,
  Deliveries,
  FileAccess,
  FileFacts,
  Person,
  PreparedFiles,
} from '../../../../src/editor/sending/ports';
import type { OpenFilesOptions } from '../../../../src/editor/sending/fileChoice';
import { SentDrafts } from '../../../../src/editor/sending/sentDrafts';
import { createSending, type SendingPart } from '../../../../src/editor/sending/wiring';
import type { SendFlow } from '../../../../src/editor/sending/sendFlow';
import type { UnfinishedSends } from '../../../../src/editor/sending/unfinished';
import type { ComposerDesk, ComposerTools, Shelf } from '../../../../src/editor/sending/composer/ports';
import type { CommandId } from '../../../../src/editor/platform/commandIds';
import { ScriptedPrompts } from '../scriptedPrompts';
import { FakeClient } from './fakeClient';

export const ADA: Person = { name: 'Ada Example', email: 'ada@example.org' };
export const GRACE: Person = { name: 'Grace Sample', email: 'grace@example.com' };
export const NOW = Date.UTC(2026, 4, 12, 9, 30);
export const ACCOUNT: Account = {
  id: 'account-1',
  ...ADA,
  environment: 'production',
  host: 'https://api.jsign.com',
};

export class MemoryFiles implements FileAccess, PreparedFiles {
  readonly contents = new Map<string, Uint8Array | 'folder' | 'locked'>();
  /** Runs before a file is opened for reading in pieces. */
  beforeStream: (uri: string) => void = () => undefined;

  async stat(uri: string): Promise<FileFacts | undefined> {
    const content = this.contents.get(uri);
    if (content === undefined) return Promise.resolve(undefined);
    return {
      kind: content === 'folder' ? 'folder' : 'file',
      size: typeof content === 'string' ? 9 : content.byteLength,
    };
  }
  async read(uri: string): Promise<Uint8Array> {
    const content = this.contents.get(uri);
    if (!(content instanceof Uint8Array)) throw new Error('EACCES');
    return Promise.resolve(content);
  }
  async *stream(uri: string): AsyncIterable<Uint8Array> {
    this.beforeStream(uri);
    const bytes = await this.read(uri);
    // Small pieces find mistakes at their edges; of a large file they would take for ever.
    const piece = bytes.byteLength > 10_000 ? 64 * 1024 : 7;
    for (let start = 0; start < bytes.byteLength; start += piece) yield bytes.subarray(start, start + piece);
  }
  address(documentId: string, sha256: string): string {
    return `file:///prepared/${documentId}-${sha256.slice(0, 8)}.pdf`;
  }
  async write(address: string, bytes: Uint8Array): Promise<void> {
    this.contents.set(address, bytes);
    return Promise.resolve();
  }
  async remove(address: string): Promise<void> {
    this.contents.delete(address);
    return Promise.resolve();
  }
}

/** Stands in for the PDF part: what it finds is set by the test, by a word in the bytes. */
export class FakePdf implements PdfTools {
  readonly inspections = new Map<string, Partial<PdfInspection>>();
  hasRoom = true;
  appended = 0;

  async inspect(bytes: Uint8Array): Promise<PdfInspection> {
    const text = Buffer.from(bytes).toString();
    const found = [...this.inspections].find(([word]) => text.includes(word));
    const pages = Array.from({ length: text.includes('appended') ? 2 : 1 }, () => ({
      width: 595,
      height: 842,
      rotation: 0 as const,
    }));
    return Promise.resolve({ pages, anchors: [], problems: [], ...found?.[1] });
  }
  async placeBlocks(
    _bytes: Uint8Array,
    signers: readonly { readonly id: string; readonly name: string }[],
  ): Promise<readonly PlacedBlock[] | undefined> {
    return Promise.resolve(this.hasRoom ? blocks(signers, 1) : undefined);
  }
  async appendSignaturePage(
    bytes: Uint8Array,
    signers: readonly { readonly id: string; readonly name: string }[],
  ): Promise<{ readonly bytes: Uint8Array; readonly blocks: readonly PlacedBlock[] }> {
    this.appended += 1;
    return Promise.resolve({
      bytes: Buffer.concat([bytes, Buffer.from(' appended')]),
      blocks: blocks(signers, 2),
    });
  }
  /** Each line of the bytes' own text, 20 points below the one before; a line \f begins another page. */
  async lines(bytes: Uint8Array): Promise<readonly TextLine[]> {
    const pages = Buffer.from(bytes).toString().split('\n\f\n');
    return Promise.resolve(
      pages.flatMap((page, index) =>
        page.split('\n').map((text, row) => ({
          page: index + 1,
          text,
          box: { x: 60, y: 60 + 20 * row, width: 6 * text.length, height: 12 },
          baseline: 70 + 20 * row,
        })),
      ),
    );
  }
  suggestions: readonly SuggestedField[] = [];
  async suggest(): Promise<readonly SuggestedField[]> {
    return Promise.resolve(this.suggestions);
  }
}

function blocks(signers: readonly { readonly id: string }[], page: number): PlacedBlock[] {
  return signers.map(({ id }, index) => ({
    signerId: id,
    page,
    signature: { x: 60, y: 80 + 70 * index, width: 180, height: 40 },
    date: { x: 300, y: 80 + 70 * index, width: 90, height: 20 },
  }));
}

export function anchorOf(kind: FoundAnchor['kind'], role: string, y: number): FoundAnchor {
  return {
    token: `[[${kind}:${role}]]`,
    kind,
    role,
    required: true,
    page: 1,
    box: { x: 60, y, width: 90, height: 12 },
  };
}

export class MemoryKeyedFiles implements KeyedFiles {
  readonly texts = new Map<string, string>();
  async read(key: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(key));
  }
  async write(key: string, text: string): Promise<void> {
    this.texts.set(key, text);
    return Promise.resolve();
  }
  async remove(key: string): Promise<void> {
    this.texts.delete(key);
    return Promise.resolve();
  }
  async keys(): Promise<readonly string[]> {
    return Promise.resolve([...this.texts.keys()]);
  }
}

/** The shelf of drafts over memory, with ways to fail. */
export class MemoryShelf implements Shelf {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  readonly keyed = new MemoryKeyedFiles();
  private readonly store = new FileDraftStore(this.keyed);
  /** What saving rejects with. */
  failure: Error | undefined;
  saves = 0;

  load(id: string): Promise<Draft | undefined> {
    return this.store.load(id);
  }
  async save(draft: Draft): Promise<void> {
    if (this.failure) throw this.failure;
    this.saves += 1;
    await this.store.save(draft);
    this.changed.fire();
  }
  async remove(id: string): Promise<void> {
    await this.store.remove(id);
    this.changed.fire();
  }
  async duplicate(id: string): Promise<Draft> {
    const draft = await this.store.load(id);
    assert.ok(draft);
    const copy = { ...draft, id: randomUUID(), intentId: randomUUID() };
    await this.save(copy);
    return copy;
  }
  async ids(): Promise<readonly string[]> {
    return (await this.store.list()).drafts.map(({ id }) => id);
  }
}

/** Everything a person's command runs over, with the real delivery, journal and draft store over memory. */
export class World {
  readonly prompts = new ScriptedPrompts();
  readonly files = new MemoryFiles();
  readonly pdf = new FakePdf();
  readonly client = new FakeClient();
  readonly journal: string[] = [];
  readonly journalFile: JournalFile = {
    append: async (line) => Promise.resolve(void this.journal.push(line)),
    lines: async () => Promise.resolve([...this.journal]),
  };
  readonly held = new Set<string>();
  readonly opened: EnvelopeRef[] = [];
  readonly changed: EnvelopeRef[] = [];
  readonly statuses: string[] = [];
  readonly logged: string[] = [];
  readonly executed: CommandId[] = [];
  readonly unsaved = new Set<string>();
  saves = true;
  onExecute: () => void = () => undefined;
  logsOpened = 0;
  templatesRead = 0;
  anyUnfinished: boolean | undefined;
  past: readonly Person[] = [GRACE];
  pastPeople: () => Promise<readonly Person[]> = () => Promise.resolve(this.past);
  deskFails = false;
  defaultDays = 14;
  limits: Partial<AccountDetails['plan']> = {};
  alerts: Partial<AccountDetails['alerts']> = {};
  commit: { commit?: string; dirty?: boolean } = {};

  readonly session: Session = {
    account: ACCOUNT,
    client: () => Promise.resolve(this.service()),
    refused: false,
  };
  readonly accountsChanged = new Emitter<SessionState>();
  isSignedIn = true;
  state: SessionState = { kind: 'signedIn', session: this.session };
  readonly accounts: Accounts;
  readonly keyed = new MemoryKeyedFiles();
  readonly drafts = new FileDraftStore(this.keyed);
  readonly shelf = new MemoryShelf();
  /** What was opened in the composer: the names of files, or a draft with the bytes that no file has. */
  readonly composed: (readonly string[] | { readonly draft: Draft; readonly prepared: number })[] = [];
  desk: Pick<ComposerDesk, 'compose' | 'composeFrom'> = {
    compose: async (_session, files) =>
      Promise.resolve(void this.composed.push(files.map(({ path }) => path.split('/').at(-1) ?? ''))),
    composeFrom: async (draft, prepared) =>
      Promise.resolve(void this.composed.push({ draft, prepared: prepared?.size ?? 0 })),
  };
  readonly tools: ComposerTools;
  readonly deliveries: Deliveries;
  readonly keptSent = new MemoryKeyedFiles();
  readonly sent: SentDrafts;
  now = NOW;
  readonly memory = new Map<string, unknown>();
  readonly roles = new RecordedRoles(this.memento());
  /** What the dialog for files gives next, and how it was asked. */
  chosen: readonly ChosenFile[] | undefined;
  readonly dialogs: OpenFilesOptions[] = [];
  readonly documents = new GuardedDocuments(this.files, plain);
  readonly delivery: Delivery;
  readonly unfinished: UnfinishedSends;
  readonly flow: SendFlow;
  readonly sendAgain: SendingPart['sendAgain'];
  readonly fromTemplate: SendingPart['fromTemplate'];
  readonly useAgain: SendingPart['useAgain'];
  readonly actions: Actions;

  constructor() {
    const { prompts, files, documents, drafts } = this;
    const log = this.log();
    const openLog = () => void (this.logsOpened += 1);
    this.actions = new Actions(log, prompts, plain, openLog);
    this.accounts = this.makeAccounts();
    this.sent = new SentDrafts(this.keptSent, log, () => this.now);
    this.delivery = createDelivery(
      {
        accountId: ACCOUNT.id,
        client: this.client,
        journal: {
          append: (line) => this.journalFile.append(line),
          lines: () => this.journalFile.lines(),
        },
        locks: {
          acquire: async (key) => {
            if (this.held.has(key)) return Promise.resolve(undefined);
            this.held.add(key);
            return Promise.resolve({ release: async () => Promise.resolve(void this.held.delete(key)) });
          },
        },
        documents,
        clock: { now: () => this.now },
      },
      { looks: [0], wait: () => Promise.resolve() },
    );
    const deliveries = {
      for: () => this.delivery,
      open: (): Promise<readonly OpenIntent[]> => this.delivery.open(),
    };
    this.deliveries = deliveries;
    const part = createSending({
      accounts: this.accounts,
      prompts,
      translate: plain,
      log,
      locale: 'en-GB',
      files,
      documents,
      prepared: files,
      deliveries,
      drafts,
      shelf: this.shelf,
      composer: () => Promise.resolve(this.desk),
      sent: this.sent,
      roles: this.roles,
      memory: this.memento(),
      copyAddress: ({ envelopeId }, id, name) =>
        Promise.resolve(`jsign:/a/${envelopeId}/original/${id}/${name}`),
      openFiles: async (options) => {
        this.dialogs.push(options);
        return Promise.resolve(this.chosen);
      },
      editors: {
        isUnsaved: (uri) => this.unsaved.has(uri),
        save: async (uri) => {
          if (this.saves) this.unsaved.delete(uri);
          return Promise.resolve(this.saves);
        },
        displayPath: (uri) => uri.replace('file:///folder/', ''),
      },
      git: { of: () => Promise.resolve(this.commit) },
      pdf: () => Promise.resolve(this.pdf),
      pastPeople: () => this.pastPeople(),
      details: async ({ envelopeId }) => (await this.session.client()).envelopes.details(envelopeId),
      desk: {
        open: async (ref) => {
          this.opened.push(ref);
          if (this.deskFails) throw new Error('no panel');
          return Promise.resolve();
        },
        changed: async (ref) => Promise.resolve(void this.changed.push(ref)),
      },
      templates: { changed: async () => Promise.resolve(void (this.templatesRead += 1)) },
      describe: (error) => this.actions.describe(error),
      openLog,
      showStatus: (text) => void this.statuses.push(text),
      execute: async (id) => {
        this.executed.push(id);
        this.onExecute();
        return Promise.resolve();
      },
      setAnyUnfinished: (any) => (this.anyUnfinished = any),
      defaultDays: () => this.defaultDays,
      referenceOnly: () => false,
      newId: () => randomUUID(),
      now: () => NOW,
    });
    this.flow = part.flow;
    this.unfinished = part.unfinished;
    this.sendAgain = part.sendAgain;
    this.fromTemplate = part.fromTemplate;
    this.tools = part.tools;
    this.useAgain = part.useAgain;
  }

  /** Puts a file there; what is in it decides what the PDF part finds. */
  file(name: string, text = `%PDF ${name}`): ChosenFile {
    const path = `/folder/${name}`;
    const uri = `file://${path}`;
    this.files.contents.set(uri, Buffer.from(text));
    return { uri, path };
  }

  /** Reads files that lie there from now on. */
  read(...names: readonly string[]): Promise<readonly LoadedDocument[]> {
    return this.tools.reader.read(
      names.map((name) => this.file(name)),
      Promise.resolve(undefined),
    );
  }

  /** Runs the command as it is run in the editor: failures become notifications. */
  async send(...files: readonly ChosenFile[]): Promise<void> {
    await this.actions.run('jsign.sendForSignature', () => this.flow.send(files));
  }

  states(): string[] {
    return this.journal.map((line) => (JSON.parse(line) as { state: string }).state);
  }

  memento(): Memory {
    return {
      get: (key: string) => this.memory.get(key),
      update: async (key: string, value: unknown) => Promise.resolve(void this.memory.set(key, value)),
    };
  }

  private service(): ServiceClient {
    return this.client.asService(
      () => this.limits,
      () => this.alerts,
    );
  }

  private makeAccounts(): Accounts {
    const state = () => this.state;
    return {
      get state() {
        return state();
      },
      onDidChange: this.accountsChanged.event,
      all: () => Promise.resolve([ACCOUNT]),
      session: (id) => Promise.resolve(this.isSignedIn && id === ACCOUNT.id ? this.session : undefined),
      environmentLabel: () => 'Production',
    };
  }

  log(): Log {
    const write = (event: string) => void this.logged.push(event);
    return { trace: () => undefined, info: write, warn: write, error: write };
  }
}

import assert from 'node:assert/strict';
import type {
  Account,
  Accounts,
  ServiceClient,
  Session,
  SessionState,
} from '../../../../src/editor/account/api';
import type { ComparePort, WorkspaceFile } from '../../../../src/editor/documents/compare';
import type { FilePort } from '../../../../src/editor/platform/destination';
import { DocumentsRoom, type DocumentsPorts } from '../../../../src/editor/documents/room';
import type { EnvelopeRef } from '../../../../src/editor/envelopes/api';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { isCancelled } from '../../../../src/editor/platform/actions';
import type { Clock } from '../../../../src/editor/platform/clock';
import type { CommandId } from '../../../../src/editor/platform/commandIds';
import { Emitter } from '../../../../src/editor/platform/event';
import { plain } from '../../../../src/editor/platform/translate';
import { explain } from '../../../../src/jsign/catalogue';
import { JsignError } from '../../../../src/jsign/errors';
import type { AttachmentSummary, EnvelopeDetails, EnvelopeDocument } from '../../../../src/jsign/types';
import { MemoryLog } from '../account/helpers';
import { clientWith } from '../envelopes/fakes';
import { type script, ScriptedPrompts } from '../scriptedPrompts';

/** One line of a script. */
export type ScriptLine = ReturnType<typeof script.pick>;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function document(id: string, facts: Partial<EnvelopeDocument> = {}): EnvelopeDocument {
  return {
    id,
    name: 'lease.pdf',
    originalHash: undefined,
    signedHash: undefined,
    blockHash: undefined,
    signProcessCompleted: false,
    ...facts,
  };
}

export function refusal(code: string): JsignError {
  return new JsignError({
    kind: 'refused',
    operation: 'test',
    status: 400,
    code,
    requestSent: true,
    replyRead: true,
  });
}

export const NO_ACCESS = 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS';

/** What the service holds for one account. */
export class Side {
  readonly envelopes = new Map<string, EnvelopeDetails>();
  readonly attachments = new Map<string, readonly AttachmentSummary[]>();
  /** Every call, in order. */
  readonly calls: string[] = [];
  failure: Error | undefined;
  refused = false;
  answer: (what: string, signal?: AbortSignal) => Uint8Array | Promise<Uint8Array> = (what) =>
    bytesOf(`%PDF-1.7 ${what}`);

  constructor(readonly account: Account) {}

  readonly client: ServiceClient = clientWith(
    {
      details: async (id) => {
        this.calls.push(`details ${id}`);
        await this.step();
        const found = this.envelopes.get(id);
        if (!found) throw refusal(NO_ACCESS);
        return found;
      },
      download: async (id, documentId, which, options) => {
        const what = `${id} ${documentId} ${which}`;
        this.calls.push(what);
        await this.step();
        return { fileName: '../../evil.exe', bytes: await this.answer(what, options?.signal) };
      },
    },
    {
      attachments: {
        list: async (id) => {
          this.calls.push(`attachments ${id}`);
          await this.step();
          return this.attachments.get(id) ?? [];
        },
        download: async (id, attachmentId, options) => {
          const what = `${id} ${attachmentId} attachment`;
          this.calls.push(what);
          await this.step();
          return { fileName: 'evil.exe', bytes: await this.answer(what, options?.signal) };
        },
        add: () => Promise.reject(new Error('unexpected call')),
      },
    },
  );

  private async step(): Promise<void> {
    await Promise.resolve();
    if (this.failure) throw this.failure;
  }
}

export function account(id: string, email = `${id}@example.org`): Account {
  return { id, email, name: id, environment: 'sandbox', host: 'sandbox:' };
}

/** The accounts of this window. The first of `sides` that is signed in is the one in use. */
export class World implements Accounts {
  readonly sides = new Map<string, Side>();
  private readonly sessions = new Map<string, Session>();
  private readonly stores = new Map<Session, ServiceEnvelopeStore>();
  private readonly change = new Emitter<SessionState>();
  readonly onDidChange = this.change.event;
  state: SessionState = { kind: 'loading' };
  readonly executed: (readonly unknown[])[] = [];
  readonly log = new MemoryLog();
  /** What people were told of failures. */
  readonly told: string[] = [];
  readonly files = new MemoryFiles();
  readonly openedAddresses: string[] = [];
  /** What happens when a command of ours is run. */
  onExecute: (id: CommandId, argument: unknown) => void = () => undefined;
  picked: EnvelopeRef | undefined;
  /** How often something was opened or saved. */
  kept = 0;
  readonly clock = new ManualClock();

  constructor(readonly prompts = new ScriptedPrompts()) {}

  /** Adds an account and makes it the one in use, unless there is one. */
  signIn(id: string, use = this.state.kind !== 'signedIn'): Side {
    const side = new Side(account(id));
    this.sides.set(id, side);
    this.renew(id, use);
    return side;
  }

  /** The session anew, as after signing in again. */
  renew(id: string, use = true): void {
    const side = this.side(id);
    const session: Session = {
      account: side.account,
      refused: side.refused,
      client: () => Promise.resolve(side.client),
    };
    this.sessions.set(id, session);
    if (use) this.set({ kind: 'signedIn', session });
  }

  signOut(id: string): void {
    this.sides.delete(id);
    this.sessions.delete(id);
    const [session] = this.sessions.values();
    this.set(session ? { kind: 'signedIn', session } : { kind: 'signedOut' });
  }

  set(state: SessionState): void {
    this.state = state;
    this.change.fire(state);
  }

  side(id: string): Side {
    const side = this.sides.get(id);
    assert.ok(side);
    return side;
  }

  all(): Promise<readonly Account[]> {
    return Promise.resolve([...this.sessions.values()].map((session) => session.account));
  }
  session(id: string): Promise<Session | undefined> {
    return Promise.resolve(this.sessions.get(id));
  }
  environmentLabel(): string {
    return 'Local sandbox';
  }

  readonly forAccount = (id: string): Promise<ServiceEnvelopeStore | undefined> => {
    const session = this.sessions.get(id);
    if (!session) return Promise.resolve(undefined);
    const store = this.stores.get(session) ?? new ServiceEnvelopeStore(session);
    this.stores.set(session, store);
    return Promise.resolve(store);
  };

  /** The store of an account that is signed in. */
  async store(id: string): Promise<ServiceEnvelopeStore> {
    const store = await this.forAccount(id);
    assert.ok(store);
    return store;
  }

  room(): DocumentsRoom {
    return new DocumentsRoom(this.ports());
  }

  ports(): DocumentsPorts {
    return {
      accounts: this,
      stores: { forAccount: this.forAccount },
      client: async (id) => (await this.session(id))?.client(),
      prompts: this.prompts,
      files: this.files,
      openInEditor: (uri) => {
        this.openedAddresses.push(uri);
        return Promise.resolve();
      },
      afterDownload: () => 'nothing',
      onDidKeep: () => {
        this.kept += 1;
      },
      pickEnvelope: () => Promise.resolve(this.picked),
      execute: (id, ...args) => {
        this.executed.push([id, ...args]);
        this.onExecute(id, args[0]);
        return Promise.resolve();
      },
      run: async (_command, work) => {
        try {
          await work();
        } catch (error) {
          if (!isCancelled(error)) this.told.push(describe(error));
        }
      },
      describe,
      clock: this.clock,
      log: this.log,
      t: plain,
    };
  }
}

/** As the editor says it. */
export function describe(error: unknown): string {
  if (error instanceof Error && 'userFacing' in error) return error.message;
  return plain(explain(error).message);
}

/** Time that passes when the test says so. */
export class ManualClock implements Clock {
  private readonly waiting = new Set<() => void>();
  now(): number {
    return 0;
  }
  after(_milliseconds: number, run: () => void) {
    this.waiting.add(run);
    return { dispose: () => this.waiting.delete(run) };
  }
  /** Everything that waits has waited long enough. */
  pass(): void {
    for (const run of [...this.waiting]) run();
  }
  get isIdle(): boolean {
    return this.waiting.size === 0;
  }
}

/** A file system in memory that does not tell `A` from `a`, and the editors around it. */
export class MemoryFiles implements FilePort, ComparePort {
  readonly files = new Map<string, Uint8Array>();
  readonly folders: string[] = [];
  readonly opened: string[] = [];
  readonly shown: (readonly string[])[] = [];
  readonly lookedFor: (string | undefined)[] = [];
  workspace: readonly WorkspaceFile[] = [];
  chosen: string | undefined;
  /** Names that cannot be written. */
  locked = new Set<string>();
  full = false;

  write(uri: string, bytes: Uint8Array): Promise<void> {
    if (this.full || this.locked.has(this.nameOf(uri)))
      return Promise.reject(new Error('ENOSPC: /home/ada/secret-folder'));
    this.files.set(this.keyOf(uri), bytes);
    return Promise.resolve();
  }
  async writeNew(uri: string, bytes: Uint8Array): Promise<boolean> {
    if (await this.exists(uri)) return false;
    await this.write(uri, bytes);
    return true;
  }
  exists(uri: string): Promise<boolean> {
    return Promise.resolve(this.files.has(this.keyOf(uri)));
  }
  makeFolder(uri: string): Promise<void> {
    if (!this.folders.includes(uri)) this.folders.push(uri);
    return Promise.resolve();
  }
  child(folderUri: string, name: string): string {
    assert.doesNotMatch(name, /[/\\]/, 'a name, never a path');
    assert.ok(name !== '' && name !== '.' && name !== '..');
    return `${folderUri}/${name}`;
  }
  nameOf(uri: string): string {
    return uri.split('/').at(-1) ?? '';
  }
  open(uri: string): Promise<void> {
    this.opened.push(uri);
    return Promise.resolve();
  }

  find(extension: string | undefined): Promise<readonly WorkspaceFile[]> {
    this.lookedFor.push(extension);
    return Promise.resolve(this.workspace);
  }
  pickFile(): Promise<string | undefined> {
    return Promise.resolve(this.chosen);
  }
  read(uri: string): Promise<Uint8Array> {
    const bytes = this.files.get(uri);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error('ENOENT: /home/ada'));
  }
  displayPath(uri: string): string {
    return uri.replace('file:///folder/', '');
  }
  openBeside(left: string, right: string): Promise<void> {
    this.shown.push(['beside', left, right]);
    return Promise.resolve();
  }
  diff(left: string, right: string, title: string): Promise<void> {
    this.shown.push(['diff', left, right, title]);
    return Promise.resolve();
  }

  /** The name under which a file stands that differs in case alone. */
  private keyOf(uri: string): string {
    return [...this.files.keys()].find((key) => key.toLowerCase() === uri.toLowerCase()) ?? uri;
  }
}

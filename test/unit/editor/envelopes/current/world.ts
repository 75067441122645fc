import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { EnvelopeEvent } from '../../../../../src/editor/envelopes/api';
import { createCurrent } from '../../../../../src/editor/envelopes/current/part';
import type { CurrentPorts, NotificationLevel } from '../../../../../src/editor/envelopes/current/ports';
import { ServiceEnvelopeStore } from '../../../../../src/editor/envelopes/store';
import type { ServiceClient, SessionState } from '../../../../../src/editor/account/api';
import type { NotifyOptions, PickOptions } from '../../../../../src/editor/platform/prompts';
import { Emitter } from '../../../../../src/editor/platform/event';
import type { Memory as MemoryPort } from '../../../../../src/editor/platform/memory';
import { plain } from '../../../../../src/editor/platform/translate';
import { JsignError } from '../../../../../src/jsign/errors';
import type {
  EnvelopeFilter,
  EnvelopeSigner,
  EnvelopeSummary,
  KnownStatus,
  Page,
} from '../../../../../src/jsign/types';
import { clientWith, details, sessionWith, signer, summary, word } from '../fakes';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Gives each test a folder of its own. Call inside `describe`. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-current-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  });
  return () => folder;
}

/** Lets real files and sockets go on until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 8_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export class SimulatedClock {
  now = 5_000_000;
  private readonly timers = new Set<{ readonly at: number; readonly run: () => void }>();

  schedule = (milliseconds: number, run: () => void) => {
    const entry = { at: this.now + milliseconds, run };
    this.timers.add(entry);
    return { dispose: () => this.timers.delete(entry) };
  };

  get waiting(): number {
    return this.timers.size;
  }

  /** Milliseconds until the next timer. */
  get next(): number {
    return Math.min(...[...this.timers].map(({ at }) => at)) - this.now;
  }

  /** Lets time pass, timer by timer; `settle` waits for what each one sets off. */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const end = this.now + milliseconds;
    await settle();
    for (;;) {
      const [due] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!due) break;
      this.timers.delete(due);
      this.now = Math.max(this.now, due.at);
      due.run();
      await settle();
    }
    this.now = end;
  }
}

export interface FakeEnvelope {
  readonly id: string;
  name: string;
  status: KnownStatus;
  isDue: boolean;
  createdAt: number;
  createdBy: string;
  signers: EnvelopeSigner[];
}

/** A service in memory, with the lists of the API reference: newest first, Due Soon beside the other open statuses. */
export class FakeService {
  readonly envelopes = new Map<string, FakeEnvelope>();
  readonly calls: { readonly what: 'list' | 'details'; readonly at: number; readonly detail: string }[] = [];
  /** Thrown by the next calls. */
  failure: Error | undefined;
  /** Replaces the answers of the list. */
  answer: ((filter: EnvelopeFilter, page: number, size: number) => Page<EnvelopeSummary>) | undefined;

  constructor(readonly clock: SimulatedClock) {}

  add(id: string, facts: Partial<FakeEnvelope> = {}): FakeEnvelope {
    const made: FakeEnvelope = {
      id,
      name: `Envelope ${id}`,
      status: 'AwaitingOthers',
      isDue: false,
      createdAt: Date.UTC(2026, 0, 1) + this.envelopes.size * MINUTE,
      createdBy: 'ada@example.org',
      signers: [signer()],
      ...facts,
    };
    this.envelopes.set(id, made);
    return made;
  }

  get(id: string): FakeEnvelope {
    const found = this.envelopes.get(id);
    assert.ok(found);
    return found;
  }

  count(what?: 'list' | 'details', from = 0, to = Infinity): number {
    return this.calls.filter(
      (call) => (what === undefined || call.what === what) && call.at >= from && call.at < to,
    ).length;
  }

  readonly client = clientWith({
    list: (filter, page, size) => {
      this.calls.push({
        what: 'list',
        at: this.clock.now,
        detail: `${filter.status?.join() ?? 'newest'} ${page}`,
      });
      if (this.failure) return Promise.reject(this.failure);
      if (this.answer) return Promise.resolve(this.answer(filter, page, size));
      const wanted = filter.status;
      const found = this.newestFirst().filter(
        ({ status, isDue }) =>
          wanted === undefined ||
          wanted.includes(status) ||
          (isDue && isOpen(status) && wanted.includes('DueSoon')),
      );
      return Promise.resolve({
        items: found.slice((page - 1) * size, page * size).map(rowOf),
        page,
        pageSize: size,
        pageCount: Math.ceil(found.length / size),
        total: found.length,
      });
    },
    details: (id) => {
      this.calls.push({ what: 'details', at: this.clock.now, detail: id });
      if (this.failure) return Promise.reject(this.failure);
      const found = this.envelopes.get(id);
      if (!found) return Promise.reject(refusal('ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS'));
      const { name, status, createdAt, createdBy, signers } = found;
      return Promise.resolve(
        details(id, { name, status: word(status), createdAt, createdBy, signers: [...signers] }),
      );
    },
    history: () => Promise.resolve([]),
  });

  private sorted: { readonly size: number; readonly all: FakeEnvelope[] } | undefined;
  private newestFirst(): FakeEnvelope[] {
    if (this.sorted?.size !== this.envelopes.size) {
      const all = [...this.envelopes.values()].sort((a, b) => b.createdAt - a.createdAt);
      this.sorted = { size: this.envelopes.size, all };
    }
    return this.sorted.all;
  }
}

export function isOpen(status: KnownStatus): boolean {
  return status === 'AwaitingMySignature' || status === 'AwaitingOthers' || status === 'DueSoon';
}

export function rowOf({ id, name, status, createdAt }: FakeEnvelope): EnvelopeSummary {
  return summary(id, { name, status: word(status), createdAt });
}

export function refusal(code: string): JsignError {
  return new JsignError({
    kind: 'refused',
    operation: 'envelopes.details',
    status: 400,
    code,
    requestSent: true,
    replyRead: true,
  });
}

export function failing(
  kind: 'server' | 'expired' | 'credentials' | 'network',
  retryAfter?: number,
): JsignError {
  return new JsignError({
    kind,
    operation: 'envelopes.list',
    requestSent: true,
    replyRead: true,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

export class Memory implements MemoryPort {
  readonly values = new Map<string, unknown>();
  get(key: string): unknown {
    return this.values.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    // As the editor does: what is kept is text.
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

/** One window of the editor. */
export class Window {
  readonly events: EnvelopeEvent[] = [];
  readonly notices: NotifyOptions[] = [];
  readonly picks: PickOptions<unknown>[] = [];
  readonly executed: unknown[][] = [];
  readonly errors: unknown[] = [];
  /** The button that the person presses on every notification. */
  press: string | undefined;
  level: NotificationLevel = 'all';
  isEnabled = true;
  isFocused = true;
  isVisible = true;
  wallClock = Date.UTC(2026, 0, 5);
  store: ServiceEnvelopeStore | undefined;
  state: SessionState;
  private readonly storeChanged = new Emitter<ServiceEnvelopeStore | undefined>();
  private readonly attentionChanged = new Emitter<undefined>();
  private readonly settingsChanged = new Emitter<undefined>();
  readonly current: ReturnType<typeof createCurrent>;

  constructor(
    readonly service: FakeService,
    readonly clock: SimulatedClock,
    readonly memory: Memory,
    readonly folder: string,
  ) {
    const session = sessionWith(service.client);
    this.state = { kind: 'signedIn', session };
    this.store = new ServiceEnvelopeStore(session);
    this.current = createCurrent(this.ports(folder));
  }

  private ports(folder: string): CurrentPorts {
    const self = (): Window => this;
    return {
      stores: {
        get current() {
          return self().store;
        },
        onDidChange: this.storeChanged.event,
      },
      accounts: {
        get state() {
          return self().state;
        },
      },
      attention: () => ({ isFocused: this.isFocused, isVisible: this.isVisible }),
      onDidChangeAttention: this.attentionChanged.event,
      isEnabled: () => this.isEnabled,
      level: () => this.level,
      onDidChangeSettings: this.settingsChanged.event,
      memento: this.memory,
      folder,
      schedule: this.clock.schedule,
      monotonic: () => this.clock.now,
      now: () => this.wallClock,
      random: () => 0.5,
      prompts: {
        notify: (options) => {
          this.notices.push(options);
          return Promise.resolve(this.press);
        },
        pick: <T>(options: PickOptions<T>) => {
          this.picks.push(options);
          const [, second] = options.items;
          return Promise.resolve(second ? { kind: 'value', value: second.value } : { kind: 'cancel' });
        },
      },
      translate: plain,
      execute: (...args) => {
        this.executed.push(args);
        return Promise.resolve();
      },
      log: {
        trace: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: (_event, error) => this.errors.push(error),
      },
      happened: (event) => this.events.push(event),
    };
  }

  look(facts: { readonly isFocused?: boolean; readonly isVisible?: boolean }): void {
    Object.assign(this, facts);
    this.attentionChanged.fire(undefined);
  }

  setEnabled(isEnabled: boolean): void {
    this.isEnabled = isEnabled;
    this.settingsChanged.fire(undefined);
  }

  /** Another session, as after signing in or out; `undefined` for none. */
  signIn(accountId: string | undefined, refused = false): void {
    this.store?.dispose();
    if (accountId === undefined) {
      this.state = { kind: 'signedOut' };
      this.store = undefined;
    } else {
      const session = { ...sessionWith(this.service.client, accountId), refused };
      this.state = { kind: 'signedIn', session };
      this.store = new ServiceEnvelopeStore(session);
    }
    this.storeChanged.fire(this.store);
  }

  /** The real service instead of the one in memory. */
  signInWith(client: ServiceClient, email: string): void {
    const session = sessionWith(client, 'real');
    this.store?.dispose();
    this.state = { kind: 'signedIn', session: { ...session, account: { ...session.account, email } } };
    this.store = new ServiceEnvelopeStore(this.state.session);
    this.storeChanged.fire(this.store);
  }

  /** Until nothing of ours is under way any more. */
  settle = async (): Promise<void> => {
    for (;;) {
      const idle = this.current.watch?.idle;
      await idle;
      await new Promise((resolve) => setImmediate(resolve));
      if (idle === this.current.watch?.idle) return;
    }
  };

  pass(milliseconds: number): Promise<void> {
    return this.clock.advance(milliseconds, this.settle);
  }

  kinds(envelopeId?: string): string[] {
    return this.events.flatMap((event) =>
      envelopeId === undefined || event.envelopeId === envelopeId ? [event.kind] : [],
    );
  }

  get messages(): string[] {
    return this.notices.map(({ message }) => message);
  }

  async close(): Promise<void> {
    this.current.dispose();
    this.store?.dispose();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A world with one service and any number of windows, put away after each test. Call inside `describe`. */
export function worlds(): () => {
  readonly service: FakeService;
  readonly open: (memory?: Memory) => Window;
} {
  const folder = temporaryFolder();
  const windows: Window[] = [];
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
  });
  return () => {
    const clock = new SimulatedClock();
    const service = new FakeService(clock);
    const memory = new Memory();
    return {
      service,
      open: (own = memory) => {
        const window = new Window(service, clock, own, folder());
        windows.push(window);
        return window;
      },
    };
  };
}

import assert from 'node:assert/strict';
import type { ClientSettings } from '../../../../src/jsign/api';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import type { Tokens } from '../../../../src/jsign/types';
import type { AccountRecord } from '../../../../src/editor/account/accountRecord';
import type { NewAccount } from '../../../../src/editor/account/accountStore';
import type { ServiceClient } from '../../../../src/editor/account/api';
import type { MementoPort, SecretPort } from '../../../../src/editor/account/ports';
import type { Hold, SandboxProgram } from '../../../../src/editor/account/sandboxProcess';
import type { SandboxInfo } from '../../../../src/editor/account/sandboxInfo';
import { Emitter } from '../../../../src/editor/platform/event';
import { formatLine, type Log, type LogFacts } from '../../../../src/editor/platform/log';

/** A keyring that several windows share; it can be made to fail. */
export class MemorySecrets implements SecretPort {
  readonly values = new Map<string, string>();
  readonly failing = new Set<'get' | 'store' | 'delete' | 'keys'>();
  readonly reads: string[] = [];
  private readonly change = new Emitter<{ readonly key: string }>((error) => {
    throw error;
  });
  readonly onDidChange = this.change.event;

  async keys(): Promise<string[]> {
    await this.step('keys');
    return [...this.values.keys()];
  }
  async get(key: string): Promise<string | undefined> {
    this.reads.push(key);
    await this.step('get');
    return this.values.get(key);
  }
  async store(key: string, value: string): Promise<void> {
    await this.step('store');
    this.values.set(key, value);
    this.change.fire({ key });
  }
  async delete(key: string): Promise<void> {
    await this.step('delete');
    this.values.delete(key);
    this.change.fire({ key });
  }

  private async step(name: 'get' | 'store' | 'delete' | 'keys'): Promise<void> {
    await Promise.resolve();
    if (this.failing.has(name)) throw new Error(`keyring: ${name} fails`);
  }
}

export class MemoryMemento implements MementoPort {
  readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get(key: string): unknown {
    return this.values.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    return Promise.resolve();
  }
}

/** Keeps what would stand in the log. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  trace(event: string, facts?: LogFacts): void {
    this.lines.push(formatLine(event, facts));
  }
  info(event: string, facts?: LogFacts): void {
    this.lines.push(formatLine(event, facts));
  }
  warn(event: string, facts?: LogFacts): void {
    this.lines.push(formatLine(event, facts));
  }
  error(event: string, _error: unknown, facts?: LogFacts): void {
    this.lines.push(formatLine(event, facts));
  }
}

export const HOUR = 3_600_000;

export function tokens(name: string, expiresAt = 4 * HOUR): Tokens {
  return { accessToken: `access-${name}`, refreshToken: `refresh-${name}`, expiresAt };
}

export function newAccount(change: Partial<NewAccount> = {}): NewAccount {
  return {
    email: 'ada@example.org',
    name: 'Ada Example',
    environment: 'production',
    host: 'https://api.jsign.com',
    apiKey: 'key',
    apiSecret: 'secret',
    tokens: tokens('one'),
    ...change,
  };
}

export function record(change: Partial<AccountRecord> = {}): AccountRecord {
  return { ...newAccount(), id: 'id-one', since: 1, signedInAt: 1, ...change };
}

export function failure(facts: Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>): JsignError {
  return new JsignError({ operation: 'envelopes.list', requestSent: true, replyRead: true, ...facts });
}

type Part<K extends keyof ServiceClient> = Partial<ServiceClient[K]>;
interface FakeParts {
  readonly authorization?: Part<'authorization'>;
  readonly envelopes?: Part<'envelopes'>;
  readonly account?: Part<'account'>;
  readonly templates?: Part<'templates'>;
  readonly renew?: ServiceClient['renew'];
}

/** A client of which only the given operations may be used. */
export function fakeClient(parts: FakeParts): ServiceClient {
  const group = <T extends object>(part: Partial<T> = {}): T =>
    new Proxy(part, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        return value ?? (() => Promise.reject(new Error(`${String(key)} is no part of this test`)));
      },
    }) as T;
  return {
    authorization: group(parts.authorization),
    envelopes: group(parts.envelopes),
    templates: group(parts.templates),
    attachments: group(),
    account: group(parts.account),
    renew: parts.renew ?? (() => Promise.reject(new Error('renew is no part of this test'))),
  };
}

export function details(
  firstName: string,
  lastName: string,
): Awaited<ReturnType<ServiceClient['account']['details']>> {
  return {
    subscription: {
      planName: '',
      startDate: '',
      endDate: '',
      renewalDate: '',
      remainingDays: undefined,
      accountId: '',
    },
    plan: {
      documentLimit: undefined,
      templateLimit: undefined,
      documentsPerEnvelope: undefined,
      userLimit: undefined,
      maxFileBytes: undefined,
      signTypes: [],
      fileTypes: [],
      features: [],
    },
    user: { firstName, lastName, email: '', status: '', isAdmin: false },
    alerts: {
      locked: false,
      cancellationRequested: false,
      documentsExhausted: false,
      templatesExhausted: false,
    },
  };
}

/** A client loader that remembers what it was asked for. */
export class FakeLoader {
  readonly settings: ClientSettings[] = [];
  constructor(public client: ServiceClient) {}
  readonly load = (settings: ClientSettings): Promise<ServiceClient> => {
    this.settings.push(settings);
    return Promise.resolve(this.client);
  };
}

export const SANDBOX: SandboxInfo = {
  url: 'http://127.0.0.1:40001',
  apiKey: 'sandbox-key',
  apiSecret: 'sandbox-secret',
  users: [
    { email: 'ada@example.org', password: 'one', name: 'Ada Example' },
    { email: 'grace@example.com', password: 'two', name: 'Grace Sample' },
  ],
  pid: 4711,
};

/** A sandbox that lives in this process: running or not, and counting. */
export class FakeProgram implements SandboxProgram {
  running: SandboxInfo | undefined;
  /** What the next start gives. */
  next: SandboxInfo = SANDBOX;
  startFailure: Error | undefined;
  starts = 0;
  holds = 0;
  released = 0;
  resets = 0;
  readonly stopped: (number | undefined)[] = [];
  private end: () => void = () => undefined;

  find(): Promise<SandboxInfo | undefined> {
    return Promise.resolve(this.running);
  }
  start(): Promise<SandboxInfo> {
    this.starts += 1;
    if (this.startFailure) return Promise.reject(this.startFailure);
    this.running = this.next;
    return Promise.resolve(this.next);
  }
  hold(_info: SandboxInfo, onEnd: () => void): Promise<Hold> {
    this.holds += 1;
    this.end = onEnd;
    return Promise.resolve({ release: () => (this.released += 1) });
  }
  reset(): Promise<void> {
    this.resets += 1;
    return Promise.resolve();
  }
  stop(info: SandboxInfo): void {
    this.stopped.push(info.pid);
    this.running = undefined;
  }
  /** The process dies. */
  die(): void {
    this.running = undefined;
    this.end();
  }
}

/** Lets everything that is ready happen, and waits until the condition holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.fail(`never came true: ${what}`);
}

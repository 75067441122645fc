import { ServiceEnvelopeStore } from '../../../../../src/editor/envelopes/store';
import { createActions, type EnvelopeActions } from '../../../../../src/editor/envelopes/actions/part';
import type { ActionsPorts } from '../../../../../src/editor/envelopes/actions/ports';
import type { ServiceClient } from '../../../../../src/editor/account/api';
import type { Clock } from '../../../../../src/editor/platform/clock';
import type { Memory } from '../../../../../src/editor/platform/memory';
import { plain } from '../../../../../src/editor/platform/translate';
import { When } from '../../../../../src/editor/platform/when';
import { JsignError, type JsignErrorFacts } from '../../../../../src/jsign/errors';
import type { EnvelopeDetails, EnvelopeSummary } from '../../../../../src/jsign/types';
import { type ScriptedPrompts } from '../../scriptedPrompts';
import { clientWith, details, pageOf, sessionWith, signer, word } from '../fakes';

export const REF = { accountId: 'acc', envelopeId: 'e1' };
export const ADA = signer({ email: 'ada@example.org', firstName: 'Ada', lastName: 'Example', order: 1 });
export const GRACE = signer({ order: 2 });
export const LINUS = signer({ email: 'linus@example.net', firstName: 'Linus', lastName: 'Probe', order: 3 });
/** Sent by Ada, whose account it is; Grace and Linus sign side by side. */
export const OPEN = details('e1', { name: 'Lease 42', signers: [GRACE, LINUS] });
/** Sent by Grace to Ada. */
export const RECEIVED = details('e1', {
  name: 'Lease 42',
  createdBy: 'grace@example.com',
  status: word('AwaitingMySignature'),
  signers: [ADA, LINUS],
});

/** Time that moves by itself as soon as somebody waits for it. */
export class QuickClock implements Clock {
  /** The same day in all but the outermost zones. */
  time = Date.UTC(2026, 4, 12, 10, 30);
  readonly waits: number[] = [];

  now(): number {
    return this.time;
  }
  after(milliseconds: number, run: () => void): { dispose(): void } {
    this.waits.push(milliseconds);
    this.time += milliseconds;
    const handle = setImmediate(run);
    return { dispose: () => clearImmediate(handle) };
  }
}

/** What the editor keeps over a reload, as JSON. */
export class KeptMemory implements Memory {
  json = '{}';
  fails = false;

  get(key: string): unknown {
    return (JSON.parse(this.json) as Record<string, unknown>)[key];
  }
  update(key: string, value: unknown): Promise<void> {
    if (this.fails) return Promise.reject(new Error('disk full'));
    this.json = JSON.stringify({ ...(JSON.parse(this.json) as object), [key]: value });
    return Promise.resolve();
  }
}

export function failure(facts: Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>): JsignError {
  return new JsignError({ operation: 'envelopes.test', requestSent: true, replyRead: true, ...facts });
}
export const refused = (code: string) => failure({ kind: 'refused', status: 400, code });
export const broken = () => failure({ kind: 'network', network: 'reset', replyRead: false });
export const unreachable = () =>
  failure({ kind: 'network', network: 'connect', requestSent: false, replyRead: false });

type Handlers = Partial<ServiceClient['envelopes']>;

/** Actions over a real store; what the service answers is the test's. */
export class World {
  /** What the service says of the envelope. */
  now: EnvelopeDetails;
  /** Set to have the details fail. */
  unreadable: Error | undefined;
  listed: readonly EnvelopeSummary[] = [];
  /** Every call but the readings, with what was sent. */
  readonly calls: unknown[][] = [];
  reads = 0;
  /** Hears of each reading of the details before it is answered, with how many there were. */
  onRead: ((reads: number) => void) | undefined;
  lists = 0;
  signedOut = false;
  readonly clock = new QuickClock();
  readonly logged: unknown[] = [];
  readonly downloads: unknown[] = [];
  readonly opened: EnvelopeDetails[] = [];
  store: ServiceEnvelopeStore;
  private readonly client: ServiceClient;
  readonly actions: EnvelopeActions;

  constructor(
    readonly prompts: ScriptedPrompts,
    start: EnvelopeDetails = OPEN,
    handlers: Handlers = {},
    readonly memory = new KeptMemory(),
  ) {
    this.now = start;
    this.client = clientWith({
      details: () => {
        this.reads += 1;
        this.onRead?.(this.reads);
        return this.unreadable ? Promise.reject(this.unreadable) : Promise.resolve(this.now);
      },
      list: () => {
        this.lists += 1;
        return Promise.resolve(pageOf(this.listed));
      },
      ...this.recorded(handlers),
    });
    this.store = new ServiceEnvelopeStore(sessionWith(this.client));
    this.actions = createActions(this.ports(this.client));
  }

  /** The session was renewed: the views show another store from now on. */
  renew(): void {
    this.store.dispose();
    this.store = new ServiceEnvelopeStore(sessionWith(this.client));
  }

  /** The service changes it. */
  becomes(facts: Partial<EnvelopeDetails>): Promise<void> {
    this.now = { ...this.now, ...facts };
    return Promise.resolve();
  }

  private recorded(handlers: Handlers): Handlers {
    return Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [
        name,
        (...args: unknown[]): unknown => {
          this.calls.push([name, ...args]);
          return (handler as (...args: unknown[]) => unknown)(...args);
        },
      ]),
    );
  }

  private ports(client: ServiceClient): ActionsPorts {
    const note = (event: string, error?: unknown): void => void this.logged.push([event, error]);
    return {
      stores: { forAccount: () => Promise.resolve(this.signedOut ? undefined : this.store) },
      client: () => Promise.resolve(this.signedOut ? undefined : client),
      prompts: this.prompts,
      translate: plain,
      when: new When('en', () => this.clock.now()),
      clock: this.clock,
      log: { trace: note, info: note, warn: note, error: note },
      memory: this.memory,
      environmentLabel: () => 'Local sandbox',
      download: (ref) => Promise.resolve(this.downloads.push(ref)),
      sendAgain: (_ref, given) => {
        this.opened.push(given);
        return Promise.resolve();
      },
    };
  }
}

/** The sentence that a person gets, from an action that must fail with one. */
export async function sentenceOf(work: Promise<void>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error && 'userFacing' in error) {
      const advice = 'advice' in error && typeof error.advice === 'string' ? ` ${error.advice}` : '';
      return error.message + advice;
    }
    throw error;
  }
  throw new Error('nothing was said');
}

/** Whether an action ended because the person left. */
export async function wasLeft(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof Error && 'cancelled' in error) return true;
    throw error;
  }
}

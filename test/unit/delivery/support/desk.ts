import { createDelivery } from '../../../../src/delivery/delivery';
import type { JournalEntry } from '../../../../src/delivery/journalEntry';
import type { Delivery, DeliveryClient, DeliveryPorts, SendOutcome } from '../../../../src/delivery/ports';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import type { EnvelopeDetails, EnvelopeSummary } from '../../../../src/jsign/types';
import { ACCOUNT } from './drafts';
import { documents } from './memoryWorld';

export const NOW = Date.UTC(2026, 4, 12, 9, 30);

/** One account's delivery with everything around it in plain sight. */
export class Desk {
  readonly lines: string[] = [];
  readonly held = new Set<string>();
  /** Operations in the order in which they were called, and journal states in between. */
  readonly calls: string[] = [];
  readonly waits: number[] = [];
  readonly created: Parameters<DeliveryClient['createWithFiles']>[] = [];
  readonly createdInline: Parameters<DeliveryClient['create']>[] = [];
  readonly createdFromTemplate: Parameters<DeliveryClient['createWithTemplate']>[] = [];
  /** What the creating calls do, one after the other; afterwards they succeed. */
  readonly creations: (() => string)[] = [];
  readonly envelopes: EnvelopeDetails[] = [];
  /** States whose line cannot be written. */
  readonly unwritable = new Set<string>();
  now = NOW;
  client: DeliveryClient = this.makeClient();
  readonly delivery: Delivery = this.open();

  /** Another window on the same journal and service. */
  open(accountId = ACCOUNT): Delivery {
    return createDelivery(this.ports(accountId), {
      looks: [1_000, 2_000, 3_000],
      wait: (milliseconds) => {
        this.waits.push(milliseconds);
        return Promise.resolve();
      },
    });
  }

  get entries(): readonly JournalEntry[] {
    return this.lines.map((line) => JSON.parse(line) as JournalEntry);
  }

  get states(): readonly string[] {
    return this.entries.map((entry) => entry.state);
  }

  ports(accountId: string): DeliveryPorts {
    const call = <T>(name: string, result: () => T): Promise<T> => {
      this.calls.push(name);
      return new Promise((resolve) => resolve(result()));
    };
    return {
      accountId,
      client: {
        uploadFile: (...args) => call('upload', () => this.client.uploadFile(...args)).then((id) => id),
        createWithFiles: (...args) =>
          call('create', () => this.client.createWithFiles(...args)).then((id) => id),
        create: (...args) => call('create inline', () => this.client.create(...args)).then((id) => id),
        createWithTemplate: (...args) =>
          call('create from template', () => this.client.createWithTemplate(...args)).then((id) => id),
        list: (...args) => call('list', () => this.client.list(...args)).then((page) => page),
        details: (...args) => call('details', () => this.client.details(...args)).then((details) => details),
        renew: (...args) => call('renew', () => this.client.renew(...args)).then(() => undefined),
      },
      journal: {
        append: (line) => {
          const { state } = JSON.parse(line) as JournalEntry;
          this.calls.push(`[${state}]`);
          if (this.unwritable.has(state)) {
            return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
          }
          this.lines.push(line);
          return Promise.resolve();
        },
        lines: () => Promise.resolve([...this.lines]),
      },
      locks: {
        acquire: (key) => {
          if (this.held.has(key)) return Promise.resolve(undefined);
          this.held.add(key);
          return Promise.resolve({
            release: () => {
              this.held.delete(key);
              return Promise.resolve();
            },
          });
        },
      },
      documents,
      clock: { now: () => this.now },
    };
  }

  private create(count: number): string {
    const next = this.creations.shift();
    return next === undefined ? `envelope-${count}` : next();
  }

  private makeClient(): DeliveryClient {
    let uploads = 0;
    return {
      uploadFile: () => Promise.resolve(`upload-${(uploads += 1)}`),
      createWithFiles: (...args) => Promise.resolve(this.create(this.created.push(args))),
      create: (...args) => Promise.resolve(this.create(this.createdInline.push(args))),
      createWithTemplate: (...args) => Promise.resolve(this.create(this.createdFromTemplate.push(args))),
      list: (_filter, page, pageSize) =>
        Promise.resolve({
          items: this.envelopes.slice((page - 1) * pageSize, page * pageSize).map(summaryOf),
          page,
          pageSize,
          pageCount: Math.ceil(this.envelopes.length / pageSize),
          total: this.envelopes.length,
        }),
      details: (id) => {
        const found = this.envelopes.find((one) => one.id === id);
        return found === undefined
          ? Promise.reject(jsignError({ kind: 'refused', status: 400 }))
          : Promise.resolve(found);
      },
      renew: () => Promise.resolve(),
    };
  }
}

/** An error of the creating call, by default one after which nobody knows. */
export function jsignError(facts: Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>): JsignError {
  return new JsignError({
    operation: 'envelopes.createWithFiles',
    requestSent: true,
    replyRead: facts.code !== undefined,
    ...facts,
  });
}

/** Something that throws it when called. */
export function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

export function summaryOf(details: EnvelopeDetails): EnvelopeSummary {
  const { id, name, status, createdAt, categories } = details;
  return { id, name, status, createdBy: 'Owner Example', createdAt, categories };
}

/** An envelope as the service shows it: with these signers and hashes of documents. */
export function envelopeOf(
  id: string,
  emails: readonly string[],
  hashes: readonly (string | undefined)[],
  extra: Partial<EnvelopeDetails> = {},
): EnvelopeDetails {
  return {
    id,
    name: 'Lease 42',
    description: '',
    createdBy: 'owner@example.org',
    createdAt: NOW,
    status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
    flow: 'Sequential',
    dueAt: undefined,
    cancelReason: undefined,
    cancelledAt: undefined,
    categories: [],
    documents: hashes.map((originalHash, index) => ({
      id: `${id}-${index}`,
      name: 'lease.pdf',
      originalHash,
      signedHash: undefined,
      blockHash: undefined,
      signProcessCompleted: false,
    })),
    signers: emails.map((email, index) => ({
      email,
      firstName: 'Someone',
      lastName: 'Example',
      order: index + 1,
      state: 'waiting',
      signedAt: undefined,
      declineReason: undefined,
    })),
    observers: [],
    ...extra,
  };
}

/** The kind of the error in an outcome. */
export function kindOf(outcome: SendOutcome): unknown {
  return 'error' in outcome && outcome.error instanceof Error && 'kind' in outcome.error
    ? outcome.error.kind
    : undefined;
}

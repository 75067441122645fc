import type { Session, ServiceClient } from '../../../../src/editor/account/api';
import type {
  EnvelopeDetails,
  EnvelopeSigner,
  EnvelopeSummary,
  Page,
  StatusWord,
} from '../../../../src/jsign/types';

/** A client with only the operations a test names; any other call fails the test. */
export function clientWith(
  envelopes: Partial<ServiceClient['envelopes']>,
  rest: Partial<ServiceClient> = {},
): ServiceClient {
  const refuse = (name: string): never => {
    throw new Error(`unexpected call: ${name}`);
  };
  const guard = <T extends object>(part: Partial<T>, name: string): T =>
    new Proxy(part, {
      get: (target, key) => {
        // A promise asks its value for `then`; that is no call of an operation.
        if (key === 'then' || key in target) return target[key as keyof T];
        return () => refuse(`${name}.${String(key)}`);
      },
    }) as T;
  return guard<ServiceClient>({ envelopes: guard(envelopes, 'envelopes'), ...rest }, 'client');
}

export function sessionWith(client: ServiceClient, id = 'acc'): Session {
  return {
    account: {
      id,
      email: 'ada@example.org',
      name: 'Ada Example',
      environment: 'sandbox',
      host: 'http://127.0.0.1:1',
    },
    refused: false,
    client: () => Promise.resolve(client),
  };
}

export function word(known: StatusWord['known'], raw: string = known): StatusWord {
  return { known, raw };
}

export function summary(id: string, facts: Partial<EnvelopeSummary> = {}): EnvelopeSummary {
  return {
    id,
    name: `Envelope ${id}`,
    status: word('AwaitingOthers'),
    createdBy: 'Ada Example',
    createdAt: Date.UTC(2026, 4, 12, 9),
    categories: [],
    ...facts,
  };
}

export function signer(facts: Partial<EnvelopeSigner> = {}): EnvelopeSigner {
  return {
    email: 'grace@example.com',
    firstName: 'Grace',
    lastName: 'Sample',
    order: 1,
    state: 'waiting',
    signedAt: undefined,
    declineReason: undefined,
    ...facts,
  };
}

export function details(id: string, facts: Partial<EnvelopeDetails> = {}): EnvelopeDetails {
  return {
    id,
    name: `Envelope ${id}`,
    description: '',
    createdBy: 'ada@example.org',
    createdAt: Date.UTC(2026, 4, 12, 9),
    status: word('AwaitingOthers'),
    flow: 'Parallel',
    dueAt: undefined,
    cancelReason: undefined,
    cancelledAt: undefined,
    categories: [],
    documents: [
      {
        id: 'd1',
        name: 'lease.pdf',
        originalHash: undefined,
        signedHash: undefined,
        blockHash: undefined,
        signProcessCompleted: false,
      },
    ],
    signers: [signer()],
    observers: [],
    ...facts,
  };
}

export function pageOf<T>(items: readonly T[], total = items.length): Page<T> {
  return { items, page: 1, pageSize: 50, pageCount: Math.max(1, Math.ceil(total / 50)), total };
}

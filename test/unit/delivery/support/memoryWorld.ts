import assert from 'node:assert/strict';

import type { CreateOptions } from '../../../../src/jsign/api';
import type { DeliveryClient, DeliveryPorts } from '../../../../src/delivery/ports';
import { bytesOf } from './drafts';
import { FakeService, type ServiceBehaviour } from './fakeService';
import { cameOf, type SendWorld } from './faultRun';
import { cancelledError, type MortalWindow, type SharedDisk } from './mortalWindow';
import type { Random, Tally } from './random';

/** Gives the bytes that `documentOf` made the document of. */
export const documents: DeliveryPorts['documents'] = {
  open: (document) => {
    const bytes = bytesOf(document.name.replace(/\.pdf$/, ''));
    return Promise.resolve({
      name: document.name,
      size: bytes.length,
      async *open() {
        yield await Promise.resolve(bytes);
      },
    });
  },
};

/** The fault run's world without a network. */
export class MemoryWorld implements SendWorld {
  readonly disk: SharedDisk = { lines: [], locks: new Map(), now: Date.UTC(2026, 4, 12, 9, 30) };
  readonly documents = documents;
  readonly service: FakeService;

  private readonly violations: string[] = [];

  constructor(random: Random, tally: Tally, behaviour: ServiceBehaviour) {
    this.service = new FakeService(random, tally, () => this.disk.now, behaviour);
  }

  client(window: MortalWindow): DeliveryClient {
    const { service } = this;
    return {
      uploadFile: (file, options) =>
        window.call('uploadFile', () => service.uploadFile(file, options?.signal)),
      createWithFiles: (envelope, options = {}) => {
        this.check(options);
        return window.call('createWithFiles', () => service.createWithFiles(envelope, options));
      },
      create: (envelope, options = {}) => {
        this.check(options);
        return window.call('create', () => service.create(envelope, options));
      },
      createWithTemplate: (envelope, options = {}) => {
        this.check(options);
        return window.call('createWithTemplate', () => service.createWithTemplate(envelope, options));
      },
      list: (filter, page, pageSize, options) =>
        window.call('list', () => {
          if (options?.signal?.aborted === true)
            throw cancelledError({ operation: 'envelopes.list', requestSent: false });
          return service.list(filter, page, pageSize);
        }),
      details: (envelopeId) => window.call('details', () => service.details(envelopeId)),
      renew: () => window.call('renew', () => service.renew()),
    };
  }

  envelopesOf(intentId: string): Promise<readonly string[]> {
    const own = this.service.envelopes.filter(({ request }) => cameOf(request, intentId));
    return Promise.resolve(own.map((one) => one.id));
  }

  mayStillCome(intentId: string): Promise<boolean> {
    return Promise.resolve(this.service.mayStillCreate((request) => cameOf(request, intentId)));
  }

  /** Noted, not thrown: an error here would only look like one more unknown end. */
  private check(options: CreateOptions): void {
    if (options.signal !== undefined) this.violations.push('the creating call was given the signal');
  }

  settle(): Promise<void> {
    assert.deepEqual(this.violations, []);
    this.service.settle();
    return Promise.resolve();
  }
}

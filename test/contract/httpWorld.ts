import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DraftDocument } from '../../src/delivery/draft';
import type { DeliveryClient, DeliveryPorts } from '../../src/delivery/ports';
import type { CreateOptions, JsignClient } from '../../src/jsign/api';
import { isJsignError } from '../../src/jsign/errors';
import { documentOf } from '../unit/delivery/support/drafts';
import { cameOf, type SendWorld } from '../unit/delivery/support/faultRun';
import type { MortalWindow, SharedDisk } from '../unit/delivery/support/mortalWindow';
import type { Random, Tally } from '../unit/delivery/support/random';
import { until } from '../workbench/until';
import { signedIn, upload, type OurClient } from './ourClient';
import type { Fault, SandboxProgram } from './sandboxProgram';

const pdf = readFileSync(path.resolve(__dirname, '../../../media/samples/mutual-nda.pdf'));
/** Longer than our client waits, so that it gives up while the service still works. */
const SLOW_MS = 700;
const PATIENCE_MS = 350;

/** A document whose bytes the sandbox takes. Each run has its own, so that runs do not look like repeats of each other. */
export function sendable(run: number): DraftDocument {
  const bytes = bytesOf(run);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return documentOf(`run-${run}`, { size: bytes.length, sha256 });
}

/** A template of one page with a place for each title. Gives its id. */
export function makeTemplate({ client }: OurClient, titles: readonly string[]): Promise<string> {
  return client.templates.create({
    name: 'Lease',
    description: 'The text of the template',
    roles: titles.map((title, index) => ({
      title,
      tabs: [
        {
          kind: 'signature',
          documentRef: 1,
          page: 1,
          x: 60,
          y: 60 + 60 * index,
          width: 180,
          height: 40,
          pageWidth: 595,
          pageHeight: 842,
        },
      ],
    })),
    documents: [{ bytes: pdf, ref: 1, name: 'lease.pdf' }],
  });
}

/** A comment after the end of the file changes the bytes and not the document. */
function bytesOf(run: number): Buffer {
  return Buffer.concat([pdf, Buffer.from(`\n% ${run}\n%%EOF\n`)]);
}

/** The fault run's world over real HTTP: our client, and the sandbox told to fail. */
export class HttpWorld implements SendWorld {
  readonly disk: SharedDisk = { lines: [], locks: new Map(), now: Date.now() };
  readonly documents: DeliveryPorts['documents'];
  /** What tells where an envelope came from: it never changes. */
  private readonly described = new Map<string, Parameters<typeof cameOf>[0]>();
  /** Creating calls that were given up, and until when they may still be carried out. */
  private readonly pending: { readonly request: Parameters<typeof cameOf>[0]; readonly until: number }[] = [];
  private faulty = true;

  private constructor(
    private readonly sandbox: SandboxProgram,
    private readonly hasty: OurClient,
    private readonly patient: OurClient,
    private readonly random: Random,
    private readonly tally: Tally,
    run: number,
  ) {
    this.documents = { open: (document) => Promise.resolve(upload(document.name, bytesOf(run))) };
  }

  static async open(sandbox: SandboxProgram, random: Random, tally: Tally, run: number): Promise<HttpWorld> {
    return new HttpWorld(
      sandbox,
      await signedIn(sandbox, 0, PATIENCE_MS),
      await signedIn(sandbox, 0),
      random,
      tally,
      run,
    );
  }

  client(window: MortalWindow): DeliveryClient {
    const { hasty } = this;
    const { envelopes } = hasty.client;
    return {
      uploadFile: (file, options) => window.call('uploadFile', () => envelopes.uploadFile(file, options)),
      createWithFiles: this.creating(window, 'createWithFiles', 'create_with_files'),
      create: this.creating(window, 'create', 'create'),
      createWithTemplate: this.creating(window, 'createWithTemplate', 'create_with_template'),
      list: (...args: Parameters<JsignClient['envelopes']['list']>) =>
        window.call('list', () => envelopes.list(...args)),
      details: (id, options) => window.call('details', () => envelopes.details(id, options)),
      renew: () => window.call('renew', () => hasty.client.renew()),
    };
  }

  async envelopesOf(intentId: string): Promise<readonly string[]> {
    const { envelopes } = this.patient.client;
    for (let page = 1; ; page += 1) {
      const { items, pageCount } = await envelopes.list({}, page, 100);
      const fresh = items.filter(({ id }) => !this.described.has(id));
      for (const { id } of fresh) this.described.set(id, await envelopes.details(id));
      // Newest first: what comes after a known one is known as well.
      if (page >= pageCount || fresh.length < items.length) break;
    }
    return [...this.described].filter(([, envelope]) => cameOf(envelope, intentId)).map(([id]) => id);
  }

  mayStillCome(intentId: string): Promise<boolean> {
    const open = this.pending.some((call) => Date.now() < call.until && cameOf(call.request, intentId));
    return Promise.resolve(open);
  }

  async settle(): Promise<void> {
    this.faulty = false;
    await this.sandbox.faults([]);
    await until('the end of what was on its way', () =>
      Promise.resolve(this.pending.every((call) => Date.now() >= call.until)),
    );
  }

  private creating<K extends 'createWithFiles' | 'create' | 'createWithTemplate'>(
    window: MortalWindow,
    name: K,
    path: string,
  ): (envelope: Parameters<DeliveryClient[K]>[0], options?: CreateOptions) => Promise<string> {
    // Of the three no one can be named by a variable, since each takes a request of its own.
    const make = this.hasty.client.envelopes[name] as (
      envelope: Parameters<DeliveryClient[K]>[0],
      options?: CreateOptions,
    ) => Promise<string>;
    return (envelope, options) =>
      window.call(name, async () => {
        await this.disturb(path);
        this.tally.add(`http ${name}`);
        try {
          return await make(envelope, options);
        } catch (error) {
          if (isJsignError(error) && error.kind === 'timeout') {
            this.pending.push({ request: envelope, until: Date.now() + 2 * SLOW_MS });
          }
          throw error;
        }
      });
  }

  /** Something happens to the next creating call, or nothing. */
  private async disturb(path: string): Promise<void> {
    if (!this.faulty) return;
    const call = { method: 'POST', path: `/api/v2.0/envelopes/${path}`, times: 1 } as const;
    const faults: readonly [string, ...(string | undefined)[]] = [
      'reset-before',
      'reset-after',
      'status',
      'truncate',
      'delay',
      undefined,
      undefined,
    ];
    const kind = this.random.pick(faults);
    this.tally.add(`http ${kind ?? 'no fault'}`);
    const value = { status: 500, truncate: 20, delay: SLOW_MS }[kind ?? ''];
    const fault =
      kind === undefined
        ? []
        : [{ ...call, kind: kind as Fault['kind'], ...(value === undefined ? {} : { value }) }];
    await this.sandbox.faults(fault);
  }
}

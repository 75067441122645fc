import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DraftDocument } from '../../src/delivery/draft';
import type { DeliveryClient, DeliveryPorts } from '../../src/delivery/ports';
import type { JsignClient } from '../../src/jsign/api';
import { isJsignError } from '../../src/jsign/errors';
import { documentOf } from '../unit/delivery/support/drafts';
import { bears, type SendWorld } from '../unit/delivery/support/faultRun';
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

/** A comment after the end of the file changes the bytes and not the document. */
function bytesOf(run: number): Buffer {
  return Buffer.concat([pdf, Buffer.from(`\n% ${run}\n%%EOF\n`)]);
}

/** The fault run's world over real HTTP: our client, and the sandbox told to fail. */
export class HttpWorld implements SendWorld {
  readonly disk: SharedDisk = { lines: [], locks: new Map(), now: Date.now() };
  readonly documents: DeliveryPorts['documents'];
  /** Descriptions by envelope: they never change. */
  private readonly described = new Map<string, string>();
  /** Creating calls that were given up, and until when they may still be carried out. */
  private readonly pending: { readonly description: string; readonly until: number }[] = [];
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
      createWithFiles: (envelope, options) =>
        window.call('createWithFiles', async () => {
          await this.disturb();
          try {
            return await envelopes.createWithFiles(envelope, options);
          } catch (error) {
            if (isJsignError(error) && error.kind === 'timeout') {
              this.pending.push({ description: envelope.description ?? '', until: Date.now() + 2 * SLOW_MS });
            }
            throw error;
          }
        }),
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
      for (const { id } of fresh) this.described.set(id, (await envelopes.details(id)).description);
      // Newest first: what comes after a known one is known as well.
      if (page >= pageCount || fresh.length < items.length) break;
    }
    return [...this.described].filter(([, text]) => bears(text, intentId)).map(([id]) => id);
  }

  mayStillCome(intentId: string): Promise<boolean> {
    const open = this.pending.some((call) => Date.now() < call.until && bears(call.description, intentId));
    return Promise.resolve(open);
  }

  async settle(): Promise<void> {
    this.faulty = false;
    await this.sandbox.faults([]);
    await until('the end of what was on its way', () =>
      Promise.resolve(this.pending.every((call) => Date.now() >= call.until)),
    );
  }

  /** Something happens to the next creating call, or nothing. */
  private async disturb(): Promise<void> {
    if (!this.faulty) return;
    const call = { method: 'POST', path: '/api/v2.0/envelopes/create_with_files', times: 1 } as const;
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

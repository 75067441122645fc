import { createHash } from 'node:crypto';

import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import type { CreateOptions } from '../../../../src/jsign/api';
import type {
  EnvelopeDetails,
  EnvelopeFilter,
  EnvelopeSummary,
  NewEnvelopeFromTemplate,
  NewEnvelopeInline,
  NewEnvelopeWithFiles,
  Page,
  UploadSource,
} from '../../../../src/jsign/types';
import type { Random, Tally } from './random';

export const CREATE_FAULTS = [
  'create:connect',
  'create:reset-before',
  'create:reset-after',
  'create:timeout-after',
  'create:timeout-late',
  'create:500-before',
  'create:500-after',
  'create:400',
  'create:expired',
  'create:404',
  'create:html-after',
  'create:half-after',
  'create:no-id-after',
] as const;
export type CreateFault = (typeof CREATE_FAULTS)[number];

/** A creating call that was taken in, whichever of the three. */
export interface TrueRequest extends Pick<NewEnvelopeWithFiles, 'name' | 'description' | 'observers'> {
  readonly signers: readonly { readonly name: string; readonly email: string }[];
}
interface Creation {
  readonly operation: string;
  readonly request: TrueRequest;
  /** SHA-256 of the documents; refuses uploads that are not there. Uses them up. */
  readonly take: () => readonly string[];
}

/** The one document of every template. */
export const TEMPLATE_HASH = createHash('sha256').update('template').digest('hex');

/** An envelope as it truly is at the service. */
export interface TrueEnvelope {
  readonly id: string;
  readonly request: TrueRequest;
  readonly hashes: readonly string[];
  readonly createdAt: number;
  /** Calls of the list that do not show it yet. */
  hiddenFor: number;
}

export interface ServiceBehaviour {
  /** Probability of a fault in a creating call. */
  readonly faults: number;
  /** Probability of a failure of any other call. */
  readonly failures: number;
  /** Details come without a description. */
  readonly dropsDescriptions: boolean;
  /** New envelopes show in the list only after up to so many calls. */
  readonly slowness: number;
}

/** A service in memory that keeps the documented rules and, while `quiet` is false, fails in every way we know of. */
export class FakeService {
  readonly envelopes: TrueEnvelope[] = [];
  /** Creations that were taken in and happen later. */
  private readonly late: { left: number; readonly creation: Creation }[] = [];
  private readonly uploads = new Map<string, string>();
  private tokenEnded = false;
  private count = 0;
  quiet = false;
  /** What happens to the next creating calls, in this order, before chance has its say. */
  readonly script: CreateFault[] = [];

  constructor(
    private readonly random: Random,
    private readonly tally: Tally,
    private readonly now: () => number,
    private readonly behaviour: ServiceBehaviour,
  ) {}

  /** Whether such a request was taken in and may still become an envelope. */
  mayStillCreate(isIt: (request: TrueRequest) => boolean): boolean {
    return this.late.some((one) => isIt(one.creation.request));
  }

  /** Everything that was on its way has happened and shows. */
  settle(): void {
    this.quiet = true;
    for (const one of this.late.splice(0)) this.commit(one.creation);
    for (const envelope of this.envelopes) envelope.hiddenFor = 0;
  }

  async uploadFile(file: UploadSource, signal: AbortSignal | undefined): Promise<string> {
    this.tick();
    const facts = { operation: 'envelopes.uploadFile', requestSent: true, replyRead: false } as const;
    if (signal?.aborted === true) throw new JsignError({ ...facts, kind: 'cancelled' });
    this.mayFail('upload:reset', facts);
    const hash = createHash('sha256');
    for await (const chunk of file.open()) hash.update(chunk);
    const id = this.newId('upload');
    this.uploads.set(id, hash.digest('hex'));
    return id;
  }

  createWithFiles(request: NewEnvelopeWithFiles, options: CreateOptions): string {
    const operation = 'envelopes.createWithFiles';
    return this.make({ operation, request, take: () => this.takeUploads(request) }, options);
  }

  create(request: NewEnvelopeInline, options: CreateOptions): string {
    const hashes = request.documents.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    return this.make({ operation: 'envelopes.create', request, take: () => hashes }, options);
  }

  createWithTemplate(request: NewEnvelopeFromTemplate, options: CreateOptions): string {
    const operation = 'envelopes.createWithTemplate';
    return this.make({ operation, request, take: () => [TEMPLATE_HASH] }, options);
  }

  private make(creation: Creation, options: CreateOptions): string {
    this.tick();
    const fault = this.chooseFault(options);
    const facts = { operation: creation.operation };
    const fail = (more: Omit<JsignErrorFacts, 'operation'>): never => {
      throw new JsignError({ ...facts, ...more });
    };
    const silent = { requestSent: true, replyRead: false } as const;
    const read = { requestSent: true, replyRead: true } as const;
    if (this.tokenEnded) return fail({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED', ...read });
    switch (fault) {
      case undefined:
        return this.commit(creation);
      case 'create:connect':
        return fail({ kind: 'network', network: 'connect', requestSent: false, replyRead: false });
      case 'create:reset-before':
        return fail({ kind: 'network', network: 'reset', ...silent });
      case 'create:reset-after':
        this.commit(creation);
        return fail({ kind: 'network', network: 'reset', ...silent });
      case 'create:timeout-after':
        this.commit(creation);
        return fail({ kind: 'timeout', ...silent });
      case 'create:timeout-late':
        this.late.push({ left: this.random.whole(1, 12), creation });
        return fail({ kind: 'timeout', ...silent });
      case 'create:500-before':
        return fail({ kind: 'server', status: 500, code: 'SYSTEM_ERROR', ...read });
      case 'create:500-after':
        this.commit(creation);
        return fail({ kind: 'server', status: 500, code: 'EMAIL_SENDING_FAILED', ...read });
      case 'create:400':
        return fail({ kind: 'refused', status: 400, code: 'FILE_INVALID', ...read });
      case 'create:expired':
        this.tokenEnded = true;
        return fail({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED', ...read });
      case 'create:404':
        return fail({ kind: 'not-found', status: 404, ...silent });
      case 'create:html-after':
        this.commit(creation);
        return fail({ kind: 'unreadable', status: 200, ...silent });
      case 'create:half-after':
        this.commit(creation);
        return fail({ kind: 'network', network: 'reset', status: 201, ...silent });
      case 'create:no-id-after':
        this.commit(creation);
        return fail({ kind: 'unreadable', status: 201, field: 'data.envelope_id', ...read });
    }
  }

  list(filter: EnvelopeFilter, page: number, pageSize: number): Page<EnvelopeSummary> {
    this.tick();
    this.mayFail('list:failed', { operation: 'envelopes.list', requestSent: true, replyRead: false });
    const size = Math.min(pageSize, 2);
    const shown = this.envelopes
      .filter((one) => one.hiddenFor <= 0 && inRange(one.createdAt, filter))
      .reverse();
    if (page === 1) for (const one of this.envelopes) one.hiddenFor -= 1;
    if (!this.quiet && this.random.chance(0.1)) {
      this.tally.add('list:grew');
      this.addStranger();
    }
    return {
      items: shown.slice((page - 1) * size, page * size).map((one) => ({
        id: one.id,
        name: one.request.name,
        status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
        createdBy: 'Owner Example',
        createdAt: one.createdAt,
        categories: [],
      })),
      page,
      pageSize: size,
      pageCount: Math.ceil(shown.length / size),
      total: shown.length,
    };
  }

  details(envelopeId: string): EnvelopeDetails {
    this.tick();
    const facts = { operation: 'envelopes.details', requestSent: true, replyRead: false } as const;
    this.mayFail('details:failed', facts);
    const one = this.envelopes.find((envelope) => envelope.id === envelopeId);
    if (one === undefined) throw new JsignError({ ...facts, kind: 'refused', status: 400 });
    return {
      id: one.id,
      name: one.request.name,
      description: this.behaviour.dropsDescriptions ? '' : (one.request.description ?? ''),
      createdBy: 'owner@example.org',
      createdAt: one.createdAt,
      status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
      flow: 'Sequential',
      dueAt: undefined,
      cancelReason: undefined,
      cancelledAt: undefined,
      categories: [],
      documents: one.hashes.map((hash, index) => ({
        id: `${one.id}-${index}`,
        name: 'lease.pdf',
        originalHash: hash,
        signedHash: undefined,
        blockHash: undefined,
        signProcessCompleted: false,
      })),
      signers: one.request.signers.map((signer) => ({
        email: signer.email,
        firstName: signer.name,
        lastName: '',
        order: 1,
        state: 'waiting',
        signedAt: undefined,
        declineReason: undefined,
      })),
      observers: [],
    };
  }

  renew(): void {
    this.tick();
    this.mayFail('renew:failed', { operation: 'authorization.refresh', requestSent: true, replyRead: false });
    this.tokenEnded = false;
  }

  /** An envelope that somebody made without us. */
  add(request: TrueEnvelope['request'], hashes: readonly string[], createdAt: number): string {
    const id = this.newId('envelope');
    this.envelopes.push({ id, request, hashes, createdAt, hiddenFor: 0 });
    return id;
  }

  private addStranger(): void {
    this.add({ name: 'Something else', description: '', signers: [] }, [], this.now());
  }

  private takeUploads(request: NewEnvelopeWithFiles): readonly string[] {
    const hashes = request.documents.map((document) => {
      const hash = this.uploads.get(document.requestId);
      if (hash === undefined) {
        throw new JsignError({
          operation: 'envelopes.createWithFiles',
          kind: 'refused',
          status: 400,
          code: 'FILE_INVALID',
          requestSent: true,
          replyRead: true,
        });
      }
      return hash;
    });
    // What became an envelope is used up.
    for (const document of request.documents) this.uploads.delete(document.requestId);
    return hashes;
  }

  private commit({ request, take }: Creation): string {
    const hashes = take();
    const id = this.newId('envelope');
    const hiddenFor = this.random.whole(0, this.behaviour.slowness);
    if (hiddenFor > 0) this.tally.add('list:slow');
    const createdAt = this.now() + this.random.whole(-120_000, 120_000);
    this.envelopes.push({ id, request, hashes, createdAt, hiddenFor });
    return id;
  }

  private chooseFault(options: CreateOptions): CreateFault | undefined {
    if (this.quiet) return undefined;
    const scripted = this.script.shift();
    if (scripted === undefined && !this.random.chance(this.behaviour.faults)) return undefined;
    const fault = scripted ?? this.random.pick(CREATE_FAULTS);
    // The other path is the one that is there.
    if (fault === 'create:404' && options.variant === true) return undefined;
    this.tally.add(fault);
    return fault;
  }

  private tick(): void {
    for (const one of this.late) one.left -= 1;
    for (const one of this.late.filter((each) => each.left <= 0)) {
      this.late.splice(this.late.indexOf(one), 1);
      this.commit(one.creation);
    }
  }

  private mayFail(name: string, facts: Omit<JsignErrorFacts, 'kind'>): void {
    if (this.quiet || !this.random.chance(this.behaviour.failures)) return;
    this.tally.add(name);
    throw new JsignError({ ...facts, kind: 'network', network: 'reset' });
  }

  private newId(kind: string): string {
    this.count += 1;
    return `${kind}-${this.count}`;
  }
}

function inRange(at: number, filter: EnvelopeFilter): boolean {
  const day = new Date(at).toISOString().slice(0, 10);
  return (filter.from === undefined || day >= filter.from) && (filter.to === undefined || day <= filter.to);
}

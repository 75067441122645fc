import type { Draft } from './draft';
import type { IntentFacts } from './facts';
import type { Journal } from './journal';
import { type CreateJudgement, errorMark, judgeCreate } from './judgement';
import type { DeliveryPorts, SendOptions, SendOutcome, SendStage } from './ports';
import { type Create, createCall, type Material, readAll, wayOf } from './request';

/** One attempt: the number the journal knows it by, and what the attempt before it has found out. */
export interface AttemptPlan {
  readonly number: number;
  /** What an earlier attempt has uploaded or read, and the service has not used. */
  readonly material: Material | undefined;
  /** Use the other documented path. */
  readonly variant: boolean;
}

type CreateEnd =
  | { readonly end: 'over'; readonly outcome: SendOutcome }
  /** Certain that nothing was created, and journalled so. */
  | { readonly end: 'again'; readonly why: 'renew' | 'other-path'; readonly error: unknown }
  | { readonly end: 'unknown'; readonly error: unknown };

export type AttemptEnd =
  | Exclude<CreateEnd, { end: 'again' }>
  | (Extract<CreateEnd, { end: 'again' }> & { readonly material: Material });

/**
 * Makes attempts. Each step is on the disk before it is taken; `creating` is the point of no return, from where the person's
 * signal is no longer passed on. Never rejects once that entry was written.
 */
export class AttemptRunner {
  constructor(
    private readonly ports: DeliveryPorts,
    private readonly journal: Journal,
    private readonly draft: Draft,
    private readonly facts: IntentFacts,
    private readonly options: SendOptions,
  ) {}

  async run(plan: AttemptPlan): Promise<AttemptEnd> {
    const step = { intentId: this.draft.intentId, attempt: plan.number };
    let material: Material;
    let create: Create;
    try {
      await this.journal.append({ ...step, state: 'prepared', ...this.facts });
      this.throwIfCancelled();
      material = plan.material ?? (await this.gather(step));
      if (material.way === 'files') await this.journal.append({ ...step, state: 'uploaded' });
      const { client } = this.ports;
      create = createCall(
        client,
        this.draft,
        material,
        this.facts.reference,
        this.options.leaveOutProvenance,
      );
      this.throwIfCancelled();
      await this.journal.append({ ...step, state: 'creating' });
    } catch (error) {
      // Nothing was created. Without this line the journal would say "unfinished", or after a flush that failed half way
      // "creating": the first does no harm, the second makes the person answer a needless question.
      await this.tryAppend({
        ...step,
        state: 'failed',
        error: this.cancelled ? 'cancelled' : errorMark(error),
      });
      return { end: 'over', outcome: this.cancelled ? { state: 'cancelled' } : { state: 'failed', error } };
    }
    const end = await this.create(step, create, plan.variant);
    return end.end === 'again' ? { ...end, material } : end;
  }

  private async create(
    step: { readonly intentId: string; readonly attempt: number },
    create: Create,
    variant: boolean,
  ): Promise<CreateEnd> {
    let judgement: CreateJudgement;
    let problem: unknown;
    try {
      this.tell({ stage: 'creating' });
      const envelopeId = await create(variant ? { variant: true } : {});
      if (envelopeId !== '') {
        // If this line is lost, the journal says "creating" and the next look finds the envelope: by its reference, or where it
        // bears none, being from a template, by name, signers and time.
        await this.tryAppend({ ...step, state: 'created', envelopeId });
        return { end: 'over', outcome: { state: 'created', envelopeId, adopted: false } };
      }
      judgement = 'unknown';
    } catch (error) {
      judgement = judgeCreate(error);
      problem = error;
    }
    if (judgement === 'unknown') {
      await this.tryAppend({ ...step, state: 'unknown', error: errorMark(problem) });
      return { end: 'unknown', error: problem };
    }
    const written = await this.tryAppend({ ...step, state: 'failed', error: errorMark(problem) });
    // A further attempt on top of an entry "creating" would hide it, so without this line there is none.
    if (judgement === 'failed' || !written)
      return { end: 'over', outcome: { state: 'failed', error: problem } };
    return { end: 'again', why: judgement, error: problem };
  }

  private async gather(step: { readonly intentId: string; readonly attempt: number }): Promise<Material> {
    const way = wayOf(this.draft);
    switch (way) {
      case 'template':
        return { way };
      case 'inline':
        return { way, bytes: await this.read() };
      case 'files':
        return { way, requestIds: await this.upload(step) };
    }
  }

  private async read(): Promise<readonly Uint8Array[]> {
    const all: Uint8Array[] = [];
    for (const document of this.draft.documents) {
      this.throwIfCancelled();
      all.push(await readAll(await this.ports.documents.open(document)));
    }
    return all;
  }

  private async upload(step: {
    readonly intentId: string;
    readonly attempt: number;
  }): Promise<readonly string[]> {
    await this.journal.append({ ...step, state: 'uploading' });
    const requestIds: string[] = [];
    for (const document of this.draft.documents) {
      this.throwIfCancelled();
      const source = await this.ports.documents.open(document);
      const onProgress = (sent: number, total: number): void =>
        this.tell({ stage: 'uploading', document: document.name, sent, total });
      onProgress(0, source.size);
      const { signal } = this.options;
      requestIds.push(
        await this.ports.client.uploadFile(
          source,
          signal === undefined ? { onProgress } : { onProgress, signal },
        ),
      );
    }
    return requestIds;
  }

  private get cancelled(): boolean {
    return this.options.signal?.aborted === true;
  }

  private throwIfCancelled(): void {
    this.options.signal?.throwIfAborted();
  }

  private async tryAppend(step: Parameters<Journal['append']>[0]): Promise<boolean> {
    try {
      await this.journal.append(step);
      return true;
    } catch {
      return false;
    }
  }

  /** A listener that throws must not decide about a send. */
  private tell(stage: SendStage): void {
    try {
      this.options.onStage?.(stage);
    } catch {
      // The listener's own affair.
    }
  }
}

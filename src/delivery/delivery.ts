import { AttemptRunner } from './attempt';
import type { Draft } from './draft';
import { DeliveryError, storageError } from './errors';
import { factsOf, type IntentFacts } from './facts';
import { hasRivals, type IntentRecord, isSent, isUndecided, isUnfinished, takenEnvelopes } from './intents';
import { Journal } from './journal';
import type { Delivery, DeliveryPorts, Evidence, OpenIntent, SendOptions, SendOutcome } from './ports';
import { repeatsOf } from './repeats';
import { checkDraft, type Material } from './request';
import { findEnvelope } from './resolver/resolver';
import { type Wait, waitWithTimer } from './wait';

const NOTHING_SEEN: Evidence = { candidates: [], complete: false };

export interface DeliverySettings {
  /** Milliseconds to wait before each look for an envelope whose creation has an unknown end. */
  readonly looks?: readonly number[];
  readonly wait?: Wait;
}

type Records = ReadonlyMap<string, IntentRecord>;
type Signal = Pick<SendOptions, 'signal'>;

/**
 * Sends drafts of one account, each exactly once. The service has no idempotency key, so every step stands in the journal before
 * it is taken, one window at a time works an intent, and a creating call whose end is not known is never repeated: its envelope
 * is looked for, and where it is not found the person is asked.
 */
export function createDelivery(ports: DeliveryPorts, settings: DeliverySettings = {}): Delivery {
  return new AccountDelivery(ports, settings.looks ?? [1_000, 3_000, 6_000], settings.wait ?? waitWithTimer);
}

class AccountDelivery implements Delivery {
  private readonly journal: Journal;
  /** Intents this very object works on: they are not left open. */
  private readonly working = new Set<string>();

  constructor(
    private readonly ports: DeliveryPorts,
    private readonly looks: readonly number[],
    private readonly wait: Wait,
  ) {
    this.journal = new Journal(ports.journal, ports.accountId, ports.clock);
  }

  async send(draft: Draft, options: SendOptions = {}): Promise<SendOutcome> {
    try {
      if (draft.accountId !== this.ports.accountId) throw new DeliveryError('other-account');
      const facts = factsOf(draft);
      // A draft that cannot be put into a request must fail before anything is uploaded.
      checkDraft(draft);
      // The other keys keep two windows from sending side by side what would be a repeat one after the other.
      const { accountId } = this.ports;
      const keys = [
        draft.intentId,
        `${accountId} ${facts.fingerprint}`,
        ...(draft.replaces === undefined ? [] : [`${accountId} replaces ${draft.replaces}`]),
      ];
      return (await this.holding(draft.intentId, keys, () => this.sendHeld(draft, facts, options))) ?? BUSY;
    } catch (error) {
      // Everything that can reject does so before the creating call: see AttemptRunner.
      return { state: 'failed', error };
    }
  }

  async open(): Promise<readonly OpenIntent[]> {
    const records = await this.journal.read();
    return (
      [...records.values()]
        .filter((record) => isUndecided(record.state) || isUnfinished(record.state))
        // What a newer version wrote is for that version to ask about.
        .filter((record) => !record.foreign && !this.working.has(record.intentId))
        .sort((a, b) => b.at - a.at)
        .map(({ intentId, state, at, facts }) => ({
          intentId,
          accountId: this.ports.accountId,
          name: facts.name,
          state,
          at,
        }))
    );
  }

  async resolve(intentId: string, options: Signal = {}): Promise<SendOutcome> {
    const outcome = await this.holding(intentId, [intentId], async (): Promise<SendOutcome> => {
      const records = await this.journal.read();
      const record = known(records, intentId);
      if (isSent(record.state)) return { state: 'already-sent', envelopeId: record.envelopeId ?? '' };
      if (isUndecided(record.state))
        return this.look(records, record, options, new DeliveryError('interrupted'));
      if (isUnfinished(record.state)) await this.close(record, 'failed');
      return { state: 'failed', error: new DeliveryError('interrupted') };
    });
    return outcome ?? BUSY;
  }

  async adopt(intentId: string, envelopeId: string): Promise<void> {
    await this.deciding(intentId, async (records, record) => {
      if (isSent(record.state) && record.envelopeId === envelopeId) return;
      if (!isUndecided(record.state)) throw new DeliveryError('settled');
      if (takenEnvelopes(records, record).has(envelopeId)) throw new DeliveryError('taken');
      await this.journal.append({ intentId, attempt: record.attempt, state: 'adopted', envelopeId });
    });
  }

  async notSent(intentId: string): Promise<void> {
    await this.deciding(intentId, async (_records, record) => {
      if (isSent(record.state)) throw new DeliveryError('settled');
      if (isUndecided(record.state)) await this.close(record, 'not-sent');
      else if (isUnfinished(record.state)) await this.close(record, 'failed');
    });
  }

  private async sendHeld(draft: Draft, facts: IntentFacts, options: SendOptions): Promise<SendOutcome> {
    const records = await this.journal.read();
    const record = records.get(draft.intentId);
    if (record !== undefined) {
      if (record.foreign) throw new DeliveryError('newer-version');
      if (isSent(record.state)) return { state: 'already-sent', envelopeId: record.envelopeId ?? '' };
      if (isUndecided(record.state)) return await this.lookOnce(records, record, options);
    }
    const previous = repeatsOf(records, draft.intentId, facts, this.ports.clock.now());
    if (previous.length > 0 && options.allowRepeat !== true) return { state: 'repeat', previous };
    return this.makeAttempts(draft, facts, options, record?.attempt ?? 0);
  }

  /** The first attempt, and at most one more for each reason that proves that nothing was created. */
  private async makeAttempts(
    draft: Draft,
    facts: IntentFacts,
    options: SendOptions,
    made: number,
  ): Promise<SendOutcome> {
    const runner = new AttemptRunner(this.ports, this.journal, draft, facts, options);
    const tried = new Set<'renew' | 'other-path'>();
    let material: Material | undefined;
    for (let number = made + 1; ; number += 1) {
      const end = await runner.run({ number, material, variant: tried.has('other-path') });
      if (end.end === 'over') return end.outcome;
      if (end.end === 'unknown') return this.lookFewTimes(draft.intentId, options, end.error);
      if (tried.has(end.why)) return { state: 'failed', error: end.error };
      tried.add(end.why);
      ({ material } = end);
      if (end.why === 'renew') await this.ports.client.renew();
    }
  }

  /** After a creating call with an unknown end: an envelope may need a moment to show in the list. */
  private async lookFewTimes(intentId: string, options: SendOptions, error: unknown): Promise<SendOutcome> {
    let outcome: SendOutcome = { state: 'unknown', intentId, evidence: NOTHING_SEEN, error };
    try {
      options.onStage?.({ stage: 'looking' });
    } catch {
      // A listener that throws must not decide about a send.
    }
    for (const pause of this.looks) {
      await this.wait(pause, options.signal);
      // The person may end the looking, which says nothing about the envelope.
      if (options.signal?.aborted === true) break;
      try {
        const records = await this.journal.read();
        outcome = await this.look(records, known(records, intentId), options, error);
      } catch {
        // The next look may fare better; what is known so far stays.
      }
      if (outcome.state !== 'unknown') break;
    }
    return outcome;
  }

  private async lookOnce(records: Records, record: IntentRecord, options: SendOptions): Promise<SendOutcome> {
    try {
      return await this.look(records, record, options, new DeliveryError('interrupted'));
    } catch (error) {
      return { state: 'unknown', intentId: record.intentId, evidence: NOTHING_SEEN, error };
    }
  }

  private async look(
    records: Records,
    record: IntentRecord,
    options: Signal,
    error: unknown,
  ): Promise<SendOutcome> {
    const { intentId, attempt, facts } = record;
    if (record.state === 'creating') {
      await this.journal.append({ intentId, attempt, state: 'unknown', error: 'interrupted' });
    }
    const search = {
      facts,
      attemptAt: record.creatingAt ?? record.at,
      taken: takenEnvelopes(records, record),
      rivals: hasRivals(records, record),
    };
    const { envelopeId, evidence } = await findEnvelope(this.ports.client, search, options.signal);
    const unknown: SendOutcome = { state: 'unknown', intentId, evidence, error };
    if (envelopeId === undefined) return unknown;
    const found = evidence.candidates.find((candidate) => candidate.envelopeId === envelopeId);
    if (found?.matches.includes('reference') !== true) {
      // Another window may have sent its like while we looked; whatever the list has shown stood in the journal before.
      const now = await this.journal.read();
      if (hasRivals(now, record) || takenEnvelopes(now, record).has(envelopeId)) return unknown;
    }
    await this.journal.append({ intentId, attempt, state: 'adopted', envelopeId });
    return { state: 'created', envelopeId, adopted: true };
  }

  private async close(record: IntentRecord, state: 'failed' | 'not-sent'): Promise<void> {
    const { intentId, attempt } = record;
    await this.journal.append({
      intentId,
      attempt,
      state,
      ...(state === 'failed' && { error: 'interrupted' }),
    });
  }

  private async deciding(
    intentId: string,
    decide: (records: Records, record: IntentRecord) => Promise<void>,
  ): Promise<void> {
    const done = await this.holding(intentId, [intentId], async () => {
      const records = await this.journal.read();
      await decide(records, known(records, intentId));
      return true;
    });
    if (done === undefined) throw new DeliveryError('busy');
  }

  /** Runs `work` while holding all `keys`; `undefined` when somebody else holds one of them. */
  private async holding<T>(
    intentId: string,
    keys: readonly string[],
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    const held: { release(): Promise<void> }[] = [];
    try {
      for (const key of keys) {
        const lock = await this.ports.locks.acquire(key).catch((error: unknown) => {
          throw storageError(error);
        });
        if (lock === undefined) return undefined;
        held.push(lock);
      }
      this.working.add(intentId);
      try {
        return await work();
      } finally {
        this.working.delete(intentId);
      }
    } finally {
      // A lock that cannot be let go ends with this process, and must not hide how the work ended.
      await Promise.allSettled(held.reverse().map((lock) => lock.release()));
    }
  }
}

const BUSY: SendOutcome = { state: 'busy' };

/** @throws DeliveryError `no-such-intent`, or `newer-version` where the journal says more than this version understands. */
function known(records: Records, intentId: string): IntentRecord {
  const record = records.get(intentId);
  if (record === undefined) throw new DeliveryError('no-such-intent');
  if (record.foreign) throw new DeliveryError('newer-version');
  return record;
}

import type { JsignErrorFacts } from '../../../../src/jsign/errors';
import { JsignError } from '../../../../src/jsign/errors';
import { createDelivery } from '../../../../src/delivery/delivery';
import type { Delivery, DeliveryClient, DeliveryPorts } from '../../../../src/delivery/ports';
import type { Random, Tally } from './random';

/** What all windows of one machine share. */
export interface SharedDisk {
  /** Lines that survive a crash. */
  readonly lines: string[];
  /** Who holds which key. */
  readonly locks: Map<string, MortalWindow>;
  now: number;
}

export interface Fate {
  /** The process ends at this port call, counted from 1. */
  readonly diesAt: number | undefined;
  /** Before the call's effect or right after it; left out: either. */
  readonly diesBefore?: boolean;
  /** The person cancels at this port call. */
  readonly cancelsAt: number | undefined;
  /** Probability that a write to the journal fails. */
  readonly fullDisk: number;
}

/**
 * A window whose process may end at any port call, before the call's effect or right after it. From then on nothing returns: calls
 * stay pending for ever, what was written and not yet flushed is lost, and its locks are free.
 */
export class MortalWindow {
  readonly delivery: Delivery;
  readonly died: Promise<'died'>;
  private readonly cancel = new AbortController();
  private tellDeath: (value: 'died') => void = () => undefined;
  private dead = false;
  private calls = 0;

  constructor(
    private readonly disk: SharedDisk,
    client: (window: MortalWindow) => DeliveryClient,
    documents: DeliveryPorts['documents'],
    private readonly random: Random,
    private readonly tally: Tally,
    private readonly fate: Fate,
    accountId: string,
  ) {
    this.died = new Promise((resolve) => {
      this.tellDeath = resolve;
    });
    this.delivery = createDelivery(
      {
        accountId,
        client: client(this),
        documents: { open: (document) => this.call('documents.open', () => documents.open(document)) },
        journal: {
          append: (line) => this.append(line),
          lines: () => this.call('journal.lines', () => [...disk.lines]),
        },
        locks: { acquire: (key) => this.acquire(key) },
        clock: { now: () => disk.now },
      },
      {
        looks: [1, 2, 3],
        wait: (milliseconds) => this.call('wait', () => void (disk.now += milliseconds * 1_000)),
      },
    );
  }

  /** Port calls made so far. */
  get made(): number {
    return this.calls;
  }

  get signal(): AbortSignal {
    return this.cancel.signal;
  }

  /** Makes one port call: time passes, others get their turn, and this process may end. */
  async call<T>(name: string, effect: () => T | Promise<T>): Promise<T> {
    this.calls += 1;
    const { calls } = this;
    this.disk.now += this.random.whole(1, 500);
    if (calls === this.fate.cancelsAt) {
      this.tally.add('cancel');
      this.cancel.abort();
    }
    const last = calls === this.fate.diesAt;
    const before = last && (this.fate.diesBefore ?? this.random.chance(0.5));
    await this.turns();
    if (this.isDead()) return forever();
    if (before) return this.die(`crash before ${name}`);
    let result: { readonly value: T } | { readonly error: unknown };
    try {
      result = { value: await effect() };
    } catch (error) {
      result = { error };
    }
    await this.turns();
    if (last) return this.die(`crash after ${name}`);
    if (this.isDead()) return forever();
    if ('error' in result) throw result.error;
    return result.value;
  }

  private async append(line: string): Promise<void> {
    const name = `journal.append ${stateIn(line)}`;
    const wanted = this.random.next();
    const full = this.random.chance(this.fate.fullDisk);
    await this.call(name, async () => {
      // Between the write and the flush: other work of this process goes on, and a crash may or may not lose the line.
      await this.turns(4);
      if (this.isDead() && wanted < 0.8) return;
      if (full) {
        this.tally.add('disk full');
        // A flush that fails may still have written.
        if (wanted < 0.3) this.disk.lines.push(line);
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      }
      this.disk.lines.push(line);
    });
  }

  private async acquire(key: string): Promise<{ release(): Promise<void> } | undefined> {
    return this.call('locks.acquire', () => {
      if (this.disk.locks.has(key)) return undefined;
      this.disk.locks.set(key, this);
      return {
        release: () =>
          this.call('locks.release', () => {
            if (this.disk.locks.get(key) === this) this.disk.locks.delete(key);
          }),
      };
    });
  }

  /** A method, since it changes while a call waits. */
  private isDead(): boolean {
    return this.dead;
  }

  private die(how: string): Promise<never> {
    this.tally.add(how);
    this.dead = true;
    for (const [key, holder] of this.disk.locks) if (holder === this) this.disk.locks.delete(key);
    this.tellDeath('died');
    return forever();
  }

  /** Lets others work for a while, a random while in each call. */
  private async turns(least = 0): Promise<void> {
    const turns = least + this.random.whole(0, 6);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  }
}

/** The client's error for a call that the person cancelled. */
export function cancelledError(facts: Pick<JsignErrorFacts, 'operation' | 'requestSent'>): JsignError {
  return new JsignError({ ...facts, kind: 'cancelled', replyRead: false });
}

function stateIn(line: string): string {
  return /"state":"([a-z-]+)"/.exec(line)?.[1] ?? '?';
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}

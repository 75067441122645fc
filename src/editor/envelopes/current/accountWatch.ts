import path from 'node:path';
import { isJsignError } from '../../../jsign/errors';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import { sha256 } from '../../platform/sha256';
import type { EnvelopeUse, StoreChange } from '../api';
import type { ServiceEnvelopeStore } from '../store';
import { Exchange } from './exchange';
import { Notices } from './notices';
import { OwnActions } from './ownActions';
import { Pace } from './pace';
import { Polling } from './polling';
import type { CurrentPorts } from './ports';
import { isEnded } from './records';
import { TokenBucket } from './tokenBucket';

/** Calls at once, and calls an hour: together at most 120 in any hour while nothing changes. */
const BUDGET = { stock: 20, perHour: 100 } as const;
const HOUR = 3_600_000;

/** Keeps one account's store current for as long as it lives: polls, or listens to the window that does. */
export class AccountWatch extends Disposable {
  private readonly exchange: Exchange;
  private readonly notices: Notices;
  private readonly pace: Pace;
  private readonly bucket: TokenBucket;
  private readonly own: OwnActions;
  private readonly timer = this._register(new DisposableSlot<DisposableLike>());
  /** Everything that waits is done one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private isTicking = false;
  private isHearing = false;
  private isStopped = false;
  /** Set in the window that asks the service. */
  private polling: Polling | undefined;
  /** The last message heard. */
  private sequence = 0;
  /** By id: when the polling window was told that it is looked at here. */
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly store: ServiceEnvelopeStore,
    private readonly ports: CurrentPorts,
  ) {
    super();
    const { monotonic, random, folder } = ports;
    const name = sha256(Buffer.from(store.account.id, 'utf8')).slice(0, 32);
    this.exchange = this._register(new Exchange(path.join(folder, name)));
    this.notices = new Notices(ports);
    this.pace = new Pace(monotonic, random);
    this.bucket = new TokenBucket(BUDGET.stock, BUDGET.perHour, monotonic);
    this.own = new OwnActions(monotonic);
    this._register(store.onDidUse((use) => this.used(use)));
    this._register(store.onDidChange((change) => this.readElsewhere(change)));
    this._register(ports.onDidChangeAttention(() => this.attentionChanged()));
    this._register(this.exchange.onDidChange(() => this.heardSomething()));
    this.enqueue(async () => {
      await this.exchange.open();
      this.sequence = (await this.exchange.messages()).at(-1)?.sequence ?? 0;
      await this.showFocus();
    });
    this.arm();
  }

  /** Settles when what is under way now is done. */
  get idle(): Promise<void> {
    return this.queue;
  }

  /** Whether this window asks the service, and not another one. */
  get isPolling(): boolean {
    return this.polling !== undefined;
  }

  override dispose(): void {
    this.stop();
    super.dispose();
  }

  private get hasEnded(): boolean {
    return this.isStopped || this.isDisposed;
  }

  /** Never rejects; an error is logged. */
  private enqueue(work: () => Promise<void>): void {
    this.queue = this.queue.then(async () => {
      if (this.hasEnded) return;
      try {
        await work();
      } catch (error) {
        this.ports.log.error('staying current failed', error);
      }
    });
  }

  private arm(): void {
    if (this.isTicking || this.hasEnded) return;
    const { isFocused, isVisible } = this.ports.attention();
    const { polling } = this;
    const isWatched = (isFocused && isVisible) || polling?.isWatchedElsewhere === true;
    const gait = polling?.isCatchingUp === true ? 'catchUp' : isWatched ? 'watched' : 'unwatched';
    this.timer.set(
      this.ports.schedule(this.pace.wait(gait), () => {
        this.isTicking = true;
        this.enqueue(() => this.tick());
        void this.queue.then(() => {
          this.isTicking = false;
          this.arm();
        });
      }),
    );
  }

  private async tick(): Promise<void> {
    try {
      this.polling ??= await this.tryToPoll();
      if (this.polling) await this.polling.tick();
      else await this.hear();
      this.pace.succeeded();
    } catch (error) {
      if (this.hasEnded) return;
      this.ports.log.error('look failed', error);
      this.pace.failed(isJsignError(error) ? error.retryAfter : undefined);
      // Somebody has to sign in again; whoever does brings a store of its own.
      if (isJsignError(error) && (error.kind === 'expired' || error.kind === 'credentials')) this.stop();
    }
    await this.polling?.deliver();
  }

  private async tryToPoll(): Promise<Polling | undefined> {
    const { exchange, store, ports, bucket, notices, own } = this;
    const lock = await exchange.acquire();
    if (!lock) return undefined;
    try {
      await this.hear();
      const messages = await exchange.messages();
      if (!this.hasEnded)
        return new Polling({ store, ports, exchange, bucket, notices, own }, lock, messages, this.sequence);
    } catch (error) {
      await lock.release();
      throw error;
    }
    await lock.release();
    return undefined;
  }

  /** As a window that does not poll: takes in what the other one found. */
  private async hear(): Promise<void> {
    const messages = (await this.exchange.messages()).filter(({ sequence }) => sequence > this.sequence);
    const [first] = messages;
    if (!first || this.hasEnded) return;
    if (first.sequence > this.sequence + 1) void this.store.refresh();
    for (const { sequence, told, news, notify, window } of messages) {
      this.sequence = sequence;
      this.store.take(news);
      for (const id of new Set(told.map(({ event }) => event.envelopeId))) {
        // Read again only where somebody has looked at it in this window.
        if (this.store.known(id))
          this.store
            .details(id, { fresh: true })
            .catch((error: unknown) => this.ports.log.error('details not read', error));
      }
      for (const { event } of told) this.ports.happened(event);
      if (window === this.exchange.window) this.notices.show(notify);
    }
  }

  private used({ envelopeId, how }: EnvelopeUse): void {
    if (how === 'acted') this.own.begin(envelopeId);
    else if (isEnded(this.store.summary(envelopeId)?.status.known ?? 'unknown')) return;
    if (this.polling) {
      this.polling.follow(envelopeId);
      return;
    }
    const now = this.ports.monotonic();
    const before = this.noted.get(envelopeId);
    if (how === 'opened' && before !== undefined && now - before < HOUR) return;
    this.noted.set(envelopeId, now);
    this.enqueue(() => this.exchange.note({ envelopeId, how }));
  }

  private readElsewhere({ envelopeId, part }: StoreChange): void {
    const { polling } = this;
    if (envelopeId !== undefined && part === undefined && polling?.absorb(envelopeId) === true)
      this.enqueue(() => polling.deliver());
  }

  private attentionChanged(): void {
    this.enqueue(() => this.showFocus());
    this.arm();
  }

  private async showFocus(): Promise<void> {
    const { isFocused, isVisible } = this.ports.attention();
    await this.exchange.setFocus(isFocused ? isVisible : undefined);
  }

  /** Files come in bursts; one look at them is enough. */
  private heardSomething(): void {
    if (this.isHearing) return;
    this.isHearing = true;
    this.enqueue(async () => {
      this.isHearing = false;
      const { polling } = this;
      if (!polling) {
        await this.hear();
        return;
      }
      await polling.hearOthers();
      await polling.deliver();
      this.arm();
    });
  }

  private stop(): void {
    this.isStopped = true;
    this.timer.set(undefined);
    void this.polling?.end();
    this.polling = undefined;
  }
}

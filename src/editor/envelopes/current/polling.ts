import type { GroupNews } from '../api';
import type { ServiceEnvelopeStore } from '../store';
import type { Exchange, Lock, Message, Note } from './exchange';
import { Followed } from './followed';
import type { Told } from './happenings';
import { Look, type Found } from './look';
import { isNotable, type Notices } from './notices';
import type { OwnActions } from './ownActions';
import type { CurrentPorts } from './ports';
import { Records } from './records';
import type { TokenBucket } from './tokenBucket';

/** Ticks after which what is known is written down although nothing happened. */
const SAVE_EVERY = 10;

export interface PollingServices {
  readonly store: ServiceEnvelopeStore;
  readonly ports: CurrentPorts;
  readonly exchange: Exchange;
  readonly bucket: TokenBucket;
  readonly notices: Notices;
  readonly own: OwnActions;
}

/** The work of the one window that asks the service: looks, tells the others, tells the person, remembers. */
export class Polling {
  private readonly look: Look;
  private readonly records: Records;
  private readonly followed: Followed;
  /** Turns of the first look around that are left; what happened meanwhile is told at its end. */
  private catchUp: number;
  private isWatched = false;
  private hasEnded = false;
  private told: Told[] = [];
  private news: GroupNews[] = [];
  /** What the person is to be told of. */
  private held: Told[] = [];
  private saved = '';
  private unsaved = 0;

  /**
   * @param messages what the window that polled before may have told after it had written down what it knew
   * @param sequence the last message there is
   */
  constructor(
    private readonly services: PollingServices,
    private readonly lock: Lock,
    messages: readonly Message[],
    private sequence: number,
  ) {
    const { store, ports, bucket } = services;
    const kept = Records.restore(ports.memento.get(this.key('current')));
    this.records = kept.records;
    if (kept.sequence !== undefined) {
      for (const message of messages) if (message.sequence > kept.sequence) this.records.hear(message.news);
    }
    this.followed = new Followed(ports.memento, this.key('followed'), ports.now);
    this.look = new Look(store, this.records, this.followed, bucket);
    this.catchUp = this.look.rotation.length;
  }

  /** Whether the first look around is still going on. */
  get isCatchingUp(): boolean {
    return this.catchUp > 0;
  }

  /** Whether somebody looks at a view of ours in another window. */
  get isWatchedElsewhere(): boolean {
    return this.isWatched;
  }

  /** Rejects with a JsignError; {@link deliver} afterwards in any case. */
  async tick(): Promise<void> {
    await this.hearOthers();
    await this.look.tick((found) => this.take(found, true));
    this.catchUp = Math.max(0, this.catchUp - 1);
  }

  /** Lets the other windows and the person know. */
  async deliver(): Promise<void> {
    if (this.hasEnded) return;
    const { told, news } = this;
    this.told = [];
    this.news = [];
    const isReady = !this.isCatchingUp;
    const { own, exchange, notices } = this.services;
    const notify = isReady ? this.held.filter(({ event }) => !own.explains(event.envelopeId)) : [];
    if (isReady) this.held = [];
    if (told.length + news.length + notify.length > 0) {
      const window = await this.publish(told, news, notify);
      if (window === exchange.window) notices.show(notify);
    }
    // What was not told yet must be found again by the next start.
    if (isReady && this.look.isSettled) await this.save(told.length > 0);
  }

  /** What was done and opened in the other windows, and whether somebody looks there. */
  async hearOthers(): Promise<void> {
    const { exchange } = this.services;
    for (const note of await exchange.takeNotes()) await this.hearNote(note);
    const focus = await exchange.focus();
    this.isWatched =
      focus !== undefined &&
      focus.isVisible &&
      focus.window !== exchange.window &&
      (await exchange.isAlive(focus.window));
  }

  /** The person looks at this envelope or did something to it: who signs it is followed from now on. */
  follow(envelopeId: string): void {
    this.followed.add(envelopeId);
  }

  /** A view or a command has read an envelope: what it shows is no news to the person. Says whether others should know. */
  absorb(envelopeId: string): boolean {
    const found = this.look.absorb(envelopeId);
    if (!found) return false;
    this.services.own.end(envelopeId);
    this.take(found, false);
    return found.told.length > 0;
  }

  /** Lets another window go on. Never rejects. */
  async end(): Promise<void> {
    this.hasEnded = true;
    try {
      await this.lock.release();
    } catch (error) {
      this.services.ports.log.error('lock not released', error);
    }
  }

  /** Signing out forgets every key that holds the account's id. */
  private key(what: string): string {
    return `jsign.${what}.${this.services.store.account.id}`;
  }

  private take(found: Found, isNews: boolean): void {
    if (this.hasEnded) return;
    this.told.push(...found.told);
    this.news.push(...found.news);
    if (isNews) this.held.push(...found.told.filter((each) => isNotable(each, 'all')));
    for (const { event } of found.told) this.services.ports.happened(event);
  }

  /** Gives the window in which the person is told. Never rejects: what the others cannot hear is told here. */
  private async publish(
    told: readonly Told[],
    news: readonly GroupNews[],
    notify: readonly Told[],
  ): Promise<string> {
    const { exchange, ports } = this.services;
    try {
      const window = notify.length > 0 ? await this.windowToTell() : exchange.window;
      this.sequence = await exchange.publish({ told, news, notify, window }, this.sequence);
      return window;
    } catch (error) {
      ports.log.error('other windows not told', error);
      return exchange.window;
    }
  }

  /** The window with the focus, else this one. */
  private async windowToTell(): Promise<string> {
    const { exchange, ports } = this.services;
    if (ports.attention().isFocused) return exchange.window;
    const focus = await exchange.focus();
    return focus && (await exchange.isAlive(focus.window)) ? focus.window : exchange.window;
  }

  private async save(isUrgent: boolean): Promise<void> {
    this.unsaved = isUrgent ? 0 : this.unsaved - 1;
    if (this.unsaved > 0) return;
    this.unsaved = SAVE_EVERY;
    const stored = this.records.store(this.sequence);
    const text = JSON.stringify({ ...stored, sequence: 0 });
    if (text === this.saved || this.hasEnded) return;
    await this.services.ports.memento.update(this.key('current'), stored);
    this.saved = text;
  }

  private async hearNote({ envelopeId, how }: Note): Promise<void> {
    const { own, ports } = this.services;
    this.follow(envelopeId);
    if (how === 'opened') return;
    own.begin(envelopeId);
    try {
      this.take(await this.look.own(envelopeId), false);
      own.end(envelopeId);
    } catch (error) {
      // The next look finds it, and knows that it is no news.
      ports.log.error('details not read', error);
    }
  }
}

import type { EnvelopeDetails } from '../../../jsign/types';
import { bareOrigin } from '../../platform/pageHtml';
import type { FrameEvent, HostMessage } from '../../../pages/protocol';
import type { Banner, SigningView } from '../../../pages/view';
import { signedOut, UserError } from '../../platform/actions';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import type { DetailsPage, DetailsServices } from './ports';
import { outcomeOf, type Outcome, type SignChoice } from './whoCanSign';
import { isolated } from '../../platform/foreignText';

/** How long a link lives (API reference, section 4.12). */
export const LINK_SECONDS = 600;
/** How often the details are read while the frame is open and visible. */
export const POLL_MILLISECONDS = 3_000;
const SLOWEST_POLL_MILLISECONDS = 30_000;

interface Link {
  readonly id: number;
  readonly ownOrigin: boolean;
  /** Known only until the frame has it. */
  url: string | undefined;
  readonly endsAt: number;
}

/** One signature under way. A new object per start, so that late answers can be told by identity. */
interface Attempt {
  readonly store: EnvelopeStore;
  readonly choice: SignChoice;
  readonly before: EnvelopeDetails;
  link: Link | undefined;
  view: SigningView;
  failedReads: number;
}

/** Signing in a frame: gets the link, hands it to the page, and watches the service until it says what became of it. */
export class Signing extends Disposable {
  private attempt: Attempt | undefined;
  private linkCount = 0;
  /** Counts askings; the answer of an older one is dropped. */
  private asking = 0;
  private readonly poll = this._register(new DisposableSlot<DisposableLike>());

  constructor(
    private readonly ref: EnvelopeRef,
    private readonly page: Pick<DetailsPage, 'post' | 'allowFrame' | 'visible'>,
    private readonly services: DetailsServices,
    private readonly onOutcome: (banner: Banner) => void,
  ) {
    super();
  }

  get active(): boolean {
    return this.attempt !== undefined;
  }

  async start(store: EnvelopeStore, before: EnvelopeDetails, choice: SignChoice): Promise<void> {
    const { t } = this.services;
    const name = isolated(choice.name);
    const title = choice.self
      ? t({ text: 'Signing as you, {0}', args: [name] })
      : t({ text: 'Signature of {0}, in person', args: [name] });
    this.attempt = {
      store,
      choice,
      before,
      link: undefined,
      view: { phase: 'opening', title, notice: '', tone: 'normal' },
      failedReads: 0,
    };
    await this.newLink();
  }

  /** Asks the service for a link and shows it. The one before is left to end by itself: there is no way to end it. */
  async newLink(): Promise<void> {
    const { attempt } = this;
    if (!attempt) return;
    const turn = ++this.asking;
    attempt.link = undefined;
    this.show(attempt, { phase: 'opening', notice: '', tone: 'normal' });
    try {
      // The ten minutes are counted from before the asking, so that the clock on the page never promises too much.
      const endsAt = this.services.clock.now() + LINK_SECONDS * 1000;
      const url = await this.services.host.externalAddress(await this.askForUrl(attempt.choice));
      if (this.attempt !== attempt || turn !== this.asking) return;
      // A page that may run scripts and keep its origin could undo its own sandbox where that origin is ours too;
      // the local sandbox needs no origin of its own, and behind a proxy it may well share one with the editor.
      const ownOrigin = attempt.store.account.environment !== 'sandbox';
      this.linkCount += 1;
      attempt.link = { id: this.linkCount, ownOrigin, url, endsAt };
      this.page.allowFrame(bareOrigin(new URL(url).origin));
      this.show(attempt, { phase: 'open' });
      this.giveLink(attempt);
    } catch (error) {
      if (this.attempt !== attempt || turn !== this.asking) return;
      this.services.log.error('no signing link', error);
      this.show(attempt, { phase: 'failed', notice: this.services.host.describe(error), tone: 'bad' });
    }
    this.watch(attempt, POLL_MILLISECONDS);
  }

  /** A link of its own for the browser: whether one link opens twice is not known. */
  async openInBrowser(): Promise<void> {
    const { attempt } = this;
    if (!attempt) return;
    const url = await this.askForUrl(attempt.choice);
    if (this.attempt !== attempt) return;
    if (!(await this.services.host.openInBrowser(url)) || this.attempt !== attempt) return;
    const notice = this.services.t({ text: 'Opened in the browser. This panel follows what jSign says.' });
    this.show(attempt, { notice, tone: 'normal' });
  }

  /** Back to the details. Whatever was signed until now shows there. */
  leave(): void {
    const { attempt } = this;
    if (!attempt) return;
    this.end();
    void attempt.store.reread(this.ref.envelopeId);
  }

  /** The page was loaded anew: a link that it never showed is still good, one that it lost is not. */
  pageReady(): void {
    const { attempt } = this;
    if (!attempt) {
      this.page.post({ type: 'signing', signing: { phase: 'off', title: '', notice: '', tone: 'normal' } });
      return;
    }
    this.show(attempt, {});
    if (attempt.link?.url !== undefined) this.giveLink(attempt);
    else if (attempt.link) void this.newLink();
  }

  frameShown(linkId: number): void {
    const link = this.attempt?.link;
    if (link?.id === linkId) link.url = undefined;
  }

  /** What the framed page says of itself decides nothing; it is a reason to look at once. */
  hint(linkId: number, event: FrameEvent): void {
    const { attempt } = this;
    if (attempt?.link?.id !== linkId || event === 'loaded') return;
    const { t } = this.services;
    if (event === 'error') {
      const notice = t({
        text: 'The signing page reports a problem. Try a new link, or open it in the browser.',
      });
      this.show(attempt, { notice, tone: 'bad' });
      return;
    }
    this.show(attempt, { notice: t({ text: 'Waiting for jSign to confirm it…' }), tone: 'normal' });
    this.watch(attempt, 0);
  }

  visibilityChanged(): void {
    if (this.attempt) this.watch(this.attempt, 0);
  }

  /** The account is gone or the panel closes. */
  end(): void {
    this.attempt = undefined;
    this.poll.set(undefined);
    this.page.post({ type: 'signing', signing: { phase: 'off', title: '', notice: '', tone: 'normal' } });
  }

  private async askForUrl(choice: SignChoice): Promise<string> {
    const { client, t } = this.services;
    const known = await client(this.ref.accountId);
    if (!known) throw signedOut(t);
    const url = await known.envelopes.embeddedUrl(this.ref.envelopeId, choice.email);
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new UserError(t({ text: 'jSign gave no signing address that a browser can open.' }));
    }
    return url;
  }

  private giveLink({ link }: Attempt): void {
    if (link?.url === undefined) return;
    const secondsLeft = Math.max(0, (link.endsAt - this.services.clock.now()) / 1000);
    const message: HostMessage = {
      type: 'frame',
      linkId: link.id,
      url: link.url,
      ownOrigin: link.ownOrigin,
      secondsLeft,
    };
    this.page.post(message);
  }

  private show(attempt: Attempt, change: Partial<SigningView>): void {
    attempt.view = { ...attempt.view, ...change };
    this.page.post({ type: 'signing', signing: attempt.view });
  }

  private watch(attempt: Attempt, milliseconds: number): void {
    this.poll.set(
      this.page.visible ? this.services.clock.after(milliseconds, () => void this.look(attempt)) : undefined,
    );
  }

  private async look(attempt: Attempt): Promise<void> {
    try {
      const now = await attempt.store.details(this.ref.envelopeId, { fresh: true });
      if (this.attempt !== attempt) return;
      if (attempt.failedReads > 0) this.show(attempt, { notice: '', tone: 'normal' });
      attempt.failedReads = 0;
      const outcome = outcomeOf(attempt.before, now, attempt.choice);
      if (outcome !== 'open') {
        this.finish(attempt, outcome);
        return;
      }
    } catch (error) {
      if (this.attempt !== attempt) return;
      attempt.failedReads += 1;
      this.services.log.error('signing not followed', error, { count: attempt.failedReads });
      this.show(attempt, { notice: this.services.host.describe(error), tone: 'bad' });
    }
    const wait = Math.min(POLL_MILLISECONDS * 2 ** attempt.failedReads, SLOWEST_POLL_MILLISECONDS);
    this.watch(attempt, wait);
  }

  private finish(attempt: Attempt, outcome: Exclude<Outcome, 'open'>): void {
    const { t } = this.services;
    this.end();
    const banners: Readonly<Record<Exclude<Outcome, 'open'>, Banner>> = {
      signed: { tone: 'good', text: t({ text: 'Signed. jSign confirms it.' }) },
      declined: { tone: 'normal', text: t({ text: 'Declined. jSign confirms it.' }) },
      ended: {
        tone: 'bad',
        text: t({ text: 'This envelope can no longer be signed: its status has changed.' }),
      },
    };
    this.onOutcome(banners[outcome]);
    void attempt.store.reread(this.ref.envelopeId);
  }
}

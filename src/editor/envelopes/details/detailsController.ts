import { isEnvelopeGone } from '../../../jsign/errors';
import type { ActMessage } from '../../../pages/actions';
import type { PageMessage } from '../../../pages/protocol';
import { isCancelled } from '../../platform/actions';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import type { EnvelopeRef, EnvelopeStore, StoreChange } from '../api';
import { chooseSigner } from './chooseSigner';
import { copiedText } from './copiedText';
import { NOTHING, viewOf, type Known } from './known';
import { commandFor } from './pageActions';
import type { DetailsPage, DetailsServices } from './ports';
import { gone, historyOf, needsSignIn } from './readFailures';
import { Sections } from './sections';
import { Signing } from './signing';
import { shortText } from '../../platform/foreignText';
import { pageStrings } from './words';

/** What was read is fresh enough to be shown again when the panel comes back to the front within this time. */
const FRESH_MILLISECONDS = 30_000;

/** The logic of one details panel, between the store, the service and the page. Knows no VS Code. */
export class DetailsController extends Disposable {
  private known = NOTHING;
  private store: EnvelopeStore | undefined;
  /** Counts readings; an answer of an older one is dropped. */
  private reading = 0;
  private connecting = 0;
  /** Settles when it is known whose envelopes these are. */
  private connected: Promise<boolean> = Promise.resolve(false);
  /** Signing was asked for before it was known whose envelopes these are. */
  private signLater: { readonly email: string | undefined } | undefined;
  /** Never, where what is shown was contradicted since. */
  private readAt = -Infinity;
  private readonly storeListener = this._register(new DisposableSlot<DisposableLike>());
  private readonly signing: Signing;
  private readonly sections: Sections;

  constructor(
    readonly ref: EnvelopeRef,
    private readonly page: DetailsPage,
    private readonly services: DetailsServices,
  ) {
    super();
    this.signing = this._register(
      new Signing(ref, page, services, (banner) => this.change({ banner, ...(this.latest() ?? {}) })),
    );
    this.sections = new Sections(ref, page, services);
    this._register({ dispose: () => this.sections.end() });
    this._register(page.onReady(() => this.tellAll()));
    this._register(page.onMessage((message) => this.hear(message)));
    this._register(page.onDidChangeVisible((visible) => this.visibilityChanged(visible)));
    this._register(services.accounts.onDidChange(() => void this.start()));
  }

  /** Begins to read. Safe before anybody is signed in: the panel waits for the accounts. */
  async start(): Promise<void> {
    const connecting = this.connect();
    this.connected = connecting;
    if (!(await connecting)) return;
    const reading = this.read();
    const waiting = this.signLater;
    this.signLater = undefined;
    if (waiting) void this.services.host.run('jsign.sign', () => this.sign(waiting.email));
    await reading;
  }

  /** Starts signing: for `email`, or for whom the person says. */
  async sign(email?: string): Promise<void> {
    await this.connected;
    const { store } = this;
    if (!store) {
      if (this.known.phase === 'loading') this.signLater = { email };
      return;
    }
    // Whose turn it is may have changed since the page was drawn.
    const details = await store.details(this.ref.envelopeId, { fresh: true });
    if (!this.isCurrent(store)) return;
    const choice = await chooseSigner(details, store.account, email, this.services.prompts, this.services.t);
    if (!choice || !this.isCurrent(store)) return;
    this.change({ banner: undefined });
    await this.signing.start(store, details, choice);
  }

  override dispose(): void {
    this.signing.end();
    super.dispose();
  }

  /** After every wait: is this still the panel's store, and the panel still there? */
  private isCurrent(store: EnvelopeStore): boolean {
    return !this.isDisposed && this.store === store;
  }

  /** Finds the store of the account; true when it is another one than before. Never rejects. */
  private async connect(): Promise<boolean> {
    const { accounts, host, log, stores, t } = this.services;
    if (accounts.state.kind === 'loading') return false;
    const turn = ++this.connecting;
    const [found] = await Promise.allSettled([stores.forAccount(this.ref.accountId)]);
    if (this.isDisposed || turn !== this.connecting) return false;
    if (found.status === 'rejected') {
      log.error('account not read', found.reason);
      this.change({ phase: 'failed', busy: false, message: host.describe(found.reason) });
      return false;
    }
    const store = found.value;
    // Somebody who has signed in again may well have the same store as before.
    if (store && store === this.store) return this.known.phase === 'signedOut';
    this.store = store;
    this.reading += 1;
    this.signing.end();
    this.storeListener.set(store?.onDidChange((change) => this.storeChanged(store, change)));
    if (store) {
      this.replace({ ...NOTHING, details: store.known(this.ref.envelopeId) });
      return true;
    }
    const message = t({ text: 'This account is signed out. Sign in to see the envelope.' });
    this.replace({ ...NOTHING, phase: 'signedOut', busy: false, message });
    return false;
  }

  private async read(): Promise<void> {
    const { store, ref } = this;
    if (!store) return;
    const turn = ++this.reading;
    store.use(ref.envelopeId, 'opened');
    this.change({ busy: true });
    this.sections.refresh();
    const [details, history] = await Promise.allSettled([
      store.details(ref.envelopeId, { fresh: true }),
      store.history(ref.envelopeId, { fresh: true }),
    ]);
    if (this.isDisposed || turn !== this.reading) return;
    this.readAt = this.services.clock.now();
    if (details.status === 'rejected') {
      this.failed(details.reason);
      return;
    }
    this.change({
      phase: 'ready',
      busy: false,
      message: '',
      details: details.value,
      ...historyOf(history, this.services),
    });
  }

  private failed(reason: unknown): void {
    if (isCancelled(reason)) {
      this.change({ busy: false });
      return;
    }
    this.services.log.error('details not read', reason);
    if (isEnvelopeGone(reason)) {
      this.signing.end();
      this.replace(gone(this.services.t));
      return;
    }
    const phase = needsSignIn(reason) ? 'signedOut' : 'failed';
    this.change({ phase, busy: false, message: this.services.host.describe(reason) });
  }

  /** Somebody read this envelope, or a list contradicts what was read: a poll of ours, the tree, another command. */
  private storeChanged(store: EnvelopeStore, { acted, envelopeId, part }: StoreChange): void {
    if (!this.isCurrent(store) || envelopeId !== this.ref.envelopeId) return;
    if (part === 'attachments') {
      this.sections.checkAttachments();
      return;
    }
    const latest = this.latest();
    if (!latest?.details) {
      if (this.known.details) this.readAgain();
      return;
    }
    const isOther = latest.details !== this.known.details;
    if (isOther) this.change(latest);
    // A reminder, or files that are deleted, stand in the history alone.
    else if (acted !== true) return;
    if (this.known.busy) return;
    if (isOther) this.sections.envelopeChanged(acted === true);
    void this.readHistory(store);
  }

  /** What the panel shows is known to be over. */
  private readAgain(): void {
    if (this.page.visible) void this.read();
    else this.readAt = -Infinity;
  }

  /** What the store knows by now. */
  private latest(): Partial<Known> | undefined {
    const details = this.store?.known(this.ref.envelopeId);
    return details && { phase: 'ready', message: '', details };
  }

  private async readHistory(store: EnvelopeStore): Promise<void> {
    const turn = this.reading;
    const [history] = await Promise.allSettled([store.history(this.ref.envelopeId, { fresh: true })]);
    if (!this.isCurrent(store) || turn !== this.reading) return;
    this.change(historyOf(history, this.services));
  }

  private visibilityChanged(visible: boolean): void {
    this.signing.visibilityChanged();
    if (!visible) return;
    this.tell();
    const old = this.services.clock.now() - this.readAt > FRESH_MILLISECONDS;
    if (old && !this.known.busy && this.known.phase !== 'gone') void this.read();
  }

  private hear(message: PageMessage): void {
    const { host } = this.services;
    switch (message.type) {
      case 'ready':
        return;
      case 'refresh':
        void (this.store ? this.read() : this.start());
        return;
      case 'openLog':
        host.openLog();
        return;
      case 'signIn':
        void host.run('jsign.signIn', () => host.signIn());
        return;
      case 'sign':
        void host.run('jsign.sign', () => this.sign(message.email));
        return;
      case 'act':
        this.act(message);
        return;
      case 'sections':
        this.sections.setOpen(message.open);
        return;
      case 'reload':
        this.sections.reload(message.section);
        return;
      case 'copy':
        void this.copy(message);
        return;
      case 'newLink':
        void this.signing.newLink();
        return;
      case 'openInBrowser':
        void host.run('jsign.sign', () => this.signing.openInBrowser());
        return;
      case 'leaveSigning':
        this.signing.leave();
        return;
      case 'frameShown':
        this.signing.frameShown(message.linkId);
        return;
      case 'frameHint':
        this.signing.hint(message.linkId, message.event);
        return;
    }
  }

  private act(message: ActMessage): void {
    const { host, log } = this.services;
    const attachments = this.sections.knownAttachments;
    const command = commandFor(message, this.ref, { details: this.known.details, attachments });
    if (command) void host.run(command.id, () => host.execute(command.id, command.argument));
    else log.warn('page action dropped', { command: message.action });
  }

  private async copy(message: Extract<PageMessage, { readonly type: 'copy' }>): Promise<void> {
    const text = copiedText(message, this.ref, this.known.details, this.sections);
    const [copied] = await Promise.allSettled([
      text === undefined ? Promise.reject(new Error('nothing to copy')) : this.services.host.copy(text),
    ]);
    if (this.isDisposed) return;
    this.page.post({ type: 'answer', id: message.id, ok: copied.status === 'fulfilled' });
  }

  private tellAll(): void {
    const { host, t } = this.services;
    this.page.post({ type: 'init', strings: pageStrings(t), locale: host.locale, restore: this.ref });
    this.tell();
    this.sections.tellAll();
    this.signing.pageReady();
  }

  private change(change: Partial<Known>): void {
    this.replace({ ...this.known, ...change });
  }

  private replace(known: Known): void {
    if (this.isDisposed) return;
    this.known = known;
    this.tell();
    this.sections.follow(this.store, known.details);
  }

  private tell(): void {
    const view = viewOf(this.known, this.ref, this.store, this.services);
    this.page.setTitle(shortText(view.title));
    this.page.post({ type: 'state', view });
  }
}

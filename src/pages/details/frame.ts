import { button, h, icon } from '../dom';
import { isFramePost, type FrameMessage } from '../protocol';
import type { SigningView } from '../view';
import type { PageContext } from './context';
import { timeLeft } from './countdown';

/** What the framed page may do. It never gets at our page: other origin or none, and no way to the top. */
const SANDBOX = 'allow-scripts allow-forms allow-downloads';

interface Shown {
  readonly linkId: number;
  readonly element: HTMLIFrameElement;
  /** Milliseconds of `Date.now()`: a machine that slept has lost that time too. */
  readonly endsAt: number;
  warned: boolean;
}

/** The signing view: a bar, one frame, and what lies over it when the link has ended. Built once, then changed in place. */
export class SigningPane {
  readonly root: HTMLElement;
  private readonly who = h('h1', { class: 'signing-title', tabindex: -1, 'data-key': 'signing-title' });
  private readonly clock = h('span', { class: 'clock', role: 'timer' });
  private readonly notice = h('p', { class: 'signing-notice', hidden: true });
  private readonly place = h('div', { class: 'frame-place' });
  private readonly waiting: HTMLElement;
  private readonly over: HTMLElement;
  private readonly overTitle = h('p', { class: 'over-title', tabindex: -1 });
  private shown: Shown | undefined;
  private ticking: number | undefined;

  constructor(private readonly context: PageContext) {
    const { strings } = context;
    const newLink = (key: string, kind: 'primary' | 'secondary') =>
      button({ label: strings.newLink, key, kind, run: () => context.say({ type: 'newLink' }) });
    const browser = (key: string) =>
      button({ label: strings.openInBrowser, key, run: () => context.say({ type: 'openInBrowser' }) });
    const back = button({
      label: strings.back,
      key: 'leave',
      icon: 'arrow-left',
      run: () => context.say({ type: 'leaveSigning' }),
    });
    this.waiting = h(
      'div',
      { class: 'frame-waiting' },
      h('span', { class: 'bone strip' }),
      h('span', { class: 'bone page' }),
      h('span', { class: 'unseen' }, strings.frameLoading),
    );
    this.over = h(
      'div',
      { class: 'over', hidden: true },
      this.overTitle,
      h('p', {}, strings.linkEndedDetail),
      h('div', { class: 'problem-actions' }, newLink('new-link-over', 'primary'), browser('browser-over')),
    );
    this.root = h(
      'main',
      { class: 'signing', 'aria-label': strings.sign, hidden: true },
      h(
        'header',
        { class: 'signing-bar' },
        back,
        this.who,
        this.clock,
        h('div', { class: 'signing-actions' }, newLink('new-link', 'secondary'), browser('browser')),
      ),
      this.notice,
      this.place,
    );
    this.place.append(this.waiting, this.over);
  }

  show(view: SigningView): void {
    if (view.phase === 'off') {
      this.drop();
      this.root.hidden = true;
      return;
    }
    const appears = this.root.hidden;
    this.root.hidden = false;
    this.who.textContent = view.title;
    const before = this.notice.textContent;
    this.notice.className = `signing-notice ${view.tone}`;
    this.notice.replaceChildren(
      ...(view.notice === '' ? [] : [icon(view.tone === 'bad' ? 'warning' : 'info', view.tone), view.notice]),
    );
    this.notice.hidden = view.notice === '';
    if (view.phase !== 'open') this.drop();
    this.waiting.hidden = view.phase === 'failed' || this.isLoaded();
    if (appears) {
      this.who.focus();
      this.context.announce(view.title);
    } else if (view.notice !== '' && view.notice !== before) {
      this.context.announce(view.notice);
    }
  }

  frame(message: FrameMessage): void {
    if (this.shown?.linkId === message.linkId) return;
    this.drop();
    // Behind a proxy the framed page can come from the very origin of the editor; it must not keep it then.
    const keepsOrigin = message.ownOrigin && new URL(message.url).origin !== window.origin;
    const element = h('iframe', {
      class: 'frame loading',
      title: this.context.strings.frameTitle,
      sandbox: keepsOrigin ? `${SANDBOX} allow-same-origin` : SANDBOX,
      referrerpolicy: 'no-referrer',
    });
    element.addEventListener('load', () => this.loaded());
    element.src = message.url;
    this.shown = {
      linkId: message.linkId,
      element,
      endsAt: Date.now() + message.secondsLeft * 1000,
      warned: false,
    };
    this.waiting.hidden = false;
    this.place.prepend(element);
    this.context.say({ type: 'frameShown', linkId: message.linkId });
    this.tick();
    this.ticking = window.setInterval(() => this.tick(), 500);
  }

  /** Whether the frame itself sent this event; if so it is only ever a hint and goes no further than the host. */
  hears(event: MessageEvent<unknown>): boolean {
    const { shown } = this;
    if (!shown) return false;
    if (event.source !== shown.element.contentWindow) return false;
    if (isFramePost(event.data)) {
      if (event.data.event === 'loaded') this.loaded();
      this.context.say({ type: 'frameHint', linkId: shown.linkId, event: event.data.event });
    }
    return true;
  }

  /** A refused page "loads" as well, so this says nothing but that the skeleton may go. */
  private loaded(): void {
    this.shown?.element.classList.remove('loading');
    this.waiting.hidden = true;
  }

  private isLoaded(): boolean {
    return this.shown?.element.classList.contains('loading') === false;
  }

  private tick(): void {
    const { shown, context } = this;
    if (!shown) return;
    const left = timeLeft(shown.endsAt, Date.now());
    this.clock.replaceChildren(h('span', { class: 'unseen' }, `${context.strings.timeLeft}: `), left.text);
    this.clock.title = context.strings.timeLeft;
    this.clock.classList.toggle('short', left.short || left.ended);
    if (left.short && !shown.warned) {
      shown.warned = true;
      context.announce(context.strings.oneMinuteLeft);
    }
    if (left.ended && this.over.hidden) {
      this.over.hidden = false;
      this.overTitle.textContent = context.strings.linkEnded;
      shown.element.inert = true;
      this.overTitle.focus();
      context.announce(context.strings.linkEnded);
    }
  }

  private drop(): void {
    window.clearInterval(this.ticking);
    this.ticking = undefined;
    this.shown?.element.remove();
    this.shown = undefined;
    this.over.hidden = true;
    this.clock.replaceChildren();
  }
}

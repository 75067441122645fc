import './details.css';
import { isHostMessage, type HostMessage, type PageMessage } from '../protocol';
import type { DetailsView, PageStrings } from '../view';
import type { PageContext } from './context';
import { Dates, knownLocale } from './dates';
import { h } from './dom';
import { drawDetails } from './draw';
import { SigningPane } from './frame';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  setState(state: { readonly accountId: string; readonly envelopeId: string }): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page: listens, draws, and says what the person does. Everything it knows comes from the host. */
class DetailsPage {
  private readonly vscode = acquireVsCodeApi();
  private readonly main = h('main', { class: 'details' });
  private readonly live = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly asked = new Map<number, (ok: boolean) => void>();
  private askCount = 0;
  private context: PageContext | undefined;
  private pane: SigningPane | undefined;
  private view: DetailsView | undefined;
  private drawn: DetailsView | undefined;
  private signing = false;
  /** Messages about signing that came before the words did. */
  private early: HostMessage[] = [];

  start(): void {
    document.body.append(this.main, this.live);
    window.addEventListener('message', (event: MessageEvent<unknown>) => this.receive(event));
    this.say({ type: 'ready' });
  }

  private receive(event: MessageEvent<unknown>): void {
    if (this.pane?.hears(event) === true) return;
    // A frame inside the signing frame can post to us as well; what the editor says comes from our own origin.
    if (event.origin !== window.origin || !isHostMessage(event.data)) return;
    this.hear(event.data);
  }

  private hear(message: HostMessage): void {
    switch (message.type) {
      case 'init':
        this.init(message.strings, message.locale);
        this.vscode.setState(message.restore);
        return;
      case 'state':
        this.view = message.view;
        this.draw();
        return;
      case 'signing':
        if (!this.pane) this.early.push(message);
        else this.showSigning(message.signing.phase !== 'off', () => this.pane?.show(message.signing));
        return;
      case 'frame':
        if (!this.pane) this.early.push(message);
        else this.pane.frame(message);
        return;
      case 'answer':
        this.asked.get(message.id)?.(message.ok);
        this.asked.delete(message.id);
        return;
    }
  }

  private init(strings: PageStrings, locale: string): void {
    const known = knownLocale(locale);
    document.documentElement.lang = known;
    this.context = {
      strings,
      dates: new Dates(known),
      say: (message) => this.say(message),
      announce: (text) => this.announce(text),
      copy: (what, documentId) => {
        const id = ++this.askCount;
        const symbol = document.activeElement?.querySelector('.codicon-copy');
        this.asked.set(id, (ok) => {
          this.announce(ok ? strings.copied : strings.notCopied);
          if (ok && symbol) markCopied(symbol);
        });
        this.say({ type: 'copy', id, what, documentId });
      },
    };
    // A second init comes with a new language at most; the frame that is open must survive it.
    if (!this.pane) {
      this.pane = new SigningPane(this.context);
      this.main.after(this.pane.root);
    }
    this.drawn = undefined;
    this.draw();
    for (const message of this.early.splice(0)) this.hear(message);
  }

  private draw(): void {
    const { context, view } = this;
    if (!context || !view) return;
    const before = this.drawn;
    if (before && JSON.stringify(view) === JSON.stringify(before)) return;
    this.drawn = view;
    const focused = document.activeElement?.getAttribute('data-key');
    this.main.replaceChildren(...drawDetails(context, view));
    this.main.setAttribute('aria-busy', String(view.busy));
    this.main.classList.toggle(
      'appears',
      before?.phase === 'loading' && view.phase === 'ready' && !before.content,
    );
    this.focusAgain(focused, before, view);
    this.announceChange(context, before, view);
  }

  /** Drawing anew must not throw anybody who works by keyboard back to the top. */
  private focusAgain(
    key: string | null | undefined,
    before: DetailsView | undefined,
    view: DetailsView,
  ): void {
    if (this.signing) return;
    const news = view.banner && view.banner.text !== before?.banner?.text;
    const wanted = news ? 'banner' : key;
    if (wanted === null || wanted === undefined) return;
    const found = [...this.main.querySelectorAll<HTMLElement>('[data-key]')].find(
      (each) => each.dataset['key'] === wanted,
    );
    (found ?? this.main.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
  }

  private announceChange(context: PageContext, before: DetailsView | undefined, view: DetailsView): void {
    if (view.banner && view.banner.text !== before?.banner?.text) this.announce(view.banner.text);
    else if (view.message !== '' && view.message !== before?.message) this.announce(view.message);
    else if (view.phase === 'loading' && before?.phase !== 'loading') this.announce(context.strings.loading);
    else {
      const word = (of: DetailsView | undefined) => JSON.stringify(of?.content?.status.phrases[0]);
      if (view.content && word(view) !== word(before)) {
        this.announce(this.main.querySelector('.status-word')?.textContent ?? '');
      }
    }
  }

  private showSigning(active: boolean, change: () => void): void {
    const left = this.signing && !active;
    this.signing = active;
    this.main.hidden = active;
    change();
    if (left) this.main.querySelector<HTMLElement>('[data-key="banner"], h1')?.focus();
  }

  private announce(text: string): void {
    this.live.textContent = text;
  }

  private say(message: PageMessage): void {
    this.vscode.postMessage(message);
  }
}

/** For those who look at the button; the live region says it to the others. */
function markCopied(symbol: Element): void {
  symbol.classList.replace('codicon-copy', 'codicon-check');
  window.setTimeout(() => symbol.classList.replace('codicon-check', 'codicon-copy'), 1500);
}

new DetailsPage().start();

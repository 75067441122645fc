import '../base.css';
import './details.css';
import { h } from '../dom';
import { isHostMessage, type HostMessage, type InitMessage, type PageMessage } from '../protocol';
import type { SectionView } from '../sections';
import { listOf, oneOf, record } from '../shape';
import type { PageStrings } from '../strings';
import { SECTION_NAMES, type DetailsView, type SectionName } from '../view';
import { Canvas } from './canvas';
import type { PageContext } from './context';
import { Dates, knownLocale } from './dates';
import { detailsParts } from './draw';
import { SigningPane } from './frame';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: Kept): void;
}
/** What VS Code keeps of the page over a reload. */
interface Kept {
  readonly accountId: string;
  readonly envelopeId: string;
  readonly open: readonly SectionName[];
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page: listens, draws, and says what the person does. Everything it knows comes from the host. */
class DetailsPage {
  private readonly vscode = acquireVsCodeApi();
  private readonly main = h('main', { class: 'details' });
  private readonly live = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly canvas = new Canvas(this.main);
  private readonly sections = new Map<SectionName, SectionView>();
  private open: readonly SectionName[] = [];
  private restore: InitMessage['restore'] | undefined;
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
    const kept = this.vscode.getState();
    if (isKept(kept)) this.open = kept.open;
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
        this.restore = message.restore;
        this.init(message.strings, message.locale);
        this.keep();
        return;
      case 'state':
        this.view = message.view;
        // Whose envelope it is has changed; what was read for somebody else is none of theirs.
        if (!message.view.content) this.sections.clear();
        this.draw();
        return;
      case 'section':
        this.showSection(message.section);
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
      section: (name) => this.sections.get(name),
      isOpen: (name) => this.open.includes(name),
      toggle: (name) => this.toggle(name),
      act: (action, about = {}) => {
        const nothing = {
          email: undefined,
          documentId: undefined,
          which: undefined,
          attachmentId: undefined,
          format: undefined,
        };
        this.say({ type: 'act', action, ...nothing, ...about });
      },
      copy: (what, { documentId, value } = {}) => {
        const id = ++this.askCount;
        const symbol = document.activeElement?.querySelector('.codicon-copy');
        this.asked.set(id, (ok) => {
          this.announce(ok ? strings.copied : strings.notCopied);
          if (ok && symbol) markCopied(symbol);
        });
        this.say({ type: 'copy', id, what, documentId, value });
      },
    };
    // A second init comes with a new language at most; the frame that is open must survive it.
    if (!this.pane) {
      this.pane = new SigningPane(this.context);
      this.main.after(this.pane.root);
    }
    this.canvas.clear();
    this.draw();
    for (const message of this.early.splice(0)) this.hear(message);
  }

  private draw(): void {
    const { context, view } = this;
    if (!context || !view) return;
    const before = this.drawn;
    this.drawn = view;
    const focused = document.activeElement;
    this.canvas.draw(detailsParts(context, view));
    this.main.setAttribute('aria-busy', String(view.busy));
    this.main.classList.toggle(
      'appears',
      before?.phase === 'loading' && view.phase === 'ready' && !before.content,
    );
    this.focusAgain(focused, before, view);
    if (view !== before) this.announceChange(context, before, view);
  }

  /** Drawing anew must not throw anybody who works by keyboard back to the top. */
  private focusAgain(focused: Element | null, before: DetailsView | undefined, view: DetailsView): void {
    if (this.signing) return;
    const byKey = (key: string | undefined) =>
      [...this.main.querySelectorAll<HTMLElement>('[data-key]')].find(
        (each) => each.dataset['key'] === key && each.checkVisibility(),
      );
    if (view.banner && view.banner.text !== before?.banner?.text) {
      byKey('banner')?.focus({ preventScroll: true });
      return;
    }
    if (!(focused instanceof HTMLElement) || focused.isConnected) return;
    const { key } = focused.dataset;
    // A menu whose entries have changed is closed.
    const found = byKey(key) ?? (key?.startsWith('menu-') === true ? byKey('more') : undefined);
    (found ?? this.main.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
  }

  private toggle(name: SectionName): void {
    this.open = this.open.includes(name) ? this.open.filter((each) => each !== name) : [...this.open, name];
    const waits = this.open.includes(name) && !this.sections.has(name);
    if (waits) this.announce(this.context?.strings.loadingSection ?? '');
    this.keep();
    this.draw();
  }

  private showSection(section: SectionView): void {
    const before = this.sections.get(section.name);
    this.sections.set(section.name, section);
    this.draw();
    if (!this.open.includes(section.name)) return;
    if (section.phase === 'failed') this.announce(section.message);
    else if (section.phase === 'ready' && before?.phase !== 'ready')
      this.announce(this.context?.strings.loadedSection ?? '');
  }

  /** For VS Code, so that a reload brings the same back, and for the host, which reads what is open. */
  private keep(): void {
    if (!this.restore) return;
    this.vscode.setState({ ...this.restore, open: this.open });
    this.say({ type: 'sections', open: this.open });
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

/** A state of before there were sections, or none, has nothing open. */
const isKept = record<Pick<Kept, 'open'>>({ open: listOf(oneOf(SECTION_NAMES)) });

/** For those who look at the button; the live region says it to the others. */
function markCopied(symbol: Element): void {
  symbol.classList.replace('codicon-copy', 'codicon-check');
  window.setTimeout(() => symbol.classList.replace('codicon-check', 'codicon-copy'), 1500);
}

new DetailsPage().start();

import { h } from '../dom';
import type { Engine, Opening } from '../pdf/engine';
import { failureOf, type Failure } from '../pdf/failure';
import { stepFrom } from '../pdf/zoom';
import { act } from './act';
import { deedOf } from './keys';
import { Outline } from './outline';
import { Pane } from './pane';
import { isKept, placeOf, START, type Kept, type Place } from './place';
import { isHostMessage, isWebAddress, type HostMessage, type PageMessage } from './protocol';
import { Search } from './search';
import { loadingView, passwordView, problemBar, problemView, type ProblemText } from './states';
import type { ViewerStrings } from './strings';
import { Toolbar } from './toolbar';

/** What VS Code gives a page. */
export interface PageHost {
  postMessage(message: PageMessage): void;
  setState(state: Kept): void;
  getState(): unknown;
}

/** Between the last move and telling where the person is. */
const KEEP_MS = 250;

const FAILED: Readonly<Record<Failure, readonly [keyof ViewerStrings, keyof ViewerStrings | undefined]>> = {
  empty: ['empty', undefined],
  notPdf: ['notPdf', 'notPdfAdvice'],
  noPages: ['noPages', undefined],
  other: ['cannotShow', 'cannotShowAdvice'],
};

/** Everything of the page that needs its words; made when they come. */
interface Parts {
  readonly strings: ViewerStrings;
  readonly toolbar: Toolbar;
  readonly outline: Outline;
  readonly search: Search;
}

/** The page: shows what the host sends, and says where the person is. */
export class ViewerPage {
  private readonly began = performance.now();
  private readonly notices = h('div', { class: 'notices' });
  private readonly stage = h('div', { class: 'stage' });
  private readonly pane: Pane;
  private parts: Parts | undefined;
  /** The document that is being opened. */
  private opening: Opening | undefined;
  /** The one that the pane draws from. */
  private shownOpening: Opening | undefined;
  private outlineOpen = false;
  /** Where to begin, until the first document is shown. */
  private begin: Kept = { ...START, search: undefined };
  private keepTimer = 0;

  constructor(
    private readonly host: PageHost,
    private readonly engine: Engine,
  ) {
    this.pane = new Pane({
      strings: () => this.words(),
      changed: () => this.changed(),
      shown: () => this.shown(),
      textReady: () => this.parts?.search.mark(),
      openOutside: (url) => {
        if (isWebAddress(url)) this.host.postMessage({ type: 'open', url });
      },
    });
  }

  start(): void {
    this.cover(loadingView(undefined));
    document.body.append(this.notices, this.stage);
    document.addEventListener('keydown', (event) => this.key(event));
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.origin === window.origin && isHostMessage(event.data)) this.hear(event.data);
    });
    this.host.postMessage({ type: 'ready' });
  }

  private hear(message: HostMessage): void {
    switch (message.type) {
      case 'init':
        if (!this.parts)
          this.build(message.strings, this.kept() ?? { ...(message.place ?? START), search: undefined });
        return;
      case 'document':
        void this.open(message.bytes);
        return;
      case 'problem':
        this.problem(message);
        return;
    }
  }

  private kept(): Kept | undefined {
    const state = this.host.getState();
    return isKept(state) ? state : undefined;
  }

  private build(strings: ViewerStrings, place: Kept): void {
    const toolbar = new Toolbar(strings, {
      goTo: (page) => this.pane.goTo(page),
      step: (direction) => this.pane.goTo(this.pane.page + direction),
      zoomStep: (direction) => this.pane.setZoom(stepFrom(this.pane.factor, direction)),
      setZoom: (zoom) => this.pane.setZoom(zoom),
      rotate: () => this.pane.rotate(1),
      toggleOutline: () => this.showOutline(!this.outlineOpen, true),
      search: () => this.parts?.search.open(),
    });
    const outline = new Outline(
      strings,
      (target) => {
        void this.pane.follow(target);
        // Where there is no room for both it lies over the pages.
        if (window.matchMedia('(max-width: 560px)').matches) this.showOutline(false, false);
      },
      () => this.pane.root.focus(),
    );
    const search = new Search(strings, this.pane, () => this.keepSoon());
    this.parts = { strings, toolbar, outline, search };
    this.pane.root.setAttribute('aria-label', strings.document);
    this.outlineOpen = place.outline;
    this.begin = place;
    toolbar.root.prepend(h('h1', { class: 'unseen' }, document.title));
    document.body.prepend(toolbar.root);
    this.stage.prepend(outline.root, h('div', { class: 'pages-place' }, this.pane.root, search.bar.root));
    this.changed();
  }

  private async open(bytes: ArrayBuffer): Promise<void> {
    const { parts } = this;
    if (!parts) return;
    // What was being opened is overtaken; what the pane shows stays until there is something else to show.
    void this.opening?.close();
    const opening = this.engine.open(bytes, (again, answer) => this.askPassword(again, answer));
    this.opening = opening;
    try {
      const opened = await opening.document;
      if (opening !== this.opening) return;
      if (opened.numPages === 0) {
        this.giveUp(opening, 'noPages');
        return;
      }
      const { search } = this.begin;
      await this.pane.show(opened, this.pane.shown ? this.place() : this.begin);
      const before = this.shownOpening;
      this.shownOpening = opening;
      void before?.close();
      if (opening !== this.opening) return;
      this.opening = undefined;
      this.notices.replaceChildren();
      this.uncover();
      this.begin = { ...START, search: undefined };
      if (search === undefined) parts.search.documentChanged();
      else parts.search.restore(search);
    } catch (error) {
      if (opening === this.opening) this.giveUp(opening, failureOf(error));
    }
  }

  /** These bytes cannot be shown; nobody looks at what they were opened into. */
  private giveUp(opening: Opening, why: Failure): void {
    this.opening = undefined;
    void opening.close();
    this.failed(why);
  }

  /** The first picture is there: now for the rest. */
  private shown(): void {
    const { shown } = this.pane;
    if (!shown) return;
    const milliseconds = Math.round(performance.now() - this.began);
    this.host.postMessage({ type: 'shown', pages: shown.layout.count, milliseconds });
    void shown.document.getOutline().then(
      (items: readonly unknown[] | null) => {
        if (shown !== this.pane.shown) return;
        this.parts?.outline.fill(items ?? []);
        this.showOutline(this.outlineOpen, false);
      },
      () => undefined,
    );
  }

  private showOutline(open: boolean, focus: boolean): void {
    const { parts } = this;
    if (!parts) return;
    const visible = open && !parts.outline.isEmpty;
    this.outlineOpen = open;
    parts.outline.root.hidden = !visible;
    if (focus && visible) parts.outline.focus();
    this.changed();
  }

  private askPassword(again: boolean, answer: (password: string) => void): void {
    const view = passwordView(this.words(), again, answer);
    if (this.pane.shown) this.begin = { ...this.place(), search: this.parts?.search.text };
    this.pane.clear();
    void this.shownOpening?.close();
    this.shownOpening = undefined;
    this.cover(view);
    view.querySelector('input')?.focus();
  }

  private failed(why: Failure): void {
    const { strings } = this.parts ?? {};
    this.host.postMessage({ type: 'failed', why });
    if (!strings) return;
    const [text, advice] = FAILED[why];
    this.problem({ text: strings[text], advice: advice === undefined ? '' : strings[advice] });
  }

  private problem(problem: ProblemText): void {
    const { strings } = this.parts ?? {};
    if (!strings) return;
    const retry = () => {
      if (this.pane.shown) this.notices.replaceChildren();
      else this.cover(loadingView(strings));
      this.host.postMessage({ type: 'retry' });
    };
    // A file is often broken for a moment while it is written: what is shown is better than nothing.
    if (this.pane.shown) this.notices.replaceChildren(problemBar(strings, problem, retry));
    else this.cover(problemView(strings, problem, retry));
  }

  private cover(view: HTMLElement): void {
    this.uncover();
    this.stage.classList.add('covered');
    this.stage.append(h('main', { class: 'cover' }, view));
    this.changed();
  }

  private uncover(): void {
    this.stage.classList.remove('covered');
    this.stage.querySelector('.cover')?.remove();
  }

  private changed(): void {
    const { parts, pane } = this;
    if (!parts) return;
    parts.toolbar.show({
      pages: pane.shown?.layout.count ?? 0,
      page: pane.page,
      zoom: pane.zoom,
      factor: pane.factor,
      hasOutline: !parts.outline.isEmpty,
      outlineOpen: this.outlineOpen,
    });
    this.keepSoon();
  }

  private keepSoon(): void {
    if (!this.pane.shown) return;
    window.clearTimeout(this.keepTimer);
    this.keepTimer = window.setTimeout(() => this.keep(), KEEP_MS);
  }

  private keep(): void {
    if (!this.pane.shown) return;
    const place = this.place();
    this.host.setState({ ...place, search: this.parts?.search.text });
    this.host.postMessage({ type: 'place', place });
  }

  private place(): Place {
    return placeOf({ ...this.pane.place(), outline: this.outlineOpen });
  }

  private words(): ViewerStrings {
    if (!this.parts) throw new Error('the words have not come yet');
    return this.parts.strings;
  }

  private key(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const deed = deedOf(event, target?.matches('input, select, textarea') === true);
    if (deed === undefined || !this.parts || this.stage.classList.contains('covered')) return;
    if (!act(deed, this.pane, this.parts.search)) return;
    event.preventDefault();
    // VS Code hears of every key that gets to the window, and would do what it means there as well.
    event.stopPropagation();
  }
}

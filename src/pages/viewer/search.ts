import type { Pane } from './pane';
import { searchAll } from './search/finder';
import { Found, type Spot } from './search/found';
import { SearchBar } from './searchBar';
import type { ViewerStrings } from './strings';

/** Between two keys of somebody who types. */
const TYPING_MS = 60;
/** As many marks as the eye can use. */
const ALL = 'jsign-found';
const CURRENT = 'jsign-found-current';

/** Searching in the document: the widget, the work behind it, and the marks on the pages. */
export class Search {
  readonly bar: SearchBar;
  private query = '';
  private busy = false;
  private found = new Found();
  private running = new AbortController();
  private timer = 0;
  /** The match that must still be scrolled to, once its page has its text. */
  private wanted: Spot | undefined;

  constructor(
    strings: ViewerStrings,
    private readonly pane: Pane,
    /** What is kept of the search is different. */
    private readonly changed: () => void,
  ) {
    this.bar = new SearchBar(strings, {
      query: (text) => {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.start(text), TYPING_MS);
      },
      move: (direction) => this.move(direction),
      close: () => this.close(),
    });
  }

  /** What is looked for; `undefined` while the widget is closed. */
  get text(): string | undefined {
    return this.bar.isOpen ? this.bar.text : undefined;
  }

  /** Opens the widget; what is selected in the document is looked for, as the editor does. */
  open(): void {
    const selected = selectedText();
    this.bar.open(selected, true);
    if (selected !== undefined || this.query !== this.bar.text) this.start(this.bar.text);
    this.changed();
  }

  /** Brings the search back after a reload, without taking the focus or leaving the place. */
  restore(text: string): void {
    this.bar.open(text, false);
    this.start(text, true);
  }

  close(): void {
    if (!this.bar.isOpen) return;
    this.stop();
    this.query = '';
    this.found = new Found();
    this.bar.close();
    this.mark();
    this.pane.root.focus({ preventScroll: true });
    this.changed();
  }

  move(direction: 1 | -1): void {
    if (!this.bar.isOpen) {
      this.open();
      return;
    }
    if (this.query !== this.bar.text) {
      this.start(this.bar.text);
      return;
    }
    const spot = this.found.move(direction);
    if (spot) this.lookAt(spot);
  }

  /** The document is another one: what was found in the old one is void. */
  documentChanged(): void {
    if (this.bar.isOpen) this.start(this.bar.text, true);
  }

  /** A page has its text, or lost it. */
  mark(): void {
    const all = new Highlight();
    const current = new Highlight();
    const spot = this.found.current;
    const { shown } = this.pane;
    for (const sheet of shown ? this.pane.mounted : []) {
      const matches = this.found.matches(sheet.index);
      const text = matches.length > 0 ? shown?.texts.known(sheet.index) : undefined;
      if (!text) continue;
      matches.forEach((match, index) => {
        const isCurrent = spot?.page === sheet.index && spot.index === index;
        const ranges = sheet.ranges(text.ranges(match));
        for (const range of ranges) (isCurrent ? current : all).add(range);
        if (isCurrent) this.reveal(spot, ranges[0]);
      });
    }
    CSS.highlights.set(ALL, all);
    CSS.highlights.set(CURRENT, current);
  }

  private start(text: string, stay = false): void {
    this.stop();
    this.query = text;
    this.found = new Found();
    const { shown } = this.pane;
    this.changed();
    if (!shown || text.trim() === '') {
      this.mark();
      this.show();
      return;
    }
    const running = new AbortController();
    const { found } = this;
    this.running = running;
    this.busy = true;
    this.show();
    const from = this.pane.page - 1;
    const work = searchAll({
      query: text,
      pages: shown.document.numPages,
      from,
      textOf: (page) => shown.texts.of(page),
      signal: running.signal,
      pause: nextTask,
      report: (page, matches) => {
        if (matches.length === 0) return;
        found.add(page, matches);
        if (!found.current) {
          found.select({ page, index: 0 });
          if (!stay) this.lookAt({ page, index: 0 });
        }
        this.show();
        if (this.pane.sheet(page)) this.mark();
      },
    });
    void work.then(() => {
      if (running.signal.aborted) return;
      this.busy = false;
      this.show();
      this.mark();
    });
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.running.abort();
    this.busy = false;
    this.wanted = undefined;
  }

  private lookAt(spot: Spot): void {
    this.wanted = spot;
    const isNear = this.pane.isSeen(spot.page);
    if (!isNear) this.pane.goTo(spot.page + 1);
    this.mark();
    this.show();
  }

  private reveal(spot: Spot, range: Range | undefined): void {
    if (this.wanted?.page !== spot.page || this.wanted.index !== spot.index || !range) return;
    this.wanted = undefined;
    this.pane.reveal(spot.page + 1, range.getBoundingClientRect());
  }

  private show(): void {
    const { query, busy, found } = this;
    this.bar.show({ query, busy, total: found.total, ordinal: found.ordinal() });
  }
}

/** A short selection on one line, as something to look for. */
function selectedText(): string | undefined {
  const text = window.getSelection()?.toString().trim() ?? '';
  return text !== '' && text.length <= 100 && !text.includes('\n') ? text : undefined;
}

/** Lets the browser draw and hear; unlike a timer it is not slowed down. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

import { h, icon } from '../../dom';

export interface SectionOptions {
  /** Names the parts of it; stands in ids. */
  readonly key: string;
  readonly title: string;
  readonly open?: boolean;
}

/** A part of a side that can be folded, with a head as VS Code's views have it. */
export class Section {
  readonly root: HTMLElement;
  readonly body: HTMLElement;
  private readonly opener: HTMLButtonElement;
  private readonly label = h('span', { class: 'section-title' });
  private readonly more = h('span', { class: 'section-more' });

  constructor({ key, title, open = true }: SectionOptions) {
    const heading = `heading-${key}`;
    this.body = h('div', { class: 'section-body', id: `body-${key}` });
    this.opener = h(
      'button',
      {
        type: 'button',
        class: 'plain section-opener',
        'aria-controls': `body-${key}`,
        'data-key': `fold-${key}`,
      },
      h('span', { class: 'codicon codicon-chevron-right twist', 'aria-hidden': 'true' }),
      this.label,
    );
    this.opener.addEventListener('click', () => this.fold(!this.isOpen));
    this.root = h(
      'section',
      { class: `section ${key}`, 'aria-labelledby': heading },
      h('h2', { id: heading, class: 'section-head' }, this.opener, this.more),
      this.body,
    );
    this.title = title;
    this.fold(open);
  }

  get isOpen(): boolean {
    return !this.body.hidden;
  }
  set title(text: string) {
    if (this.label.textContent !== text) this.label.textContent = text;
  }

  /** How many there are, behind the title; empty for nothing. */
  count(text: string): void {
    if (this.more.textContent !== text) this.more.textContent = text;
  }

  fold(open: boolean): void {
    this.body.hidden = !open;
    this.opener.setAttribute('aria-expanded', String(open));
  }
}

/** A line that explains or warns, with its sign. */
export function hint(text: string, symbol?: string): HTMLElement {
  return h(
    'p',
    { class: 'hint' },
    symbol === undefined ? undefined : icon(symbol, 'muted'),
    h('span', {}, text),
  );
}

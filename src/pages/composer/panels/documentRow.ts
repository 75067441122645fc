import { button, h, icon, name } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedDocument } from '../composition';
import { pageWindow } from '../pageWindow';
import type { Spot } from '../model/geometry';
import type { ComposerStrings } from '../strings';
import type { Row } from './keyed';
import { gripper } from './reorder';

/** So many page numbers at most stand there at once. */
const MOST_NUMBERS = 18;

export interface DocumentRowPorts {
  readonly goTo: (page: number) => void;
  readonly remove: () => void;
  readonly looked: () => Spot | undefined;
  readonly fieldsOn: (page: number) => number;
}

/** One document: its name, and numbers that lead to its pages. One number takes the Tab key, arrows walk through the others. */
export class DocumentRow implements Row<ComposedDocument> {
  readonly root: HTMLElement;
  private readonly opener: HTMLButtonElement;
  private readonly title = h('span', { class: 'document-name' });
  private readonly size = h('span', { class: 'document-pages' });
  private readonly remove: HTMLButtonElement;
  private readonly numbers = h('div', { class: 'page-numbers', role: 'group' });
  private pages = 0;
  private drawn = '';

  constructor(
    private readonly strings: ComposerStrings,
    private readonly id: string,
    private readonly ports: DocumentRowPorts,
  ) {
    this.opener = h(
      'button',
      { type: 'button', class: 'plain document-opener', 'data-key': `document-${id}` },
      icon('file-pdf', 'muted'),
      this.title,
      this.size,
    );
    this.opener.addEventListener('click', () => ports.goTo(1));
    this.opener.addEventListener('keydown', (event) => {
      if (event.key === 'Delete') ports.remove();
    });
    this.remove = button({
      kind: 'icon',
      key: `removeDocument-${id}`,
      label: strings.removeDocument,
      icon: 'close',
      run: () => ports.remove(),
    });
    this.root = h(
      'li',
      { class: 'document', 'data-id': id },
      h('div', { class: 'document-line' }, gripper(strings.dragToReorder), this.opener, this.remove),
      this.numbers,
    );
    this.numbers.addEventListener('keydown', (event) => this.key(event));
    this.numbers.addEventListener('click', (event) => {
      const target = event.target instanceof Element ? event.target.closest('[data-page]') : null;
      if (target) this.ports.goTo(Number(target.getAttribute('data-page')));
    });
  }

  show(document: ComposedDocument): void {
    const { strings } = this;
    this.pages = document.pages.length;
    this.title.replaceChildren(name(document.name));
    const pages = this.pages === 1 ? strings.onePage : filled(strings.pages, this.pages);
    this.size.replaceChildren(
      h('span', { 'aria-hidden': 'true' }, filled(strings.pagesShort, this.pages)),
      h('span', { class: 'unseen' }, pages),
    );
    this.opener.title = `${document.name}, ${pages}`;
    const label = filled(strings.removeNamed, document.name);
    this.remove.setAttribute('aria-label', label);
    this.remove.title = label;
    this.numbers.setAttribute('aria-label', filled(strings.pagesOf, document.name));
    this.draw();
  }

  placeChanged(): void {
    this.draw();
  }

  focus(): void {
    this.opener.focus();
  }

  private draw(): void {
    const looked = this.ports.looked();
    const current = looked?.documentId === this.id ? looked.page : 0;
    const marks = pageWindow(this.pages, current, MOST_NUMBERS);
    const shows = JSON.stringify([
      current,
      marks.map(({ page, gap }) => [page, gap, this.ports.fieldsOn(page)]),
    ]);
    if (shows === this.drawn) return;
    this.drawn = shows;
    const focused = this.numbers.contains(document.activeElement);
    const stop = current === 0 ? 1 : current;
    this.numbers.replaceChildren(
      ...marks.map(({ page, gap }) => this.number(page, gap, page === current, page === stop)),
    );
    if (focused) this.numbers.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private number(page: number, gap: boolean, isCurrent: boolean, isStop: boolean): HTMLElement {
    const { strings } = this;
    const fields = this.ports.fieldsOn(page);
    const label =
      fields === 0 || gap
        ? filled(strings.goToPage, page)
        : filled(fields === 1 ? strings.goToPageWithField : strings.goToPageWithFields, page, fields);
    return h(
      'button',
      {
        type: 'button',
        class: `page-number${fields > 0 && !gap ? ' has-fields' : ''}`,
        'data-page': page,
        'aria-label': label,
        'aria-current': isCurrent ? 'page' : undefined,
        title: label,
        tabindex: isStop ? 0 : -1,
      },
      gap ? '…' : String(page),
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...this.numbers.querySelectorAll<HTMLElement>('button')];
    const at = buttons.findIndex((each) => each === document.activeElement);
    const to: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, buttons.length - 1),
      ArrowLeft: Math.max(at - 1, 0),
      Home: 0,
      End: buttons.length - 1,
    };
    const next = buttons[to[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  }
}

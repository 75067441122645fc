import { button, h, icon } from '../dom';
import { OFFERED, type Zoom } from '../pdf/zoom';
import { filled, type StringKey, type ViewerStrings } from './strings';

export interface ToolbarPorts {
  readonly goTo: (page: number) => void;
  readonly step: (direction: 1 | -1) => void;
  readonly zoomStep: (direction: 1 | -1) => void;
  readonly setZoom: (zoom: Zoom) => void;
  readonly rotate: () => void;
  readonly toggleOutline: () => void;
  readonly search: () => void;
}

export interface ToolbarState {
  /** 0 while no document is shown. */
  readonly pages: number;
  readonly page: number;
  readonly zoom: Zoom;
  /** 1 is 100 %. */
  readonly factor: number;
  readonly hasOutline: boolean;
  readonly outlineOpen: boolean;
}

/** The bar above the pages. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly outline: HTMLButtonElement;
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly input: HTMLInputElement;
  private readonly count = h('span', { class: 'page-count' });
  private readonly select: HTMLSelectElement;
  private readonly own = h('option', { value: 'own' });
  private shown: ToolbarState | undefined;

  constructor(
    private readonly strings: ViewerStrings,
    private readonly ports: ToolbarPorts,
  ) {
    const tool = (key: StringKey, symbol: string, run: () => void, shortcut = '') => {
      const made = button({ kind: 'icon', key, label: strings[key], icon: symbol, run });
      if (shortcut !== '') made.title = `${strings[key]} (${shortcut})`;
      return made;
    };
    this.outline = tool('outline', 'list-tree', () => ports.toggleOutline());
    this.outline.hidden = true;
    this.previous = tool('previousPage', 'arrow-up', () => ports.step(-1), '←');
    this.next = tool('nextPage', 'arrow-down', () => ports.step(1), '→');
    this.input = h('input', {
      class: 'page-input',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'off',
      'aria-label': strings.pageNumber,
    });
    this.input.addEventListener('focus', () => this.input.select());
    this.input.addEventListener('change', () => this.enter());
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowUp') ports.step(-1);
      else if (event.key === 'ArrowDown') ports.step(1);
      else return;
      event.preventDefault();
    });
    this.select = h('select', { class: 'zoom', 'aria-label': strings.zoom });
    const option = (value: string, text: string) => h('option', { value }, text);
    this.own.hidden = true;
    this.select.append(
      option('auto', strings.zoomAuto),
      option('width', strings.zoomWidth),
      option('page', strings.zoomPage),
      ...OFFERED.map((factor) => option(String(factor), percent(factor))),
      this.own,
    );
    this.select.addEventListener('change', () => ports.setZoom(zoomOf(this.select.value)));
    this.root = h(
      'header',
      { class: 'toolbar' },
      h('div', { class: 'tools start' }, this.outline),
      h('div', { class: 'tools' }, this.previous, this.next, this.input, this.count),
      h(
        'div',
        { class: 'tools' },
        tool('zoomOut', 'zoom-out', () => ports.zoomStep(-1), '-'),
        h('span', { class: 'zoom-place' }, this.select, icon('chevron-down')),
        tool('zoomIn', 'zoom-in', () => ports.zoomStep(1), '+'),
      ),
      h(
        'div',
        { class: 'tools end' },
        tool('rotate', 'redo', () => ports.rotate(), 'R'),
        tool('search', 'search', () => ports.search(), isMac() ? '⌘F' : 'Ctrl+F'),
      ),
    );
  }

  show(state: ToolbarState): void {
    // Every step of scrolling comes by, and mostly nothing is different.
    if (this.shown && isSame(this.shown, state)) return;
    this.shown = state;
    for (const control of this.root.querySelectorAll<HTMLButtonElement>('button, input, select'))
      control.disabled = state.pages === 0;
    this.outline.hidden = !state.hasOutline;
    this.outline.setAttribute('aria-expanded', String(state.outlineOpen));
    this.previous.disabled = state.page <= 1;
    this.next.disabled = state.page >= state.pages;
    if (document.activeElement !== this.input || this.input.dataset['page'] !== String(state.page))
      this.input.value = state.pages === 0 ? '' : String(state.page);
    this.input.dataset['page'] = String(state.page);
    this.input.size = Math.max(2, String(state.pages).length);
    this.count.textContent = state.pages === 0 ? '' : filled(this.strings.ofPages, state.pages);
    this.showZoom(state);
  }

  /** The select shows what the zoom comes to; its list says how that was chosen. */
  private showZoom({ zoom, factor }: ToolbarState): void {
    if (typeof zoom !== 'number' || OFFERED.includes(zoom)) {
      this.select.value = String(zoom);
    } else {
      this.own.textContent = percent(factor);
      this.select.value = 'own';
    }
    this.select.title = percent(factor);
  }

  private enter(): void {
    const page = Number(this.input.value.trim());
    const pages = this.shown?.pages ?? 0;
    if (Number.isInteger(page) && page >= 1 && page <= pages) this.ports.goTo(page);
    this.input.value = this.input.dataset['page'] ?? '';
  }
}

function isSame(one: ToolbarState, other: ToolbarState): boolean {
  return (
    one.pages === other.pages &&
    one.page === other.page &&
    one.zoom === other.zoom &&
    one.factor === other.factor &&
    one.hasOutline === other.hasOutline &&
    one.outlineOpen === other.outlineOpen
  );
}

function percent(factor: number): string {
  return `${Math.round(factor * 100)}%`;
}

function zoomOf(value: string): Zoom {
  if (value === 'auto' || value === 'width' || value === 'page') return value;
  return Number(value) || 1;
}

function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

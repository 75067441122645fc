import { button, h } from '../dom';
import { filled, type ViewerStrings } from './strings';

export interface SearchBarPorts {
  /** The words changed; an empty text is nothing to look for. */
  readonly query: (text: string) => void;
  readonly move: (direction: 1 | -1) => void;
  readonly close: () => void;
}

export interface SearchState {
  readonly query: string;
  readonly busy: boolean;
  readonly total: number;
  /** The match that is looked at, from 1; 0 for none. */
  readonly ordinal: number;
}

/** The find widget, in the place where the editor has its own. */
export class SearchBar {
  readonly root: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly count = h('span', { class: 'search-count', role: 'status' });
  private readonly steps: readonly HTMLButtonElement[];

  constructor(
    private readonly strings: ViewerStrings,
    ports: SearchBarPorts,
  ) {
    this.input = h('input', {
      type: 'text',
      class: 'search-input',
      placeholder: strings.searchPlaceholder,
      'aria-label': strings.search,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    this.input.addEventListener('input', () => ports.query(this.input.value));
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      ports.move(event.shiftKey ? -1 : 1);
    });
    const step = (key: 'previousMatch' | 'nextMatch', symbol: string, direction: 1 | -1, keys: string) => {
      const made = button({
        kind: 'icon',
        key,
        label: strings[key],
        icon: symbol,
        run: () => ports.move(direction),
      });
      made.title = `${strings[key]} (${keys})`;
      return made;
    };
    this.steps = [
      step('previousMatch', 'arrow-up', -1, 'Shift+Enter'),
      step('nextMatch', 'arrow-down', 1, 'Enter'),
    ];
    const close = button({
      kind: 'icon',
      key: 'closeSearch',
      label: strings.closeSearch,
      icon: 'close',
      run: () => ports.close(),
    });
    close.title = `${strings.closeSearch} (Escape)`;
    this.root = h(
      'div',
      { class: 'search', role: 'search', 'aria-label': strings.search },
      this.input,
      this.count,
      h('div', { class: 'tools' }, ...this.steps, close),
    );
    this.root.hidden = true;
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(text: string | undefined, focus: boolean): void {
    this.root.hidden = false;
    if (text !== undefined) this.input.value = text;
    if (!focus) return;
    this.input.focus();
    this.input.select();
  }

  get text(): string {
    return this.input.value;
  }

  close(): void {
    this.root.hidden = true;
  }

  show({ query, busy, total, ordinal }: SearchState): void {
    const { strings } = this;
    const nothing = query.trim() !== '' && !busy && total === 0;
    this.root.classList.toggle('nothing', nothing);
    this.input.setAttribute('aria-invalid', String(nothing));
    for (const step of this.steps) step.disabled = total === 0;
    this.count.textContent =
      query.trim() === ''
        ? ''
        : total > 0
          ? filled(busy ? strings.matchOfSoFar : strings.matchOf, ordinal, total)
          : busy
            ? strings.searching
            : strings.noMatches;
  }
}

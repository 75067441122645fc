import { h } from '../../dom';

export interface Suggestion<T> {
  readonly text: string;
  readonly detail: string;
  readonly value: T;
}

export interface ComboboxOptions<T> {
  /** Of the list of suggestions. */
  readonly label: string;
  /** Unique on the page. */
  readonly id: string;
  readonly suggest: (typed: string) => readonly Suggestion<T>[];
  readonly take: (value: T) => void;
  /** Enter, where no suggestion is taken by it. */
  readonly enter: () => void;
  /** Whether Enter takes the first suggestion although nobody went to it with the arrows. */
  readonly takesFirst: (typed: string) => boolean;
}

/**
 * Suggestions below a field of text, worked as the ARIA pattern of a combobox with a list says: arrows walk through the list while the
 * focus stays in the field, Enter takes, Escape closes. The list lies above everything, so that no scrolled place cuts it off.
 */
export class Combobox<T> {
  readonly list: HTMLElement;
  private shown: readonly Suggestion<T>[] = [];
  private active = -1;
  /** The list stands where the field was. */
  private readonly scrolled = (event: Event): void => {
    if (event.target !== this.list) this.close();
  };

  constructor(
    private readonly input: HTMLInputElement,
    private readonly options: ComboboxOptions<T>,
  ) {
    this.list = h('ul', {
      class: 'suggestions',
      role: 'listbox',
      id: `${options.id}-list`,
      'aria-label': options.label,
      hidden: true,
    });
    const attributes = {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.list.id,
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.addEventListener('input', () => this.typed());
    input.addEventListener('blur', () => this.close());
    input.addEventListener('keydown', (event) => this.key(event));
    // Before the field loses the focus, and the list with it.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.clicked(event));
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    document.removeEventListener('scroll', this.scrolled, { capture: true });
  }

  private typed(): void {
    if (this.input.value.trim() === '') {
      this.close();
      return;
    }
    this.open(this.options.takesFirst(this.input.value) ? 0 : -1);
  }

  private open(active: number): void {
    const { id, suggest } = this.options;
    this.shown = suggest(this.input.value);
    if (this.shown.length === 0) {
      this.close();
      return;
    }
    this.list.replaceChildren(
      ...this.shown.map(({ text, detail }, index) =>
        h(
          'li',
          { role: 'option', class: 'suggestion', id: `${id}-${index}`, 'data-index': index },
          h('bdi', { class: 'suggestion-text' }, text),
          detail === '' ? undefined : h('bdi', { class: 'suggestion-detail' }, detail),
        ),
      ),
    );
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.place();
    this.go(active);
    document.addEventListener('scroll', this.scrolled, { capture: true, passive: true });
  }

  /** Below the field, or above it where there is no room. */
  private place(): void {
    const box = this.input.getBoundingClientRect();
    const { style } = this.list;
    const width = Math.min(Math.max(box.width, 220), window.innerWidth - 16);
    style.width = `${width}px`;
    style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
    const { height } = this.list.getBoundingClientRect();
    const below = box.bottom + height <= window.innerHeight || box.top < height;
    style.top = `${below ? box.bottom : box.top - height}px`;
  }

  private go(active: number): void {
    this.active = active;
    [...this.list.children].forEach((option, index) =>
      option.setAttribute('aria-selected', String(index === active)),
    );
    const option = this.list.children[active];
    if (option) {
      this.input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  private take(index: number): boolean {
    const suggestion = this.shown[index];
    if (!suggestion || !this.isOpen) return false;
    this.close();
    this.options.take(suggestion.value);
    return true;
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (option) this.take(Number(option.getAttribute('data-index')));
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.does(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Whether the key was ours. */
  private does(key: string): boolean {
    const count = this.shown.length;
    switch (key) {
      case 'ArrowDown':
        if (this.isOpen) this.go((this.active + 1) % count);
        else this.open(0);
        return true;
      case 'ArrowUp':
        if (this.isOpen) this.go((this.active <= 0 ? count : this.active) - 1);
        else this.open(this.options.suggest(this.input.value).length - 1);
        return true;
      case 'Escape':
        if (!this.isOpen) return false;
        this.close();
        return true;
      case 'Enter':
        if (!this.take(this.active)) this.options.enter();
        return true;
      default:
        return false;
    }
  }
}

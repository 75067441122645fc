import { button, h, name } from '../../dom';
import { filled } from '../../viewer/strings';
import { folded, matchingCategories } from '../matching';
import { Combobox } from './combobox';
import type { ComposerContext } from './context';

/** Categories as chips, and a field that offers those that are known. Enter or a comma takes what is typed. */
export class Categories {
  readonly root: HTMLElement;
  private readonly chips = h('ul', { class: 'chips' });
  private readonly input: HTMLInputElement;
  private chosen: readonly string[] = [];
  private drawn = '';

  constructor(
    private readonly context: ComposerContext,
    private readonly change: (categories: readonly string[]) => void,
  ) {
    const { strings } = context;
    this.input = h('input', {
      type: 'text',
      class: 'input',
      id: 'category',
      autocomplete: 'off',
      placeholder: strings.addCategory,
    });
    const { list } = new Combobox<string>(this.input, {
      id: 'category',
      label: strings.knownCategories,
      suggest: (typed) =>
        matchingCategories(typed, context.categories(), this.chosen).map((text) => ({
          text,
          detail: '',
          value: text,
        })),
      take: (category) => this.add(category),
      enter: () => this.add(this.input.value),
      takesFirst: () => false,
    });
    this.input.addEventListener('keydown', (event) => {
      if (event.key === ',') this.add(this.input.value);
      else if (event.key === 'Backspace' && this.input.value === '') this.change(this.chosen.slice(0, -1));
      else return;
      event.preventDefault();
    });
    this.input.addEventListener('blur', () => this.add(this.input.value));
    this.root = h(
      'div',
      { class: 'labelled' },
      h('label', { for: 'category' }, strings.categories),
      this.chips,
      this.input,
      list,
    );
  }

  show(categories: readonly string[]): void {
    this.chosen = categories;
    const drawn = JSON.stringify(categories);
    this.chips.hidden = categories.length === 0;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.chips.replaceChildren(...categories.map((category) => this.chip(category)));
  }

  private chip(category: string): HTMLElement {
    const label = filled(this.context.strings.removeNamed, category);
    return h(
      'li',
      { class: 'chip' },
      name(category),
      button({
        kind: 'icon',
        key: `category-${category}`,
        label,
        icon: 'close',
        run: () => {
          this.change(this.chosen.filter((each) => each !== category));
          this.input.focus();
        },
      }),
    );
  }

  private add(typed: string): void {
    const category = typed.replace(/\s+/g, ' ').trim();
    this.input.value = '';
    if (category === '' || this.chosen.some((each) => folded(each) === folded(category))) return;
    this.change([...this.chosen, category]);
  }
}

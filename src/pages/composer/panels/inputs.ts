import { h, type Attributes } from '../../dom';

export interface BoundOptions {
  readonly label: string;
  /** Something is different in it: every stroke. */
  readonly change: (text: string) => void;
  /** The focus has left it: what was typed is one step. */
  readonly done: () => void;
  readonly attributes?: Attributes;
  /** What a text is once it is taken over; two texts that come to the same are not written over each other. */
  readonly clean?: (text: string) => string;
}

/** A field of text that shows a part of the composition, and keeps what is typed into it while it comes to the same. */
export class BoundText<E extends HTMLInputElement | HTMLTextAreaElement = HTMLInputElement> {
  private shown = '';

  constructor(
    readonly element: E,
    private readonly options: BoundOptions,
  ) {
    element.addEventListener('input', () => options.change(this.cleaned()));
    element.addEventListener('blur', () => {
      options.done();
      element.value = this.shown;
    });
  }

  /** What the composition has; `empty` is no text. */
  show(text: string): void {
    this.shown = text;
    const typing = document.activeElement === this.element;
    if (!typing || this.cleaned() !== text) {
      if (this.element.value !== text) this.element.value = text;
    }
  }

  private cleaned(): string {
    return this.options.clean?.(this.element.value) ?? this.element.value;
  }
}

/** One line of text. What is typed is undone with everything else, and not by the browser. */
export function textInput(options: BoundOptions): BoundText {
  const element = h('input', {
    type: 'text',
    class: 'input',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': options.label,
    'data-bound': true,
    ...options.attributes,
  });
  return new BoundText(element, options);
}

export function textArea(options: BoundOptions): BoundText<HTMLTextAreaElement> {
  const element = h('textarea', {
    class: 'input area',
    rows: 2,
    'aria-label': options.label,
    'data-bound': true,
    ...options.attributes,
  });
  return new BoundText(element, options);
}

export interface NumberOptions {
  readonly label: string;
  readonly change: (value: number | undefined) => void;
  readonly done: () => void;
  readonly least: number;
  readonly most?: number;
  readonly step?: number;
  /** Whether nothing may stand there. */
  readonly optional?: boolean;
  /** Takes only whole numbers. */
  readonly whole?: boolean;
  readonly attributes?: Attributes;
}

/** A number. What is none, or out of its limits, is not taken over, and is gone when the focus leaves it. */
export class BoundNumber {
  readonly element: HTMLInputElement;
  private shown: number | undefined;

  constructor(private readonly options: NumberOptions) {
    const { least, most, step, label } = options;
    this.element = h('input', {
      type: 'number',
      class: 'input number',
      min: least,
      max: most,
      step: step ?? 1,
      autocomplete: 'off',
      'aria-label': label,
      'data-bound': true,
      ...options.attributes,
    });
    this.element.addEventListener('input', () => {
      const value = this.read();
      if (value !== 'bad' && value !== this.shown) options.change(value);
    });
    this.element.addEventListener('blur', () => {
      options.done();
      this.write();
    });
  }

  show(value: number | undefined): void {
    const same = this.shown === value;
    this.shown = value;
    if (document.activeElement !== this.element || (!same && this.read() !== value)) this.write();
  }

  private write(): void {
    const text = this.shown === undefined ? '' : String(Math.round(this.shown * 100) / 100);
    if (this.element.value !== text) this.element.value = text;
  }

  private read(): number | undefined | 'bad' {
    const { optional, whole, least, most } = this.options;
    const text = this.element.value.trim();
    if (text === '') return optional === true && !this.element.validity.badInput ? undefined : 'bad';
    const value = Number(text);
    const fits = Number.isFinite(value) && value >= least && (most === undefined || value <= most);
    return fits && (whole !== true || Number.isInteger(value)) ? value : 'bad';
  }
}

export interface CheckOptions {
  readonly label: string;
  readonly change: (checked: boolean) => void;
  readonly key: string;
  /** Explains it, below. */
  readonly detail?: string;
}

/** A checkbox as VS Code's settings have it, with its label beside it. */
export class Check {
  readonly root: HTMLElement;
  readonly element: HTMLInputElement;

  constructor({ label, change, key, detail }: CheckOptions) {
    const id = `check-${key}`;
    this.element = h('input', {
      type: 'checkbox',
      class: 'check',
      id,
      'aria-describedby': detail === undefined ? undefined : `${id}-detail`,
    });
    this.element.addEventListener('change', () => change(this.element.checked));
    const words = h('span', { class: 'check-words' }, h('label', { for: id }, label));
    if (detail !== undefined) words.append(h('span', { class: 'hint', id: `${id}-detail` }, detail));
    this.root = h('div', { class: 'check-row' }, this.element, words);
  }

  /** `undefined` where it differs among what is selected. */
  show(checked: boolean | undefined): void {
    this.element.checked = checked === true;
    this.element.indeterminate = checked === undefined;
  }
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A list to choose one of. */
export class Select {
  readonly root: HTMLElement;
  readonly element: HTMLSelectElement;
  private offered = '';

  constructor(label: string, change: (value: string) => void, attributes: Attributes = {}) {
    this.element = h('select', { class: 'select', 'aria-label': label, ...attributes });
    this.element.addEventListener('change', () => change(this.element.value));
    this.root = h(
      'span',
      { class: 'select-place' },
      this.element,
      h('span', { class: 'codicon codicon-chevron-down', 'aria-hidden': 'true' }),
    );
  }

  /** `value` that is not among the choices shows nothing: what is selected differs. */
  show(choices: readonly Choice[], value: string | undefined): void {
    const offered = JSON.stringify(choices);
    if (offered !== this.offered) {
      this.offered = offered;
      this.element.replaceChildren(
        ...choices.map((choice) => h('option', { value: choice.value }, choice.text)),
      );
    }
    if (value === undefined) this.element.selectedIndex = -1;
    else this.element.value = value;
  }
}

/** A label above what it is for: a control with an id or a key of its own. */
export function labelled(label: string, element: HTMLElement, control = element): HTMLElement {
  if (control.id === '') control.id = `field-${control.dataset['key'] ?? ''}`;
  control.removeAttribute('aria-label');
  return h('div', { class: 'labelled' }, h('label', { for: control.id }, label), element);
}

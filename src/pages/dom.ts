/** Builds elements. Text always goes in as text, so nothing that the service sends can become markup. */
export type Child = Node | string | undefined;

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes (`true` for one without a value, `undefined` and `false` for none) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A codicon, silent for screen readers: a word always stands beside it. */
export function icon(name: string, tone = 'normal'): HTMLElement {
  return h('span', { class: `codicon codicon-${name} tone-${tone}`, 'aria-hidden': 'true' });
}

/** Text of the service: any direction, kept from turning what stands around it. */
export function name(text: string): HTMLElement {
  return h('bdi', {}, text);
}

export interface ButtonOptions {
  readonly label: string;
  /** Stable over redraws: focus comes back to the button with the same key. */
  readonly key: string;
  readonly kind?: 'primary' | 'secondary' | 'link' | 'icon' | 'fold';
  readonly icon?: string;
  /** Said instead of the label where the label alone does not say of what. */
  readonly spoken?: string;
  readonly run: () => void;
}

export function button(options: ButtonOptions): HTMLButtonElement {
  const kind = options.kind ?? 'secondary';
  const spoken = options.spoken ?? (kind === 'icon' ? options.label : undefined);
  const element = h(
    'button',
    {
      type: 'button',
      class: `button ${kind}`,
      'data-key': options.key,
      'aria-label': spoken,
      title: kind === 'icon' ? options.label : undefined,
    },
    options.icon === undefined ? undefined : icon(options.icon),
    kind === 'icon' ? undefined : options.label,
  );
  element.addEventListener('click', options.run);
  return element;
}

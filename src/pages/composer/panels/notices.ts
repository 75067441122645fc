import { button, h, icon } from '../../dom';

export interface Notice {
  readonly text: string;
  readonly kind: 'info' | 'warning' | 'error';
  readonly action?: { readonly label: string; readonly spoken: string; readonly run: () => void };
}

const ICONS = {
  info: ['info', 'normal'],
  warning: ['warning', 'attention'],
  error: ['error', 'bad'],
} as const;

/** Lines below the head that stay until what they say is over. Each has a key, and takes the place of the one before it. */
export class Notices {
  readonly root = h('div', { class: 'notices' });
  private readonly shown = new Map<string, HTMLElement>();

  /** `undefined` takes it away. */
  show(key: string, notice: Notice | undefined): void {
    const before = this.shown.get(key);
    if (!notice) {
      before?.remove();
      this.shown.delete(key);
      return;
    }
    if (before?.dataset['text'] === notice.text) return;
    const made = this.make(key, notice);
    this.shown.set(key, made);
    if (before) before.replaceWith(made);
    else this.root.append(made);
  }

  /** Every notice whose key begins so and is not among those that may stay. */
  only(prefix: string, keys: readonly string[]): void {
    for (const key of [...this.shown.keys()])
      if (key.startsWith(prefix) && !keys.includes(key)) this.show(key, undefined);
  }

  private make(key: string, { text, kind, action }: Notice): HTMLElement {
    const [symbol, tone] = ICONS[kind];
    return h(
      'div',
      {
        class: `notice ${kind}`,
        role: kind === 'info' ? 'status' : 'alert',
        'data-text': text,
        'data-key': key,
      },
      icon(symbol, tone),
      h('span', { class: 'notice-text' }, text),
      action && button({ kind: 'secondary', key: `${key}-action`, ...action }),
    );
  }
}

import type { Editor } from '../model/editor';
import { inReadingOrder } from '../model/fields';
import { fieldIdOf } from './placed';
import type { View } from './view';

export interface FocusPorts {
  readonly view: View;
  readonly editor: Editor;
  /** The element of a field, brought onto the screen if it was not. */
  readonly element: (fieldId: string) => HTMLElement | undefined;
}

/**
 * One stop for the Tab key from outside, at the selected field or the first; inside it goes from field to field in the order in which
 * they are read, and then out. A page that is far has no elements, so the order is kept here and not by the browser.
 */
export class Focus {
  /** The focus is put onto the pages on purpose, and stays there. */
  private still = false;

  constructor(private readonly ports: FocusPorts) {
    const { root } = ports.view;
    root.tabIndex = 0;
    root.addEventListener('focusin', (event) => this.came(event));
    root.addEventListener('focusout', (event) => this.went(event));
    root.addEventListener('pointerdown', () => {
      this.still = true;
      // The browser moves the focus after this.
      window.setTimeout(() => (this.still = false), 0);
    });
  }

  /** The field that has the focus. */
  get fieldId(): string | undefined {
    return this.isInside ? fieldIdOf(document.activeElement) : undefined;
  }
  get isInside(): boolean {
    return this.ports.view.root.contains(document.activeElement);
  }

  /** To the selected field or the first; to the pages where there is none. */
  enter(): void {
    const fieldId = this.stop();
    if (fieldId === undefined || !this.toField(fieldId)) this.toPages();
  }

  toField(fieldId: string): boolean {
    const element = this.ports.element(fieldId);
    element?.focus({ preventScroll: true });
    return element !== undefined;
  }

  toPages(): void {
    this.still = true;
    this.ports.view.root.focus({ preventScroll: true });
    this.still = false;
  }

  /** The next or the one before in reading order; false where the focus is to leave. */
  step(backwards: boolean): boolean {
    const order = this.order();
    const now = this.fieldId;
    if (now === undefined) {
      const first = this.stop();
      return !backwards && first !== undefined && this.toField(first);
    }
    const next = order[order.indexOf(now) + (backwards ? -1 : 1)];
    return next !== undefined && this.toField(next);
  }

  /** The field after one in reading order, or else the one before. */
  beside(fieldIds: readonly string[]): string | undefined {
    const gone = new Set(fieldIds);
    const order = this.order();
    const at = order.findIndex((id) => gone.has(id));
    const after = order.slice(at + 1).find((id) => !gone.has(id));
    return after ?? order.slice(0, Math.max(0, at)).findLast((id) => !gone.has(id));
  }

  private order(): readonly string[] {
    return inReadingOrder(this.ports.editor.composition).map(({ id }) => id);
  }

  private stop(): string | undefined {
    const { selected } = this.ports.editor;
    const order = this.order();
    return order.find((id) => selected.includes(id)) ?? order[0];
  }

  private came({ target, relatedTarget }: FocusEvent): void {
    const { root } = this.ports.view;
    if (target !== root) {
      // Going back from here leads out, not to the pages around it.
      root.tabIndex = -1;
      if (target instanceof HTMLElement) target.tabIndex = 0;
      return;
    }
    root.tabIndex = 0;
    const fromOutside = !(relatedTarget instanceof Node && root.contains(relatedTarget));
    if (this.still || !fromOutside || !root.matches(':focus-visible')) return;
    const stop = this.stop();
    if (stop !== undefined) this.toField(stop);
  }

  private went({ target, relatedTarget }: FocusEvent): void {
    const { root } = this.ports.view;
    if (target !== root && target instanceof HTMLElement) target.tabIndex = -1;
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) root.tabIndex = 0;
  }
}

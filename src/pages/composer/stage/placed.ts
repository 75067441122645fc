import { h } from '../../dom';
import type { ComposedField } from '../composition';
import type { SignerLook } from '../model/signerLook';
import { inPixels } from './floor';

/** Pixels that words need: of the height, around them, and about so many a letter. */
const LINE = 14;
const AROUND = 6;
const LETTER = 6.5;

export type Fit = 'all' | 'initial' | 'small' | 'none';

/** What of the words fits into a field on the screen: a sign and a word, the sign alone, a small one, or nothing. Pixels. */
export function fitOf(width: number, height: number, initial: string, word: string): Fit {
  const sign = AROUND + initial.length * 9;
  if (height >= LINE && width >= sign)
    return width >= sign + AROUND + word.length * LETTER ? 'all' : 'initial';
  return height >= 9 && width >= 2 + initial.length * 6 ? 'small' : 'none';
}

/** One field on its paper. The element stays the same while the field does. */
export class Placed {
  readonly root: HTMLElement;
  private initial = '';
  private kind = '';
  private colour = -1;

  constructor(public field: ComposedField) {
    this.root = h('div', { class: 'placed', role: 'button', tabindex: -1, 'aria-pressed': 'false' });
    this.root.dataset['field'] = field.id;
  }

  /** Of which pass over all fields it is part. */
  pass = 0;

  /** What it looks like, and what it is called. */
  show(field: ComposedField, look: SignerLook, kind: string, label: string): void {
    this.field = field;
    if (this.colour !== look.colour) {
      this.root.classList.remove(`signer-${this.colour}`);
      this.root.classList.add(`signer-${look.colour}`);
      this.colour = look.colour;
    }
    // Written by the style sheet: what a field is called says more than what is to be seen in it.
    if (this.initial !== look.initial) this.root.dataset['initial'] = this.initial = look.initial;
    if (this.kind !== kind) this.root.dataset['kind'] = this.kind = kind;
    if (this.root.ariaLabel !== label) this.root.ariaLabel = label;
  }

  /** Where it is, and how large, at so many pixels a point. */
  put(field: ComposedField, scale: number): void {
    this.field = field;
    const { x, y, width, height } = inPixels(field.box, scale);
    const { style } = this.root;
    style.translate = `${x}px ${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    const fit = fitOf(width, height, this.initial, this.kind);
    if (this.root.dataset['fit'] !== fit) this.root.dataset['fit'] = fit;
  }

  /**
   * The same while it is dragged. What is only moved keeps its size to the pixel: where it comes to lie its edges would be rounded
   * otherwise with every move, and the browser would lay it out anew.
   */
  drag(field: ComposedField, scale: number): void {
    const { width, height } = this.field.box;
    if (field.box.width !== width || field.box.height !== height) {
      this.put(field, scale);
      return;
    }
    this.field = field;
    const { x, y } = inPixels(field.box, scale);
    this.root.style.translate = `${x}px ${y}px`;
  }

  set isSelected(selected: boolean) {
    this.root.classList.toggle('selected', selected);
    this.root.ariaPressed = String(selected);
  }
}

/** Id of the field that an element stands for or is in. */
export function fieldIdOf(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest('.placed') : undefined;
  return element instanceof HTMLElement ? element.dataset['field'] : undefined;
}

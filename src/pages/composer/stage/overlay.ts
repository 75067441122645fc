import { h } from '../../dom';
import type { Box } from '../composition';
import type { Guide, Side } from '../model/snap';
import { inPixels } from './floor';
import type { Paper } from './paper';
import type { SignerLook } from '../model/signerLook';

/** What is drawn above the fields while something is placed, dragged or marked. Screen readers do not see it. */
export class Overlay {
  private readonly ghostBox = h('div', { class: 'ghost' });
  private readonly marqueeBox = h('div', { class: 'marquee' });
  private readonly guides: HTMLElement[] = [];
  private readonly root = h(
    'div',
    { class: 'paper-overlay', 'aria-hidden': 'true' },
    this.ghostBox,
    this.marqueeBox,
  );

  constructor(private readonly scale: () => number) {
    this.clear();
  }

  /** Shows where a field would be. */
  ghost(paper: Paper, box: Box, look: SignerLook | undefined): void {
    this.on(paper);
    const colour = look === undefined ? 'ghost' : `ghost signer-${look.colour}`;
    if (this.ghostBox.className !== colour) this.ghostBox.className = colour;
    const initial = look?.initial ?? '';
    if (this.ghostBox.textContent !== initial) this.ghostBox.textContent = initial;
    put(this.ghostBox, inPixels(box, this.scale()));
  }

  marquee(paper: Paper, box: Box): void {
    this.on(paper);
    put(this.marqueeBox, inPixels(box, this.scale()));
  }

  /** The lines that a field came to lie on. */
  guide(paper: Paper, guides: readonly Guide[]): void {
    if (guides.length > 0) this.on(paper);
    guides.forEach(({ axis, at }, index) => {
      const line = this.guides[index] ?? this.newGuide();
      const where = Math.round(at * this.scale());
      line.className = `guide guide-${axis}`;
      line.style.translate = axis === 'x' ? `${where}px 0` : `0 ${where}px`;
      line.style.visibility = 'visible';
    });
    // Nothing is laid out anew for it, as it would be for what is not there at all.
    for (const line of this.guides.slice(guides.length)) line.style.visibility = 'hidden';
  }

  clear(): void {
    this.ghostBox.hidden = true;
    this.marqueeBox.hidden = true;
    for (const line of this.guides) line.style.visibility = 'hidden';
  }

  private newGuide(): HTMLElement {
    const line = h('div');
    this.guides.push(line);
    this.root.append(line);
    return line;
  }

  private on(paper: Paper): void {
    if (this.root.parentElement !== paper.root) paper.root.append(this.root);
  }
}

function put(element: HTMLElement, { x, y, width, height }: Box): void {
  element.style.translate = `${x}px ${y}px`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  element.hidden = false;
}

const HANDLES: readonly (readonly [name: string, sides: readonly Side[]])[] = [
  ['nw', ['top', 'left']],
  ['n', ['top']],
  ['ne', ['top', 'right']],
  ['e', ['right']],
  ['se', ['bottom', 'right']],
  ['s', ['bottom']],
  ['sw', ['bottom', 'left']],
  ['w', ['left']],
];
/** Pixels of a side from which on there is room for a handle in its middle, beside those at its ends. */
const ROOMY = 72;
/** Pixels below which handles stand outside, so that there is something left to hold the field by. */
const SMALL = 48;

/** Border and handles of the one field that is selected. */
export class Frame {
  readonly root = h('div', { class: 'frame', 'aria-hidden': 'true' });

  constructor(private readonly scale: () => number) {
    for (const [name] of HANDLES)
      this.root.append(h('div', { class: `handle handle-${name}`, 'data-handle': name }, h('span')));
  }

  show(paper: Paper, box: Box): void {
    if (this.root.parentElement !== paper.root) paper.root.append(this.root);
    const pixels = inPixels(box, this.scale());
    put(this.root, pixels);
    this.root.classList.toggle('flat', pixels.height < ROOMY);
    this.root.classList.toggle('slim', pixels.width < ROOMY);
    this.root.classList.toggle('small', Math.min(pixels.width, pixels.height) < SMALL);
  }

  hide(): void {
    this.root.remove();
  }
}

/** The sides that a handle drags, or `undefined` where there is none. */
export function sidesOf(target: EventTarget | null): readonly Side[] | undefined {
  const handle = target instanceof Element ? target.closest<HTMLElement>('.handle') : undefined;
  const name = handle?.dataset['handle'];
  return HANDLES.find(([each]) => each === name)?.[1];
}

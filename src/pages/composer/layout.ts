import { h } from '../dom';
import type { Section } from './panels/section';

/** Side by side needs this much. */
const NARROW = '(max-width: 700px)';

export interface LayoutParts {
  readonly head: HTMLElement;
  readonly notices: HTMLElement;
  readonly documents: Section;
  /** Name of the left side. */
  readonly leftLabel: string;
  /** What stands in the middle, from above. */
  readonly middle: readonly HTMLElement[];
  readonly side: HTMLElement;
  readonly problems: HTMLElement;
}

/** How the parts stand on the page: side by side, or below each other with the documents folded. */
export class Layout {
  readonly root: HTMLElement;
  readonly left: HTMLElement;
  readonly middle: HTMLElement;

  constructor({ head, notices, documents, leftLabel, middle, side, problems }: LayoutParts) {
    this.left = h('nav', { class: 'left', 'aria-label': leftLabel }, documents.root);
    this.middle = h('main', { class: 'middle' }, ...middle);
    this.root = h('div', { class: 'workspace' }, head, notices, this.left, this.middle, side, problems);
    const narrow = window.matchMedia(NARROW);
    const fold = () => documents.fold(!narrow.matches);
    narrow.addEventListener('change', fold);
    fold();
  }
}

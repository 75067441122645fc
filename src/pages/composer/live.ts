import { h } from '../dom';

/** Reads sentences to people who do not see the page. */
export class Live {
  readonly root = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private odd = false;

  say(text: string): void {
    // The same sentence twice is two sentences only where the text differs.
    this.odd = !this.odd;
    this.root.textContent = this.odd ? text : `${text}\u00a0`;
  }
}

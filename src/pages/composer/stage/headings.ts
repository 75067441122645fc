import { h, icon, name } from '../../dom';
import { filled } from '../../viewer/strings';
import type { ComposedDocument } from '../composition';
import type { Floor } from './floor';
import type { Trouble } from './sources';
import type { StageStrings } from './strings';

/** The rows that name the documents above their pages. */
export class Headings {
  private readonly byId = new Map<string, HTMLElement>();
  private order: readonly string[] = [];

  constructor(
    private readonly ground: HTMLElement,
    private readonly strings: () => StageStrings,
    private readonly trouble: (documentId: string) => Trouble | undefined,
  ) {}

  /** The heading of the document below this one. */
  after(documentId: string): HTMLElement | null {
    const next = this.order[this.order.indexOf(documentId) + 1];
    return (next === undefined ? undefined : this.byId.get(next)) ?? null;
  }

  /** Makes one for each document, in their order, with the papers of each behind its heading. */
  setDocuments(
    documents: readonly ComposedDocument[],
    papersOf: (documentId: string) => readonly Element[],
  ): void {
    this.order = documents.map(({ id }) => id);
    const kept = new Set(this.order);
    for (const [id, heading] of [...this.byId]) {
      if (kept.has(id)) continue;
      heading.remove();
      this.byId.delete(id);
    }
    const focused = document.activeElement;
    const order = documents.flatMap((each) => {
      const heading = this.byId.get(each.id) ?? h('h2', { class: 'stage-heading' });
      this.byId.set(each.id, heading);
      this.fill(heading, each);
      return [heading, ...papersOf(each.id)];
    });
    order.forEach((element, index) => {
      const there = this.ground.children[index];
      if (there !== element) this.ground.insertBefore(element, there ?? null);
    });
    // What is put elsewhere loses the focus.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.ground.contains(focused))
      focused.focus({ preventScroll: true });
  }

  put(floor: Floor): void {
    for (const [id, { style }] of this.byId) style.top = `${floor.headingTop(id)}px`;
  }

  changed(of: ComposedDocument): void {
    const heading = this.byId.get(of.id);
    if (heading) this.fill(heading, of);
  }

  private fill(heading: HTMLElement, { id, name: title, pages }: ComposedDocument): void {
    const strings = this.strings();
    const trouble = this.trouble(id);
    const count = pages.length === 1 ? strings.stageOnePage : filled(strings.stagePages, pages.length);
    const label = h('span', { class: 'stage-heading-name' }, name(title));
    label.title = title;
    heading.replaceChildren(
      label,
      h('span', { class: 'stage-heading-pages' }, count),
      ...(trouble ? [h('span', { class: 'stage-heading-trouble' }, icon('warning'), trouble.text)] : []),
    );
  }
}

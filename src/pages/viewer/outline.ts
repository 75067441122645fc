import { h, icon } from '../dom';
import { linkTarget, property, type LinkTarget } from './destinations';
import type { ViewerStrings } from './strings';

/** One entry that is on the screen. */
interface Entry {
  readonly item: HTMLElement;
  readonly target: LinkTarget | undefined;
  /** As pdf.js gives them; they become entries when this one is opened. */
  readonly children: readonly unknown[];
  readonly level: number;
  open: boolean;
}

/** The outline of a document: a tree, built as it is opened and worked by keyboard as trees in the editor are. */
export class Outline {
  readonly root: HTMLElement;
  private readonly tree: HTMLElement;
  /** From above to below. */
  private entries: Entry[] = [];

  constructor(
    strings: ViewerStrings,
    private readonly follow: (target: LinkTarget) => void,
    private readonly leave: () => void,
  ) {
    this.tree = h('div', { class: 'tree', role: 'tree', 'aria-label': strings.outline });
    this.tree.addEventListener('keydown', (event) => this.key(event));
    this.root = h('nav', { class: 'outline', 'aria-label': strings.outline }, this.tree);
    this.root.hidden = true;
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** `items` as pdf.js gives an outline. A single entry at the top is opened: it mostly is the title. */
  fill(items: readonly unknown[]): void {
    this.entries = this.made(items, 1);
    this.tree.replaceChildren(...this.entries.map(({ item }) => item));
    const [first] = this.entries;
    if (!first) return;
    first.item.tabIndex = 0;
    if (items.length === 1) this.open(first);
  }

  focus(): void {
    this.entries.find(({ item }) => item.tabIndex === 0)?.item.focus();
  }

  private made(items: readonly unknown[], level: number): Entry[] {
    return items.map((item, i) => this.entry(item, level, i + 1, items.length));
  }

  private entry(item: unknown, level: number, position: number, of: number): Entry {
    const title = property(item, 'title');
    const below = property(item, 'items');
    const children: readonly unknown[] = Array.isArray(below) ? below : [];
    const twistie = h('span', { class: 'twistie' }, children.length > 0 ? icon('chevron-right') : undefined);
    const label = typeof title === 'string' && title.trim() !== '' ? title : '–';
    const element = h(
      'div',
      {
        role: 'treeitem',
        class: 'tree-item',
        tabindex: -1,
        title: label,
        'aria-level': level,
        'aria-posinset': position,
        'aria-setsize': of,
        'aria-expanded': children.length > 0 ? 'false' : undefined,
      },
      twistie,
      h('bdi', { class: 'tree-label' }, label),
    );
    element.style.paddingInlineStart = `${(level - 1) * 12 + 4}px`;
    const entry: Entry = { item: element, target: linkTarget(item), children, level, open: false };
    element.addEventListener('click', (event) => {
      this.focusOn(entry);
      const onTwistie = event.target instanceof Node && twistie.contains(event.target);
      if (children.length > 0 && (onTwistie || !entry.target)) this.toggle(entry);
      else this.run(entry);
    });
    return entry;
  }

  private run({ target }: Entry): void {
    if (target) this.follow(target);
  }

  private toggle(entry: Entry): void {
    if (entry.open) this.close(entry);
    else this.open(entry);
  }

  private open(entry: Entry): void {
    if (entry.open || entry.children.length === 0) return;
    this.setOpen(entry, true);
    const children = this.made(entry.children, entry.level + 1);
    entry.item.after(...children.map(({ item }) => item));
    this.entries.splice(this.entries.indexOf(entry) + 1, 0, ...children);
  }

  private close(entry: Entry): void {
    this.setOpen(entry, false);
    const from = this.entries.indexOf(entry) + 1;
    const next = this.entries.findIndex(({ level }, i) => i >= from && level <= entry.level);
    const gone = this.entries.splice(from, (next < 0 ? this.entries.length : next) - from);
    for (const { item } of gone) item.remove();
    if (gone.some(({ item }) => item.tabIndex === 0)) entry.item.tabIndex = 0;
  }

  private setOpen(entry: Entry, open: boolean): void {
    entry.open = open;
    entry.item.setAttribute('aria-expanded', String(open));
  }

  private focusOn({ item }: Entry): void {
    for (const other of this.entries) if (other.item.tabIndex === 0) other.item.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
  }

  private key(event: KeyboardEvent): void {
    const at = this.entries.findIndex(({ item }) => item === event.target);
    const entry = this.entries[at];
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = (index: number) => {
      const other = this.entries[Math.min(this.entries.length - 1, Math.max(0, index))];
      if (other) this.focusOn(other);
    };
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at - 1),
      Home: () => to(0),
      End: () => to(this.entries.length - 1),
      ArrowRight: () => {
        if (entry.open) to(at + 1);
        else this.open(entry);
      },
      ArrowLeft: () => {
        if (entry.open) this.close(entry);
        else if (entry.level > 1)
          to(this.entries.findLastIndex(({ level }, i) => i < at && level < entry.level));
      },
      Enter: () => this.run(entry),
      ' ': () => this.run(entry),
      Escape: () => this.leave(),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    deed();
    // The page has deeds of its own for these keys.
    event.preventDefault();
    event.stopPropagation();
  }
}

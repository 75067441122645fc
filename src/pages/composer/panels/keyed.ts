/** A row that stays the same element while what it shows changes. */
export interface Row<T> {
  readonly root: HTMLElement;
  show(item: T, index: number): void;
}

/** Rows of a list by id: kept over changes, so that the focus, the caret and what is unfolded stay. */
export class KeyedRows<T, R extends Row<T>> {
  private rows = new Map<string, R>();

  constructor(
    private readonly list: HTMLElement,
    private readonly idOf: (item: T) => string,
    private readonly make: (id: string) => R,
  ) {}

  get(id: string): R | undefined {
    return this.rows.get(id);
  }

  show(items: readonly T[]): void {
    const focused = document.activeElement;
    const before = this.rows;
    this.rows = new Map(
      items.map((item) => [this.idOf(item), before.get(this.idOf(item)) ?? this.make(this.idOf(item))]),
    );
    for (const [id, row] of before) if (!this.rows.has(id)) row.root.remove();
    [...this.rows.values()].forEach(({ root }, index) => {
      const there = this.list.children[index];
      if (there !== root) this.list.insertBefore(root, there ?? null);
    });
    items.forEach((item, index) => this.rows.get(this.idOf(item))?.show(item, index));
    // An element that is put elsewhere loses the focus.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.list.contains(focused))
      focused.focus();
  }
}

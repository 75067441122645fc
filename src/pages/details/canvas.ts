/** One part of the page: drawn anew only when what it shows has changed. */
export interface Part {
  /** Stable over redraws. */
  readonly key: string;
  /** Everything that the drawing depends on. */
  readonly shows: unknown;
  draw(): HTMLElement;
}

/** Draws parts into a place and leaves alone what stays the same, so that focus, menus and scrolled tables are kept. */
export class Canvas {
  private drawn = new Map<string, { readonly shown: string; readonly element: HTMLElement }>();

  constructor(private readonly place: HTMLElement) {}

  /** Parts keep their order from one drawing to the next. */
  draw(parts: readonly Part[]): void {
    const before = this.drawn;
    this.drawn = new Map(
      parts.map((part) => {
        const shown = JSON.stringify(part.shows);
        const kept = before.get(part.key);
        return [part.key, kept?.shown === shown ? kept : { shown, element: part.draw() }];
      }),
    );
    const elements = [...this.drawn.values()].map(({ element }) => element);
    const wanted = new Set<Element>(elements);
    for (const old of [...this.place.children]) if (!wanted.has(old)) old.remove();
    elements.forEach((element, index) => {
      const there = this.place.children[index];
      if (there !== element) this.place.insertBefore(element, there ?? null);
    });
  }

  /** Everything is drawn anew the next time: the words have changed. */
  clear(): void {
    this.drawn = new Map();
  }
}

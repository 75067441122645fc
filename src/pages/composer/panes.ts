export interface Pane {
  readonly element: HTMLElement;
  /** Where the focus goes when it comes here for the first time. */
  readonly focus: () => void;
}

/** The parts of the page that F6 walks through; each remembers where in it the focus was. */
export class Panes {
  private readonly last = new Map<Pane, WeakRef<HTMLElement>>();

  constructor(private readonly panes: readonly Pane[]) {
    document.addEventListener('focusin', ({ target }) => {
      const pane = target instanceof HTMLElement ? this.paneOf(target) : undefined;
      if (pane && target instanceof HTMLElement) this.last.set(pane, new WeakRef(target));
    });
  }

  step(direction: 1 | -1): void {
    const { panes } = this;
    const now =
      document.activeElement instanceof HTMLElement ? this.paneOf(document.activeElement) : undefined;
    // From outside, forwards is to the first and backwards to the last.
    const at = now ? panes.indexOf(now) : direction === 1 ? -1 : 0;
    const next = panes[(at + direction + panes.length) % panes.length];
    if (!next) return;
    const last = this.last.get(next)?.deref();
    last?.focus();
    if (last === undefined || document.activeElement !== last) next.focus();
  }

  private paneOf(element: HTMLElement): Pane | undefined {
    return this.panes.find((pane) => pane.element.contains(element));
  }
}

/**
 * How far the pages are scrolled, and where they are in the window. It is remembered, since a browser that is asked lays everything out
 * before it answers, and this is wanted with every move of a pointer.
 */
export class Scroller {
  private topNow = 0;
  private leftNow = 0;
  private edge: DOMRect | undefined;

  constructor(private readonly root: HTMLElement) {
    root.addEventListener('scroll', () => this.read(), { passive: true });
    const forget = () => (this.edge = undefined);
    new ResizeObserver(forget).observe(root);
    window.addEventListener('resize', forget);
    for (const type of ['pointerdown', 'pointerenter', 'dragenter', 'wheel'] as const)
      root.addEventListener(type, forget, { capture: true, passive: true });
  }

  get top(): number {
    return this.topNow;
  }
  get left(): number {
    return this.leftNow;
  }

  /** Scrolls there, as far as there is anything. */
  go(top: number, left: number): void {
    this.root.scrollTop = top;
    this.root.scrollLeft = left;
    this.read();
  }

  /** A point of the window, as one of what is seen. */
  seen({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    this.edge ??= this.root.getBoundingClientRect();
    return { x: clientX - this.edge.left, y: clientY - this.edge.top };
  }

  /** A point of the window, as one of what is scrolled. */
  ground(event: MouseEvent): { readonly x: number; readonly y: number } {
    const { x, y } = this.seen(event);
    return { x: x + this.leftNow, y: y + this.topNow };
  }

  private read(): void {
    this.topNow = this.root.scrollTop;
    this.leftNow = this.root.scrollLeft;
  }
}

/** Width and height of a page in points, as it stands when nobody has turned it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where pages lie when they stand below each other. Everything but sizes is in CSS pixels. */
export class Layout {
  private readonly sizes: (Size | undefined)[];
  private tops: number[] = [];
  private scaleNow = 1;
  private sideways = false;
  private widestNow = 0;
  private roomNow = 0;

  /** `usual` stands in for pages whose size is not known yet. */
  constructor(
    readonly count: number,
    private readonly usual: Size,
    /** Between two pages, and around all of them. */
    readonly gap: number,
    /** Room that is kept free above a page, below its gap; for the number of pages, at the end. */
    private readonly above: (index: number) => number = () => 0,
  ) {
    this.sizes = Array.from({ length: count }, () => undefined);
    this.arrange(1, false, 0);
  }

  get scale(): number {
    return this.scaleNow;
  }
  /** Height of everything, with a gap above and below. */
  get height(): number {
    return this.tops[this.count] ?? 0;
  }
  /** Width of everything: the widest page or the room there is. */
  get width(): number {
    return Math.max(this.roomNow, this.widestNow + 2 * this.gap);
  }

  /** Tells the size of a page; true when that changes something. Call {@link arrange} afterwards. */
  learn(index: number, size: Size): boolean {
    const before = this.sizeOf(index);
    this.sizes[index] = size;
    return before.width !== size.width || before.height !== size.height;
  }

  /** `scale` in pixels per point, `room` the width that can be seen. */
  arrange(scale: number, sideways: boolean, room: number): void {
    this.scaleNow = scale;
    this.sideways = sideways;
    this.roomNow = room;
    const tops: number[] = [];
    let top = this.gap;
    let widest = 0;
    for (let index = 0; index < this.count; index += 1) {
      top += this.above(index);
      tops.push(top);
      const { width, height } = this.box(index);
      widest = Math.max(widest, width);
      top += height + this.gap;
    }
    tops.push(top + this.above(this.count));
    this.tops = tops;
    this.widestNow = widest;
  }

  /** Size in points as the page stands now, turned or not. */
  standing(index: number): Size {
    const { width, height } = this.sizeOf(index);
    return this.sideways ? { width: height, height: width } : { width, height };
  }

  /** Size of a page on the screen; whole pixels, so that edges are sharp. */
  box(index: number): Size {
    const { width, height } = this.standing(index);
    return {
      width: Math.max(1, Math.round(width * this.scaleNow)),
      height: Math.max(1, Math.round(height * this.scaleNow)),
    };
  }

  top(index: number): number {
    return this.tops[Math.min(Math.max(index, 0), this.count)] ?? 0;
  }

  left(index: number): number {
    return Math.max(this.gap, Math.floor((this.width - this.box(index).width) / 2));
  }

  /** The page at this height; in a gap the one above it, before the first the first. */
  at(y: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  /** First and last page of which something is between the two heights. */
  between(from: number, to: number): readonly [number, number] {
    const first = this.at(from);
    const gone = this.top(first) + this.box(first).height <= from && first + 1 < this.count;
    const last = this.at(Math.max(from, to - 1));
    return [gone ? Math.min(first + 1, Math.max(last, first)) : first, last];
  }

  private sizeOf(index: number): Size {
    return this.sizes[index] ?? this.usual;
  }
}

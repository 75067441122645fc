import { bottom, right } from './geometry';
import type { Box } from './types';

/** Cells of the longer side, where nothing else is asked for. */
const MOST_CELLS = 600;

/** Which parts of a page are taken. Adding a box and asking about one are both O(1), however large they are. */
export class Occupancy {
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Differences while adding, then running sums of taken cells. */
  readonly #grid: Float64Array;
  #summed = false;

  /** @param mostCells of the longer side, so that a page of any size costs the same; the fewer, the coarser. */
  constructor(
    readonly width: number,
    readonly height: number,
    mostCells = MOST_CELLS,
  ) {
    this.#cell = Math.max(1, Math.max(width, height) / mostCells);
    this.#columns = Math.ceil(width / this.#cell) + 1;
    this.#rows = Math.ceil(height / this.#cell) + 1;
    this.#grid = new Float64Array((this.#columns + 1) * (this.#rows + 1));
  }

  add(box: Box): void {
    if (this.#summed) throw new Error('already asked');
    const x0 = this.#clamp(Math.floor(box.x / this.#cell), this.#columns);
    const y0 = this.#clamp(Math.floor(box.y / this.#cell), this.#rows);
    const x1 = this.#clamp(Math.floor(right(box) / this.#cell) + 1, this.#columns);
    const y1 = this.#clamp(Math.floor(bottom(box) / this.#cell) + 1, this.#rows);
    this.#bump(x0, y0, 1);
    this.#bump(x1, y0, -1);
    this.#bump(x0, y1, -1);
    this.#bump(x1, y1, 1);
  }

  /** Whether the box lies on the page and nothing is in it. */
  free(box: Box): boolean {
    this.#sum();
    if (box.x < 0 || box.y < 0 || right(box) > this.width || bottom(box) > this.height) return false;
    const x0 = Math.floor(box.x / this.#cell);
    const y0 = Math.floor(box.y / this.#cell);
    const x1 = this.#clamp(Math.ceil(right(box) / this.#cell), this.#columns);
    const y1 = this.#clamp(Math.ceil(bottom(box) / this.#cell), this.#rows);
    return this.#at(x1, y1) - this.#at(x0, y1) - this.#at(x1, y0) + this.#at(x0, y0) === 0;
  }

  /** Cell counts become sums over everything above and to the left. */
  #sum(): void {
    if (this.#summed) return;
    this.#summed = true;
    const stride = this.#columns + 1;
    const counts = new Float64Array(this.#grid.length);
    for (let y = 0; y < this.#rows; y++) {
      for (let x = 0; x < this.#columns; x++) {
        const i = y * stride + x;
        const left = x > 0 ? (counts[i - 1] ?? 0) : 0;
        const above = y > 0 ? (counts[i - stride] ?? 0) : 0;
        const corner = x > 0 && y > 0 ? (counts[i - stride - 1] ?? 0) : 0;
        counts[i] = (this.#grid[i] ?? 0) + left + above - corner;
      }
    }
    this.#grid.fill(0);
    for (let y = 0; y < this.#rows; y++) {
      for (let x = 0; x < this.#columns; x++) {
        const taken = (counts[y * stride + x] ?? 0) > 0 ? 1 : 0;
        this.#grid[(y + 1) * stride + x + 1] =
          taken + this.#at(x, y + 1) + this.#at(x + 1, y) - this.#at(x, y);
      }
    }
  }

  #at(x: number, y: number): number {
    return this.#grid[y * (this.#columns + 1) + x] ?? 0;
  }

  #bump(x: number, y: number, by: number): void {
    const i = y * (this.#columns + 1) + x;
    this.#grid[i] = (this.#grid[i] ?? 0) + by;
  }

  #clamp(n: number, most: number): number {
    return Math.max(0, Math.min(most, n));
  }
}

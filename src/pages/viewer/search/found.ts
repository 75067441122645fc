import type { Match } from './pageText';

/** One match of all: its page and its place among the page's matches, both from 0. */
export interface Spot {
  readonly page: number;
  readonly index: number;
}

/** What a search has found so far, and which match is looked at. */
export class Found {
  private readonly byPage = new Map<number, readonly Match[]>();
  private totalNow = 0;
  private currentNow: Spot | undefined;

  get total(): number {
    return this.totalNow;
  }
  get current(): Spot | undefined {
    return this.currentNow;
  }

  matches(page: number): readonly Match[] {
    return this.byPage.get(page) ?? [];
  }

  add(page: number, matches: readonly Match[]): void {
    this.totalNow += matches.length - this.matches(page).length;
    if (matches.length > 0) this.byPage.set(page, matches);
    else this.byPage.delete(page);
  }

  select(spot: Spot): void {
    if (this.matches(spot.page)[spot.index]) this.currentNow = spot;
  }

  /** Goes to the next (`1`) or previous (`-1`) match, round at the ends. */
  move(direction: 1 | -1): Spot | undefined {
    const spots = this.pages().flatMap((page) => this.matches(page).map((_, index) => ({ page, index })));
    const at = this.ordinal();
    const next = at === 0 ? (direction === 1 ? 0 : -1) : at - 1 + direction;
    this.currentNow = spots.at(next === spots.length ? 0 : next);
    return this.currentNow;
  }

  /** The number of the match that is looked at, from 1; 0 for none. */
  ordinal(): number {
    if (!this.currentNow) return 0;
    const { page, index } = this.currentNow;
    const before = this.pages().filter((each) => each < page);
    return before.reduce((sum, each) => sum + this.matches(each).length, 0) + index + 1;
  }

  private pages(): readonly number[] {
    return [...this.byPage.keys()].sort((one, other) => one - other);
  }
}

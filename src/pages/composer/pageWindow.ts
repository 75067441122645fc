/** One place in a row of page numbers: a page, or a gap that leads to the middle of what it leaves out. */
export interface PageMark {
  /** From 1. */
  readonly page: number;
  readonly gap: boolean;
}

/**
 * The page numbers to offer of so many pages, around the page that is looked at: all where there are few, otherwise the first, the
 * last, and `most` at the most around the current one. Pages count from 1; `current` may be 0 where another document is looked at.
 */
export function pageWindow(count: number, current: number, most: number): readonly PageMark[] {
  const plain = (page: number): PageMark => ({ page, gap: false });
  if (count <= most) return range(1, count).map(plain);
  const around = Math.min(count, Math.max(1, current));
  const inner = Math.max(1, most - 4);
  const from = Math.min(Math.max(2, around - Math.floor(inner / 2)), count - inner);
  const to = from + inner - 1;
  return [
    plain(1),
    ...between(2, from - 1),
    ...range(from, to).map(plain),
    ...between(to + 1, count - 1),
    plain(count),
  ];
}

/** What stands for the pages that are left out; a single one stands for itself. */
function between(from: number, to: number): readonly PageMark[] {
  if (to < from) return [];
  return [{ page: Math.floor((from + to) / 2), gap: to > from }];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** Where pages of one size stand below each other in `.stage`, in pixels. Each is a `.paper` called "Page 1 of 300, …". */
export interface Pages {
  readonly count: number;
  /** Upper edge of the first. */
  readonly first: number;
  /** From one upper edge to the next. */
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** Width of their pictures. */
  readonly picture: number;
  /** What is seen at once. */
  readonly view: { readonly width: number; readonly height: number };
}

export interface Stretch {
  readonly pages: Pages;
  /** The pages that are gone to, from 1. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds from one to the next. */
  readonly beat: number;
}

/** In the page of the composer, with its first pages in view. */
export function pagesOf(count: number): Pages {
  const stage = document.querySelector('.stage');
  const paper = (page: number): HTMLElement | null =>
    document.querySelector<HTMLElement>(`.paper[aria-label^="Page ${page} of "]`);
  const [one, two] = [paper(1), paper(2)];
  const canvas = one?.querySelector('canvas');
  if (!stage || !one || !two || !canvas) throw new Error('No pages are there.');
  return {
    count,
    first: one.offsetTop,
    step: two.offsetTop - one.offsetTop,
    width: one.offsetWidth,
    height: one.offsetHeight,
    picture: canvas.width,
    view: { width: stage.clientWidth, height: stage.clientHeight },
  };
}

/**
 * In a page: goes from page to page, and looks with each frame whether those that came into view have their pictures.
 * @returns milliseconds for each page that came into view; of one that left it without a picture, how long it was there
 */
export async function scrollThrough({ pages, from, to, beat }: Stretch): Promise<number[]> {
  const stage = document.querySelector('.stage');
  if (!stage) throw new Error('No stage is there.');
  const topOf = (page: number): number => pages.first + (page - 1) * pages.step;
  const inView = (): number[] => {
    const [upper, lower] = [stage.scrollTop, stage.scrollTop + pages.view.height];
    const seen: number[] = [];
    for (let page = 1; page <= pages.count; page += 1)
      if (topOf(page) < lower && topOf(page) + pages.height > upper) seen.push(page);
    return seen;
  };
  const hasPicture = (page: number): boolean =>
    document.querySelector(`.paper[aria-label^="Page ${page} of "] canvas`) !== null;

  const waiting = new Map<number, number>();
  const times: number[] = [];
  const look = (): void => {
    const seen = new Set(inView());
    const now = performance.now();
    for (const [page, since] of waiting) {
      if (seen.has(page) && !hasPicture(page)) continue;
      waiting.delete(page);
      times.push(now - since);
    }
  };
  let ended = false;
  const eachFrame = (): void => {
    look();
    if (!ended) requestAnimationFrame(eachFrame);
  };
  requestAnimationFrame(eachFrame);

  const began = performance.now();
  const turn = (number: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, began + number * beat - performance.now()));
  for (let page = from; page <= to; page += 1) {
    await turn(page - from);
    const before = new Set(inView());
    stage.scrollTop = topOf(page);
    const now = performance.now();
    for (const seen of inView()) if (!before.has(seen)) waiting.set(seen, now);
  }
  await turn(to - from + 1);
  ended = true;
  for (const since of waiting.values()) times.push(performance.now() - since);
  return times;
}

import { isDeepStrictEqual } from 'node:util';

/** What was read of a list so far; taken over as a whole, so that a read that fails half-way changes nothing. */
export interface Known<T> {
  readonly items: readonly T[];
  /** Pages read, 0 before the first. */
  readonly pages: number;
  /** The page to read next, from 1. Smaller than `pages` + 1 after items went: what stood behind them has moved up. */
  readonly next: number;
  /** As the service counts them. */
  readonly total: number;
  readonly finished: boolean;
}

/** What was found out of a list without reading it again. */
export interface ListNews<T> {
  /** Stand in the list now: those that are known are replaced, the others take their place. */
  readonly put: readonly T[];
  /** Ids of items that have left the list. */
  readonly drop: readonly string[];
  /** As the service counts them now; without it the count follows what is put in and dropped. */
  readonly total?: number;
}

export interface ListOrder<T> {
  readonly pageSize: number;
  readonly idOf: (item: T) => string;
  /** As for `Array.sort`; the order in which the service lists. */
  readonly compare: (one: T, other: T) => number;
}

/**
 * What was read anew, with the objects that were known before wherever they are equal, so that a view draws only what has changed. The
 * object known before where all of it is equal.
 */
export function sameWhereEqual<T>(before: Known<T>, found: Known<T>, idOf: (item: T) => string): Known<T> {
  const old = new Map(before.items.map((item) => [idOf(item), item]));
  const items = found.items.map((item) => {
    const known = old.get(idOf(item));
    return known !== undefined && isDeepStrictEqual(known, item) ? known : item;
  });
  const { pages, next, total, finished } = before;
  const isSame =
    items.length === before.items.length &&
    items.every((item, index) => item === before.items[index]) &&
    found.pages === pages &&
    found.next === next &&
    found.total === total &&
    found.finished === finished;
  return isSame ? before : { ...found, items };
}

/**
 * The list with the news in it. A list that was not opened learns the total alone. Items that belong behind what was read are
 * counted and not shown: the page that holds them brings them. The same object where nothing changes.
 */
export function withNews<T>(known: Known<T>, news: ListNews<T>, order: ListOrder<T>): Known<T> {
  if (known.pages === 0) {
    return news.total === undefined || news.total === known.total ? known : { ...known, total: news.total };
  }
  const gone = new Set(news.drop);
  const items = known.items.filter((item) => !gone.has(order.idOf(item)));
  const dropped = known.items.length - items.length;
  const places = new Map(items.map((item, index) => [order.idOf(item), index]));
  let replaced = 0;
  const added: T[] = [];
  for (const item of news.put) {
    const place = places.get(order.idOf(item));
    if (place === undefined) added.push(item);
    else if (!isDeepStrictEqual(items[place], item)) {
      items[place] = item;
      replaced += 1;
    }
  }
  let shown = 0;
  for (const item of added) {
    const place = items.findIndex((other) => order.compare(item, other) < 0);
    if (place < 0 && !known.finished) continue;
    items.splice(place < 0 ? items.length : place, 0, item);
    shown += 1;
  }
  const total = Math.max(0, news.total ?? known.total + added.length - dropped);
  if (dropped === 0 && replaced === 0 && shown === 0 && total === known.total) return known;
  const next =
    dropped === 0 ? known.next : Math.min(known.next, Math.floor(items.length / order.pageSize) + 1);
  return { ...known, items, total, next };
}

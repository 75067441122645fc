import { ENVELOPE_STATUSES, type EnvelopeFilter, type KnownStatus } from '../../../jsign/types';
import { Emitter } from '../../platform/event';
import type { Memory } from '../../platform/memory';
import type { FilterKey } from '../api';
import { daysBefore, isDay, utcDay } from './calendarDay';

/** When an envelope was made. Days are calendar days in UTC, as the service counts them (API reference, section 4.15). */
export type DateRange =
  | { readonly kind: 'any' }
  | { readonly kind: 'lastDays'; readonly days: number }
  | { readonly kind: 'thisYear' }
  /** Both included, `yyyy-mm-dd`; an end that is left out is open. */
  | { readonly kind: 'between'; readonly from?: string; readonly to?: string };

/** What an envelope has to be to fit; an empty list asks for nothing. */
export interface FilterChoice {
  readonly status: readonly KnownStatus[];
  readonly categories: readonly string[];
  readonly range: DateRange;
}

/** A filter that stands as a group in the tree. */
export interface ShownFilter extends FilterChoice {
  /** Another after every change. */
  readonly key: FilterKey;
  /** Empty for one that is shown once and not kept. */
  readonly name: string;
}

/** More than anybody will look at; a list that was tampered with must not fill the tree. */
export const MOST_FILTERS = 30;
export const LONGEST_NAME = 60;

/** The filters of each account: saved ones outlive the window, one that is only shown does not. */
export class FilterShelf {
  private readonly shownOnce = new Map<string, ShownFilter>();
  private readonly made = new Set<FilterKey>();
  private readonly changed = new Emitter<undefined>();
  readonly onDidChange = this.changed.event;

  /** `newId` gives a text that was not given before. */
  constructor(
    private readonly memory: Memory,
    private readonly newId: () => string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Saved ones in the order they were made, then the one that is only shown. */
  of(accountId: string): readonly ShownFilter[] {
    const once = this.shownOnce.get(accountId);
    return [...this.saved(accountId), ...(once ? [once] : [])];
  }

  /** Made in this window: shown open at first. */
  isNew(key: FilterKey): boolean {
    return this.made.has(key);
  }

  /**
   * Takes in a filter, in the place of `before` where one is given. Without a name it is shown until the window closes or another
   * is shown. Rejects where it cannot be saved.
   */
  async put(
    accountId: string,
    name: string,
    choice: FilterChoice,
    before?: ShownFilter,
  ): Promise<ShownFilter> {
    const { status, categories, range } = choice;
    const filter: ShownFilter = { key: `filter:${this.newId()}`, name, status, categories, range };
    const saved = this.saved(accountId);
    const index = saved.findIndex(({ key }) => key === before?.key);
    const rest = saved.filter((_, at) => at !== index);
    if (name !== '') rest.splice(index < 0 ? rest.length : index, 0, filter);
    if (name !== '' || index >= 0) await this.write(accountId, rest);
    if (name === '') this.shownOnce.set(accountId, filter);
    else if (this.shownOnce.get(accountId)?.key === before?.key) this.shownOnce.delete(accountId);
    this.made.add(filter.key);
    this.changed.fire(undefined);
    return filter;
  }

  /** Rejects where the change cannot be saved. */
  async remove(accountId: string, keys: readonly FilterKey[]): Promise<void> {
    const saved = this.saved(accountId);
    const left = saved.filter(({ key }) => !keys.includes(key));
    if (left.length < saved.length) await this.write(accountId, left);
    const once = this.shownOnce.get(accountId);
    if (once && keys.includes(once.key)) this.shownOnce.delete(accountId);
    this.changed.fire(undefined);
  }

  /** What the service is asked for, now. */
  toService({ status, categories, range }: FilterChoice): EnvelopeFilter {
    return {
      ...(status.length > 0 ? { status } : {}),
      ...(categories.length > 0 ? { categories } : {}),
      ...days(range, this.now()),
    };
  }

  private saved(accountId: string): readonly ShownFilter[] {
    const kept = this.memory.get(keyOf(accountId));
    return Array.isArray(kept) ? kept.slice(0, MOST_FILTERS).flatMap(readFilter) : [];
  }

  private async write(accountId: string, filters: readonly ShownFilter[]): Promise<void> {
    await this.memory.update(keyOf(accountId), filters.length > 0 ? filters : undefined);
  }
}

/** Only a beginning is ever given for what counts from today: a clock that is a day late must not hide what is new. */
function days(range: DateRange, now: number): Pick<EnvelopeFilter, 'from' | 'to'> {
  switch (range.kind) {
    case 'any':
      return {};
    case 'lastDays':
      return { from: daysBefore(now, range.days) };
    case 'thisYear':
      return { from: `${utcDay(now).slice(0, 4)}-01-01` };
    case 'between':
      return {
        ...(range.from === undefined ? {} : { from: range.from }),
        ...(range.to === undefined ? {} : { to: range.to }),
      };
  }
}

function keyOf(accountId: string): string {
  return `jsign.filters.${accountId}`;
}

/** What was kept may have been written by another version, or by anybody: what is no filter is left out. */
function readFilter(value: unknown): readonly ShownFilter[] {
  if (!isRecord(value)) return [];
  const { key, name, status, categories } = value;
  const range = readRange(value['range']);
  if (typeof key !== 'string' || !isFilterKey(key) || typeof name !== 'string' || name === '' || !range)
    return [];
  if (!Array.isArray(status) || !Array.isArray(categories)) return [];
  return [
    {
      key,
      name: name.slice(0, LONGEST_NAME),
      status: ENVELOPE_STATUSES.filter((known) => status.includes(known)),
      categories: categories.filter((each) => typeof each === 'string'),
      range,
    },
  ];
}

function readRange(value: unknown): DateRange | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, days: count, from, to } = value;
  if (kind === 'any' || kind === 'thisYear') return { kind };
  if (kind === 'lastDays')
    return typeof count === 'number' && Number.isInteger(count) && count > 0 && count < 4000
      ? { kind, days: count }
      : undefined;
  if (kind !== 'between') return undefined;
  const [first, last] = [readDay(from), readDay(to)];
  if ((from !== undefined && first === undefined) || (to !== undefined && last === undefined))
    return undefined;
  return {
    kind,
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  };
}

function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && isDay(value) ? value : undefined;
}

function isFilterKey(key: string): key is FilterKey {
  return /^filter:[\w-]{1,80}$/.test(key);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

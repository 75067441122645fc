import { isDeepStrictEqual } from 'node:util';
import type { EnvelopeSummary, Page, StatusWord } from '../../../jsign/types';
import { isEnded, openStatus, type OpenRecord, type Records } from './records';
import type { OpenStatus, Progress, Slot } from './rotation';

/** What was known of an envelope before something about it changed. */
export interface Before {
  /** `unknown`: it was not known, and that is no news. */
  readonly was: 'open' | 'closed' | 'new' | 'unknown';
  readonly mine: boolean;
  /** Lists that no longer hold it. */
  readonly missing: readonly OpenStatus[];
  /** The word of the list that called for reading the details. */
  readonly listed?: StatusWord;
}

/** An envelope whose details say what became of it. */
export type Change = Before & { readonly id: string };

export function isMine(record: OpenRecord | undefined): boolean {
  return record?.lists.has('AwaitingMySignature') ?? false;
}

/** Compares one page with what is known, and takes it in. Gives the envelopes whose details have to be read. */
export class PageReading {
  /** Whether lists come newest first, as inferred; given up when it proves wrong. */
  private misplaced = 0;

  constructor(private readonly records: Records) {}

  /** A list missed an envelope that is still there: the order may not be what it was taken for. */
  wasThere(): void {
    this.misplaced += 1;
  }

  read(slot: Slot, page: Page<EnvelopeSummary>, progress: Progress): readonly Change[] {
    const { records } = this;
    const status = slot.kind === 'open' ? slot.status : undefined;
    const newestBefore = records.newestAt;
    const changes: Change[] = [];
    for (const row of page.items) {
      const isNew = newestBefore !== undefined && row.createdAt !== undefined && row.createdAt > newestBefore;
      const change = this.row(row, status, isNew);
      if (change) changes.push({ id: row.id, ...change });
    }
    // Only the newest page can say what the newest is: an open list may begin with old ones.
    if (slot.kind === 'newest') {
      for (const { createdAt } of page.items)
        if (createdAt !== undefined) records.newestAt = Math.max(records.newestAt ?? 0, createdAt);
      records.newestAt ??= 0;
    }
    if (status === undefined) return changes;
    const found = new Set(changes.map((change) => change.id));
    for (const change of this.missing(status, slot.page, page, progress))
      if (!found.has(change.id)) changes.push(change);
    if (progress.finished) records.walked.add(status);
    return changes;
  }

  private row(row: EnvelopeSummary, listed: OpenStatus | undefined, isNew: boolean): Before | undefined {
    const { records } = this;
    const { known, raw } = row.status;
    const open = records.open.get(row.id);
    const closed = records.closedOf(row.id);
    const word = { listed: row.status, missing: [] };
    const ends = isEnded(known) || (known === 'unknown' && listed === undefined);
    if (ends) {
      if (open) {
        open.row = row;
        return open.disputed === raw ? undefined : { ...word, was: 'open', mine: isMine(open) };
      }
      if (closed) {
        return closed.status.raw === raw || closed.disputed === raw
          ? undefined
          : { ...word, was: 'closed', mine: false };
      }
      if (isNew) return { ...word, was: 'new', mine: false };
      records.close(row.id, row.status);
      return undefined;
    }
    if (closed) return closed.disputed === raw ? undefined : { ...word, was: 'closed', mine: false };
    const mineIsNews = listed === 'AwaitingMySignature' && records.walked.has(listed) && !records.truncated;
    if (!open && records.isFull) return undefined;
    const before = isMine(open);
    const rowBefore = open?.row;
    const record = records.openOf(row.id);
    record.row = row;
    this.place(record, listed, openStatus(known));
    const mine = isMine(record);
    if (!open) {
      if (isNew) return { ...word, was: 'new', mine: false };
      return mine && mineIsNews ? { ...word, was: 'open', mine: false } : undefined;
    }
    const renamed =
      rowBefore !== undefined &&
      (rowBefore.name !== row.name || !isDeepStrictEqual(rowBefore.categories, row.categories));
    return mine !== before || renamed ? { ...word, was: 'open', mine: before } : undefined;
  }

  /** Which lists an open envelope stands in, from the list that names it and from the word it has there. */
  private place(record: OpenRecord, listed: OpenStatus | undefined, word: OpenStatus | undefined): void {
    if (listed !== undefined) {
      record.lists.add(listed);
      record.doubted.delete(listed);
    }
    if (word !== undefined && !record.doubted.has(word)) record.lists.add(word);
    // Due Soon says nothing of who is waited for.
    if (word === 'AwaitingOthers') record.lists.delete('AwaitingMySignature');
    if (word === 'AwaitingMySignature') record.lists.delete('AwaitingOthers');
  }

  /** Known envelopes of this status that the list no longer holds. */
  private missing(
    status: OpenStatus,
    number: number,
    page: Page<EnvelopeSummary>,
    { seen, complete }: Progress,
  ): readonly Change[] {
    const isOnPage = this.range(number, page);
    const changes: Change[] = [];
    for (const [id, record] of this.records.open) {
      if (!record.lists.has(status) || seen.has(id)) continue;
      if (!complete && !isOnPage(record)) continue;
      if (record.doubted.has(status)) {
        // Its details said otherwise once. From now on they are read in turn.
        if (complete) record.lists.delete(status);
        continue;
      }
      changes.push({ id, was: 'open', mine: isMine(record), missing: [status] });
    }
    return changes;
  }

  /** Whether an envelope would have to be on this page, by its age, if the list still held it. */
  private range(
    number: number,
    { items, pageCount }: Page<EnvelopeSummary>,
  ): (record: OpenRecord) => boolean {
    const ages = items.flatMap(({ createdAt }) => (createdAt === undefined ? [] : [createdAt]));
    const isSorted = ages.every((age, index) => index === 0 || age <= (ages[index - 1] ?? age));
    const [youngest] = ages;
    const oldest = ages.at(-1);
    const isUsable = this.misplaced < 3 && isSorted && ages.length === items.length;
    if (!isUsable || youngest === undefined || oldest === undefined) return () => false;
    const from = number >= pageCount ? -Infinity : oldest;
    const to = number === 1 ? Infinity : youngest;
    return ({ row }) => row?.createdAt !== undefined && row.createdAt > from && row.createdAt < to;
  }
}

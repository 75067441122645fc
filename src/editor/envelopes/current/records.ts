import * as v from 'valibot';
import type { EnvelopeSummary, KnownStatus, Millis, SignerState, StatusWord } from '../../../jsign/types';
import type { GroupNews } from '../api';
import { OPEN_STATUSES, type OpenStatus } from './rotation';

/** What is known of an envelope that waits for somebody. */
export interface OpenRecord {
  /** The lists it was seen in. None: it is looked after by its details, in turn. */
  readonly lists: Set<OpenStatus>;
  /** Lists that missed it although its details say that it stands there. */
  readonly doubted: Set<OpenStatus>;
  /** As a list gave it last. */
  row: EnvelopeSummary | undefined;
  /** As the details gave it last; lists may shorten it, so the two are not compared. */
  name: string | undefined;
  /** By address, in lower case; known once the details were read. */
  signers: ReadonlyMap<string, SignerState> | undefined;
  /** The list's word that the details contradicted; it is not followed up again. */
  disputed: string | undefined;
}

/** An envelope that waits for nobody, or whose status is a word we do not know. */
interface ClosedRecord {
  readonly status: StatusWord;
  disputed: string | undefined;
}

/** How many closed envelopes are remembered: enough for the newest page and what ended lately. */
const MOST_CLOSED = 1_000;
/** How many open envelopes are remembered at all: a service may give page after page without an end. */
const MOST_OPEN = 20_000;
/** How many open envelopes are remembered over a restart. */
const MOST_STORED = 2_000;

const storedIds = v.array(v.pipe(v.string(), v.maxLength(200)));
const storedSchema = v.object({
  version: v.literal(1),
  /** The last message to the other windows that is part of this. */
  sequence: v.number(),
  newestAt: v.optional(v.number()),
  walked: v.array(v.picklist(OPEN_STATUSES)),
  truncated: v.boolean(),
  AwaitingMySignature: storedIds,
  AwaitingOthers: storedIds,
  DueSoon: storedIds,
});
/** What is kept over a restart: ids and statuses, nothing that names anybody. */
export type StoredRecords = v.InferOutput<typeof storedSchema>;

export function isEnded(status: KnownStatus | 'unknown'): boolean {
  return status === 'Completed' || status === 'Declined' || status === 'Cancelled' || status === 'Expired';
}

export function openStatus(status: KnownStatus | 'unknown'): OpenStatus | undefined {
  return OPEN_STATUSES.find((each) => each === status);
}

/** What was known of one account's envelopes when they were last looked at. */
export class Records {
  readonly open = new Map<string, OpenRecord>();
  private readonly closed = new Map<string, ClosedRecord>();
  /** When the newest envelope known was made, by the service's clock. */
  newestAt: Millis | undefined;
  /** Lists that were read to their end at least once; what is new there is news. */
  readonly walked = new Set<OpenStatus>();
  /** Whether open envelopes were left out when this was stored, so that one that is not known need not be new. */
  truncated = false;

  /** Takes up what an earlier session left; nothing where it cannot be read. `sequence` is the last message in it. */
  static restore(stored: unknown): { readonly records: Records; readonly sequence: number | undefined } {
    const records = new Records();
    const parsed = v.safeParse(storedSchema, stored);
    if (!parsed.success) return { records, sequence: undefined };
    const { output } = parsed;
    for (const status of OPEN_STATUSES) for (const id of output[status]) records.openOf(id).lists.add(status);
    for (const status of output.walked) records.walked.add(status);
    records.newestAt = output.newestAt;
    records.truncated = output.truncated;
    return { records, sequence: output.sequence };
  }

  /** Takes in what another window found out since this was stored. */
  hear(news: readonly GroupNews[]): void {
    for (const { group, drop } of news) {
      const status = openStatus(group);
      if (status !== undefined) for (const id of drop) this.open.get(id)?.lists.delete(status);
    }
    for (const { group, put } of news) {
      const status = openStatus(group);
      for (const row of put) {
        if (status === undefined) this.close(row.id, row.status);
        else this.openOf(row.id).lists.add(status);
        if (this.newestAt !== undefined) this.newestAt = Math.max(this.newestAt, row.createdAt ?? 0);
      }
    }
  }

  store(sequence: number): StoredRecords {
    const listed = [...this.open].filter(([, record]) => record.lists.size > 0);
    // The newest are kept: the oldest are the least likely to move.
    const kept =
      listed.length <= MOST_STORED
        ? listed
        : listed
            .sort(([, a], [, b]) => (b.row?.createdAt ?? 0) - (a.row?.createdAt ?? 0))
            .slice(0, MOST_STORED);
    const ids = (status: OpenStatus): string[] =>
      kept.flatMap(([id, record]) => (record.lists.has(status) ? [id] : []));
    return {
      version: 1,
      sequence,
      ...(this.newestAt === undefined ? {} : { newestAt: this.newestAt }),
      walked: [...this.walked],
      truncated: this.truncated || kept.length < listed.length,
      AwaitingMySignature: ids('AwaitingMySignature'),
      AwaitingOthers: ids('AwaitingOthers'),
      DueSoon: ids('DueSoon'),
    };
  }

  /** Whether no more open envelopes are learned from lists. What was not learned is no news when it is seen again. */
  get isFull(): boolean {
    if (this.open.size < MOST_OPEN) return false;
    this.truncated = true;
    return true;
  }

  /** The record of an open envelope, made if there is none. */
  openOf(id: string): OpenRecord {
    this.closed.delete(id);
    const known = this.open.get(id);
    if (known) return known;
    const made: OpenRecord = {
      lists: new Set(),
      doubted: new Set(),
      row: undefined,
      name: undefined,
      signers: undefined,
      disputed: undefined,
    };
    this.open.set(id, made);
    return made;
  }

  closedOf(id: string): ClosedRecord | undefined {
    return this.closed.get(id);
  }

  close(id: string, status: StatusWord): void {
    this.open.delete(id);
    const disputed = this.closed.get(id)?.disputed;
    this.closed.delete(id);
    this.closed.set(id, { status, disputed });
    if (this.closed.size <= MOST_CLOSED) return;
    const [oldest] = this.closed.keys();
    if (oldest !== undefined) this.closed.delete(oldest);
  }

  /** An open envelope that no list holds; it goes to the end of the queue. */
  nextUnlisted(): string | undefined {
    for (const [id, record] of this.open) {
      if (record.lists.size > 0) continue;
      this.open.delete(id);
      this.open.set(id, record);
      return id;
    }
    return undefined;
  }

  forget(id: string): void {
    this.open.delete(id);
    this.closed.delete(id);
  }

  /** Open envelopes in a list, as far as they are known. */
  count(status: OpenStatus): number {
    let count = 0;
    for (const record of this.open.values()) if (record.lists.has(status)) count += 1;
    return count;
  }
}

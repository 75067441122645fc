import {
  ENVELOPE_STATUSES,
  type AttachmentSummary,
  type AuditLog,
  type EnteredValue,
  type EnvelopeDetails,
  type EnvelopeFilter,
  type EnvelopeSummary,
  type HistoryEntry,
  type Page,
  type StatusWord,
} from '../../jsign/types';
import type { Account, Session } from '../account/api';
import { Disposable } from '../platform/disposable';
import { Emitter } from '../platform/event';
import { PagedList } from '../platform/pagedList';
import { isWaiting } from './allowed';
import type {
  EnvelopeStore,
  EnvelopeUse,
  FilterKey,
  GroupKey,
  GroupNews,
  ReadOptions,
  StoreChange,
} from './api';

const PAGE_SIZE = 50;
const NOTHING: Page<never> = { items: [], page: 1, pageSize: PAGE_SIZE, pageCount: 0, total: 0 };

/** What is known of one account's envelopes: pages of each status group, details by id. No VS Code, no timers. */
export class ServiceEnvelopeStore extends Disposable implements EnvelopeStore {
  readonly account: Account;
  private readonly groups = new Map<GroupKey, PagedList<EnvelopeSummary>>();
  private readonly detailsById = new Map<string, EnvelopeDetails>();
  private readonly attachmentsById = new Map<string, readonly AttachmentSummary[]>();
  private readonly seenById = new Map<string, EnvelopeSummary>();
  private sorted: readonly EnvelopeSummary[] | undefined;
  private readonly reading = new Map<string, Promise<EnvelopeDetails>>();
  /** Counts requests, so that of two answers the one that was asked for later is known. */
  private turn = 0;
  private readonly readIn = new Map<string, number>();
  private emptyAccount = false;
  private readonly changed = this._register(new Emitter<StoreChange>());
  readonly onDidChange = this.changed.event;
  private readonly used = this._register(new Emitter<EnvelopeUse>());
  /** Says which envelopes a person looks at or does something to, before what follows from it is read. */
  readonly onDidUse = this.used.event;

  constructor(private readonly session: Session) {
    super();
    this.account = session.account;
    for (const status of ENVELOPE_STATUSES) this.addGroup(status, () => ({ status: [status] }));
  }

  /** The pages of one group. Of a filter that is not there any more there is nothing. */
  group(key: GroupKey): PagedList<EnvelopeSummary> {
    return this.groups.get(key) ?? this.addGroup(key, undefined);
  }

  /**
   * A group of its own, read again with the others; the one that is there where it was added before.
   * @param filter asked for at each read, since its days may count from today
   */
  addGroup(key: GroupKey, filter: (() => EnvelopeFilter) | undefined): PagedList<EnvelopeSummary> {
    const known = this.groups.get(key);
    if (known) return known;
    const list = new PagedList<EnvelopeSummary>(
      PAGE_SIZE,
      (item) => item.id,
      (page, size) => (filter ? this.listGroup(filter(), page, size) : Promise.resolve(NOTHING)),
      newestFirst,
    );
    this._register(list.onDidChange(() => this.changed.fire({ group: key })));
    if (filter) this.groups.set(key, list);
    return list;
  }

  /** Forgets a group of a filter. */
  removeGroup(key: FilterKey): void {
    this.groups.delete(key);
  }

  /** True once the service has said that the account has no envelope at all. */
  get isEmpty(): boolean {
    return this.emptyAccount;
  }

  /** Asks whether there is any envelope. Rejects with a JsignError. */
  async probe(): Promise<void> {
    await this.list({}, 1, 1);
  }

  summary(envelopeId: string): EnvelopeSummary | undefined {
    return this.seenById.get(envelopeId);
  }

  seen(): readonly EnvelopeSummary[] {
    this.sorted ??= [...this.seenById.values()].sort(newestFirst);
    return this.sorted;
  }

  learn(summaries: readonly EnvelopeSummary[]): void {
    for (const summary of summaries) this.seenById.set(summary.id, summary);
    if (summaries.length > 0) this.sorted = undefined;
  }

  take(news: readonly GroupNews[]): void {
    for (const { group, ...rest } of news) {
      this.learn(rest.put);
      this.group(group).take(rest);
      this.redrawFiltered(rest.put);
    }
  }

  async list(
    filter: EnvelopeFilter,
    page: number,
    pageSize: number,
    options: ReadOptions = {},
  ): Promise<Page<EnvelopeSummary>> {
    const client = await this.session.client();
    const result = await client.envelopes.list(filter, page, pageSize, signalOf(options));
    this.learn(result.items);
    if (Object.keys(filter).length === 0) this.hearTotal(result.total);
    return result;
  }

  /** A page for a group; details that were read before it was asked for and speak of another state are forgotten. */
  private async listGroup(
    filter: EnvelopeFilter,
    page: number,
    size: number,
  ): Promise<Page<EnvelopeSummary>> {
    const asked = ++this.turn;
    const result = await this.list(filter, page, size);
    for (const { id, status } of result.items) {
      const known = this.detailsById.get(id);
      if (!known || stateOf(known.status) === stateOf(status) || (this.readIn.get(id) ?? 0) > asked) continue;
      this.detailsById.delete(id);
      this.changed.fire({ envelopeId: id });
    }
    return result;
  }

  known(envelopeId: string): EnvelopeDetails | undefined {
    return this.detailsById.get(envelopeId);
  }

  async details(envelopeId: string, options: ReadOptions = {}): Promise<EnvelopeDetails> {
    const known = this.detailsById.get(envelopeId);
    if (known && options.fresh !== true) return known;
    const running = this.reading.get(envelopeId);
    if (running && options.fresh !== true) return running;
    const read = this.readDetails(envelopeId, options.signal);
    this.reading.set(envelopeId, read);
    try {
      return await read;
    } finally {
      if (this.reading.get(envelopeId) === read) this.reading.delete(envelopeId);
    }
  }

  async history(envelopeId: string, options: ReadOptions = {}): Promise<readonly HistoryEntry[]> {
    // The timeline is read where a person looks at an envelope, and nowhere else.
    this.used.fire({ envelopeId, how: 'opened' });
    const client = await this.session.client();
    return client.envelopes.history(envelopeId, signalOf(options));
  }

  async auditLog(envelopeId: string, options: ReadOptions = {}): Promise<AuditLog> {
    return (await this.session.client()).envelopes.auditLogs(envelopeId, signalOf(options));
  }

  async enteredValues(envelopeId: string, options: ReadOptions = {}): Promise<readonly EnteredValue[]> {
    return (await this.session.client()).envelopes.enteredValues(envelopeId, signalOf(options));
  }

  knownAttachments(envelopeId: string): readonly AttachmentSummary[] | undefined {
    return this.attachmentsById.get(envelopeId);
  }

  async attachments(envelopeId: string, options: ReadOptions = {}): Promise<readonly AttachmentSummary[]> {
    const known = this.attachmentsById.get(envelopeId);
    if (known && options.fresh !== true) return known;
    const client = await this.session.client();
    const attachments = await client.attachments.list(envelopeId, signalOf(options));
    if (!this.isDisposed) {
      this.attachmentsById.set(envelopeId, attachments);
      this.changed.fire({ envelopeId });
    }
    return attachments;
  }

  async refresh(): Promise<void> {
    await Promise.all([
      ...[...this.groups.values()].map((list) => list.refresh()),
      // Not knowing whether the account is empty is no error of its own: the groups say theirs.
      this.probe().catch(() => undefined),
    ]);
  }

  async reread(envelopeId?: string): Promise<void> {
    if (envelopeId !== undefined) {
      this.used.fire({ envelopeId, how: 'acted' });
      this.attachmentsById.delete(envelopeId);
    }
    const details =
      envelopeId === undefined
        ? Promise.resolve()
        : this.details(envelopeId, { fresh: true }).catch(() => {
            this.detailsById.delete(envelopeId);
          });
    await Promise.all([details, this.refresh()]);
    if (envelopeId !== undefined) this.changed.fire({ envelopeId, acted: true });
  }

  /** Whether an envelope still fits a filter, only the service can say; until it is asked again its row shows what is known. */
  private redrawFiltered(rows: readonly EnvelopeSummary[]): void {
    for (const [key, list] of this.groups) {
      if (!key.startsWith('filter:') || list.all.length === 0) continue;
      const listed = new Set(list.all.map((row) => row.id));
      const put = rows.filter((row) => listed.has(row.id));
      if (put.length > 0) list.take({ put, drop: [] });
    }
  }

  /** How many envelopes the account has at all. */
  private hearTotal(total: number): void {
    const empty = total === 0;
    if (empty === this.emptyAccount || this.isDisposed) return;
    this.emptyAccount = empty;
    this.changed.fire({});
  }

  private async readDetails(envelopeId: string, signal?: AbortSignal): Promise<EnvelopeDetails> {
    const asked = ++this.turn;
    const client = await this.session.client();
    const details = await client.envelopes.details(envelopeId, signalOf({ signal }));
    if (!this.isDisposed) {
      this.detailsById.set(envelopeId, details);
      this.readIn.set(envelopeId, asked);
      this.changed.fire({ envelopeId });
    }
    return details;
  }
}

/** The words for what still waits overlap, so they count as one. */
function stateOf({ known, raw }: StatusWord): string {
  if (isWaiting(known)) return 'waiting';
  return known === 'unknown' ? raw : known;
}

function newestFirst(one: EnvelopeSummary, other: EnvelopeSummary): number {
  return (other.createdAt ?? 0) - (one.createdAt ?? 0);
}

function signalOf({ signal }: { readonly signal?: AbortSignal | undefined }): {
  readonly signal?: AbortSignal;
} {
  return signal ? { signal } : {};
}

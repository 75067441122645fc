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
import { Disposable, type DisposableLike } from '../platform/disposable';
import { Emitter } from '../platform/event';
import { PagedList } from '../platform/pagedList';
import { isWaiting } from './allowed';
import { Answers, Turns } from './answers';
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
  private readonly groups = new Map<GroupKey, Group>();
  /** Stands for every group that is not there. */
  private readonly noGroup = listOf(() => Promise.resolve(NOTHING));
  private readonly seenById = new Map<string, EnvelopeSummary>();
  private sorted: readonly EnvelopeSummary[] | undefined;
  private readonly turns = new Turns();
  private readonly detailsOf = new Answers<EnvelopeDetails>(
    async (id, signal) => (await this.session.client()).envelopes.details(id, signalOf({ signal })),
    this.turns,
    (id, asked, isOther) => this.detailsRead(id, asked, isOther),
  );
  private readonly attachmentsOf = new Answers<readonly AttachmentSummary[]>(
    async (id, signal) => (await this.session.client()).attachments.list(id, signalOf({ signal })),
    this.turns,
    (id, _asked, isOther) => {
      if (isOther) this.changed.fire({ envelopeId: id, part: 'attachments' });
    },
  );
  /** By id: the turn in which something was done, until what it caused was read. */
  private readonly actedIn = new Map<string, number>();
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
    return this.groups.get(key)?.list ?? this.noGroup;
  }

  /**
   * A group of its own, read again with the others; the one that is there where it was added before.
   * @param filter asked for at each read, since its days may count from today
   */
  addGroup(key: GroupKey, filter: () => EnvelopeFilter): PagedList<EnvelopeSummary> {
    const known = this.groups.get(key);
    if (known) return known.list;
    const list = listOf((page, size) => this.listGroup(filter(), page, size));
    this.groups.set(key, { list, listening: list.onDidChange(() => this.changed.fire({ group: key })) });
    return list;
  }

  /** Forgets a group of a filter. */
  removeGroup(key: FilterKey): void {
    this.groups.get(key)?.listening.dispose();
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
    const asked = this.turns.next();
    const result = await this.list(filter, page, size);
    for (const { id, status } of result.items) {
      const known = this.detailsOf.get(id);
      if (!known || stateOf(known.status) === stateOf(status)) continue;
      if (this.detailsOf.forget(id, asked)) this.changed.fire({ envelopeId: id });
    }
    return result;
  }

  known(envelopeId: string): EnvelopeDetails | undefined {
    return this.detailsOf.get(envelopeId);
  }

  details(envelopeId: string, { fresh = false, signal }: ReadOptions = {}): Promise<EnvelopeDetails> {
    return this.detailsOf.read(envelopeId, fresh, signal);
  }

  async history(envelopeId: string, options: ReadOptions = {}): Promise<readonly HistoryEntry[]> {
    return (await this.session.client()).envelopes.history(envelopeId, signalOf(options));
  }

  async auditLog(envelopeId: string, options: ReadOptions = {}): Promise<AuditLog> {
    return (await this.session.client()).envelopes.auditLogs(envelopeId, signalOf(options));
  }

  async enteredValues(envelopeId: string, options: ReadOptions = {}): Promise<readonly EnteredValue[]> {
    return (await this.session.client()).envelopes.enteredValues(envelopeId, signalOf(options));
  }

  knownAttachments(envelopeId: string): readonly AttachmentSummary[] | undefined {
    return this.attachmentsOf.get(envelopeId);
  }

  attachments(
    envelopeId: string,
    { fresh = false, signal }: ReadOptions = {},
  ): Promise<readonly AttachmentSummary[]> {
    return this.attachmentsOf.read(envelopeId, fresh, signal);
  }

  async refresh(): Promise<void> {
    await Promise.all([
      ...[...this.groups.values()].map(({ list }) => list.refresh()),
      // Not knowing whether the account is empty is no error of its own: the groups say theirs.
      this.probe().catch(() => undefined),
    ]);
  }

  use(envelopeId: string, how: EnvelopeUse['how']): void {
    if (how === 'acted') this.actedIn.set(envelopeId, this.turns.next());
    this.used.fire({ envelopeId, how });
  }

  async reread(envelopeId?: string): Promise<void> {
    if (envelopeId === undefined) {
      await this.refresh();
      return;
    }
    this.use(envelopeId, 'acted');
    await Promise.all([this.rereadDetails(envelopeId), this.rereadAttachments(envelopeId), this.refresh()]);
  }

  override dispose(): void {
    this.detailsOf.end();
    this.attachmentsOf.end();
    for (const { listening } of this.groups.values()) listening.dispose();
    super.dispose();
  }

  private async rereadDetails(id: string): Promise<void> {
    const asked = this.turns.next();
    try {
      await this.detailsOf.read(id, true);
    } catch {
      this.detailsOf.forget(id, asked);
      if (this.actedIn.delete(id)) this.changed.fire({ envelopeId: id, acted: true });
    }
  }

  /** Only where somebody has asked for them; what is known stays until then, so that nobody has to ask meanwhile. */
  private async rereadAttachments(id: string): Promise<void> {
    if (!this.attachmentsOf.isWanted(id)) return;
    const asked = this.turns.next();
    try {
      await this.attachmentsOf.read(id, true);
    } catch {
      if (this.attachmentsOf.forget(id, asked)) this.changed.fire({ envelopeId: id, part: 'attachments' });
    }
  }

  private detailsRead(envelopeId: string, asked: number, isOther: boolean): void {
    const acted = (this.actedIn.get(envelopeId) ?? Infinity) < asked;
    if (acted) this.actedIn.delete(envelopeId);
    if (acted) this.changed.fire({ envelopeId, acted });
    else if (isOther) this.changed.fire({ envelopeId });
  }

  /** Whether an envelope still fits a filter, only the service can say; until it is asked again its row shows what is known. */
  private redrawFiltered(rows: readonly EnvelopeSummary[]): void {
    for (const [key, { list }] of this.groups) {
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
}

interface Group {
  readonly list: PagedList<EnvelopeSummary>;
  readonly listening: DisposableLike;
}

function listOf(
  read: (page: number, pageSize: number) => Promise<Page<EnvelopeSummary>>,
): PagedList<EnvelopeSummary> {
  return new PagedList<EnvelopeSummary>(PAGE_SIZE, (item) => item.id, read, newestFirst);
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

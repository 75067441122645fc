import {
  ENVELOPE_STATUSES,
  type EnvelopeDetails,
  type EnvelopeSummary,
  type HistoryEntry,
  type KnownStatus,
} from '../../jsign/types';
import type { Account, Session } from '../account/api';
import { Disposable } from '../platform/disposable';
import { Emitter } from '../platform/event';
import { PagedList } from '../platform/pagedList';
import type { EnvelopeStore, ReadOptions, StoreChange } from './api';

const PAGE_SIZE = 50;

/** What is known of one account's envelopes: pages of each status group, details by id. No VS Code, no timers. */
export class ServiceEnvelopeStore extends Disposable implements EnvelopeStore {
  readonly account: Account;
  private readonly groups = new Map<KnownStatus, PagedList<EnvelopeSummary>>();
  private readonly detailsById = new Map<string, EnvelopeDetails>();
  private readonly reading = new Map<string, Promise<EnvelopeDetails>>();
  private emptyAccount = false;
  private readonly changed = this._register(new Emitter<StoreChange>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly session: Session) {
    super();
    this.account = session.account;
    for (const status of ENVELOPE_STATUSES) {
      const list = new PagedList<EnvelopeSummary>(
        PAGE_SIZE,
        (item) => item.id,
        async (page, size) => (await this.session.client()).envelopes.list({ status: [status] }, page, size),
      );
      this._register(list.onDidChange(() => this.changed.fire({ group: status })));
      this.groups.set(status, list);
    }
  }

  /** The pages of one status group. */
  group(status: KnownStatus): PagedList<EnvelopeSummary> {
    const list = this.groups.get(status);
    if (!list) throw new Error(`no group ${status}`);
    return list;
  }

  /** True once the service has said that the account has no envelope at all. */
  get isEmpty(): boolean {
    return this.emptyAccount;
  }

  /** Asks whether there is any envelope. Rejects with a JsignError. */
  async probe(): Promise<void> {
    const client = await this.session.client();
    const { total } = await client.envelopes.list({}, 1, 1);
    const empty = total === 0;
    if (empty === this.emptyAccount || this.isDisposed) return;
    this.emptyAccount = empty;
    this.changed.fire({});
  }

  summary(envelopeId: string): EnvelopeSummary | undefined {
    for (const list of this.groups.values()) {
      const found = list.all.find((item) => item.id === envelopeId);
      if (found) return found;
    }
    return undefined;
  }

  /** Every envelope of the groups read so far, each once, newest first. */
  listed(): readonly EnvelopeSummary[] {
    const byId = new Map<string, EnvelopeSummary>();
    for (const list of this.groups.values()) for (const item of list.all) byId.set(item.id, item);
    return [...byId.values()].sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
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
    const client = await this.session.client();
    return client.envelopes.history(envelopeId, options.signal ? { signal: options.signal } : {});
  }

  async refresh(): Promise<void> {
    await Promise.all([
      ...[...this.groups.values()].map((list) => list.refresh()),
      // Not knowing whether the account is empty is no error of its own: the groups say theirs.
      this.probe().catch(() => undefined),
    ]);
  }

  async reread(envelopeId?: string): Promise<void> {
    const details =
      envelopeId === undefined
        ? Promise.resolve()
        : this.details(envelopeId, { fresh: true }).catch(() => {
            this.detailsById.delete(envelopeId);
          });
    await Promise.all([details, this.refresh()]);
  }

  private async readDetails(envelopeId: string, signal?: AbortSignal): Promise<EnvelopeDetails> {
    const client = await this.session.client();
    const details = await client.envelopes.details(envelopeId, signal ? { signal } : {});
    if (!this.isDisposed) {
      this.detailsById.set(envelopeId, details);
      this.changed.fire({ envelopeId });
    }
    return details;
  }
}

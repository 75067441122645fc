import type { ApiKeyPair, Tokens } from '../../jsign/types';
import { Disposable } from '../platform/disposable';
import { Emitter } from '../platform/event';
import type { Log } from '../platform/log';
import {
  accountIdOf,
  readRecord,
  sameIdentity,
  sameTokens,
  writeRecord,
  type AccountRecord,
} from './accountRecord';
import type { Account } from './api';
import type { MementoPort, SecretPort } from './ports';

const PREFIX = 'jsign.account.';
/** Opaque ids only: used where the editor cannot list its secrets. */
const INDEX = 'jsign.accountIds';

/** What became of the accounts, through this window or another. */
export interface AccountsChange {
  readonly added: readonly AccountRecord[];
  readonly removed: readonly AccountRecord[];
  /** The person signed in again, or facts of the account differ. */
  readonly changed: readonly AccountRecord[];
  /** Only the tokens differ. */
  readonly renewed: readonly AccountRecord[];
}

/** A stored sign-in that could not be read. It is left where it is. */
export interface StoreProblem {
  readonly id: string;
  /** `locked`: the keyring did not give it; `newer`: written by a later version; `damaged`: makes no sense. */
  readonly reason: 'locked' | 'newer' | 'damaged';
}

export type Lookup =
  | { readonly kind: 'record'; readonly record: AccountRecord }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: StoreProblem['reason'] };

export type NewAccount = Omit<Account, 'id'> & ApiKeyPair & { readonly tokens: Tokens };

/**
 * The accounts of this person, one secret each. What is known is kept in memory and follows what other windows do; secrets are
 * touched one after the other, so that two writes never overtake each other.
 */
export class AccountStore extends Disposable {
  private readonly change = this._register(
    new Emitter<AccountsChange>((error) => this.log.error('listener.failed', error)),
  );
  readonly onDidChange = this.change.event;
  private readonly storeFailure = this._register(new Emitter<void>());
  /** The system keeps no secrets: accounts live until the window closes. Fires once. */
  readonly onDidFailToStore = this.storeFailure.event;

  private readonly records = new Map<string, AccountRecord>();
  /** Accounts that could not be stored. */
  private readonly memoryOnly = new Set<string>();
  private readonly found: StoreProblem[] = [];
  private failureSaid = false;
  private loading: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly secrets: SecretPort,
    private readonly index: MementoPort,
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {
    super();
    this._register(
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(PREFIX)) void this.inTurn(() => this.follow(key.slice(PREFIX.length)));
      }),
    );
  }

  /** Reads every stored account, once. Never rejects: what cannot be read stands in {@link problems}. */
  load(): Promise<void> {
    this.loading ??= this.inTurn(() => this.readAll());
    return this.loading;
  }

  /** Stored sign-ins that were skipped while loading. */
  get problems(): readonly StoreProblem[] {
    return this.found;
  }

  /** In the order they came. Two windows may have stored the same person at once: the newer sign-in counts. */
  list(): readonly AccountRecord[] {
    const all = [...this.records.values()];
    return all
      .filter((one) => !all.some((other) => sameIdentity(one, other) && isNewer(other, one)))
      .sort((a, b) => a.since - b.since || a.id.localeCompare(b.id));
  }

  get(id: string): AccountRecord | undefined {
    return this.records.get(id);
  }

  /** True while the account is not in the system's keyring. */
  isMemoryOnly(id: string): boolean {
    return this.memoryOnly.has(id);
  }

  /** Adds an account, or replaces the one of the same person in the same environment. */
  add(account: NewAccount): Promise<AccountRecord> {
    return this.inTurn(async () => {
      const before = this.list();
      const known = before.find((record) => sameIdentity(record, account));
      const time = this.now();
      const record: AccountRecord = {
        ...account,
        id: known?.id ?? accountIdOf(account),
        since: known?.since ?? time,
        signedInAt: time,
      };
      this.records.set(record.id, record);
      await this.persist(record);
      await this.writeIndex();
      this.tell(before);
      return record;
    });
  }

  /** Asks the system's keyring anew. A keyring that fails is told apart from a secret that is gone. */
  lookUp(id: string): Promise<Lookup> {
    return this.inTurn(() => this.fetch(id));
  }

  /** The tokens of an account, asked of the keyring anew; what is known counts where that cannot answer. */
  async tokens(id: string): Promise<Tokens | undefined> {
    await this.inTurn(() => this.follow(id));
    return this.records.get(id)?.tokens;
  }

  /** Keeps renewed tokens. An account that was signed out meanwhile does not come back by it. */
  saveTokens(id: string, tokens: Tokens): Promise<void> {
    return this.inTurn(async () => {
      const lookup = await this.fetch(id);
      // What could not be stored is newer here than in the keyring.
      const onlyHere = this.memoryOnly.has(id);
      const known = lookup.kind === 'record' && !onlyHere ? lookup.record : this.records.get(id);
      if (!known || (lookup.kind === 'missing' && !onlyHere)) return;
      const before = this.list();
      const record = { ...known, tokens };
      this.records.set(id, record);
      if (lookup.kind !== 'unreadable' || lookup.reason === 'locked') await this.persist(record);
      this.tell(before);
    });
  }

  /** Forgets an account. Rejects, with nothing changed, when the keyring refuses. */
  remove(id: string): Promise<void> {
    return this.inTurn(async () => {
      const before = this.list();
      const gone = this.records.get(id);
      if (!gone) return;
      for (const record of [...this.records.values()].filter((other) => sameIdentity(other, gone))) {
        await this.erase(record.id);
        this.records.delete(record.id);
      }
      await this.writeIndex();
      this.tell(before);
    });
  }

  /** Removes a stored sign-in that could not be read, because the person said so. */
  discard(id: string): Promise<void> {
    return this.inTurn(async () => {
      await this.secrets.delete(PREFIX + id);
      const at = this.found.findIndex((problem) => problem.id === id);
      if (at >= 0) this.found.splice(at, 1);
    });
  }

  private async readAll(): Promise<void> {
    const ids = await this.ids();
    const lookups = await Promise.all(ids.map(async (id) => ({ id, lookup: await this.fetch(id) })));
    const before = this.list();
    for (const { id, lookup } of lookups) {
      if (lookup.kind === 'record') this.records.set(id, lookup.record);
      if (lookup.kind === 'unreadable') this.found.push({ id, reason: lookup.reason });
    }
    this.tell(before);
  }

  private async ids(): Promise<readonly string[]> {
    try {
      const keys = await this.secrets.keys?.();
      if (keys) return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    } catch (error) {
      this.log.error('account.keysFailed', error);
    }
    const stored = this.index.get(INDEX);
    return Array.isArray(stored) ? stored.filter((id: unknown) => typeof id === 'string') : [];
  }

  private async fetch(id: string): Promise<Lookup> {
    let text: string | undefined;
    try {
      text = await this.secrets.get(PREFIX + id);
    } catch (error) {
      this.log.error('account.secretLocked', error);
      return { kind: 'unreadable', reason: 'locked' };
    }
    if (text === undefined) return { kind: 'missing' };
    const reading = readRecord(id, text);
    if (reading.kind === 'record') return reading;
    this.log.warn('account.secretSkipped', { kind: reading.reason });
    return { kind: 'unreadable', reason: reading.reason };
  }

  /** Takes over what another window did. An unreadable secret changes nothing: it may be readable a moment later. */
  private async follow(id: string): Promise<void> {
    const lookup = await this.fetch(id);
    const before = this.list();
    const known = this.records.get(id);
    // What could not be stored here is not undone by what the keyring still holds from before.
    if (known && this.memoryOnly.has(id) && !(lookup.kind === 'record' && isNewer(lookup.record, known)))
      return;
    if (lookup.kind === 'record') {
      this.memoryOnly.delete(id);
      this.records.set(id, lookup.record);
    } else if (lookup.kind === 'missing') {
      this.records.delete(id);
    }
    this.tell(before);
  }

  private async persist(record: AccountRecord): Promise<void> {
    try {
      await this.secrets.store(PREFIX + record.id, writeRecord(record));
      this.memoryOnly.delete(record.id);
    } catch (error) {
      this.memoryOnly.add(record.id);
      this.log.error('account.storeFailed', error);
      if (this.failureSaid) return;
      this.failureSaid = true;
      this.storeFailure.fire();
    }
  }

  private async erase(id: string): Promise<void> {
    try {
      await this.secrets.delete(PREFIX + id);
    } catch (error) {
      // A keyring that never took the account has nothing to give up.
      if (!this.memoryOnly.has(id)) throw error;
    }
    this.memoryOnly.delete(id);
  }

  private async writeIndex(): Promise<void> {
    try {
      await this.index.update(INDEX, [...this.records.keys()]);
    } catch (error) {
      this.log.error('account.indexFailed', error);
    }
  }

  private tell(before: readonly AccountRecord[]): void {
    const after = this.list();
    const pairs = after.flatMap((now) => {
      const was = before.find(({ id }) => id === now.id);
      return was ? [{ was, now }] : [];
    });
    const changed = pairs.filter(({ was, now }) => !sameFacts(was, now)).map(({ now }) => now);
    const renewed = pairs
      .filter(({ was, now }) => sameFacts(was, now) && !sameTokens(was.tokens, now.tokens))
      .map(({ now }) => now);
    const added = after.filter(({ id }) => !before.some((was) => was.id === id));
    const removed = before.filter(({ id }) => !after.some((now) => now.id === id));
    if (added.length + removed.length + changed.length + renewed.length === 0) return;
    this.change.fire({ added, removed, changed, renewed });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

function isNewer(a: AccountRecord, b: AccountRecord): boolean {
  return a.signedInAt === b.signedInAt ? a.id > b.id : a.signedInAt > b.signedInAt;
}

function sameFacts(a: AccountRecord, b: AccountRecord): boolean {
  return (
    a.signedInAt === b.signedInAt &&
    a.name === b.name &&
    a.email === b.email &&
    a.apiKey === b.apiKey &&
    a.apiSecret === b.apiSecret
  );
}

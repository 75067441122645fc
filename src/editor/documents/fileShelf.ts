import type { EnvelopeStore } from '../envelopes/api';
import { Disposable, type DisposableLike } from '../platform/disposable';
import { Emitter } from '../platform/event';
import { pathOf, type FileAddress } from './address';
import { BytesCache } from './bytesCache';

const CAP = 64 * 1024 * 1024;

interface Facts {
  readonly file: FileAddress;
  readonly stamp: string;
  /** Bytes. */
  readonly size: number;
  /** How often the bytes became others since the window opened. */
  readonly revision: number;
  /** The newest stamp that was told of. */
  told: string;
}

interface Reading {
  readonly file: FileAddress;
  readonly stamp: string;
  readonly abort: AbortController;
  readonly bytes: Promise<Uint8Array>;
}

interface Followed {
  readonly store: EnvelopeStore;
  readonly listening: DisposableLike;
}

/** Bytes that were read, by file; each file is downloaded once for everybody who asks at the same time. */
export class FileShelf extends Disposable {
  private readonly cache: BytesCache;
  private readonly known = new Map<string, Facts>();
  private readonly reading = new Map<string, Reading>();
  private readonly followed = new Map<string, Followed>();
  private readonly changed = this._register(new Emitter<readonly string[]>());
  /** Paths whose bytes are others than those that were given out. */
  readonly onDidChange = this.changed.event;

  /** `cap`: bytes kept at most. */
  constructor(
    private readonly download: (file: FileAddress, signal: AbortSignal) => Promise<Uint8Array>,
    cap = CAP,
  ) {
    super();
    this.cache = new BytesCache(cap);
  }

  /** Size and revision; downloads the file where its size is not known yet, since the service does not tell it. */
  async facts(file: FileAddress, stamp: string): Promise<Pick<Facts, 'size' | 'revision'>> {
    const key = pathOf(file);
    const known = this.known.get(key);
    if (known?.stamp === stamp) return known;
    const { byteLength } = await this.bytes(file, stamp);
    return { size: byteLength, revision: this.known.get(key)?.revision ?? 0 };
  }

  /** The bytes for this stamp, from memory if they are still there. Rejects as the download does. */
  bytes(file: FileAddress, stamp: string): Promise<Uint8Array> {
    const key = pathOf(file);
    const kept = this.known.get(key)?.stamp === stamp ? this.cache.get(key) : undefined;
    if (kept) return Promise.resolve(kept);
    const running = this.reading.get(key);
    if (running?.stamp === stamp) return running.bytes;
    const abort = new AbortController();
    const reading: Reading = { file, stamp, abort, bytes: this.fetch(key, file, stamp, abort.signal) };
    this.reading.set(key, reading);
    return reading.bytes;
  }

  /** Listens to a store, to tell when it says of a file we gave out that it is another now. */
  follow(store: EnvelopeStore, stampOf: (file: FileAddress) => string): void {
    const accountId = store.account.id;
    const before = this.followed.get(accountId);
    if (before?.store === store || this.isDisposed) return;
    before?.listening.dispose();
    const listening = store.onDidChange(({ envelopeId }) => {
      if (envelopeId !== undefined && store.known(envelopeId)) this.compare(accountId, envelopeId, stampOf);
    });
    this.followed.set(accountId, { store, listening });
  }

  /** Forgets everything of an account, and ends what is being read for it. */
  drop(accountId: string): void {
    for (const [key, { file, abort }] of this.reading) {
      if (file.accountId !== accountId) continue;
      this.reading.delete(key);
      abort.abort();
    }
    for (const [key, { file }] of this.known) {
      if (file.accountId !== accountId) continue;
      this.known.delete(key);
      this.cache.delete(key);
    }
    this.followed.get(accountId)?.listening.dispose();
    this.followed.delete(accountId);
  }

  /** Drops every account but these. */
  keepOnly(accountIds: ReadonlySet<string>): void {
    const files = [...this.known.values(), ...this.reading.values()].map(({ file }) => file.accountId);
    for (const id of new Set([...files, ...this.followed.keys()])) if (!accountIds.has(id)) this.drop(id);
  }

  override dispose(): void {
    super.dispose();
    this.keepOnly(new Set());
    this.cache.clear();
  }

  private async fetch(
    key: string,
    file: FileAddress,
    stamp: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    // Begins after the caller has noted that this is under way.
    await Promise.resolve();
    const isCurrent = () => this.reading.get(key)?.abort.signal === signal;
    try {
      const bytes = await this.download(file, signal);
      signal.throwIfAborted();
      // A read for a newer stamp has begun meanwhile: what came late is for those who asked for it, and is not kept.
      if (!isCurrent()) return bytes;
      const before = this.known.get(key);
      const revision = before === undefined ? 0 : before.revision + (before.stamp === stamp ? 0 : 1);
      this.known.set(key, { file, stamp, size: bytes.byteLength, revision, told: stamp });
      this.cache.set(key, bytes);
      return bytes;
    } finally {
      if (isCurrent()) this.reading.delete(key);
    }
  }

  private compare(accountId: string, envelopeId: string, stampOf: (file: FileAddress) => string): void {
    const paths: string[] = [];
    for (const [key, facts] of this.known) {
      if (facts.file.accountId !== accountId || facts.file.envelopeId !== envelopeId) continue;
      const stamp = stampOf(facts.file);
      if (stamp === facts.told) continue;
      facts.told = stamp;
      if (stamp === facts.stamp) continue;
      this.cache.delete(key);
      paths.push(key);
    }
    if (paths.length > 0) this.changed.fire(paths);
  }
}

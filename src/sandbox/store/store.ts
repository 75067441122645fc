import path from 'node:path';
import type { Clock } from '../core/clock';
import type { Envelope, Mail, Template, Upload } from '../core/model';
import { Blobs } from './blobs';
import { AppendLog } from './log';

/** One line of the log: the whole new state of one thing, or that it is gone. */
export type LogRecord =
  | { readonly t: 'envelope'; readonly v: Envelope }
  | { readonly t: 'template'; readonly v: Template }
  | { readonly t: 'template-gone'; readonly v: string }
  | { readonly t: 'upload'; readonly v: Upload }
  | { readonly t: 'mail'; readonly v: Mail }
  | { readonly t: 'clock'; readonly v: number };

/** A log with more than this many times as many lines as there are things is rewritten. */
const COMPACT_FACTOR = 3;
const COMPACT_FROM = 2000;

/**
 * Everything that survives a restart: maps in memory, a log of JSON lines and the files beside it. Memory is changed first,
 * then the log; a caller answers only after {@link save} has resolved.
 */
export class Store {
  readonly envelopes = new Map<string, Envelope>();
  readonly templates = new Map<string, Template>();
  readonly uploads = new Map<string, Upload>();
  readonly mails: Mail[] = [];
  readonly blobs: Blobs;
  private readonly log: AppendLog;
  private lines = 0;
  private sorted: Envelope[] | undefined;
  private highest = 0;

  private constructor(
    folder: string,
    private readonly clock: Clock,
  ) {
    this.log = new AppendLog(path.join(folder, 'log.jsonl'));
    this.blobs = new Blobs(path.join(folder, 'files'));
  }

  /** Reads the data folder, which must exist; sets the clock to where it was. */
  static open(folder: string, clock: Clock): Store {
    const store = new Store(folder, clock);
    for (const line of store.log.read()) {
      store.lines += 1;
      const record = parse(line);
      if (record !== undefined) store.replay(record);
    }
    return store;
  }

  get isEmpty(): boolean {
    return this.lines === 0;
  }

  nextSeq(): number {
    this.highest += 1;
    return this.highest;
  }

  /** Newest first. */
  newest(): readonly Envelope[] {
    this.sorted ??= [...this.envelopes.values()].sort((a, b) => b.createdAt - a.createdAt || b.seq - a.seq);
    return this.sorted;
  }

  /** Puts the records into memory (where they are new) and resolves when they are on disk. */
  async save(...records: readonly LogRecord[]): Promise<void> {
    for (const record of records) this.apply(record);
    this.lines += records.length;
    const things = this.envelopes.size + this.templates.size + this.uploads.size + this.mails.length;
    const written = this.log.append(records);
    if (this.lines > COMPACT_FROM && this.lines > COMPACT_FACTOR * things)
      void this.compact().catch(() => undefined);
    await written;
  }

  /** Forgets everything but who may sign in. */
  async reset(): Promise<void> {
    this.envelopes.clear();
    this.templates.clear();
    this.uploads.clear();
    this.mails.length = 0;
    this.sorted = undefined;
    this.highest = 0;
    this.clock.ahead = 0;
    await this.compact();
    await this.blobs.clear();
  }

  /** Removes files that no envelope, template or waiting upload uses any more. */
  async release(hashes: Iterable<string>): Promise<void> {
    const used = this.hashesInUse();
    for (const hash of hashes) if (!used.has(hash)) await this.blobs.remove(hash);
  }

  async close(): Promise<void> {
    await this.log.close();
  }

  private replay(record: LogRecord): void {
    this.apply(record);
    if (record.t === 'clock') this.clock.ahead = record.v;
  }

  private apply(record: LogRecord): void {
    switch (record.t) {
      case 'envelope':
        if (!this.envelopes.has(record.v.id)) this.insert(record.v);
        this.envelopes.set(record.v.id, record.v);
        this.highest = Math.max(this.highest, record.v.seq);
        break;
      case 'template':
        this.templates.set(record.v.id, record.v);
        break;
      case 'template-gone':
        this.templates.delete(record.v);
        break;
      case 'upload':
        this.uploads.set(record.v.id, record.v);
        break;
      case 'mail':
        this.mails.push(record.v);
        break;
      case 'clock':
        break;
    }
  }

  /** Keeps the order where the new envelope is the newest one, as it nearly always is. */
  private insert(envelope: Envelope): void {
    const first = this.sorted?.[0];
    if (this.sorted === undefined || (first !== undefined && first.createdAt > envelope.createdAt))
      this.sorted = undefined;
    else this.sorted = [envelope, ...this.sorted];
  }

  private async compact(): Promise<void> {
    await this.log.replace(() => {
      const records = this.everything();
      this.lines = records.length;
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    });
  }

  private everything(): readonly LogRecord[] {
    return [
      { t: 'clock', v: this.clock.ahead } as const,
      ...[...this.uploads.values()].map((v) => ({ t: 'upload', v }) as const),
      ...[...this.templates.values()].map((v) => ({ t: 'template', v }) as const),
      ...[...this.envelopes.values()].map((v) => ({ t: 'envelope', v }) as const),
      ...this.mails.map((v) => ({ t: 'mail', v }) as const),
    ];
  }

  private hashesInUse(): ReadonlySet<string> {
    const used = new Set<string>();
    for (const upload of this.uploads.values()) if (!upload.used) used.add(upload.hash);
    for (const template of this.templates.values())
      for (const document of template.documents) used.add(document.hash);
    for (const envelope of this.envelopes.values()) {
      if (envelope.filesDeleted === true) continue;
      for (const document of envelope.documents) {
        used.add(document.hash);
        if (document.signedHash !== undefined) used.add(document.signedHash);
      }
      for (const attachment of envelope.attachments) used.add(attachment.hash);
    }
    return used;
  }
}

/** A line that cannot be read is passed over: nothing in it was ever promised to anybody. */
function parse(line: string): LogRecord | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

const TYPES: readonly string[] = ['envelope', 'template', 'template-gone', 'upload', 'mail', 'clock'];

/** The file is written by this program alone, so its shape is not checked beyond the kind of line. */
function isRecord(value: unknown): value is LogRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    't' in value &&
    'v' in value &&
    TYPES.includes(String(value.t))
  );
}

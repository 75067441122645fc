import { type FileHandle, open, rename } from 'node:fs/promises';
import { readFileSync, truncateSync } from 'node:fs';

interface Waiting {
  readonly lines: string;
  readonly done: (error?: unknown) => void;
}

/**
 * An append-only file of JSON lines. A line counts once it is synced to disk; lines that wait for the same sync share it.
 * A torn last line (the process was killed while writing) is cut off when the file is read again.
 */
export class AppendLog {
  private handle: FileHandle | undefined;
  private waiting: Waiting[] = [];
  private work: Promise<void> | undefined;
  private compaction: (() => string) | undefined;

  constructor(private readonly file: string) {}

  /** All complete lines, oldest first. Cuts a torn one off, so that the next append starts on a line of its own. */
  read(): readonly string[] {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.file);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) truncateSync(this.file, end);
    const lines = bytes.toString('utf8', 0, end).split('\n');
    lines.pop();
    return lines;
  }

  /** Resolves when the records are on the disk. They are turned into text now: later changes to them do not count. */
  append(records: readonly unknown[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    return new Promise((resolve, reject) => {
      this.waiting.push({
        lines,
        done: (error) => {
          if (error === undefined) resolve();
          else reject(error instanceof Error ? error : new Error('The log could not be written.'));
        },
      });
      this.start();
    });
  }

  /**
   * Replaces the whole file, in its turn, by the lines that `whole` gives at that moment: a temporary file is written, synced
   * and moved over the old one, so that a kill leaves either.
   */
  async replace(whole: () => string): Promise<void> {
    this.compaction = whole;
    this.start();
    await this.idle();
  }

  /** Waits for everything handed in so far. */
  async idle(): Promise<void> {
    while (this.work !== undefined) await this.work;
  }

  async close(): Promise<void> {
    await this.idle();
    await this.handle?.close();
    this.handle = undefined;
  }

  private start(): void {
    this.work ??= this.drain().finally(() => {
      this.work = undefined;
      if (this.waiting.length > 0 || this.compaction !== undefined) this.start();
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0 || this.compaction !== undefined) {
      if (this.compaction !== undefined) {
        const whole = this.compaction;
        this.compaction = undefined;
        // Memory is changed before the log, so the new text holds what the waiting lines say as well: they are done with it.
        await this.settle((): Promise<void> => this.rewrite(whole()));
        continue;
      }
      await this.settle((lines) => this.write(lines));
    }
  }

  /** Takes the waiting lines, does something that puts them on disk, and tells those who wait. */
  private async settle(work: (lines: string) => Promise<void>): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      await work(batch.map((entry) => entry.lines).join(''));
      for (const entry of batch) entry.done();
    } catch (error) {
      for (const entry of batch) entry.done(error ?? new Error('The log could not be written.'));
    }
  }

  private async write(lines: string): Promise<void> {
    this.handle ??= await open(this.file, 'a', 0o600);
    await this.handle.appendFile(lines);
    await this.handle.sync();
  }

  private async rewrite(text: string): Promise<void> {
    const temporary = `${this.file}.tmp`;
    const next = await open(temporary, 'w', 0o600);
    try {
      await next.writeFile(text);
      await next.sync();
    } finally {
      await next.close();
    }
    await this.handle?.close();
    this.handle = undefined;
    await rename(temporary, this.file);
  }
}

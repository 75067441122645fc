import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, writeFileSync, renameSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** What became of a stream of bytes written to disk. */
export interface Received {
  /** SHA-256, hex; also the name of the file. */
  readonly hash: string;
  readonly size: number;
  /** The first and last bytes (up to 1,024 each), to tell what kind of file it is without reading it again. */
  readonly head: Buffer;
  readonly tail: Buffer;
}

const PROBE = 1024;
/** Chunks are gathered to this many bytes per write. */
const BATCH = 1 << 20;

/** Files by the SHA-256 of their bytes: two envelopes with the same contract share one file. */
export class Blobs {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Writes a stream to disk while hashing it, never holding more than a batch. Bytes over `limit` are read and dropped;
   * the answer is then `undefined` and nothing is kept.
   */
  async receive(source: AsyncIterable<Buffer>, limit: number): Promise<Received | undefined> {
    const temporary = path.join(this.folder, `${randomUUID()}.tmp`);
    const hash = createHash('sha256');
    let [size, pending, gathered]: [number, Buffer[], number] = [0, [], 0];
    let head: Buffer = Buffer.alloc(0);
    let tail: Buffer = Buffer.alloc(0);
    const file = await open(temporary, 'w', 0o600);
    try {
      let writing: Promise<unknown> = Promise.resolve();
      const flush = async (): Promise<void> => {
        await writing;
        const batch = pending;
        [pending, gathered] = [[], 0];
        writing = file.writev(batch);
        // Awaited by the next flush; until then a failure must not count as unhandled.
        writing.catch(() => undefined);
      };
      for await (const chunk of source) {
        size += chunk.length;
        if (size > limit) continue;
        hash.update(chunk);
        if (head.length < PROBE) head = Buffer.concat([head, chunk.subarray(0, PROBE - head.length)]);
        tail = chunk.length >= PROBE ? chunk.subarray(-PROBE) : Buffer.concat([tail, chunk]).subarray(-PROBE);
        pending.push(chunk);
        gathered += chunk.length;
        if (gathered >= BATCH) await flush();
      }
      if (pending.length > 0) await flush();
      await writing;
    } catch (error) {
      await file.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await file.close();
    if (size > limit) {
      await rm(temporary, { force: true });
      return undefined;
    }
    const name = hash.digest('hex');
    await mkdir(this.shelf(name), { recursive: true, mode: 0o700 });
    await rename(temporary, this.path(name));
    return { hash: name, size, head: Buffer.from(head), tail: Buffer.from(tail) };
  }

  /** Stores bytes that are in memory already; gives their hash. */
  async put(bytes: Uint8Array): Promise<string> {
    const name = sha256(bytes);
    if (existsSync(this.path(name))) return name;
    await mkdir(this.shelf(name), { recursive: true, mode: 0o700 });
    const temporary = path.join(this.folder, `${randomUUID()}.tmp`);
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(temporary, this.path(name));
    return name;
  }

  /** As {@link put}, for the few small files of a seed. */
  putSync(bytes: Uint8Array): string {
    const name = sha256(bytes);
    if (existsSync(this.path(name))) return name;
    mkdirSync(this.shelf(name), { recursive: true, mode: 0o700 });
    const temporary = path.join(this.folder, `${randomUUID()}.tmp`);
    writeFileSync(temporary, bytes, { mode: 0o600 });
    renameSync(temporary, this.path(name));
    return name;
  }

  has(hash: string): boolean {
    return existsSync(this.path(hash));
  }

  async size(hash: string): Promise<number> {
    return (await stat(this.path(hash))).size;
  }

  read(hash: string): Promise<Buffer> {
    return readFile(this.path(hash));
  }

  /** The bytes in pieces whose length is a multiple of three, so that each can be turned into base64 by itself. */
  stream(hash: string): AsyncIterable<Buffer> {
    return createReadStream(this.path(hash), { highWaterMark: 3 << 16 });
  }

  async remove(hash: string): Promise<void> {
    await rm(this.path(hash), { force: true });
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  private shelf(hash: string): string {
    return path.join(this.folder, hash.slice(0, 2));
  }

  private path(hash: string): string {
    return path.join(this.shelf(hash), hash);
  }
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isObject } from './core/reader';

/** Who holds a data folder: the address it listens at and the id that its health route gives. */
export interface Holder {
  readonly url: string;
  readonly instance: string;
}

const NAME = /^lock-(\d+)\.json$/;
/** How long a server on this machine may take to answer before it counts as not answering, milliseconds. */
const PATIENCE = 10_000;
const ATTEMPTS = 5;

/**
 * Makes sure that a data folder has one server.
 *
 * Locks are numbered files that come into being with their content (a hard link) and belong to a server that is listening
 * already. The highest number counts. Whether its holder lives is asked at its address, never guessed from a process id or a
 * time: a refused connection or another instance's answer means that the holder's port, and so the holder, is gone. To take over
 * from the dead holder of lock n one creates lock n + 1, which succeeds for exactly one. Lower numbers are removed by the holder;
 * one who comes late and re-creates such a number sees the higher one and steps back.
 */
export class FolderLock {
  constructor(private readonly folder: string) {}

  /** The living holder, if there is one. Rejects if the holder neither answers nor is gone. */
  async holder(): Promise<Holder | undefined> {
    return (await this.look()).living;
  }

  /** Takes the lock for a server that is listening already. Gives the other's address if one was faster. */
  async take(mine: Holder): Promise<Holder | undefined> {
    for (;;) {
      const { top, living } = await this.look();
      if (living !== undefined) return living;
      // The number after the one that was looked at, not after what may be the highest by now: that one was not asked.
      const number = top + 1;
      if (!this.create(number, mine)) continue;
      if (this.top() === number) {
        this.removeBelow(number);
        return undefined;
      }
      rmSync(this.file(number), { force: true });
    }
  }

  /** The highest number (0 if there is none) and its holder, if he lives. */
  private async look(): Promise<{ readonly top: number; readonly living: Holder | undefined }> {
    for (;;) {
      const top = this.top();
      if (top === undefined) return { top: 0, living: undefined };
      const known = this.read(top);
      // Removed since: there is a higher one.
      if (known === 'gone') continue;
      const living = known !== undefined && (await isAlive(known)) ? known : undefined;
      return { top, living };
    }
  }

  private create(number: number, mine: Holder): boolean {
    const draft = path.join(this.folder, `lock-${mine.instance}.tmp`);
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    try {
      linkSync(draft, this.file(number));
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private top(): number | undefined {
    const numbers = this.numbers();
    return numbers.length === 0 ? undefined : Math.max(...numbers);
  }

  private numbers(): readonly number[] {
    return readdirSync(this.folder).flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    });
  }

  private removeBelow(number: number): void {
    for (const lower of this.numbers()) if (lower < number) rmSync(this.file(lower), { force: true });
  }

  private read(number: number): Holder | 'gone' | undefined {
    try {
      const value: unknown = JSON.parse(readFileSync(this.file(number), 'utf8'));
      if (!isObject(value)) return undefined;
      const { url, instance } = value;
      return typeof url === 'string' && typeof instance === 'string' ? { url, instance } : undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'gone' : undefined;
    }
  }

  private file(number: number): string {
    return path.join(this.folder, `lock-${number}.json`);
  }
}

export interface Health {
  readonly instance: string;
  readonly state: string;
}

async function isAlive(holder: Holder): Promise<boolean> {
  return (await askHealth(holder.url))?.instance === holder.instance;
}

/**
 * Asks a sandbox how it is. `undefined` if nothing of the kind is there: the connection is refused, or what answers is something
 * else. A connection that breaks is tried again, since a living one may break under load.
 *
 * @throws Error if something takes the connection but does not answer in time: whether it lives cannot be told.
 */
export async function askHealth(url: string): Promise<Health | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await askOnce(url);
    if (answer !== 'broken') return answer;
    await wait(50);
  }
  return undefined;
}

function askOnce(url: string): Promise<Health | 'broken' | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/_sandbox/health`, { agent: false, timeout: PATIENCE }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve('broken'));
      response.on('end', () => resolve(readHealth(Buffer.concat(chunks).toString('utf8'))));
    });
    request.on('timeout', () => {
      reject(new Error(`The sandbox at ${url} does not answer.`));
      request.destroy();
    });
    request.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : '';
      resolve(code === 'ECONNREFUSED' || code.startsWith('HPE_') ? undefined : 'broken');
    });
  });
}

function readHealth(text: string): Health | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const { instance, state } = value;
    return typeof instance === 'string' && typeof state === 'string' ? { instance, state } : undefined;
  } catch {
    return undefined;
  }
}

import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { KeyedFiles } from '../drafts/store';
import { ensureFolder, hasCode, syncFolder } from './folder';

const SUFFIX = '.json';

/** Texts by key, one file each in one folder, written whole or not at all. Keys are file names without suffix. */
export class NodeKeyedFiles implements KeyedFiles {
  constructor(private readonly folder: string) {}

  async read(key: string): Promise<string | undefined> {
    try {
      return await readFile(this.place(key), 'utf8');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async write(key: string, text: string): Promise<void> {
    await ensureFolder(this.folder);
    const draft = path.join(this.folder, `${key}.${randomBytes(6).toString('hex')}.new`);
    try {
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(text, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, this.place(key));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(this.folder);
  }

  async remove(key: string): Promise<void> {
    await rm(this.place(key), { force: true });
  }

  async keys(): Promise<readonly string[]> {
    try {
      const names = await readdir(this.folder);
      return names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    }
  }

  private place(key: string): string {
    if (!/^[a-z0-9-]{1,64}$/.test(key)) throw new Error('Not a key for a file.');
    return path.join(this.folder, key + SUFFIX);
  }
}

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import type { PreparedFiles } from './ports';

/** Keeps prepared copies in a folder of the extension, readable by this user alone. */
export class PreparedFolder implements PreparedFiles {
  /** `folder` is a path on this machine; it is made when first needed. */
  constructor(private readonly folder: string) {}

  address(documentId: string, sha256: string): string {
    // Of the id only what is safe in a name of a file; the hash keeps copies apart anyway.
    const id = documentId.replace(/[^A-Za-z0-9-]/g, '');
    return pathToFileURL(path.join(this.root, `${id}-${sha256.slice(0, 16)}.pdf`)).href;
  }

  async write(address: string, bytes: Uint8Array): Promise<void> {
    const file = this.inside(address);
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    // Written aside and renamed: a crash leaves no half copy under the name.
    const aside = `${file}.${process.pid}.tmp`;
    await writeFile(aside, bytes, { mode: 0o600, flush: true });
    await rename(aside, file);
  }

  async remove(address: string): Promise<void> {
    try {
      await rm(this.inside(address), { force: true });
    } catch {
      // A copy that stays behind takes space and does no other harm.
    }
  }

  private get root(): string {
    return path.resolve(this.folder);
  }

  /** Addresses come out of saved drafts: nothing outside this folder is ever written or removed. */
  private inside(address: string): string {
    const file = fileURLToPath(address);
    if (path.dirname(file) !== this.root) throw new Error('not a prepared copy');
    return file;
  }
}

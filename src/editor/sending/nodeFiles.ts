import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileAccess, FileFacts } from './ports';

/** Big enough for few system calls, small enough for a smooth progress and little memory. */
const PIECE = 512 * 1024;

/** Files on this machine's disk, by `file:` address. */
export class NodeFiles implements FileAccess {
  async stat(uri: string): Promise<FileFacts | undefined> {
    try {
      const facts = await stat(fileURLToPath(uri));
      return { kind: facts.isDirectory() ? 'folder' : 'file', size: facts.size };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async read(uri: string): Promise<Uint8Array> {
    return readFile(fileURLToPath(uri));
  }

  async *stream(uri: string): AsyncIterable<Uint8Array> {
    const pieces = createReadStream(fileURLToPath(uri), { highWaterMark: PIECE });
    for await (const piece of pieces as AsyncIterable<Buffer>) yield piece;
  }
}

/** Sends `file:` addresses to the disk and all others to the editor's own file systems. */
export class FilesByScheme implements FileAccess {
  constructor(
    private readonly disk: FileAccess,
    private readonly others: FileAccess,
  ) {}

  stat(uri: string): Promise<FileFacts | undefined> {
    return this.for(uri).stat(uri);
  }
  read(uri: string): Promise<Uint8Array> {
    return this.for(uri).read(uri);
  }
  stream(uri: string): AsyncIterable<Uint8Array> {
    return this.for(uri).stream(uri);
  }

  private for(uri: string): FileAccess {
    return isOnDisk(uri) ? this.disk : this.others;
  }
}

export function isOnDisk(uri: string): boolean {
  return uri.startsWith('file:');
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // An address that is no path on this system names no file either.
  return (
    code === 'ENOENT' || code === 'ENOTDIR' || (typeof code === 'string' && code.startsWith('ERR_INVALID_'))
  );
}

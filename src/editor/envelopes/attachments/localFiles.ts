import type { LocalFile } from './ports';

/** Reads files by address, on disk and in virtual workspaces. */
export interface FileSource {
  /** `undefined` when there is nothing at this address. Bytes. */
  stat(uri: string): Promise<{ readonly kind: 'file' | 'folder'; readonly size: number } | undefined>;
  stream(uri: string): AsyncIterable<Uint8Array>;
}

/** A file by its address. `path` is decoded, with `/` between folders. */
export function fileAt(files: FileSource, uri: string, path: string): LocalFile {
  return {
    name: path.split('/').at(-1) ?? '',
    size: async () => {
      const facts = await files.stat(uri);
      return facts?.kind === 'folder' ? 'folder' : facts?.size;
    },
    open: () => files.stream(uri),
  };
}

/** A file that came without an address, with all its bytes. */
export function fileOf(name: string, bytes: Uint8Array): LocalFile {
  return { name, size: () => Promise.resolve(bytes.byteLength), open: () => once(bytes) };
}

/** Addresses of a dropped list (text/uri-list, RFC 2483): one a line, comments left out. */
export function addressesOf(list: string): readonly string[] {
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** Makes a folder and its parents, and makes sure that they are still there after a power cut. */
export async function ensureFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = path.dirname(first);
  for (let current = folder; current.length >= top.length; current = path.dirname(current)) {
    await syncFolder(current);
    if (current === path.dirname(current)) break;
  }
}

/**
 * Flushes a folder, so that a file made or renamed in it keeps its name. Windows has no such thing and needs none; some file
 * systems and folders do not allow it, and a send must not fail on that.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM', 'EACCES', 'EBADF')) throw error;
  }
}

/** Whether a call of the file system failed with this code, e.g. `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where the journal lies. `folder`: the absolute path of the delivery's own folder. */
export function journalPath(folder: string): string {
  return path.join(folder, 'journal.jsonl');
}

/** Whether anything was ever sent from here, or a draft is kept: costs next to nothing. Both are absolute paths of folders. */
export async function isAnythingKept(deliveryFolder: string, draftsFolder: string): Promise<boolean> {
  return (
    (await isThere(async () => (await stat(journalPath(deliveryFolder))).size > 0)) ||
    // A draft may be kept before anything was sent.
    (await isThere(async () => (await readdir(draftsFolder)).some((name) => name.endsWith('.json'))))
  );
}

/** Only what is not there says that there is nothing; any other trouble is found when it is read. */
async function isThere(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

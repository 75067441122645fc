import { stat } from 'node:fs/promises';
import path from 'node:path';

/** Where the journal lies. `folder`: the absolute path of the delivery's own folder. */
export function journalPath(folder: string): string {
  return path.join(folder, 'journal.jsonl');
}

/** Whether anything was ever sent from here: costs next to nothing. */
export async function isAnythingSent(folder: string): Promise<boolean> {
  try {
    return (await stat(journalPath(folder))).size > 0;
  } catch (error) {
    // Only a journal that is not there says that nothing was ever sent; any other trouble is found when it is read.
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

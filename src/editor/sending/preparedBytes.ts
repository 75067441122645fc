import type { DraftDocument } from '../../delivery/draft';
import type { PreparedFiles } from './ports';

/** Writes the bytes that no file has to where their documents say. `bytes` by document id. Rejects when one cannot be written. */
export async function writePrepared(
  documents: readonly DraftDocument[],
  bytes: ReadonlyMap<string, Uint8Array>,
  files: Pick<PreparedFiles, 'write'>,
): Promise<void> {
  for (const { id, prepared } of documents) {
    const own = bytes.get(id);
    if (own && prepared !== undefined) await files.write(prepared, own);
  }
}

/** Removes what was prepared for these documents, but for what those of the heir need. Never rejects. */
export async function removePrepared(
  documents: readonly DraftDocument[],
  files: Pick<PreparedFiles, 'remove'>,
  heirs: readonly DraftDocument[] = [],
): Promise<void> {
  const needed = new Set(heirs.map(({ prepared }) => prepared));
  for (const { prepared } of documents)
    if (prepared !== undefined && !needed.has(prepared)) await files.remove(prepared);
}

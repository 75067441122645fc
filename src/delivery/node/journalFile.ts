import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { JournalFile } from '../ports';
import { ensureFolder, hasCode, syncFolder } from './folder';

/**
 * A journal in one file that every window appends to. Each line goes down in one write at the end of the file (`O_APPEND`),
 * so lines of several windows do not mix. It is framed by a line break on both sides and bears a checksum: what a crash or a full
 * disk left behind is one bad line, which is skipped and cannot spoil the next.
 */
export class NodeJournalFile implements JournalFile {
  private folderReady = false;

  /** @param file its path; folder and file are made with the first line. */
  constructor(private readonly file: string) {}

  /** Rejects with the file system's error; then the line may or may not be there. */
  async append(line: string): Promise<void> {
    if (/[\r\n]/.test(line)) throw new Error('A line of the journal holds a line break.');
    if (!this.folderReady) await ensureFolder(path.dirname(this.file));
    const bytes = Buffer.from(`\n${checksum(line)} ${line}\n`, 'utf8');
    const handle = await this.openForAppend();
    try {
      const { bytesWritten } = await handle.write(bytes, 0, bytes.length, null);
      if (bytesWritten < bytes.length) throw new ShortWriteError();
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!this.folderReady) await syncFolder(path.dirname(this.file));
    this.folderReady = true;
  }

  async lines(): Promise<readonly string[]> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      // No file is an empty journal. Anything else must not be taken for one, or an intent would be sent twice.
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    }
    return text.split('\n').flatMap((framed) => {
      const line = framed.slice(CHECKSUM_LENGTH + 1);
      return framed.length > CHECKSUM_LENGTH && framed === `${checksum(line)} ${line}` ? [line] : [];
    });
  }

  private async openForAppend(): ReturnType<typeof open> {
    try {
      return await open(this.file, 'a', 0o600);
    } catch (error) {
      // Someone cleared the folder while the window was open.
      if (!hasCode(error, 'ENOENT')) throw error;
      this.folderReady = false;
      await ensureFolder(path.dirname(this.file));
      return open(this.file, 'a', 0o600);
    }
  }
}

/** A write that took only a part of the line: the disk is full. */
class ShortWriteError extends Error {
  readonly code = 'ENOSPC';
}

const CHECKSUM_LENGTH = 12;

function checksum(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex').slice(0, CHECKSUM_LENGTH);
}

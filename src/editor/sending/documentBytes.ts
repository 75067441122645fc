import { createHash } from 'node:crypto';
import type { DraftDocument } from '../../delivery/draft';
import type { DocumentBytes } from '../../delivery/ports';
import type { UploadSource } from '../../jsign/types';
import { UserError } from '../platform/actions';
import type { Translate } from '../platform/translate';
import type { FileAccess } from './ports';
import { shown } from '../platform/foreignText';

/**
 * Opens the documents of a draft for their upload. What was reviewed is what goes out: the file is hashed before the upload, and
 * again while it streams, because it may change in between. The last piece is held back until the hash is right, so bytes
 * that nobody reviewed never make a complete upload.
 */
export class GuardedDocuments implements DocumentBytes {
  constructor(
    private readonly files: FileAccess,
    private readonly t: Translate,
  ) {}

  /** @throws UserError when the file is gone, cannot be read or is not what was reviewed. */
  async open(document: DraftDocument): Promise<UploadSource> {
    const address = document.prepared ?? document.origin.uri;
    const facts = await this.files.stat(address).catch((error: unknown) => this.unreadable(document, error));
    if (facts?.kind !== 'file') throw this.gone(document);
    if (facts.size !== document.size) throw this.changed(document);
    const hash = createHash('sha256');
    try {
      for await (const piece of this.files.stream(address)) hash.update(piece);
    } catch (error) {
      this.unreadable(document, error);
    }
    if (hash.digest('hex') !== document.sha256) throw this.changed(document);
    return { name: document.name, size: document.size, open: () => this.guarded(address, document) };
  }

  private async *guarded(address: string, document: DraftDocument): AsyncIterable<Uint8Array> {
    const hash = createHash('sha256');
    let held: Uint8Array | undefined;
    let size = 0;
    for await (const piece of this.files.stream(address)) {
      hash.update(piece);
      size += piece.byteLength;
      if (size > document.size) throw this.changed(document);
      if (held) yield held;
      held = piece;
    }
    if (hash.digest('hex') !== document.sha256) throw this.changed(document);
    if (held) yield held;
  }

  private changed({ name }: DraftDocument): UserError {
    return new UserError(
      this.t({ text: '"{0}" changed while you were sending; nothing was sent.', args: [shown(name)] }),
      this.t({ text: 'Send it again to use the file as it is now.' }),
    );
  }

  private gone({ name }: DraftDocument): UserError {
    return new UserError(
      this.t({ text: '"{0}" is no longer there; nothing was sent.', args: [shown(name)] }),
      this.t({ text: 'It may have been moved, renamed or deleted.' }),
    );
  }

  private unreadable({ name }: DraftDocument, cause: unknown): never {
    throw new UserError(
      this.t({ text: '"{0}" could not be read; nothing was sent.', args: [shown(name)] }),
      undefined,
      { cause },
    );
  }
}

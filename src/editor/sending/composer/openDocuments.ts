import type { PdfInspection, PdfTools } from '../../../contract/types';
import type { Draft, DraftDocument } from '../../../delivery/draft';
import type { Inspections } from '../../../delivery/preflight';
import type { Sentence } from '../../../jsign/types';
import { sha256 } from '../../platform/sha256';
import type { LoadedDocument } from '../documentReader';
import type { FileAccess } from '../ports';

/** Bytes that are kept beside the files themselves: what stood in a file before it changed shows where its fields belong. */
const MOST_KEPT = 64 * 1024 * 1024;

export type TroubleKind = 'gone' | 'changed' | 'unreadable';

const TROUBLES: Readonly<Record<TroubleKind, { readonly text: Sentence; readonly advice: Sentence }>> = {
  gone: {
    text: { text: 'The file is not there any more.' },
    advice: { text: 'Put it back, or remove the document.' },
  },
  changed: {
    text: { text: 'The file has changed since it was added.' },
    advice: { text: 'Reload it to use it as it is now.' },
  },
  unreadable: {
    text: { text: 'The file could not be read.' },
    advice: { text: 'Check that you may open it, then reload it.' },
  },
};

/** The bytes of a document cannot be had. */
export class DocumentTrouble extends Error {
  readonly text: Sentence;
  readonly advice: Sentence;
  constructor(
    readonly kind: TroubleKind,
    cause?: unknown,
  ) {
    super(`document ${kind}`, cause === undefined ? undefined : { cause });
    this.name = 'DocumentTrouble';
    ({ text: this.text, advice: this.advice } = TROUBLES[kind]);
  }
}

export interface OpenDocumentsPorts {
  readonly files: FileAccess;
  readonly pdf: () => Promise<PdfTools>;
}

/** Every document that was in one draft while it is open, with what is known of its bytes. */
export class OpenDocuments {
  private readonly known = new Map<string, DraftDocument>();
  private readonly newest = new Map<string, DraftDocument>();
  private readonly inspected = new Map<string, PdfInspection>();
  private readonly inspecting = new Map<string, Promise<PdfInspection | undefined>>();
  /** By hash; the one that was used last stands last. */
  private readonly bytes = new Map<string, Uint8Array>();

  constructor(private readonly ports: OpenDocumentsPorts) {}

  /** A document of the draft. One that goes stays known, so that undo can bring it back. */
  know(document: DraftDocument): void {
    this.known.set(keyOf(document.id, document.sha256), document);
    this.newest.set(document.id, document);
  }

  /** A file that was just read. */
  take(loaded: LoadedDocument): DraftDocument {
    const document: DraftDocument = {
      id: loaded.id,
      name: loaded.name,
      size: loaded.bytes.byteLength,
      sha256: loaded.sha256,
      pages: loaded.inspection.pages.map(({ width, height }) => ({ width, height })),
      origin: { uri: loaded.uri, ...loaded.commit },
      ...(loaded.prepared === undefined ? {} : { prepared: loaded.prepared }),
    };
    this.know(document);
    this.inspected.set(loaded.sha256, loaded.inspection);
    this.keep(loaded.sha256, loaded.bytes);
    return document;
  }

  /** The version of a document that was read last. */
  latest(id: string): DraftDocument | undefined {
    return this.newest.get(id);
  }

  /** A version of a document; `undefined` where no such one was ever read. */
  find(id: string, hash: string): DraftDocument | undefined {
    return this.known.get(keyOf(id, hash));
  }

  /**
   * The bytes with the document's hash: from where they lie, else those that were read before.
   * @throws DocumentTrouble
   */
  async read(document: DraftDocument): Promise<Uint8Array> {
    try {
      const bytes = await this.onDisk(document);
      this.keep(document.sha256, bytes);
      return bytes;
    } catch (error) {
      const kept = this.bytes.get(document.sha256);
      if (kept) return kept;
      throw error;
    }
  }

  /**
   * The bytes as they lie there, as long as they have the document's hash.
   * @throws DocumentTrouble
   */
  async onDisk(document: DraftDocument): Promise<Uint8Array> {
    const address = document.prepared ?? document.origin.uri;
    let bytes: Uint8Array;
    try {
      const facts = await this.ports.files.stat(address);
      if (facts?.kind !== 'file') throw new DocumentTrouble('gone');
      if (facts.size !== document.size) throw new DocumentTrouble('changed');
      bytes = await this.ports.files.read(address);
    } catch (error) {
      throw error instanceof DocumentTrouble ? error : new DocumentTrouble('unreadable', error);
    }
    if (sha256(bytes) !== document.sha256) throw new DocumentTrouble('changed');
    return bytes;
  }

  /**
   * A document as it will go out: its bytes as they lie there, with what is in them.
   * @throws DocumentTrouble
   */
  async loaded(document: DraftDocument): Promise<LoadedDocument> {
    const bytes = await this.onDisk(document);
    const inspection = (await this.inspection(document)) ?? { pages: [], anchors: [], problems: [] };
    const { id, name, origin, prepared, sha256: hash } = document;
    const { uri, ...commit } = origin;
    const read = { id, uri, name, bytes, sha256: hash, inspection, commit };
    return prepared === undefined ? read : { ...read, prepared };
  }

  /** Bytes that were read before; `undefined` where there was no room for them. */
  keptBytes(hash: string): Uint8Array | undefined {
    return this.bytes.get(hash);
  }

  /** What is in a document; read once for the same bytes. `undefined` where its bytes cannot be had. */
  async inspection(document: DraftDocument): Promise<PdfInspection | undefined> {
    const { sha256: hash } = document;
    const known = this.inspected.get(hash);
    if (known) return known;
    const underWay = this.inspecting.get(hash);
    if (underWay) return underWay;
    const work = this.inspect(document).finally(() => this.inspecting.delete(hash));
    this.inspecting.set(hash, work);
    return work;
  }

  /** What is known of a document's content by now. */
  knownInspection(hash: string): PdfInspection | undefined {
    return this.inspected.get(hash);
  }

  /** What is known by now, for the preflight. */
  inspectionsOf(draft: Draft): Inspections {
    return new Map(
      draft.documents.flatMap(({ id, sha256: hash }) => {
        const inspection = this.inspected.get(hash);
        return inspection ? [[id, inspection] as const] : [];
      }),
    );
  }

  private async inspect(document: DraftDocument): Promise<PdfInspection | undefined> {
    try {
      const bytes = await this.read(document);
      const inspection = await (await this.ports.pdf()).inspect(bytes);
      this.inspected.set(document.sha256, inspection);
      return inspection;
    } catch {
      // Why its bytes cannot be had is said of the document itself.
      return undefined;
    }
  }

  private keep(hash: string, bytes: Uint8Array): void {
    this.bytes.delete(hash);
    this.bytes.set(hash, bytes);
    let total = [...this.bytes.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [oldest, { byteLength }] of this.bytes) {
      if (total <= MOST_KEPT) return;
      this.bytes.delete(oldest);
      total -= byteLength;
    }
  }
}

function keyOf(id: string, hash: string): string {
  return `${hash} ${id}`;
}

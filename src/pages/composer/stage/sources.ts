import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Engine, Opening } from '../../pdf/engine';
import type { ComposedDocument } from '../composition';
import { baselinesOf } from './baselines';

/** Documents that stay open when none of their pages is near: whoever goes to and fro does not wait again. */
const KEPT = 2;

/** Why a document cannot be shown; `advice` may be empty. */
export interface Trouble {
  readonly text: string;
  readonly advice: string;
}
/** Why these bytes could not be opened. */
export type Refusal = 'encrypted' | 'unreadable';

export interface SourcesPorts {
  readonly engine: Engine;
  /** Asks for the bytes of a document. */
  readonly load: (documentId: string) => void;
  /** Something about this document is different: it can be drawn, or not any more. */
  readonly changed: (documentId: string) => void;
  /** What is said of it. */
  readonly trouble: (why: Refusal) => Trouble;
  /** Bytes came that cannot be opened. */
  readonly failed: (documentId: string) => void;
}

/** A document while it can be drawn. */
export interface OpenDocument {
  readonly pdf: PDFDocumentProxy;
  /** Baselines by page, from 1, once they have been asked for. */
  readonly baselines: Map<number, Promise<readonly number[]>>;
}

interface Source {
  readonly sha256: string;
  opening: Opening | undefined;
  open: OpenDocument | undefined;
  trouble: Trouble | undefined;
}

/** The documents behind the pages: asked for when one of their pages comes near, closed some time after the last has gone. */
export class Sources {
  /** In the order in which they were last near. */
  private readonly byId = new Map<string, Source>();
  private documents = new Map<string, ComposedDocument>();

  constructor(private readonly ports: SourcesPorts) {}

  /** The documents as they are now; what is gone or has other bytes is closed. */
  setDocuments(documents: readonly ComposedDocument[]): void {
    this.documents = new Map(documents.map((each) => [each.id, each]));
    for (const [id, source] of [...this.byId])
      if (this.documents.get(id)?.sha256 !== source.sha256) this.close(id, source);
  }

  /** These have pages near what is seen, and no others. */
  setNear(documentIds: ReadonlySet<string>): void {
    for (const id of documentIds) {
      const source = this.byId.get(id) ?? this.ask(id);
      if (!source) continue;
      this.byId.delete(id);
      this.byId.set(id, source);
    }
    const far = [...this.byId].filter(([id, { trouble }]) => !documentIds.has(id) && trouble === undefined);
    for (const [id, source] of far.slice(0, Math.max(0, far.length - KEPT))) this.close(id, source);
  }

  open(documentId: string): OpenDocument | undefined {
    return this.byId.get(documentId)?.open;
  }
  trouble(documentId: string): Trouble | undefined {
    return this.byId.get(documentId)?.trouble;
  }

  /** Heights of the lines of text on a page, for snapping; empty where they cannot be known. */
  async baselines(documentId: string, page: number): Promise<readonly number[]> {
    const open = this.open(documentId);
    const size = this.documents.get(documentId)?.pages[page - 1];
    if (!open || !size) return [];
    const known = open.baselines.get(page);
    if (known) return known;
    const reading = baselinesOf(open.pdf, page, size).catch(() => []);
    open.baselines.set(page, reading);
    return reading;
  }

  /** The bytes that were asked for. Others, of what the file was before or will be, are of no use. */
  arrived(documentId: string, sha256: string, bytes: ArrayBuffer): void {
    const source = this.byId.get(documentId);
    if (source?.sha256 !== sha256 || source.open || source.opening) return;
    source.trouble = undefined;
    const refuse = (why: Refusal) => {
      if (this.byId.get(documentId) !== source) return;
      void source.opening?.close();
      source.opening = undefined;
      this.fail(documentId, source, this.ports.trouble(why));
      this.ports.failed(documentId);
    };
    const opening = this.ports.engine.open(bytes, () => refuse('encrypted'));
    source.opening = opening;
    opening.document.then(
      (pdf) => {
        if (source.opening !== opening) return;
        source.open = { pdf, baselines: new Map() };
        this.ports.changed(documentId);
      },
      () => {
        if (source.opening === opening) refuse('unreadable');
      },
    );
  }

  /** The bytes that were asked for do not come. What was found wrong with bytes that came says more, and stays. */
  problem(documentId: string, trouble: Trouble): void {
    const source = this.byId.get(documentId);
    if (source && !source.open && !source.trouble) this.fail(documentId, source, trouble);
  }

  private ask(documentId: string): Source | undefined {
    const document = this.documents.get(documentId);
    if (!document) return undefined;
    const source: Source = {
      sha256: document.sha256,
      opening: undefined,
      open: undefined,
      trouble: undefined,
    };
    this.byId.set(documentId, source);
    this.ports.load(documentId);
    return source;
  }

  private fail(documentId: string, source: Source, trouble: Trouble): void {
    source.trouble = trouble;
    this.ports.changed(documentId);
  }

  private close(documentId: string, source: Source): void {
    this.byId.delete(documentId);
    void source.opening?.close();
    source.opening = undefined;
    source.open = undefined;
    this.ports.changed(documentId);
  }
}

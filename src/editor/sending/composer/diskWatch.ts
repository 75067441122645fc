import type { DraftDocument } from '../../../delivery/draft';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import { isCopy } from '../copies';
import { DocumentTrouble } from './openDocuments';
import type { WatchFile } from './ports';

/** A program that writes a file does so in several steps. */
const SETTLE_MS = 200;

export type DiskState = 'same' | 'changed' | 'deleted';

export interface DiskWatchPorts {
  readonly watch: WatchFile;
  readonly clock: Clock;
  /** Rejects with a DocumentTrouble where the bytes with the document's hash do not lie there. */
  readonly onDisk: (document: DraftDocument) => Promise<unknown>;
}

interface Watched {
  document: DraftDocument;
  readonly watching: DisposableLike;
  readonly settling: DisposableSlot<DisposableLike>;
  state: DiskState;
  /** The look whose result counts. */
  looking: object | undefined;
}

/** Knows of each document of a draft whether its file is still what was added. */
export class DiskWatch extends Disposable {
  private readonly watched = new Map<string, Watched>();
  private readonly changed = this._register(new Emitter<string>());
  /** The state of a document, by its id. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly ports: DiskWatchPorts) {
    super();
    this._register({ dispose: () => this.follow([]) });
  }

  /** These are the documents now. What goes out of a copy of our own does not change. */
  follow(documents: readonly DraftDocument[]): void {
    const files = new Map(
      documents
        .filter(({ origin, prepared }) => prepared === undefined && !isCopy(origin.uri))
        .map((document) => [document.id, document]),
    );
    for (const [id, { settling, watching }] of this.watched) {
      if (files.has(id)) continue;
      this.watched.delete(id);
      settling.dispose();
      watching.dispose();
    }
    for (const document of files.values()) {
      const known = this.watched.get(document.id);
      if (!known) this.add(document);
      else if (known.document.sha256 === document.sha256) known.document = document;
      else {
        known.document = document;
        void this.look(document.id);
      }
    }
  }

  stateOf(documentId: string): DiskState {
    return this.watched.get(documentId)?.state ?? 'same';
  }

  /** Looks at the file now. Never rejects. */
  async look(documentId: string): Promise<void> {
    const one = this.watched.get(documentId);
    if (!one) return;
    const looking = {};
    one.looking = looking;
    const state = await this.read(one.document);
    if (one.looking !== looking || this.watched.get(documentId) !== one) return;
    one.looking = undefined;
    if (one.state === state) return;
    one.state = state;
    this.changed.fire(documentId);
  }

  /** Looks at all files now. Never rejects. */
  async lookAtAll(): Promise<void> {
    await Promise.all([...this.watched.keys()].map((id) => this.look(id)));
  }

  private add(document: DraftDocument): void {
    const { clock, watch } = this.ports;
    const { id } = document;
    const settling = new DisposableSlot<DisposableLike>();
    const watching = watch(document.origin.uri, () =>
      settling.set(clock.after(SETTLE_MS, () => void this.look(id))),
    );
    this.watched.set(id, { document, watching, settling, state: 'same', looking: undefined });
  }

  private async read(document: DraftDocument): Promise<DiskState> {
    try {
      await this.ports.onDisk(document);
      return 'same';
    } catch (error) {
      // What cannot be read right now may be quite the same.
      if (!(error instanceof DocumentTrouble) || error.kind === 'unreadable') return 'same';
      return error.kind === 'gone' ? 'deleted' : 'changed';
    }
  }
}

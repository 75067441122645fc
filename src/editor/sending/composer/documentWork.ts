import type { PdfTools } from '../../../contract/types';
import type { Draft, DraftDocument } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { HostMessage } from '../../../pages/composer/protocol';
import { isCancelled, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { READING_SHOWN_AFTER } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { LoadedDocument } from '../documentReader';
import type { ChosenFile } from '../ports';
import { suggestedName } from '../quickSend';
import { withDocuments } from './anchoring';
import type { ComposerState, Made } from './composerState';
import { DocumentTrouble, type OpenDocuments } from './openDocuments';
import type { ComposerPorts } from './ports';
import { reloaded } from './reloading';
import { withSuggestions, type Found } from './suggesting';

export type DocumentWorkPorts = Pick<
  ComposerPorts,
  'choice' | 'describe' | 'fileAt' | 'log' | 'newId' | 'pdf' | 'prompts' | 'reader' | 'translate'
>;

/** What the work is done on. */
export interface DocumentWorkPlace {
  readonly state: ComposerState;
  readonly documents: OpenDocuments;
  readonly post: (message: HostMessage) => void;
  /** Limits of the account, on their way. */
  readonly limits: () => Promise<AccountDetails | undefined>;
  /** Says something on the page; an empty text takes it away. */
  readonly notice: (text: string) => void;
  /** Something was found out about this document. */
  readonly looked: (documentId: string) => void;
}

/** Everything that the composer does with files: adds, shows and reloads them, and looks for places to sign in them. */
export class DocumentWork {
  private readonly t: Translate;

  constructor(
    private readonly ports: DocumentWorkPorts,
    private readonly place: DocumentWorkPlace,
  ) {
    this.t = ports.translate;
  }

  /** Asks for files and adds them. */
  async choose(): Promise<void> {
    const t = this.t;
    await this.add(
      await this.ports.choice.ask({
        title: t({ text: 'Choose documents to add' }),
        openLabel: t({ text: 'Add' }),
        several: true,
      }),
    );
  }

  /** Adds files that were dropped, by their addresses. */
  async drop(addresses: readonly string[]): Promise<void> {
    const files = addresses.map((address) => this.ports.fileAt(address));
    const known = files.filter((file) => file !== undefined);
    await this.add(
      known,
      known.length < files.length
        ? [this.t({ text: 'What was dropped there is no file that VS Code can read.' })]
        : [],
    );
  }

  /** Sends the bytes of a document to the page, or says why they cannot be had. Never rejects. */
  async load(documentId: string): Promise<void> {
    const document = this.documentOf(documentId);
    if (!document) return;
    const { documents, post } = this.place;
    try {
      const bytes = await documents.read(document);
      post({ type: 'document', documentId, sha256: document.sha256, bytes: bufferOf(bytes) });
    } catch (error) {
      this.ports.log.error('document not read', error);
      const trouble = error instanceof DocumentTrouble ? error : new DocumentTrouble('unreadable', error);
      const [text, advice] = [this.t(trouble.text), this.t(trouble.advice)];
      // A problem bears no hash: it is said only of the version that the page has. Bytes find theirs by themselves.
      if (this.documentOf(documentId)?.sha256 === document.sha256)
        post({ type: 'documentProblem', documentId, text, advice });
    }
    await documents.inspection(document);
    this.place.looked(documentId);
  }

  /** Takes what is in the file now, with its fields where their text is now. */
  async reload(documentId: string): Promise<void> {
    const before = this.documentOf(documentId);
    // A copy of our own is never another.
    if (!before || before.prepared !== undefined) return;
    const file = this.ports.fileAt(before.origin.uri);
    if (!file) throw new UserError(this.t({ text: 'This file cannot be read any more.' }));
    const [read] = await this.ports.reader.read([file], this.place.limits());
    if (!read) return;
    const loaded: LoadedDocument = { ...read, id: before.id, name: before.name };
    const { documents, state } = this.place;
    const document = documents.take(loaded);
    if (document.sha256 === before.sha256) {
      // It is what it was again: only the page may have missed it.
      await this.load(documentId);
      return;
    }
    const tools = await this.ports.pdf();
    const kept = documents.keptBytes(before.sha256);
    const fresh = { document, inspection: loaded.inspection, lines: await tools.lines(loaded.bytes) };
    const known = {
      inspection: documents.knownInspection(before.sha256),
      lines: kept && (await tools.lines(kept)),
    };
    state.replace((draft): Made | undefined => {
      // Fields that were brought to their places in this version once must not be moved again.
      const isBefore = draft.documents.some(
        ({ id, sha256 }) => id === documentId && sha256 === before.sha256,
      );
      if (!isBefore) return undefined;
      const result = reloaded(draft, fresh, known, this.ports.newId);
      return { draft: result.draft, label: this.reloadLabel(document, result.removed) };
    });
  }

  /** Looks for places to sign in the text of all documents and puts fields there. */
  async suggest(): Promise<void> {
    const { documents, notice, state } = this.place;
    const { prompts } = this.ports;
    notice('');
    const tools = await this.ports.pdf();
    const { draft } = state;
    const found = await prompts.progress(
      {
        title: this.t({ text: 'Looking for places to sign' }),
        cancellable: true,
        after: READING_SHOWN_AFTER,
      },
      async (_progress, signal) => {
        const all: Found[] = [];
        for (const document of draft.documents) {
          signal.throwIfAborted();
          all.push(...(await this.placesIn(tools, document, draft, documents)));
        }
        return all;
      },
    );
    const done = state.replace((newest): Made | undefined => {
      const { draft: made, fieldIds } = withSuggestions(newest, found, this.ports.newId);
      if (fieldIds.length === 0) return undefined;
      return { draft: made, label: this.suggestLabel(fieldIds.length), select: fieldIds };
    });
    if (done) return;
    notice(
      found.length === 0
        ? this.t({ text: 'No place to sign was found in the text of the documents.' })
        : this.t({ text: 'Every place that was found has a field already.' }),
    );
  }

  private async placesIn(
    tools: PdfTools,
    document: DraftDocument,
    { fields, signers }: Draft,
    documents: OpenDocuments,
  ): Promise<readonly Found[]> {
    try {
      const people = signers.map(({ id, name, role }) => ({
        id,
        name,
        ...(role === undefined ? {} : { role }),
      }));
      const taken = fields.filter(({ documentId }) => documentId === document.id);
      const places = await tools.suggest(await documents.read(document), people, taken);
      return places.map(({ box, kind, label, page, signerId }) => ({
        documentId: document.id,
        box,
        kind,
        page,
        signerId,
        ...(label === undefined ? {} : { label }),
      }));
    } catch (error) {
      // What is wrong with the document is said of the document; the others still have places.
      this.ports.log.error('looking for places failed', error);
      return [];
    }
  }

  /** Adds what can be added, then says what could not. */
  private async add(files: readonly ChosenFile[], refused: readonly string[] = []): Promise<void> {
    const wrong = [...refused];
    const loaded: LoadedDocument[] = [];
    const there = addressesIn(this.place.state.draft);
    for (const file of new Map(files.map((one) => [one.uri, one])).values()) {
      if (there.has(file.uri)) {
        const name = shown(file.path.split('/').at(-1) ?? '');
        wrong.push(this.t({ text: '{0} is in the envelope already.', args: [name] }));
        continue;
      }
      try {
        loaded.push(...(await this.ports.reader.read([file], this.place.limits())));
      } catch (error) {
        // Whoever does not want to save one file may want the others.
        if (isCancelled(error)) continue;
        this.ports.log.error('document not added', error);
        wrong.push(this.ports.describe(error));
      }
    }
    this.put(loaded);
    if (wrong.length > 0) throw new UserError(wrong.join(' '));
  }

  private put(loaded: readonly LoadedDocument[]): void {
    const [first] = loaded;
    if (!first) return;
    const { documents, state } = this.place;
    const inspected = loaded.map((one) => ({ document: documents.take(one), inspection: one.inspection }));
    const label =
      loaded.length === 1
        ? this.t({ text: 'Added {0}', args: [shown(first.name)] })
        : this.t({ text: 'Added {0} documents', args: [loaded.length] });
    state.replace((draft): Made | undefined => {
      // The same may have been dropped once more while it was read.
      const there = addressesIn(draft);
      const missing = inspected.filter(({ document }) => !there.has(document.origin.uri));
      if (missing.length === 0) return undefined;
      const name = draft.name.trim() === '' ? suggestedName(loaded, this.t) : draft.name;
      return { draft: { ...withDocuments(draft, missing, this.ports.newId).draft, name }, label };
    });
  }

  private documentOf(documentId: string): DraftDocument | undefined {
    const { documents, state } = this.place;
    // The page may ask for what it has been offered before the draft has it.
    return state.draft.documents.find(({ id }) => id === documentId) ?? documents.latest(documentId);
  }

  private reloadLabel({ name }: DraftDocument, removed: number): string {
    const file = shown(name);
    switch (removed) {
      case 0:
        return this.t({ text: 'Reloaded {0}', args: [file] });
      case 1:
        return this.t({ text: 'Reloaded {0}; 1 field had no place any more and was removed', args: [file] });
      default:
        return this.t({
          text: 'Reloaded {0}; {1} fields had no place any more and were removed',
          args: [file, removed],
        });
    }
  }

  private suggestLabel(count: number): string {
    return count === 1
      ? this.t({ text: 'Suggested 1 place' })
      : this.t({ text: 'Suggested {0} places', args: [count] });
  }
}

function addressesIn({ documents }: Draft): ReadonlySet<string> {
  return new Set(documents.map(({ origin }) => origin.uri));
}

/** Exactly these bytes as a buffer of their own; not copied where they are that already. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  // Not `slice`: of a Buffer, that is a window on memory which others use as well.
  return new Uint8Array(bytes).buffer;
}

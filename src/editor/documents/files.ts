import type { JsignClient } from '../../jsign/api';
import type { Accounts } from '../account/api';
import type { EnvelopeRef, EnvelopeStore, EnvelopeStores } from '../envelopes/api';
import { isCancelled } from '../platform/actions';
import type { Clock } from '../platform/clock';
import { Disposable } from '../platform/disposable';
import type { Log } from '../platform/log';
import { safeFileName } from '../platform/safeFileName';
import type { Translate } from '../platform/translate';
import { accountsRead } from './accountsRead';
import { encodeId, parsePath, type FileAddress, type Shelf } from './address';
import { hasSignedCopy } from './api';
import { FileProblem, isFileProblem, isGone } from './fileProblem';
import { FileShelf } from './fileShelf';
import { documentFileName } from './names';

/** The two calls that give bytes; everything else is read through the store. */
export interface BytesClient {
  readonly envelopes: Pick<JsignClient['envelopes'], 'download'>;
  readonly attachments: Pick<JsignClient['attachments'], 'download'>;
}

export interface FilesPorts {
  readonly accounts: Pick<Accounts, 'state' | 'onDidChange' | 'all'>;
  readonly stores: Pick<EnvelopeStores, 'forAccount'>;
  /** The client of an account that is signed in. */
  readonly client: (accountId: string) => Promise<BytesClient | undefined>;
  readonly clock: Clock;
  readonly log: Log;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  readonly t: Translate;
}

export interface FileFacts {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** Advances when the bytes are others than before. */
  readonly modified: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** A file that exists as far as the envelope's details say. */
interface Found {
  readonly file: FileAddress;
  readonly created: number;
  /** The bytes are the same as long as this is. */
  readonly stamp: string;
}

/**
 * The read-only files of jSign, by path: what the `jsign:` file system shows. Paths are those of a decoded URI. Everything rejects
 * with a {@link FileProblem}.
 */
export class JsignFiles extends Disposable {
  private readonly shelf: FileShelf;

  constructor(private readonly ports: FilesPorts) {
    super();
    this.shelf = this._register(new FileShelf((file, signal) => this.download(file, signal)));
    this._register(ports.accounts.onDidChange(() => void this.dropGone()));
  }

  /** Paths of signed copies that are others than those we gave out. */
  get onDidChange(): FileShelf['onDidChange'] {
    return this.shelf.onDidChange;
  }

  async stat(path: string): Promise<FileFacts> {
    return this.speaking(async () => {
      const place = parsePath(path);
      if (!place) throw this.nothing();
      // Folders cost no request: VS Code looks at them only on the way to a file.
      if (place.kind !== 'file') return { kind: 'folder', size: 0, created: 0, modified: 0 };
      const { file, stamp, created } = await this.find(place.file);
      const { size, revision } = await this.shelf.facts(file, stamp);
      return { kind: 'file', size, created, modified: created + revision };
    });
  }

  /** The bytes of a file. They are shared: whoever gets them must not write to them. */
  async read(path: string): Promise<Uint8Array> {
    return this.speaking(async () => {
      const place = parsePath(path);
      if (!place) throw this.nothing();
      if (place.kind !== 'file')
        throw new FileProblem('isFolder', this.ports.t({ text: 'This is a folder.' }));
      const { file, stamp } = await this.find(place.file);
      return this.shelf.bytes(file, stamp);
    });
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    return this.speaking(async () => {
      const place = parsePath(path);
      const { t } = this.ports;
      switch (place?.kind) {
        case undefined:
          throw this.nothing();
        case 'root':
        case 'account':
          throw new FileProblem('refused', t({ text: 'Envelopes are listed in the jSign view.' }));
        case 'file':
          throw new FileProblem('isFile', t({ text: 'This is a file.' }));
        case 'envelope': {
          const store = await this.storeOf(place.ref.accountId);
          const details = await store.details(place.ref.envelopeId);
          const signed = details.documents.some((document) => hasSignedCopy(details, document));
          const shelves: readonly Shelf[] = signed
            ? ['original', 'signed', 'attachment']
            : ['original', 'attachment'];
          return shelves.map((name) => ({ name, kind: 'folder' }));
        }
        case 'shelf':
          return [...(await this.names(place.ref, place.shelf)).keys()].map((id) => ({
            name: encodeId(id),
            kind: 'folder',
          }));
        case 'item': {
          const name = (await this.names(place.ref, place.shelf)).get(place.id);
          if (name === undefined) throw this.nothing();
          return [{ name, kind: 'file' }];
        }
      }
    });
  }

  private async find(file: FileAddress): Promise<Found> {
    const store = await this.storeOf(file.accountId);
    if (file.shelf === 'attachment') {
      let known = await store.attachments(file.envelopeId);
      if (!known.some(({ id }) => id === file.id))
        known = await store.attachments(file.envelopeId, { fresh: true });
      const attachment = known.find(({ id }) => id === file.id);
      if (!attachment || safeFileName(attachment.fileName) !== file.name) throw this.nothing();
      return { file, stamp: '', created: store.known(file.envelopeId)?.createdAt ?? 0 };
    }
    const details = await store.details(file.envelopeId);
    const document = details.documents.find(({ id }) => id === file.id);
    if (!document || documentFileName(document, file.shelf) !== file.name) throw this.nothing();
    return { file, created: details.createdAt ?? 0, stamp: stampOf(store, file) };
  }

  /** Names by id: every document of the envelope that stands on this shelf, or every attachment. */
  private async names(ref: EnvelopeRef, shelf: Shelf): Promise<ReadonlyMap<string, string>> {
    const store = await this.storeOf(ref.accountId);
    if (shelf === 'attachment') {
      const attachments = await store.attachments(ref.envelopeId);
      return new Map(attachments.map(({ id, fileName }) => [id, safeFileName(fileName)]));
    }
    const details = await store.details(ref.envelopeId);
    const documents = details.documents.filter(
      (document) => shelf === 'original' || hasSignedCopy(details, document),
    );
    return new Map(documents.map((document) => [document.id, documentFileName(document, shelf)]));
  }

  private async storeOf(accountId: string): Promise<EnvelopeStore> {
    const { accounts, clock, stores, t } = this.ports;
    if ((await accountsRead(accounts, clock)).kind === 'loading') {
      throw new FileProblem(
        'unavailable',
        t({ text: 'The accounts are still being read. Try again in a moment.' }),
      );
    }
    const store = await stores.forAccount(accountId);
    if (!store) {
      this.shelf.drop(accountId);
      throw this.signedOut();
    }
    this.shelf.follow(store, (file) => stampOf(store, file));
    return store;
  }

  private async download(file: FileAddress, signal: AbortSignal): Promise<Uint8Array> {
    const { client, t } = this.ports;
    const { accountId, envelopeId, shelf, id } = file;
    const known = await client(accountId);
    if (!known) throw this.signedOut();
    const { bytes } =
      shelf === 'attachment'
        ? await known.attachments.download(envelopeId, id, { signal })
        : await known.envelopes.download(envelopeId, id, shelf, { signal });
    if (bytes.byteLength === 0) {
      throw new FileProblem(
        'unavailable',
        t({ text: 'jSign sent an empty file. Its files may have been deleted there.' }),
      );
    }
    return bytes;
  }

  /** Nobody reads the documents of an account that has signed out. */
  private async dropGone(): Promise<void> {
    if (this.ports.accounts.state.kind === 'loading') return;
    try {
      const all = await this.ports.accounts.all();
      this.shelf.keepOnly(new Set(all.map(({ id }) => id)));
    } catch (error) {
      // Before anything is read the account is looked up again, so nothing is shown that should not be.
      this.ports.log.error('documents.accountsNotRead', error);
    }
  }

  /** Makes a problem with a sentence of whatever goes wrong. */
  private async speaking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isFileProblem(error)) throw error;
      // Only the end of the account ends a download.
      if (isCancelled(error)) throw this.signedOut();
      this.ports.log.error('documents.notRead', error);
      const kind = isGone(error) ? 'notFound' : 'unavailable';
      throw new FileProblem(kind, this.ports.describe(error), { cause: error });
    }
  }

  private nothing(): FileProblem {
    return new FileProblem('notFound', this.ports.t({ text: 'jSign has no such file in this envelope.' }));
  }

  private signedOut(): FileProblem {
    return new FileProblem(
      'unavailable',
      this.ports.t({ text: 'This account is signed out. Sign in to see its documents.' }),
    );
  }
}

/** What an original is never changes; a signed copy is another once the details give another hash or status for it. */
function stampOf(store: EnvelopeStore, file: FileAddress): string {
  if (file.shelf !== 'signed') return '';
  const details = store.known(file.envelopeId);
  const document = details?.documents.find(({ id }) => id === file.id);
  return JSON.stringify([details?.status.raw, document?.signedHash ?? '', document?.signProcessCompleted]);
}

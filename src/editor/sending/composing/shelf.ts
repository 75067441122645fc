import type { Draft, DraftDocument } from '../../../delivery/draft';
import { FileDraftStore, type DraftStore, type KeyedFiles } from '../../../delivery/drafts/store';
import { isDeliveryError, storageError } from '../../../delivery/errors';
import { UserError } from '../../platform/actions';
import { Disposable, type DisposableLike } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { cleanName } from '../people';
import type { PreparedFiles } from '../ports';
import { removePrepared } from '../preparedBytes';
import { freshDraft } from './freshDraft';
import { draftGone } from './words';

/** Names of files that are ours; whatever else lies in the folder is left alone. */
const OWN_KEY = /^[a-z0-9-]{1,64}$/;

/** A draft on the shelf that cannot be used. Its file stays as it is. */
export interface UnusableOnShelf {
  /** Can be given where an id is asked for. */
  readonly id: string;
  readonly kind: 'newer' | 'broken';
  /** Whose it is, where the file still says so. */
  readonly accountId: string | undefined;
}

export interface ShelfContent {
  /** The one edited last comes first. */
  readonly drafts: readonly Draft[];
  readonly unusable: readonly UnusableOnShelf[];
}

export interface ShelfPorts {
  /** In a folder that only this user may read. */
  readonly files: KeyedFiles;
  /** Hears when something in that folder is, or may be, another: this window's doing or that of others. */
  readonly watch: (changed: () => void) => DisposableLike;
  /** Bytes that no file has. */
  readonly prepared: PreparedFiles;
  readonly read: (address: string) => Promise<Uint8Array>;
  /** Drafts that the sender keeps: they may need the same bytes. */
  readonly kept: Pick<DraftStore, 'load'>;
  readonly translate: Translate;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The drafts that are being prepared, on this machine, of all accounts; shared by all windows. One file each, written whole or not
 * at all, and one write after the other. What is not said otherwise rejects with a DeliveryError.
 */
export class DraftShelf extends Disposable {
  private readonly files: KeyedFiles;
  private readonly store: DraftStore;
  private readonly changed = this._register(new Emitter<void>());
  /** Some draft is another now, or there are others: here or in another window. */
  readonly onDidChange = this.changed.event;
  /** The write that was asked for last. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: ShelfPorts) {
    super();
    this.files = ownFiles(ports.files);
    this.store = new FileDraftStore(this.files);
    this._register(ports.watch(() => this.changed.fire()));
  }

  async list(): Promise<ShelfContent> {
    const { drafts, unusable } = await this.store.list();
    return {
      drafts: [...drafts].sort((a, b) => (b.editedAt ?? 0) - (a.editedAt ?? 0)),
      unusable: await Promise.all(
        unusable.map(async ({ key, error }) => ({
          id: key,
          kind: error.kind === 'newer-version' ? ('newer' as const) : ('broken' as const),
          accountId: await this.ownerOf(key),
        })),
      ),
    };
  }

  /** `undefined` when there is none. */
  load(id: string): Promise<Draft | undefined> {
    return this.store.load(id);
  }

  /** Puts it there as edited now. */
  async save(draft: Draft): Promise<void> {
    await this.write(() => this.store.save({ ...draft, editedAt: this.ports.now() }));
  }

  /** Takes it from the shelf; the bytes that were prepared for it stay, for whoever has it now. */
  async remove(id: string): Promise<void> {
    await this.write(() => this.store.remove(id));
  }

  /** @throws UserError when it is not there any more. */
  async rename(id: string, name: string): Promise<void> {
    await this.write(async () => {
      const draft = await this.existing(id);
      await this.store.save({ ...draft, name: cleanName(name), editedAt: this.ports.now() });
    });
  }

  /**
   * A copy under new ids and a new intent, with copies of its own of the bytes that no file has.
   * @throws UserError when it is not there any more, or such bytes are not.
   */
  async duplicate(id: string): Promise<Draft> {
    const { newId, now, translate: t } = this.ports;
    const before = await this.existing(id);
    const { draft: fresh } = freshDraft(before, newId);
    const copies: string[] = [];
    try {
      const documents = [];
      for (const document of fresh.documents) {
        if (document.prepared === undefined) documents.push(document);
        else {
          const prepared = await this.copy(document.prepared, document);
          copies.push(prepared);
          documents.push({ ...document, prepared });
        }
      }
      const name = before.name === '' ? '' : t({ text: '{0} (copy)', args: [before.name] });
      const draft: Draft = { ...fresh, name, documents, editedAt: now() };
      await this.write(() => this.store.save(draft));
      return draft;
    } catch (error) {
      for (const address of copies) await this.ports.prepared.remove(address);
      throw error instanceof UserError ? error : storageError(error);
    }
  }

  /**
   * Deletes it for good, with the bytes that were prepared for it alone. One that makes no sense is deleted as it is; one of a newer
   * version is not.
   */
  async discard(id: string): Promise<void> {
    const draft = await this.store.load(id).catch((error: unknown) => {
      if (isDeliveryError(error) && error.kind === 'draft-broken') return undefined;
      throw error;
    });
    await this.write(() => this.store.remove(id));
    if (!draft || (await this.isWithSender(id))) return;
    await removePrepared(draft.documents, this.ports.prepared);
  }

  private async isWithSender(id: string): Promise<boolean> {
    try {
      return (await this.ports.kept.load(id)) !== undefined;
    } catch {
      // Nobody can tell what is in there: its bytes stay.
      return true;
    }
  }

  private async existing(id: string): Promise<Draft> {
    const draft = await this.store.load(id);
    if (draft) return draft;
    throw draftGone(this.ports.translate);
  }

  private async copy(address: string, { id, name, sha256 }: DraftDocument): Promise<string> {
    const { prepared, read, translate: t } = this.ports;
    const bytes = await read(address).catch((cause: unknown) => {
      throw new UserError(
        t({ text: 'The copy of "{0}" that was kept for this draft cannot be read.', args: [shown(name)] }),
        t({ text: 'Remove that document from the draft, then duplicate it.' }),
        { cause },
      );
    });
    const target = prepared.address(id, sha256);
    await prepared.write(target, bytes);
    return target;
  }

  /** One after the other, so that nothing is written over what was changed meanwhile in this window. */
  private async write(work: () => Promise<void>): Promise<void> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    await mine;
    this.changed.fire();
  }

  /** A file that cannot be used may still say whose it is. */
  private async ownerOf(key: string): Promise<string | undefined> {
    try {
      const raw: unknown = JSON.parse((await this.files.read(key)) ?? '');
      if (typeof raw !== 'object' || raw === null || !('accountId' in raw)) return undefined;
      return typeof raw.accountId === 'string' ? raw.accountId : undefined;
    } catch {
      return undefined;
    }
  }
}

function ownFiles(files: KeyedFiles): KeyedFiles {
  return {
    read: (key) => files.read(key),
    write: (key, text) => files.write(key, text),
    remove: (key) => files.remove(key),
    keys: async () => (await files.keys()).filter((key) => OWN_KEY.test(key)),
  };
}

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { createDelivery } from '../../delivery/delivery';
import type {
  Delivery,
  DeliveryClient,
  DocumentBytes,
  IntentLocks,
  JournalFile,
  OpenIntent,
} from '../../delivery/ports';
import type { Accounts, Session } from '../account/api';
import type { Deliveries } from './ports';

interface Shared {
  readonly create: typeof createDelivery;
  readonly journal: JournalFile;
  readonly locks: IntentLocks;
}

/**
 * One delivery per session, over one journal and one folder of locks that all windows of this person share.
 * Nothing is read and no client is loaded before a delivery is used.
 */
export class AccountDeliveries implements Deliveries {
  private readonly made = new WeakMap<Session, Promise<Delivery>>();
  private shared: Promise<Shared> | undefined;

  /** @param folder absolute path, on a disk that can be flushed. */
  constructor(
    private readonly folder: string,
    private readonly accounts: Pick<Accounts, 'all' | 'session'>,
    private readonly documents: DocumentBytes,
  ) {}

  for(session: Session): Promise<Delivery> {
    const known = this.made.get(session);
    if (known) return known;
    const made = this.make(session);
    this.made.set(session, made);
    // What could not be loaded is loaded anew the next time.
    made.catch(() => this.made.delete(session));
    return made;
  }

  async any(): Promise<boolean> {
    try {
      return (await stat(this.journalPath)).size > 0;
    } catch (error) {
      // Only a journal that is not there says that nothing was ever sent; any other trouble is found when it is read.
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    }
  }

  async open(): Promise<readonly OpenIntent[]> {
    const { journal } = await this.load();
    if ((await journal.lines()).length === 0) return [];
    const accounts = await this.accounts.all();
    const open = await Promise.all(
      accounts.map(async ({ id }) => {
        const session = await this.accounts.session(id);
        return session ? (await this.for(session)).open() : [];
      }),
    );
    return open.flat().sort((a, b) => b.at - a.at);
  }

  private async make(session: Session): Promise<Delivery> {
    const { create, journal, locks } = await this.load();
    return create({
      accountId: session.account.id,
      client: clientOf(session),
      journal,
      locks,
      documents: this.documents,
      clock: { now: Date.now },
    });
  }

  /** One journal and one set of locks for all: the locks of this window know each other. */
  private load(): Promise<Shared> {
    if (this.shared) return this.shared;
    const shared = this.loadOnce();
    this.shared = shared;
    shared.catch(() => (this.shared = undefined));
    return shared;
  }

  private async loadOnce(): Promise<Shared> {
    const part = await import('./part');
    return {
      create: part.createDelivery,
      journal: new part.NodeJournalFile(this.journalPath),
      locks: new part.SocketLocks(path.join(this.folder, 'locks')),
    };
  }

  private get journalPath(): string {
    return path.join(this.folder, 'journal.jsonl');
  }
}

/** The session's client, loaded with the first call. */
function clientOf(session: Session): DeliveryClient {
  return {
    uploadFile: async (...args) => (await session.client()).envelopes.uploadFile(...args),
    createWithFiles: async (...args) => (await session.client()).envelopes.createWithFiles(...args),
    list: async (...args) => (await session.client()).envelopes.list(...args),
    details: async (...args) => (await session.client()).envelopes.details(...args),
    renew: async (...args) => (await session.client()).renew(...args),
  };
}

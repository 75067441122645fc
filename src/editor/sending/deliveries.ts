import path from 'node:path';
import { createDelivery } from '../../delivery/delivery';
import { NodeJournalFile } from '../../delivery/node/journalFile';
import { SocketLocks } from '../../delivery/node/locks';
import type {
  Delivery,
  DeliveryClient,
  DocumentBytes,
  IntentLocks,
  JournalFile,
  OpenIntent,
} from '../../delivery/ports';
import type { Accounts, Session } from '../account/api';
import { journalPath } from './journalThere';
import type { Deliveries } from './ports';

/**
 * One delivery per session, over one journal and one folder of locks that all windows of this person share.
 * Nothing is read before a delivery is used.
 */
export class AccountDeliveries implements Deliveries {
  private readonly made = new WeakMap<Session, Delivery>();
  /** One journal and one set of locks for all: the locks of this window know each other. */
  private readonly journal: JournalFile;
  private readonly locks: IntentLocks;

  /** @param folder absolute path, on a disk that can be flushed. */
  constructor(
    folder: string,
    private readonly accounts: Pick<Accounts, 'all' | 'session'>,
    private readonly documents: DocumentBytes,
  ) {
    this.journal = new NodeJournalFile(journalPath(folder));
    this.locks = new SocketLocks(path.join(folder, 'locks'));
  }

  for(session: Session): Delivery {
    const known = this.made.get(session);
    if (known) return known;
    const made = createDelivery({
      accountId: session.account.id,
      client: clientOf(session),
      journal: this.journal,
      locks: this.locks,
      documents: this.documents,
      clock: { now: Date.now },
    });
    this.made.set(session, made);
    return made;
  }

  async open(): Promise<readonly OpenIntent[]> {
    if ((await this.journal.lines()).length === 0) return [];
    const accounts = await this.accounts.all();
    const open = await Promise.all(
      accounts.map(async ({ id }) => {
        const session = await this.accounts.session(id);
        return session ? this.for(session).open() : [];
      }),
    );
    return open.flat().sort((a, b) => b.at - a.at);
  }
}

/** The session's client, loaded with the first call. */
function clientOf(session: Session): DeliveryClient {
  return {
    uploadFile: async (...args) => (await session.client()).envelopes.uploadFile(...args),
    createWithFiles: async (...args) => (await session.client()).envelopes.createWithFiles(...args),
    create: async (...args) => (await session.client()).envelopes.create(...args),
    createWithTemplate: async (...args) => (await session.client()).envelopes.createWithTemplate(...args),
    list: async (...args) => (await session.client()).envelopes.list(...args),
    details: async (...args) => (await session.client()).envelopes.details(...args),
    renew: async (...args) => (await session.client()).renew(...args),
  };
}

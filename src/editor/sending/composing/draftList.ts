import { isDeepStrictEqual } from 'node:util';
import type { Draft } from '../../../delivery/draft';
import type { DraftList, DraftRow, ListedDraft } from '../../envelopes/api';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import type { Log } from '../../platform/log';
import type { DraftShelf } from './shelf';

/** While drafts are typed at they change several times a second; they are read again no more often than this. */
const PAUSE_MS = 1_000;
/** "5 minutes ago" is right for so long. */
const WORDS_MS = 60_000;
/** From then on it is said in hours, and the rows say something else only when they are drawn for another reason. */
const MINUTES_UNTIL = 60 * 60_000;

interface Read {
  readonly accountId: string | undefined;
  readonly row: DraftRow;
}

/** What stands on the shelf, as rows. Reads when first asked, and again after a change. */
export class ShelvedDrafts extends Disposable implements DraftList {
  private readonly changed = this._register(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly pause = this._register(new DisposableSlot<DisposableLike>());
  private readonly words = this._register(new DisposableSlot<DisposableLike>());
  /** `undefined` until somebody asks. */
  private all: readonly Read[] | undefined;
  private readonly byAccount = new Map<string, readonly DraftRow[]>();
  private isReading = false;
  private isOld = false;

  constructor(
    private readonly shelf: Pick<DraftShelf, 'list' | 'onDidChange'>,
    private readonly clock: Clock,
    private readonly log: Pick<Log, 'error'>,
  ) {
    super();
    this._register(
      shelf.onDidChange(() => {
        if (this.all) this.readSoon();
      }),
    );
  }

  rows(accountId: string): readonly DraftRow[] {
    if (!this.all) {
      this.all = [];
      void this.read();
    }
    const known = this.byAccount.get(accountId);
    if (known) return known;
    const rows = this.all
      .filter(({ accountId: owner }) => owner === undefined || owner === accountId)
      .map(({ row }) => row);
    this.byAccount.set(accountId, rows);
    return rows;
  }

  private readSoon(): void {
    this.isOld = true;
    if (!this.isReading && !this.pause.value) void this.read();
  }

  private async read(): Promise<void> {
    this.isReading = true;
    this.isOld = false;
    const found = await this.content();
    this.isReading = false;
    if (this.isDisposed) return;
    this.pause.set(
      this.clock.after(PAUSE_MS, () => {
        this.pause.set(undefined);
        if (this.isOld) void this.read();
      }),
    );
    const before = this.all ?? [];
    const known = new Map(before.map((one) => [keyOf(one), one]));
    const now = found.map((one) => {
      const other = known.get(keyOf(one));
      return other && isDeepStrictEqual(one, other) ? other : one;
    });
    const isOther = now.length !== before.length || now.some((one, index) => one !== before[index]);
    this.all = now;
    this.wait();
    if (isOther) this.tell();
  }

  private async content(): Promise<readonly Read[]> {
    try {
      const { drafts, unusable } = await this.shelf.list();
      return [
        ...drafts.map((draft) => ({ accountId: draft.accountId, row: rowOf(draft) })),
        ...unusable.map(({ accountId, id, kind }) => ({ accountId, row: { kind, id } })),
      ];
    } catch (error) {
      this.log.error('reading the drafts failed', error);
      return [{ accountId: undefined, row: { kind: 'unreadable' } }];
    }
  }

  private tell(): void {
    this.byAccount.clear();
    this.changed.fire();
  }

  /** Rows that say minutes say others in a minute. */
  private wait(): void {
    const oldest = this.clock.now() - MINUTES_UNTIL;
    const saysMinutes = (this.all ?? []).some(
      ({ row }) => row.kind === 'draft' && (row.editedAt ?? 0) > oldest,
    );
    this.words.set(
      saysMinutes
        ? this.clock.after(WORDS_MS, () => {
            this.wait();
            this.changed.fire();
          })
        : undefined,
    );
  }
}

function keyOf({ row }: Read): string {
  return row.kind === 'unreadable' ? '' : row.id;
}

function rowOf({ documents, editedAt, id, name, observers, signers }: Draft): ListedDraft {
  return {
    kind: 'draft',
    id,
    name,
    documents: documents.map((document) => document.name),
    people: [...signers, ...observers].map((person) => ({ name: person.name, email: person.email })),
    // To the minute, as it is said: whoever types does not have the rows drawn anew all the time.
    editedAt: editedAt === undefined ? undefined : editedAt - (editedAt % WORDS_MS),
  };
}

import { randomBytes } from 'node:crypto';
import { watch } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ensureFolder, hasCode } from '../../../delivery/node/folder';
import { SocketLocks } from '../../../delivery/node/locks';
import { ENVELOPE_STATUSES } from '../../../jsign/types';
import { Disposable } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import type { GroupNews } from '../api';
import type { Told } from './happenings';

/** What the window that polls tells the others at once. */
export interface Message {
  /** Counts up over all windows. */
  readonly sequence: number;
  readonly told: readonly Told[];
  readonly news: readonly GroupNews[];
  /** What a person should be told of, and in which window. */
  readonly notify: readonly Told[];
  readonly window: string | undefined;
}

/** What another window tells the one that polls. */
export interface Note {
  readonly envelopeId: string;
  readonly how: 'opened' | 'acted';
}

/** The window that has the focus. */
export interface Focus {
  readonly window: string;
  /** A view of ours can be seen there. */
  readonly isVisible: boolean;
}

export interface Lock {
  release(): Promise<void>;
}

/** How many messages stand in the file: a window that slept through more reads its lists again. */
const KEPT = 50;
const MESSAGES = 'messages.json';
const FOCUS = 'focus.json';
const NOTE = /^note-[0-9a-f]+\.json$/;

const text = v.pipe(v.string(), v.maxLength(10_000));
const eventSchema = v.object({
  kind: v.picklist([
    'needsMe',
    'viewed',
    'signed',
    'completed',
    'declined',
    'cancelled',
    'expired',
    'changed',
    'new',
  ]),
  accountId: text,
  envelopeId: text,
  name: text,
  who: v.exactOptional(text),
  at: v.exactOptional(v.number()),
});
const toldSchema = v.object({ event: eventSchema, mine: v.boolean() });
const statusSchema = v.object({ known: v.picklist([...ENVELOPE_STATUSES, 'unknown']), raw: text });
const summarySchema = v.pipe(
  v.object({
    id: text,
    name: text,
    status: statusSchema,
    createdBy: text,
    createdAt: v.optional(v.number()),
    categories: v.array(text),
  }),
  v.transform(({ createdAt, ...rest }) => ({ ...rest, createdAt })),
);
const newsSchema = v.object({
  group: v.picklist(ENVELOPE_STATUSES),
  put: v.array(summarySchema),
  drop: v.array(text),
  total: v.exactOptional(v.number()),
});
const messageSchema = v.pipe(
  v.object({
    sequence: v.number(),
    told: v.array(toldSchema),
    news: v.array(newsSchema),
    notify: v.array(toldSchema),
    window: v.optional(text),
  }),
  v.transform(({ window, ...rest }) => ({ ...rest, window })),
);
const messagesSchema = v.array(messageSchema);
const noteSchema = v.object({ envelopeId: text, how: v.picklist(['opened', 'acted']) });
const focusSchema = v.object({ window: text, isVisible: v.boolean() });

/**
 * How the windows of one account share the work, through small files in a folder that all of them see and locks that end with
 * their process. Files are replaced whole. They hold names of envelopes and people, no address, nothing secret.
 */
export class Exchange extends Disposable {
  /** Names this window. */
  readonly window = randomBytes(9).toString('hex');
  private readonly locks: SocketLocks;
  private readonly changed = this._register(new Emitter<undefined>());
  /** Some file changed. A hint: not every machine gives it. */
  readonly onDidChange = this.changed.event;
  private own: Lock | undefined;

  /** @param folder the account's own, the same for all windows */
  constructor(private readonly folder: string) {
    super();
    this.locks = new SocketLocks(path.join(folder, 'locks'));
  }

  /** Makes the folder, watches it, and lets the others see that this window lives. */
  async open(): Promise<void> {
    await ensureFolder(this.folder);
    this.watch();
    this.own = await this.locks.acquire(`window-${this.window}`);
    if (this.isDisposed) await this.leave();
  }

  private watch(): void {
    if (this.isDisposed) return;
    try {
      const watcher = watch(this.folder, { persistent: false }, (_event, name) => {
        // What goes on with the locks is none of it: asking who lives would lead to asking again.
        if (name === null || name === MESSAGES || name === FOCUS || NOTE.test(name))
          this.changed.fire(undefined);
      });
      // A folder that can no longer be watched is looked at with every tick all the same.
      watcher.on('error', () => watcher.close());
      this._register({ dispose: () => watcher.close() });
    } catch (error) {
      if (!hasCode(error, 'ENOSPC', 'EMFILE', 'ENFILE', 'ENOSYS', 'ENOENT', 'EPERM')) throw error;
    }
  }

  /** The right to poll; `undefined` while another window has it. */
  acquire(): Promise<Lock | undefined> {
    return this.locks.acquire('poll');
  }

  async isAlive(window: string): Promise<boolean> {
    if (window === this.window) return true;
    const lock = await this.locks.acquire(`window-${window}`);
    await lock?.release();
    return lock === undefined;
  }

  async messages(): Promise<readonly Message[]> {
    return (await this.read(MESSAGES, messagesSchema)) ?? [];
  }

  /** Adds a message; only whoever holds the right to poll may. Gives its number. */
  async publish(message: Omit<Message, 'sequence'>, after: number): Promise<number> {
    const before = await this.messages();
    const sequence = Math.max(after, before.at(-1)?.sequence ?? 0) + 1;
    await this.write(MESSAGES, [...before.slice(1 - KEPT), { ...message, sequence }]);
    return sequence;
  }

  note(note: Note): Promise<void> {
    return this.write(`note-${randomBytes(9).toString('hex')}.json`, note);
  }

  /** What the other windows have left, each once. */
  async takeNotes(): Promise<readonly Note[]> {
    const notes: Note[] = [];
    for (const name of await readdir(this.folder)) {
      if (!NOTE.test(name)) continue;
      const note = await this.read(name, noteSchema);
      await rm(path.join(this.folder, name), { force: true });
      if (note) notes.push(note);
    }
    return notes;
  }

  /** Which window has the focus, if one has. */
  focus(): Promise<Focus | undefined> {
    return this.read(FOCUS, focusSchema);
  }

  /** Says that this window has the focus, or (without) that it no longer has it. */
  async setFocus(isVisible?: boolean): Promise<void> {
    if (isVisible !== undefined) await this.write(FOCUS, { window: this.window, isVisible });
    else if ((await this.focus())?.window === this.window)
      await rm(path.join(this.folder, FOCUS), { force: true });
  }

  override dispose(): void {
    super.dispose();
    void this.leave();
  }

  private async leave(): Promise<void> {
    const { own } = this;
    this.own = undefined;
    await Promise.allSettled([own?.release(), this.setFocus()]);
  }

  /** `undefined` where there is no such file or nothing that we wrote. */
  private async read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    try {
      const parsed = v.safeParse(schema, JSON.parse(await readFile(path.join(this.folder, name), 'utf8')));
      return parsed.success ? parsed.output : undefined;
    } catch (error) {
      if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  private async write(name: string, value: unknown): Promise<void> {
    const aside = path.join(this.folder, `new-${randomBytes(9).toString('hex')}`);
    try {
      const handle = await open(aside, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(value), 'utf8');
      } finally {
        await handle.close();
      }
      await rename(aside, path.join(this.folder, name));
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }
}

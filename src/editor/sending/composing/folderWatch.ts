import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';

/** Changes that come together are looked at together. */
const SETTLE_MS = 100;
/** Some file systems never tell of changes (those of other machines, of containers), so it is looked all the same, but seldom. */
const TOLD_MS = 10_000;
/** Where the system does not watch, or there is no folder yet. */
const UNTOLD_MS = 2_000;

/** Starts to watch a folder; throws, or fails later, where that cannot be done. Replaced by tests. */
export type Watch = (
  folder: string,
  ears: { readonly changed: () => void; readonly failed: () => void },
) => DisposableLike;

/** Watches the `.json` files of one folder, which need not exist: by what the system tells, and by looking. */
export class FolderWatch extends Disposable {
  private readonly told = this._register(new DisposableSlot<DisposableLike>());
  private readonly next = this._register(new DisposableSlot<DisposableLike>());
  /** What was there at the last look. */
  private known: string | undefined;
  /** Which folder is watched: one that was made anew under the same name is another. */
  private watched: string | undefined;
  private isLooking = false;
  private isSettling = false;
  /** Something was told of while it was looked. */
  private isLate = false;

  /**
   * @param changed hears of every change, and once when the first look is over: what was read before it may be old.
   */
  constructor(
    private readonly folder: string,
    private readonly changed: () => void,
    private readonly clock: Clock,
    private readonly watchFolder: Watch = watchWithSystem,
  ) {
    super();
    void this.look();
  }

  private async look(): Promise<void> {
    if (this.isLooking) {
      this.isLate = true;
      return;
    }
    this.isLooking = true;
    const { content, identity } = await lookInto(this.folder);
    this.isLooking = false;
    if (this.isDisposed) return;
    const isOther = content !== this.known;
    this.known = content;
    this.follow(identity);
    if (this.isLate) this.settle();
    else this.wait();
    this.isLate = false;
    if (isOther) this.changed();
  }

  private follow(identity: string | undefined): void {
    if (identity !== undefined && identity === this.watched) return;
    this.unfollow();
    if (identity === undefined) return;
    try {
      this.told.set(
        this.watchFolder(this.folder, {
          changed: () => this.settle(),
          failed: () => {
            this.unfollow();
            this.wait();
          },
        }),
      );
      this.watched = identity;
      // Between the look and the watching something may have come.
      this.settle();
    } catch {
      // Too many watchers, or a file system that has none: it is looked instead.
    }
  }

  private unfollow(): void {
    this.told.set(undefined);
    this.watched = undefined;
  }

  private settle(): void {
    if (this.isSettling || this.isDisposed) return;
    this.isSettling = true;
    this.next.set(
      this.clock.after(SETTLE_MS, () => {
        this.isSettling = false;
        void this.look();
      }),
    );
  }

  private wait(): void {
    if (this.isSettling || this.isDisposed) return;
    const pause = this.watched === undefined ? UNTOLD_MS : TOLD_MS;
    this.next.set(this.clock.after(pause, () => void this.look()));
  }
}

/** Everything that tells one state of the folder from another; files that come or go meanwhile are seen at the next look. */
async function lookInto(
  folder: string,
): Promise<{ readonly content: string; readonly identity: string | undefined }> {
  try {
    const { dev, ino } = await stat(folder);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    const facts = await Promise.all(names.map((name) => factsOf(path.join(folder, name))));
    return {
      content: names.map((name, index) => `${name} ${facts[index] ?? ''}`).join('\n'),
      identity: `${dev} ${ino}`,
    };
  } catch {
    return { content: '', identity: undefined };
  }
}

async function factsOf(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}

/** Nothing else is kept running by it. */
const watchWithSystem: Watch = (folder, { changed, failed }) => {
  const watcher: FSWatcher = watch(folder, { persistent: false });
  watcher.on('change', changed);
  watcher.on('error', failed);
  return { dispose: () => watcher.close() };
};

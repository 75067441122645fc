import type { Draft } from '../../../delivery/draft';
import { isDeliveryError } from '../../../delivery/errors';
import type { Sentence } from '../../../jsign/types';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import type { Shelf } from './ports';

/** So long after a change it is on its way to the disk, whether or not more is being typed. */
const SAVE_MS = 250;
/** So long after a failure it is tried again by itself. */
const RETRY_MS = 5000;

export interface DraftSaverPorts {
  readonly shelf: Pick<Shelf, 'save'>;
  readonly clock: Clock;
  /** This state is on disk, or the error that keeps it from there. */
  readonly saved: (state: SavedState, error: unknown) => void;
}

export interface SavedState {
  readonly draft: Draft;
  readonly revision: number;
}

/** Brings the newest state of one draft to the shelf: one write at a time, never an older state after a newer one. */
export class DraftSaver extends Disposable {
  private unsaved: SavedState | undefined;
  private writing: Promise<boolean> | undefined;
  private held = false;
  /** The timer is that of a failure. */
  private isWaiting = false;
  private readonly timer = this._register(new DisposableSlot<DisposableLike>());

  constructor(private readonly ports: DraftSaverPorts) {
    super();
  }

  /** Whether something is being written right now. */
  get isWriting(): boolean {
    return this.writing !== undefined;
  }

  /** This is the newest state. */
  change(draft: Draft, revision: number): void {
    this.unsaved = { draft, revision };
    // After a failure nobody waits longer for what is typed now than for anything else.
    if (this.isWaiting) this.timer.set(undefined);
    this.schedule(SAVE_MS);
  }

  /** Writes what is not written. False when that failed; nothing is written while it is held. */
  async flush(): Promise<boolean> {
    this.timer.set(undefined);
    for (;;) {
      if (this.writing) await this.writing;
      else if (!this.unsaved || this.held) return true;
      else if (!(await this.write(this.unsaved))) return false;
    }
  }

  /** Nothing is written from now on: the draft is in other hands. Ends when the write that is under way has ended. */
  async hold(): Promise<void> {
    this.held = true;
    this.timer.set(undefined);
    await this.writing;
  }

  /** Writing goes on. */
  release(): void {
    this.held = false;
    if (this.unsaved) this.schedule(SAVE_MS);
  }

  private schedule(milliseconds: number): void {
    if (this.held || this.timer.value || this.isDisposed) return;
    this.isWaiting = milliseconds === RETRY_MS;
    this.timer.set(this.ports.clock.after(milliseconds, () => void this.flush()));
  }

  private write(state: SavedState): Promise<boolean> {
    this.unsaved = undefined;
    this.writing = this.attempt(state).finally(() => (this.writing = undefined));
    return this.writing;
  }

  private async attempt(state: SavedState): Promise<boolean> {
    try {
      await this.ports.shelf.save(state.draft);
    } catch (error) {
      // What came meanwhile is newer and will be tried instead.
      this.unsaved ??= state;
      this.ports.saved(state, error);
      // A draft of a newer version stays what it is, however often it is tried.
      if (!(isDeliveryError(error) && error.kind === 'newer-version')) this.schedule(RETRY_MS);
      return false;
    }
    this.ports.saved(state, undefined);
    return true;
  }
}

/** What to say of a draft that could not be saved. */
export function whyNotSaved(error: unknown): Sentence {
  const kind = isDeliveryError(error) ? error.kind : undefined;
  if (kind === 'storage-full') {
    return {
      text: 'The disk is full, so what you change is not saved. Free some space; it is then saved by itself.',
    };
  }
  if (kind === 'newer-version') {
    return {
      text: 'A newer version of jSign for VS Code has saved this draft, so what you change here is not saved. Update the extension to go on.',
    };
  }
  return { text: 'The draft could not be saved. It is tried again every few seconds.' };
}

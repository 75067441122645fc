import { adopt } from './model/adopt';
import type { Editor } from './model/editor';
import type { PageMessage, ReplaceMessage } from './protocol';

/** Between the last stroke and telling of it. */
export const QUIET_MS = 150;
/** However fast somebody types, so much is at stake at most. */
export const LONGEST_MS = 1000;

export interface OutboxPorts {
  readonly editor: Editor;
  readonly post: (message: PageMessage) => void;
  /** Runs something after so many milliseconds; ends with the function it gives. */
  readonly later: (run: () => void, milliseconds: number) => () => void;
}

/** Tells the extension of every state: soon after a change, and at once where something depends on it. */
export class Outbox {
  private told: number;
  private stopQuiet: (() => void) | undefined;
  private stopLongest: (() => void) | undefined;

  /** The extension knows the state that the editor has now. */
  constructor(private readonly ports: OutboxPorts) {
    this.told = ports.editor.revision;
  }

  /** Whether the extension knows of everything. */
  get isEmpty(): boolean {
    return this.told === this.ports.editor.revision;
  }

  /** Something may have changed. */
  changed(): void {
    if (this.isEmpty) return;
    const flush = () => this.flush();
    this.stopQuiet?.();
    this.stopQuiet = this.ports.later(flush, QUIET_MS);
    this.stopLongest ??= this.ports.later(flush, LONGEST_MS);
  }

  /** Tells now. */
  flush(): void {
    this.stopQuiet?.();
    this.stopLongest?.();
    this.stopQuiet = undefined;
    this.stopLongest = undefined;
    if (this.isEmpty) return;
    const { revision, composition } = this.ports.editor;
    this.told = revision;
    this.ports.post({ type: 'change', revision, composition });
  }

  /** Says something that depends on the state. */
  say(message: PageMessage): void {
    this.flush();
    this.ports.post(message);
  }

  /**
   * Takes over what the extension did, as one step that can be undone. False where it was made on top of another state than this:
   * then the extension hears of this one and makes it anew.
   */
  replace({ base, composition, label, select, number }: ReplaceMessage): boolean {
    const { editor } = this.ports;
    if (base !== editor.revision) {
      this.say({ type: 'again', number });
      return false;
    }
    editor.endMerge();
    if (editor.apply(adopt(composition), label, { select })) this.flush();
    // What the extension alone knows of may be different all the same; it counts once this page has taken it.
    else this.ports.post({ type: 'change', revision: editor.revision, composition: editor.composition });
    return true;
  }
}

import type { Draft } from '../../../delivery/draft';
import { shown } from '../../platform/foreignText';
import type { ComposerState } from './composerState';
import type { DraftSaver } from './draftSaver';
import type { ComposerPorts } from './ports';

export interface ShelfFollowerPlace {
  readonly state: ComposerState;
  readonly saver: DraftSaver;
  /** The sender has the draft, so that it is on no shelf. */
  readonly isWithSender: () => boolean;
  /** There is nothing left to compose: the tab goes. */
  readonly close: () => void;
}

/** Hears what others make of a draft that is open: it may be renamed or deleted where drafts are listed. */
export class ShelfFollower {
  /** It lies on the shelf, in whatever state. */
  private wasSaved = true;
  /** The name that the shelf has. */
  private savedName: string;

  constructor(
    private readonly ports: Pick<ComposerPorts, 'shelf' | 'translate'>,
    private readonly place: ShelfFollowerPlace,
  ) {
    this.savedName = place.state.draft.name;
  }

  /** There was no room for it on the shelf yet. */
  notThere(): void {
    this.wasSaved = false;
  }

  /** The composer itself has put this there. */
  saved({ name }: Draft): void {
    this.wasSaved = true;
    this.savedName = name;
  }

  /** Something happened on the shelf, perhaps to this draft. Never rejects. */
  async changed(): Promise<void> {
    const { close, saver, state } = this.place;
    if (this.isOurs()) return;
    const known = this.savedName;
    // What cannot be read right now says nothing.
    const there = await this.ports.shelf.load(state.draft.id).catch(() => 'unreadable' as const);
    // What was read before the composer saved another name is its own older state, and no new name.
    if (there === 'unreadable' || this.isOurs() || this.savedName !== known) return;
    if (!there) {
      // Whoever deleted it was asked there.
      await saver.hold();
      close();
    } else if (there.name !== this.savedName) {
      const { name } = there;
      this.savedName = name;
      state.replace((draft) => ({
        draft: { ...draft, name },
        label: this.ports.translate({ text: 'Renamed to {0}', args: [shown(name)] }),
      }));
    }
  }

  /** What happens there is the composer's own doing, or none of this draft's business. */
  private isOurs(): boolean {
    const { isWithSender, saver } = this.place;
    return saver.isWriting || isWithSender() || !this.wasSaved;
  }
}

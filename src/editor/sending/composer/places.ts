import { isComposerPlace, type ComposerPlace } from '../../../pages/composer/protocol';
import { isText, listOf, record, type Guard } from '../../../pages/shape';
import type { Memory } from '../../platform/memory';

const KEY = 'jsign.composer.places';
/** Drafts that are remembered. */
const MOST = 20;

interface Entry {
  readonly draftId: string;
  readonly place: ComposerPlace;
}

const isEntries: Guard<readonly Entry[]> = listOf(record<Entry>({ draftId: isText, place: isComposerPlace }));

/** Where the person was in the drafts that were last open; the newest first. */
export class Places {
  constructor(private readonly memory: Memory) {}

  get(draftId: string): ComposerPlace | undefined {
    return this.entries().find((entry) => entry.draftId === draftId)?.place;
  }

  /** Never rejects: losing a place is no harm. */
  async set(draftId: string, place: ComposerPlace): Promise<void> {
    const others = this.entries().filter((entry) => entry.draftId !== draftId);
    try {
      await this.memory.update(KEY, [{ draftId, place }, ...others].slice(0, MOST));
    } catch {
      // The next opening then begins at the first page.
    }
  }

  private entries(): readonly Entry[] {
    const kept = this.memory.get(KEY);
    return isEntries(kept) ? kept : [];
  }
}

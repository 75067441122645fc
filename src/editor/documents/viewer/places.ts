import { isPlace, type Place } from '../../../pages/viewer/place';
import { isText, listOf, record, type Guard } from '../../../pages/shape';
import type { Memory } from '../../platform/memory';
import { sha256 } from '../../platform/sha256';

const KEY = 'jsign.viewer.places';
/** Documents that are remembered. */
const MOST = 50;

interface Entry {
  /** Of the address, so that no names of files lie around. */
  readonly key: string;
  readonly place: Place;
}

const isEntries: Guard<readonly Entry[]> = listOf(record<Entry>({ key: isText, place: isPlace }));

/** Where the person was in the documents that were last open; the newest first. */
export class Places {
  constructor(private readonly memory: Memory) {}

  get(uri: string): Place | undefined {
    const key = keyOf(uri);
    return this.entries().find((entry) => entry.key === key)?.place;
  }

  async set(uri: string, place: Place): Promise<void> {
    const key = keyOf(uri);
    const others = this.entries().filter((entry) => entry.key !== key);
    await this.memory.update(KEY, [{ key, place }, ...others].slice(0, MOST));
  }

  private entries(): readonly Entry[] {
    const kept = this.memory.get(KEY);
    return isEntries(kept) ? kept : [];
  }
}

function keyOf(uri: string): string {
  return sha256(new TextEncoder().encode(uri)).slice(0, 16);
}

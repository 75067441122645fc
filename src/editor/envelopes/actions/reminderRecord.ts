import { createHash } from 'node:crypto';
import type { Memory } from '../../platform/memory';
import type { EnvelopeRef } from '../api';

/** How long nobody is reminded again of the same envelope, milliseconds. */
export const COOL_DOWN = 3_600_000;
const KEY = 'jsign.reminded';

/**
 * Who was reminded of what within the last hour. It outlives the window, and holds hashes and times alone: no address and no name
 * is kept in the editor's state.
 */
export class ReminderRecord {
  constructor(
    private readonly memory: Memory,
    private readonly now: () => number,
  ) {}

  /** Milliseconds until this signer may be reminded again; 0 when nothing stands against it. */
  left(ref: EnvelopeRef, email: string): number {
    const at = this.read().get(keyOf(ref, email));
    return at === undefined ? 0 : at + COOL_DOWN - this.now();
  }

  /** Never rejects: a record that cannot be kept is no reason not to remind. */
  async mark(ref: EnvelopeRef, email: string): Promise<void> {
    await this.write(this.read().set(keyOf(ref, email), this.now()));
  }

  /** Nobody was reminded after all. Never rejects. */
  async clear(ref: EnvelopeRef, email: string): Promise<void> {
    const entries = this.read();
    if (entries.delete(keyOf(ref, email))) await this.write(entries);
  }

  /** What still counts. An entry of the future was made by a clock that was wrong, so it says nothing. */
  private read(): Map<string, number> {
    const stored = this.memory.get(KEY);
    const now = this.now();
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return new Map(
      entries.filter(
        (entry): entry is [string, number] =>
          typeof entry[1] === 'number' && entry[1] <= now && now - entry[1] < COOL_DOWN,
      ),
    );
  }

  private async write(entries: ReadonlyMap<string, number>): Promise<void> {
    try {
      await this.memory.update(KEY, Object.fromEntries(entries));
    } catch {
      // The editor could not store it; the service has no throttle of its own, so only the courtesy is lost.
    }
  }
}

function keyOf({ accountId, envelopeId }: EnvelopeRef, email: string): string {
  const text = JSON.stringify([accountId, envelopeId, email.trim().toLowerCase()]);
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

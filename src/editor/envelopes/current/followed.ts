import * as v from 'valibot';
import type { Memory } from '../../platform/memory';

const DAY = 86_400_000;
const FOR_DAYS = 14;
/** More than anybody sends or opens in a fortnight and still waits for. */
const MOST = 60;

const storedSchema = v.array(v.object({ id: v.string(), at: v.number() }));

/**
 * Envelopes that were sent or opened here lately. The list carries no signing progress, so these are read one by one, in turn.
 * Their age is a difference of two times of this machine, so a clock that is wrong does not matter.
 */
export class Followed {
  /** By id: when it was used, oldest turn first. */
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly memento: Memory,
    private readonly key: string,
    private readonly now: () => number,
  ) {
    const stored = v.safeParse(storedSchema, memento.get(key));
    if (stored.success) for (const { id, at } of stored.output) this.turns.set(id, at);
  }

  has(id: string): boolean {
    return this.turns.has(id);
  }

  add(id: string): void {
    const before = this.turns.get(id);
    const now = this.now();
    this.turns.set(id, now);
    if (this.turns.size > MOST) {
      const [oldest] = [...this.turns].sort(([, a], [, b]) => a - b);
      if (oldest) this.turns.delete(oldest[0]);
    }
    // A panel that is looked at again and again need not be written down each time.
    if (before === undefined || Math.abs(now - before) > DAY) this.save();
  }

  remove(id: string): void {
    if (this.turns.delete(id)) this.save();
  }

  /** Whose turn it is; it goes to the end of the queue. */
  next(): string | undefined {
    for (const [id, at] of this.turns) {
      this.turns.delete(id);
      if (this.now() - at > FOR_DAYS * DAY) {
        this.save();
        continue;
      }
      this.turns.set(id, at);
      return id;
    }
    return undefined;
  }

  private save(): void {
    void this.memento.update(
      this.key,
      [...this.turns].map(([id, at]) => ({ id, at })),
    );
  }
}

import { isDeepStrictEqual } from 'node:util';

interface Kept<T> {
  /** `undefined` where it was forgotten. */
  readonly value: T | undefined;
  /** When it was asked for, or found out to be no longer so. */
  readonly asked: number;
}

/** Counts what is asked of the service, so that of two answers the one that was asked for later is known. */
export class Turns {
  private last = 0;

  next(): number {
    return ++this.last;
  }
}

/** Hears of each answer that is kept: whose it is, when it was asked for, and whether it is another than the one before. */
type Heard = (id: string, asked: number, isOther: boolean) => void;

/** Answers of the service to one question, by envelope. Of two the one that was asked for later counts, whichever comes last. */
export class Answers<T> {
  private readonly kept = new Map<string, Kept<T>>();
  private readonly running = new Map<string, Promise<T>>();
  private hasEnded = false;

  /**
   * @param load asks the service
   * @param turns shared with whatever else may contradict an answer
   */
  constructor(
    private readonly load: (id: string, signal: AbortSignal | undefined) => Promise<T>,
    private readonly turns: Turns,
    private readonly heard: Heard,
  ) {}

  get(id: string): T | undefined {
    return this.kept.get(id)?.value;
  }

  /** Whether somebody has asked for it: it is known, or on its way. */
  isWanted(id: string): boolean {
    return this.get(id) !== undefined || this.running.has(id);
  }

  /** What is known, or what the service says; concurrent readings are one call unless `fresh` asks for one of its own. */
  async read(id: string, fresh: boolean, signal?: AbortSignal): Promise<T> {
    if (!fresh) {
      const known = this.get(id) ?? this.running.get(id);
      if (known !== undefined) return known;
    }
    const read = this.ask(id, signal);
    this.running.set(id, read);
    try {
      return await read;
    } finally {
      if (this.running.get(id) === read) this.running.delete(id);
    }
  }

  /**
   * Forgets what was asked for before `asked`, and keeps no answer to such a question that is still to come.
   * Says whether there was anything to forget.
   */
  forget(id: string, asked: number): boolean {
    const before = this.kept.get(id);
    if (before && before.asked > asked) return false;
    this.kept.set(id, { value: undefined, asked });
    return before?.value !== undefined;
  }

  /** Keeps nothing that comes from now on. */
  end(): void {
    this.hasEnded = true;
  }

  /** Gives what counts: where something newer is known by the time the answer comes, that. */
  private async ask(id: string, signal: AbortSignal | undefined): Promise<T> {
    const asked = this.turns.next();
    const value = await this.load(id, signal);
    const before = this.kept.get(id);
    if (before && before.asked > asked) return before.value ?? value;
    // The same object for the same answer: whoever has taken it in already sees that nothing has changed.
    const known = before?.value;
    const isOther = known === undefined || !isDeepStrictEqual(known, value);
    const now = isOther ? value : known;
    if (this.hasEnded) return now;
    this.kept.set(id, { value: now, asked });
    this.heard(id, asked, isOther);
    return now;
  }
}

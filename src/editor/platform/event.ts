import { type DisposableLike } from './disposable';

/** Same shape as VS Code's `Event`, without VS Code: stores and sessions that know no editor can have listeners. */
export type Listen<T> = (listener: (event: T) => void) => DisposableLike;

/** Hears each of several events. */
export function either<T>(...events: readonly Listen<T>[]): Listen<T> {
  return (listener) => {
    const listening = events.map((listen) => listen(listener));
    return {
      dispose: () => {
        for (const each of listening) each.dispose();
      },
    };
  };
}

/** Fires to its listeners in the order they came. A listener that throws does not keep the others from hearing. */
export class Emitter<T> implements DisposableLike {
  private readonly listeners = new Set<{ readonly hear: (event: T) => void }>();

  constructor(private readonly onError: (error: unknown) => void = () => undefined) {}

  readonly event: Listen<T> = (listener) => {
    const entry = { hear: listener };
    this.listeners.add(entry);
    return { dispose: () => this.listeners.delete(entry) };
  };

  fire(event: T): void {
    for (const { hear } of [...this.listeners]) {
      try {
        hear(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

/** Anything that can be put away. Structurally the same as VS Code's own, so this file needs no VS Code. */
export interface DisposableLike {
  dispose(): unknown;
}

/** Base of everything that owns something. What is registered is put away with it, last registered first. */
export abstract class Disposable implements DisposableLike {
  private readonly owned: DisposableLike[] = [];
  private disposed = false;

  protected get isDisposed(): boolean {
    return this.disposed;
  }

  /** Takes ownership. After `dispose` the thing is put away at once. */
  protected _register<T extends DisposableLike>(thing: T): T {
    if (this.disposed) thing.dispose();
    else this.owned.push(thing);
    return thing;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const thing of this.owned.splice(0).reverse()) thing.dispose();
  }
}

/** Holds one replaceable thing (a timer, a client, a panel's listeners). */
export class DisposableSlot<T extends DisposableLike> implements DisposableLike {
  private held: T | undefined;

  get value(): T | undefined {
    return this.held;
  }

  set(value: T | undefined): void {
    const before = this.held;
    this.held = value;
    if (before !== value) before?.dispose();
  }

  dispose(): void {
    this.set(undefined);
  }
}

/** A timer that ends with its owner. */
export function timer(milliseconds: number, run: () => void): DisposableLike {
  const handle = setTimeout(run, milliseconds);
  return { dispose: () => clearTimeout(handle) };
}

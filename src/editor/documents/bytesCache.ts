/** Keeps bytes up to a cap; what was not asked for the longest goes first. What is larger than the cap is not kept at all. */
export class BytesCache {
  /** Oldest first: a Map keeps the order in which keys came. */
  private readonly entries = new Map<string, Uint8Array>();
  private total = 0;

  /** `cap` in bytes. */
  constructor(private readonly cap: number) {}

  /** Bytes kept now. */
  get size(): number {
    return this.total;
  }

  /** The very array that was kept: whoever gets it must not write to it. */
  get(key: string): Uint8Array | undefined {
    const bytes = this.entries.get(key);
    if (bytes) {
      this.entries.delete(key);
      this.entries.set(key, bytes);
    }
    return bytes;
  }

  set(key: string, bytes: Uint8Array): void {
    this.delete(key);
    if (bytes.byteLength > this.cap) return;
    this.entries.set(key, bytes);
    this.total += bytes.byteLength;
    for (const oldest of this.entries.keys()) {
      if (this.total <= this.cap) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.total -= this.entries.get(key)?.byteLength ?? 0;
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
    this.total = 0;
  }
}

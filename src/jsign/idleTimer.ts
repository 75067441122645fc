/** Fires once when nothing has progressed for a while. Cheap to tell about each piece of progress. */
export class IdleTimer {
  private timer: NodeJS.Timeout | undefined;
  private last = 0;

  /** @param limit milliseconds */
  constructor(
    private readonly limit: number,
    private readonly onIdle: () => void,
  ) {}

  start(): void {
    this.progress();
    this.arm(this.limit);
  }

  progress(): void {
    this.last = performance.now();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private arm(delay: number): void {
    this.timer = setTimeout(() => {
      const left = this.last + this.limit - performance.now();
      if (left > 0) this.arm(left);
      else this.onIdle();
    }, delay);
  }
}

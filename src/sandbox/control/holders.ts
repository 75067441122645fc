import type { ServerResponse } from 'node:http';

/** A held connection is written to now and then, so that one whose other end has vanished is noticed. */
const BEAT = 15_000;
/** How long the first holder may take to come, on top of the time that the program lingers, milliseconds. */
const FIRST = 30_000;

/** Counts those who keep the sandbox alive (real time, whatever its clock says). */
export class Holders {
  private readonly open = new Set<ServerResponse>();
  private readonly beat: NodeJS.Timeout;
  private end: NodeJS.Timeout | undefined;

  /**
   * @param linger milliseconds to go on after the last holder has gone; `undefined`: for ever.
   * @param onEnd called once nobody holds any more.
   */
  constructor(
    private readonly linger: number | undefined,
    private readonly onEnd: () => void,
  ) {
    this.beat = setInterval(() => {
      for (const response of this.open) response.write('\n');
    }, BEAT);
    this.beat.unref();
    this.wait(FIRST);
  }

  /** Keeps the answer open until the caller closes it. */
  add(response: ServerResponse): void {
    clearTimeout(this.end);
    this.open.add(response);
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.write('\n');
    response.on('close', () => {
      this.open.delete(response);
      if (this.open.size === 0) this.wait(0);
    });
  }

  dispose(): void {
    clearInterval(this.beat);
    clearTimeout(this.end);
    this.open.clear();
  }

  private wait(extra: number): void {
    if (this.linger === undefined) return;
    clearTimeout(this.end);
    this.end = setTimeout(this.onEnd, this.linger + extra);
  }
}

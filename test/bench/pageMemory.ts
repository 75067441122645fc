import { setTimeout as rest } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { until } from '../workbench';

const MIB = 1024 * 1024;
const SAMPLE_MS = 500;

interface Heap {
  readonly usedSize: number;
  /** Bytes of buffers, which lie beside the heap. */
  readonly backingStorageSize: number;
}

/** How much memory a page has in use: the heaps of its script and of its workers, buffers, and the pixels of its canvases. */
export class PageMemory {
  private readonly workers = new Set<string>();
  private readonly answers = new Map<number, (result: unknown) => void>();
  private asked = 0;

  private constructor(private readonly session: CDPSession) {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.workers.add(sessionId);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as { readonly id?: number; readonly result?: unknown };
      if (id !== undefined) this.answers.get(id)?.(result);
    });
  }

  /** Of a page that has a worker. */
  static async of(page: Page): Promise<PageMemory> {
    const memory = new PageMemory(await page.context().newCDPSession(page));
    await memory.session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    await until('the worker of the page', () => memory.workers.size > 0);
    return memory;
  }

  /** MiB now, with garbage that was not collected yet. */
  async now(): Promise<number> {
    const own = await this.session.send('Runtime.getHeapUsage');
    const others = await this.askWorkers('Runtime.getHeapUsage');
    const canvases = await this.session.send('Runtime.evaluate', {
      expression: `[...document.querySelectorAll('canvas')].reduce((sum, { width, height }) => sum + width * height * 4, 0)`,
    });
    const heaps = [own, ...(others as Heap[])];
    const bytes = heaps.reduce((sum, heap) => sum + heap.usedSize + heap.backingStorageSize, 0);
    return (bytes + Number(canvases.result.value)) / MIB;
  }

  /** MiB after a forced collection. */
  async collected(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    await this.askWorkers('HeapProfiler.collectGarbage');
    return this.now();
  }

  /** The most that was seen while `work` went on. */
  async peak<T>(work: Promise<T>): Promise<readonly [T, number]> {
    const end = (): boolean => true;
    const ended = work.then(end, end);
    let most = await this.now();
    while (!(await Promise.race([ended, rest(SAMPLE_MS, false)]))) most = Math.max(most, await this.now());
    most = Math.max(most, await this.now());
    return [await work, most];
  }

  private askWorkers(method: string): Promise<unknown[]> {
    const asking = [...this.workers].map(async (sessionId) => {
      this.asked += 1;
      const id = this.asked;
      const answered = new Promise((resolve) => this.answers.set(id, resolve));
      await this.session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
      const result = await answered;
      this.answers.delete(id);
      return result;
    });
    return Promise.all(asking);
  }
}

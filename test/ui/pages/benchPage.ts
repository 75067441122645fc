import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { PROJECT } from '../../workbench';

/** One page under test, by what it is told (`In`) and what it says (`Out`). */
export class BenchPage<In, Out extends { readonly type: string }> {
  /** Anything the browser complained of: an error, a thing that the policy kept out. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  async post(...messages: readonly In[]): Promise<void> {
    for (const message of messages) {
      // As JSON, which is how VS Code carries it.
      await this.page.evaluate(
        (text) => window.postMessage(JSON.parse(text), window.origin),
        JSON.stringify(message),
      );
    }
    // Messages are delivered in order, so one of our own that came back means that these were.
    await this.page.evaluate(
      () =>
        new Promise<void>((done) => {
          const seen = (event: MessageEvent<unknown>) => {
            if (event.data !== 'bench') return;
            window.removeEventListener('message', seen);
            done();
          };
          window.addEventListener('message', seen);
          window.postMessage('bench', window.origin);
        }),
    );
  }

  /** Sends the bytes of a document. `more`: what else its message says. */
  async postDocument(bytes: Uint8Array, more: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.evaluate(
      ([base64, rest]) => {
        const { buffer } = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        window.postMessage({ type: 'document', ...rest, bytes: buffer }, window.origin, [buffer]);
      },
      [Buffer.from(bytes).toString('base64'), more] as const,
    );
  }

  /** Everything the page has said so far. */
  said(): Promise<readonly Out[]> {
    return this.page.evaluate(() => Reflect.get(window, 'said') as readonly never[]);
  }

  /** Waits until the page has said something of this type (`count` times). */
  async heard<T extends Out['type']>(type: T, count = 1): Promise<Extract<Out, { readonly type: T }>> {
    const handle = await this.page.waitForFunction(
      ([wanted, times]) =>
        (Reflect.get(window, 'said') as { type: unknown }[]).filter((message) => message.type === wanted)[
          times - 1
        ],
      [type, count] as const,
    );
    return (await handle.jsonValue()) as unknown as Extract<Out, { readonly type: T }>;
  }

  /** What VS Code keeps of the page. */
  kept(): Promise<unknown> {
    return this.page.evaluate(() => Reflect.get(window, 'kept') as unknown);
  }

  /** Fails on any finding of axe, naming the rule and the place. */
  async accessible(): Promise<void> {
    const file = createRequire(path.join(PROJECT, 'package.json')).resolve('axe-core/axe.min.js');
    await this.page.evaluate(readFileSync(file, 'utf8'));
    const results = await this.page.evaluate<AxeResults>(
      'axe.run(document, { iframes: false, resultTypes: ["violations"] })',
    );
    const findings = results.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
    );
    assert.deepEqual(findings, []);
  }

  /** Nothing sticks out to the side. */
  async fits(): Promise<void> {
    const { wide, room } = await this.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      room: document.documentElement.clientWidth,
    }));
    assert.ok(wide <= room, `the page is ${wide} px wide and has ${room}`);
  }
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageHtml } from '../../../src/editor/platform/pageHtml';
import type { HostMessage, PageMessage } from '../../../src/pages/protocol';
import { newContext, PROJECT } from '../../workbench';
import { BODY_CLASSES, themeCss, type Theme } from './themes';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

/** Serves the built page as VS Code would: the real HTML with its real policy, and a stand-in for the editor's API. */
export class PageBench {
  private readonly servers: Server[] = [];
  private readonly contexts = new Map<string, BrowserContext>();
  private frameHtml = '<!DOCTYPE html><title>Signing</title><p>A page to sign.</p>';
  private home = '';
  /** Origin of the page that is framed. */
  frameOrigin = '';

  constructor(private readonly browser: Browser) {}

  async start(): Promise<void> {
    this.home = await this.serve((url, response) => this.answer(url, response));
    this.frameOrigin = await this.serve((_url, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(this.frameHtml);
    });
  }

  /** `kept` is what VS Code has kept of the page from before. */
  async open(theme: Theme, options: PageOptions = {}, kept?: unknown): Promise<BenchPage> {
    const context = await this.context(options);
    const page = await context.newPage();
    const bench = new BenchPage(page);
    const state = kept === undefined ? '' : `?kept=${encodeURIComponent(JSON.stringify(kept))}`;
    await page.goto(`${this.home}/page/${theme}${state}`);
    await bench.heard('ready');
    return bench;
  }

  /** One per kind of person, since a new one takes longer than what is tested in it. */
  private async context(options: PageOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options);
    const known = this.contexts.get(key);
    if (known) return known;
    const context = await newContext(this.browser, {
      viewport: { width: options.width ?? 900, height: options.height ?? 800 },
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
      reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    });
    this.contexts.set(key, context);
    return context;
  }

  /** What the framed page is from now on. */
  frame(html: string): void {
    this.frameHtml = html;
  }

  async closePages(): Promise<void> {
    const pages = [...this.contexts.values()].flatMap((context) => context.pages());
    await Promise.all(pages.map((page) => page.close()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.contexts.values()].map((context) => context.close()));
    for (const server of this.servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  private async serve(answer: (url: string, response: ServerResponse) => void): Promise<string> {
    const server = createServer((request, response) => answer(request.url ?? '/', response));
    this.servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private answer(url: string, response: ServerResponse): void {
    const [, kind = '', name = ''] = url.split('?')[0]?.split('/') ?? [];
    const theme = name.replace(/\.(?:js|css)$/, '') as Theme;
    const extension = path.extname(name);
    response.setHeader('content-type', TYPES[extension] ?? 'text/html; charset=utf-8');
    if (kind === 'page') {
      response.end(
        pageHtml({
          lang: 'en',
          title: 'Envelope',
          ownSource: "'self'",
          scripts: [`/host/${theme}.js`, '/dist/details.js'],
          styles: [`/host/${theme}.css`, '/dist/codicon.css', '/dist/details.css'],
          frameOrigins: [this.frameOrigin],
          fonts: true,
        }),
      );
    } else if (kind === 'host') {
      response.end(extension === '.css' ? themeCss(theme) : hostScript(theme));
    } else if (kind === 'dist') {
      response.end(readFileSync(path.join(PROJECT, 'dist/pages', path.basename(name))));
    } else {
      response.statusCode = 404;
      response.end();
    }
  }
}

/** Stands in for what VS Code puts into every page. */
function hostScript(theme: Theme): string {
  return `document.body.className = 'vscode-body ${BODY_CLASSES[theme]}';
    const kept = new URLSearchParams(location.search).get('kept');
    window.said = []; window.kept = kept === null ? undefined : JSON.parse(kept);
    window.acquireVsCodeApi = () => ({
      postMessage: (m) => window.said.push(m), getState: () => window.kept, setState: (s) => { window.kept = s; },
    });`;
}

/** One page under test. */
export class BenchPage {
  /** Anything the browser complained of: an error, a thing that the policy kept out. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  async post(...messages: readonly HostMessage[]): Promise<void> {
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

  /** Everything the page has said so far. */
  said(): Promise<readonly PageMessage[]> {
    return this.page.evaluate(() => Reflect.get(window, 'said') as readonly PageMessage[]);
  }

  /** Waits until the page has said something of this type. */
  async heard<T extends PageMessage['type']>(type: T): Promise<Extract<PageMessage, { readonly type: T }>> {
    const handle = await this.page.waitForFunction(
      (wanted) =>
        (Reflect.get(window, 'said') as { type: string }[]).find((message) => message.type === wanted),
      type,
    );
    return (await handle.jsonValue()) as Extract<PageMessage, { readonly type: T }>;
  }

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

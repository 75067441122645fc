import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageHtml, type PageHtmlOptions } from '../../../src/editor/platform/pageHtml';
import { newContext, PROJECT } from '../../workbench';
import { BODY_CLASSES, themeCss, type Theme } from './themes';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};
const BUILT = path.join(PROJECT, 'dist/pages');

/** The window of a person, and what they have told their system. */
export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  /** Most tests want no motion. */
  readonly reducedMotion?: boolean;
}

/** Which page is on the bench. */
export interface BenchKind {
  /** Of its script and style sheet. */
  readonly name: string;
  readonly title: string;
  /** Where nothing else is said; pixels. */
  readonly window: { readonly width: number; readonly height: number };
  readonly pdf?: boolean;
}

interface Loaded {
  heard(word: 'ready'): Promise<unknown>;
}

/** What stands in for the extension and for what VS Code has kept of the page from before; `answer` is the text of a function. */
export interface HostScript {
  readonly kept?: unknown;
  readonly answer: string;
}

/**
 * Serves a built page as VS Code would: the real HTML with its real policy, everything else from another origin, and a stand-in for
 * the editor's API and the extension behind it.
 */
export abstract class Bench<Options extends WindowOptions> {
  private readonly servers: Server[] = [];
  private readonly contexts = new Map<string, BrowserContext>();
  private browser: Browser | undefined;
  private home = '';
  private resources = '';
  /** What pages fetched, by path. */
  readonly fetched: string[] = [];
  /** What is served in place of a built file, by path; `undefined` for nothing at all. */
  readonly replaced = new Map<string, string | undefined>();

  protected constructor(private readonly kind: BenchKind) {}

  async start(browser: Browser): Promise<void> {
    this.browser = browser;
    this.resources = await this.serve((url, response) => this.resource(url, response));
    this.home = await this.serve((url, response) => this.html(url, response));
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

  protected abstract hostScript(): HostScript;

  /** More of the page's policy. */
  protected policy(): Partial<PageHtmlOptions> {
    return {};
  }

  /** Opens the page in a window of its own, and waits for its first word. */
  protected async load<On extends Loaded>(
    theme: Theme,
    options: Options,
    on: new (page: Page) => On,
  ): Promise<On> {
    const page = await (await this.context(options)).newPage();
    const opened = new on(page);
    await page.goto(`${this.home}/page/${theme}`);
    await opened.heard('ready');
    return opened;
  }

  protected async serve(answer: (url: string, response: ServerResponse) => void): Promise<string> {
    const server = createServer((request, response) => answer(request.url ?? '/', response));
    this.servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** One per kind of person, since a new one takes longer than what is tested in it. */
  private async context({
    width = this.kind.window.width,
    height = this.kind.window.height,
    forcedColors = false,
    reducedMotion = true,
  }: WindowOptions): Promise<BrowserContext> {
    const key = JSON.stringify([width, height, forcedColors, reducedMotion]);
    const known = this.contexts.get(key);
    if (known) return known;
    if (!this.browser) throw new Error('The bench was not started.');
    const context = await newContext(this.browser, {
      viewport: { width, height },
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      ...(forcedColors ? { forcedColors: 'active' as const } : {}),
    });
    this.contexts.set(key, context);
    return context;
  }

  private html(url: string, response: ServerResponse): void {
    const [, kind, theme = ''] = url.split('/');
    if (kind !== 'page') {
      // The browser asks for an icon by itself.
      response.writeHead(204).end();
      return;
    }
    const { name, title, pdf = false } = this.kind;
    const of = (...files: readonly string[]): readonly string[] =>
      files.map((file) => `${this.resources}/${file}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      pageHtml({
        lang: 'en',
        title,
        ownSource: this.resources,
        scripts: of(`host/${theme}.js`, `dist/${name}.js`),
        styles: of(`host/${theme}.css`, 'dist/codicon.css', `dist/${name}.css`),
        ...(pdf ? { earlyScripts: of('dist/pdf.js'), preloads: of('dist/pdf.worker.min.mjs'), pdf } : {}),
        fonts: true,
        ...this.policy(),
      }),
    );
  }

  private resource(address: string, response: ServerResponse): void {
    const url = address.split('?')[0] ?? '';
    const [, kind = '', ...rest] = url.split('/');
    const extension = path.extname(url);
    response.setHeader('content-type', TYPES[extension] ?? 'application/octet-stream');
    response.setHeader('access-control-allow-origin', '*');
    if (kind === 'host') {
      const theme = path.basename(url, extension) as Theme;
      response.end(extension === '.css' ? themeCss(theme) : this.host(theme));
      return;
    }
    const wanted = rest.join('/');
    this.fetched.push(wanted);
    const file = path.join(BUILT, wanted);
    if (this.replaced.has(wanted)) {
      const other = this.replaced.get(wanted);
      if (other === undefined) response.writeHead(404);
      response.end(other);
    } else if (kind === 'dist' && file.startsWith(BUILT) && existsSync(file)) {
      response.end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
  }

  /** What VS Code puts into every page. */
  private host(theme: Theme): string {
    const { kept, answer } = this.hostScript();
    return `document.body.className = 'vscode-body ${BODY_CLASSES[theme]}';
      window.said = []; window.kept = ${JSON.stringify(kept)};
      const post = (message, transfer) => window.postMessage(message, window.origin, transfer);
      const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
      const answer = ${answer};
      window.acquireVsCodeApi = () => ({
        postMessage: (m) => { window.said.push(structuredClone(m)); answer(m); },
        setState: (s) => { window.kept = s; },
        getState: () => window.kept,
      });`;
  }
}

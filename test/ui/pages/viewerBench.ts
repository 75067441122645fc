import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { viewerStrings } from '../../../src/editor/documents/viewer/words';
import { pageHtml } from '../../../src/editor/platform/pageHtml';
import { plain } from '../../../src/editor/platform/translate';
import type { Place } from '../../../src/pages/viewer/place';
import type { HostMessage, PageMessage } from '../../../src/pages/viewer/protocol';
import { newContext, PROJECT } from '../../workbench';
import { BenchPage } from './pageBench';
import { BODY_CLASSES, themeCss, type Theme } from './themes';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface ViewerOptions {
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  /** What the web view kept from before. */
  readonly state?: unknown;
  readonly place?: Place;
}

/**
 * Serves the built viewer as VS Code would: the real HTML with its real policy, everything else from another origin, and a stand-in
 * for the editor's API that answers `ready` at once, as the extension does.
 */
export class ViewerBench {
  private readonly servers: Server[] = [];
  private readonly contexts = new Map<string, BrowserContext>();
  private documentBytes: Uint8Array | undefined;
  private options: ViewerOptions = {};
  private home = '';
  private resources = '';
  /** What the page fetched, by path. */
  readonly fetched: string[] = [];
  /** What is served in place of a built file, by path; `undefined` for nothing at all. */
  readonly replaced = new Map<string, string | undefined>();

  constructor(private readonly browser: Browser) {}

  async start(): Promise<void> {
    this.home = await this.serve((url, response) => this.page(url, response));
    this.resources = await this.serve((url, response) => this.resource(url, response));
  }

  /** Opens the viewer on a document; without one it waits for what is posted. */
  async open(
    theme: Theme,
    bytes: Uint8Array | undefined,
    options: ViewerOptions = {},
  ): Promise<ViewerOnBench> {
    this.documentBytes = bytes;
    this.options = options;
    const context = await this.context(options);
    const page = await context.newPage();
    const bench = new ViewerOnBench(page);
    await page.goto(`${this.home}/page/${theme}`);
    await bench.heard('ready');
    return bench;
  }

  /** A page of the same kind with nothing in it; milliseconds until its script has run and a frame was drawn. */
  async emptyPage(theme: Theme): Promise<number> {
    const context = await this.context({});
    const page = await context.newPage();
    await page.goto(`${this.home}/empty/${theme}`);
    const handle = await page.waitForFunction(() => Reflect.get(window, 'drawnAt') as number | undefined);
    const at = await handle.jsonValue();
    await page.close();
    return at ?? NaN;
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

  private async context({ width, height, forcedColors }: ViewerOptions): Promise<BrowserContext> {
    const key = JSON.stringify([width, height, forcedColors]);
    const known = this.contexts.get(key);
    if (known) return known;
    const context = await newContext(this.browser, {
      viewport: { width: width ?? 900, height: height ?? 800 },
      locale: 'en-US',
      reducedMotion: 'reduce',
      ...(forcedColors === true ? { forcedColors: 'active' as const } : {}),
    });
    this.contexts.set(key, context);
    return context;
  }

  private async serve(answer: (url: string, response: ServerResponse) => void): Promise<string> {
    const server = createServer((request, response) => answer(request.url ?? '/', response));
    this.servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  private page(url: string, response: ServerResponse): void {
    const [, kind, theme] = url.split('/');
    if (kind === 'document') {
      response.end(this.documentBytes);
      return;
    }
    const script = kind === 'empty' ? '/host/empty.js' : '/dist/viewer.js';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      pageHtml({
        lang: 'en',
        title: 'mutual-nda.pdf',
        ownSource: this.resources,
        scripts: [`/host/${theme}.js`, script].map((file) => this.resources + file),
        styles: [`/host/${theme}.css`, '/dist/codicon.css', '/dist/viewer.css'].map(
          (file) => this.resources + file,
        ),
        earlyScripts: [`${this.resources}/dist/pdf.js`],
        preloads: [`${this.resources}/dist/pdf.worker.min.mjs`],
        fonts: true,
        pdf: true,
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
      const theme = (rest[0] ?? '').replace(/\.\w+$/, '') as Theme;
      response.end(extension === '.css' ? viewerTheme(theme) : this.hostScript(theme));
      return;
    }
    const wanted = rest.join('/');
    this.fetched.push(wanted);
    const other = this.replaced.get(wanted);
    if (other !== undefined) {
      response.end(other);
      return;
    }
    const root = path.join(PROJECT, 'dist/pages');
    const file = path.join(root, ...rest);
    if (file.startsWith(root) && existsSync(file) && !this.replaced.has(wanted)) {
      response.end(readFileSync(file));
    } else {
      response.statusCode = 404;
      response.end();
    }
  }

  /** Stands in for what VS Code puts into every page, and for the extension. */
  private hostScript(theme: Theme): string {
    if (!(theme in BODY_CLASSES))
      return `requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnAt = performance.now(); }));`;
    const { place, state } = this.options;
    const init: HostMessage = { type: 'init', strings: viewerStrings(plain), place };
    const bytes = this.documentBytes;
    const base64 = bytes === undefined ? 'undefined' : `'${Buffer.from(bytes).toString('base64')}'`;
    return `document.body.className = 'vscode-body ${BODY_CLASSES[theme]}';
      window.said = []; window.kept = ${JSON.stringify(state)};
      const base64 = ${base64};
      const bytes = base64 === undefined ? undefined : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
      const answer = () => {
        window.postMessage(${JSON.stringify(init)}, window.origin);
        if (bytes) window.postMessage({ type: 'document', bytes }, window.origin, [bytes]);
      };
      window.acquireVsCodeApi = () => ({
        postMessage: (m) => { window.said.push(m); if (m.type === 'ready') answer(); if (m.type === 'shown') window.shownAt = performance.now(); },
        setState: (s) => { window.kept = s; },
        getState: () => window.kept,
      });`;
  }
}

/** The viewer on a bench. */
export class ViewerOnBench {
  private readonly bench: BenchPage;

  constructor(readonly page: Page) {
    this.bench = new BenchPage(page);
  }

  get complaints(): readonly string[] {
    return this.bench.complaints;
  }
  accessible(): Promise<void> {
    return this.bench.accessible();
  }
  fits(): Promise<void> {
    return this.bench.fits();
  }

  /** Sends a document, as the extension does after a change. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.page.evaluate((base64) => {
      const { buffer } = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      window.postMessage({ type: 'document', bytes: buffer }, window.origin, [buffer]);
    }, Buffer.from(bytes).toString('base64'));
  }

  async post(message: HostMessage): Promise<void> {
    await this.page.evaluate((it) => window.postMessage(it, window.origin), message);
  }

  /** Waits until the page has said something of this type (`count` times). */
  async heard<T extends PageMessage['type']>(
    type: T,
    count = 1,
  ): Promise<Extract<PageMessage, { readonly type: T }>> {
    const handle = await this.page.waitForFunction(
      ([wanted, times]) =>
        (Reflect.get(window, 'said') as { type: unknown }[]).filter((message) => message.type === wanted)[
          times - 1
        ],
      [type, count] as const,
    );
    return (await handle.jsonValue()) as unknown as Extract<PageMessage, { readonly type: T }>;
  }

  said(): Promise<readonly PageMessage[]> {
    return this.page.evaluate(() => Reflect.get(window, 'said') as readonly PageMessage[]);
  }

  kept(): Promise<unknown> {
    return this.page.evaluate(() => Reflect.get(window, 'kept') as unknown);
  }

  /** Milliseconds from the begin of loading until the first picture. */
  shownAt(): Promise<number> {
    return this.page.evaluate(() => Reflect.get(window, 'shownAt') as number);
  }

  /** Waits until the page field says this. */
  async onPage(page: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('.page-input')?.value === wanted,
      String(page),
    );
  }

  /** Waits until a page has its picture and its text. */
  async drawn(page: number): Promise<void> {
    await this.page.locator(`.sheet[data-page="${page}"] canvas`).waitFor();
    await this.page.locator(`.sheet[data-page="${page}"] .text`).waitFor();
  }
}

/** Colours that the viewer uses beside those of the other pages, from the same themes. */
export function viewerTheme(theme: Theme): string {
  const contrast = theme.startsWith('high-contrast');
  const dark = theme === 'dark' || theme === 'high-contrast';
  const more: Readonly<Record<string, string>> = contrast
    ? {
        'input-background': dark ? '#000000' : '#ffffff',
        'input-foreground': dark ? '#ffffff' : '#292929',
        'input-border': dark ? '#6fc3df' : '#0f4a85',
        'input-placeholderForeground': dark ? '#ffffffb3' : '#292929b3',
        'dropdown-background': dark ? '#000000' : '#ffffff',
        'dropdown-foreground': dark ? '#ffffff' : '#292929',
        'dropdown-border': dark ? '#6fc3df' : '#0f4a85',
        'editorWidget-background': dark ? '#0c141f' : '#ffffff',
        'sideBar-background': dark ? '#000000' : '#ffffff',
        'toolbar-hoverOutline': dark ? '#f38518' : '#006bbd',
        disabledForeground: dark ? '#a5a5a5' : '#7f7f7f',
      }
    : {
        'input-background': dark ? '#313131' : '#ffffff',
        'input-foreground': dark ? '#cccccc' : '#3b3b3b',
        'input-border': dark ? '#3c3c3c' : '#cecece',
        'input-placeholderForeground': dark ? '#989898' : '#767676',
        'inputOption-activeBackground': dark ? '#2489db82' : '#bed6ed',
        'inputOption-activeForeground': dark ? '#ffffff' : '#000000',
        'dropdown-background': dark ? '#313131' : '#ffffff',
        'dropdown-foreground': dark ? '#cccccc' : '#3b3b3b',
        'dropdown-border': dark ? '#3c3c3c' : '#cecece',
        'editorWidget-background': dark ? '#202020' : '#f8f8f8',
        'widget-border': dark ? '#313131' : '#e5e5e5',
        'sideBar-background': dark ? '#181818' : '#f8f8f8',
        'sideBar-foreground': dark ? '#cccccc' : '#3b3b3b',
        'list-hoverBackground': dark ? '#2a2d2e' : '#f2f2f2',
        'list-focusBackground': dark ? '#04395e' : '#e8e8e8',
        'list-focusForeground': dark ? '#ffffff' : '#000000',
        disabledForeground: dark ? '#cccccc80' : '#61616180',
      };
  const rules = Object.entries(more).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `${themeCss(theme)}\n:root { ${rules.join(' ')} }`;
}

import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { pageHtml } from '../../../src/editor/platform/pageHtml';
import { plain } from '../../../src/editor/platform/translate';
import { composerStrings } from '../../../src/editor/sending/composer/words';
import type { Composition } from '../../../src/pages/composer/composition';
import type { HostMessage, InitMessage, PageMessage } from '../../../src/pages/composer/protocol';
import { newContext, PROJECT } from '../../workbench';
import { DOCUMENTS, FACTS } from './compositions';
import { BenchPage } from './pageBench';
import { BODY_CLASSES, type Theme } from './themes';
import { viewerTheme } from './viewerBench';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface ComposerOptions {
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
  readonly init?: Partial<Omit<InitMessage, 'type'>>;
  /** The extension has not answered yet. */
  readonly silent?: boolean;
  /** The bytes of documents do not come. */
  readonly noBytes?: boolean;
}

/**
 * Serves the built composer as VS Code would: the real HTML with its real policy, everything else from another origin, and a stand-in
 * for the extension that answers `ready` and `load` at once, and saves every change.
 */
export class ComposerBench {
  private readonly servers: Server[] = [];
  private readonly contexts = new Map<string, BrowserContext>();
  private init: InitMessage | undefined;
  private noBytes = false;
  private home = '';
  private resources = '';

  constructor(private readonly browser: Browser) {}

  async start(): Promise<void> {
    this.resources = await this.serve((url, response) => this.resource(url, response));
    this.home = await this.serve((url, response) => this.page(url, response));
  }

  async open(
    theme: Theme,
    composition: Composition,
    options: ComposerOptions = {},
  ): Promise<ComposerOnBench> {
    this.noBytes = options.noBytes === true;
    this.init =
      options.silent === true
        ? undefined
        : {
            type: 'init',
            strings: composerStrings(plain),
            facts: FACTS,
            composition,
            revision: 1,
            place: undefined,
            restore: { draftId: 'draft' },
            ...options.init,
          };
    const context = await this.context(options);
    const page = await context.newPage();
    const bench = new ComposerOnBench(page);
    await page.goto(`${this.home}/page/${theme}`);
    await bench.heard('ready');
    if (this.init) await page.locator('.workspace').waitFor();
    return bench;
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

  private async context({ width, height, forcedColors }: ComposerOptions): Promise<BrowserContext> {
    const key = JSON.stringify([width, height, forcedColors]);
    const known = this.contexts.get(key);
    if (known) return known;
    const context = await newContext(this.browser, {
      viewport: { width: width ?? 1280, height: height ?? 900 },
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
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
    if (kind !== 'page') {
      // The browser asks for an icon by itself.
      response.statusCode = 204;
      response.end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      pageHtml({
        lang: 'en',
        title: 'New Envelope',
        ownSource: this.resources,
        scripts: [`/host/${theme}.js`, '/dist/composer.js'].map((file) => this.resources + file),
        styles: [`/host/${theme}.css`, '/dist/codicon.css', '/dist/composer.css'].map(
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
      response.end(extension === '.css' ? composerTheme(theme) : this.hostScript(theme));
      return;
    }
    const root = path.join(PROJECT, 'dist/pages');
    const file = path.join(root, ...rest);
    if (kind === 'dist' && file.startsWith(root) && existsSync(file)) response.end(readFileSync(file));
    else {
      response.statusCode = 404;
      response.end();
    }
  }

  /** Stands in for what VS Code puts into every page, and for the extension. */
  private hostScript(theme: Theme): string {
    const bytes = Object.fromEntries(
      this.noBytes
        ? []
        : (this.init?.composition.documents ?? []).flatMap(({ id }) => {
            const content = DOCUMENTS[id]?.();
            return content ? [[id, Buffer.from(content).toString('base64')]] : [];
          }),
    );
    const hashes = Object.fromEntries(
      (this.init?.composition.documents ?? []).map(({ id, sha256 }) => [id, sha256]),
    );
    return `document.body.className = 'vscode-body ${BODY_CLASSES[theme]}';
      window.said = []; window.kept = undefined;
      const init = ${JSON.stringify(this.init ?? null)};
      const bytes = ${JSON.stringify(bytes)};
      const hashes = ${JSON.stringify(hashes)};
      const post = (message, transfer) => window.postMessage(message, window.origin, transfer);
      const answer = (m) => {
        if (m.type === 'ready' && init) post(init);
        if (m.type === 'change') post({ type: 'saved', revision: m.revision, problem: '' });
        if (m.type === 'load' && bytes[m.documentId]) {
          const { buffer } = Uint8Array.from(atob(bytes[m.documentId]), (c) => c.charCodeAt(0));
          post({ type: 'document', documentId: m.documentId, sha256: hashes[m.documentId], bytes: buffer }, [buffer]);
        }
      };
      window.acquireVsCodeApi = () => ({
        postMessage: (m) => { window.said.push(structuredClone(m)); answer(m); },
        setState: (s) => { window.kept = s; },
        getState: () => window.kept,
      });`;
  }
}

/** The composer on a bench. */
export class ComposerOnBench {
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

  said(): Promise<readonly PageMessage[]> {
    return this.page.evaluate(() => Reflect.get(window, 'said') as readonly PageMessage[]);
  }

  kept(): Promise<unknown> {
    return this.page.evaluate(() => Reflect.get(window, 'kept') as unknown);
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

  /** The newest composition that the extension was told of, once it satisfies this. */
  async composed(what: string, holds: (composition: Composition) => boolean): Promise<Composition> {
    const end = Date.now() + 20_000;
    for (;;) {
      const said = await this.said();
      const last = said.findLast((message) => message.type === 'change');
      if (last?.type === 'change' && holds(last.composition)) return last.composition;
      if (Date.now() > end) throw new Error(`never: ${what}; last: ${JSON.stringify(last)}`);
      await this.page.waitForFunction(
        (count) => (Reflect.get(window, 'said') as unknown[]).length > count,
        said.length,
        { timeout: Math.max(1, end - Date.now()) },
      );
    }
  }

  /** The revision that the extension knows. */
  async revision(): Promise<number> {
    const said = await this.said();
    const last = said.findLast((message) => message.type === 'change');
    return last?.type === 'change' ? last.revision : 1;
  }

  get focused(): Locator {
    return this.page.locator(':focus');
  }
  /** Accessible name of what has the focus. */
  async focusedName(): Promise<string> {
    return this.focused.evaluate((element) => {
      const label = element.getAttribute('aria-label');
      if (label !== null) return label;
      const labels = (element as HTMLInputElement).labels as NodeListOf<HTMLLabelElement> | null | undefined;
      return (labels?.[0]?.textContent ?? element.textContent).trim();
    });
  }
}

/** Colours that the composer uses beside those of the viewer, from the same themes. */
function composerTheme(theme: Theme): string {
  const dark = theme === 'dark' || theme === 'high-contrast';
  const more: Readonly<Record<string, string>> = theme.startsWith('high-contrast')
    ? {
        contrastActiveBorder: dark ? '#f38518' : '#006bbd',
        'checkbox-background': dark ? '#000000' : '#ffffff',
        'checkbox-border': dark ? '#6fc3df' : '#0f4a85',
        'checkbox-foreground': dark ? '#ffffff' : '#292929',
        'badge-background': dark ? '#000000' : '#0f4a85',
        'badge-foreground': '#ffffff',
        'sideBarSectionHeader-border': dark ? '#6fc3df' : '#0f4a85',
        'inputValidation-warningBorder': dark ? '#6fc3df' : '#0f4a85',
        'editorSuggestWidget-border': dark ? '#6fc3df' : '#0f4a85',
        'inputOption-activeBackground': dark ? '#00000000' : '#00000000',
        'inputOption-activeForeground': dark ? '#ffffff' : '#292929',
        'inputOption-activeBorder': dark ? '#f38518' : '#006bbd',
        'keybindingLabel-foreground': dark ? '#ffffff' : '#292929',
        'keybindingLabel-border': dark ? '#6fc3df' : '#0f4a85',
      }
    : {
        'checkbox-background': dark ? '#313131' : '#f8f8f8',
        'checkbox-border': dark ? '#3c3c3c' : '#cecece',
        'checkbox-foreground': dark ? '#cccccc' : '#3b3b3b',
        'badge-background': dark ? '#616161' : '#cccccc',
        'badge-foreground': dark ? '#f8f8f8' : '#3b3b3b',
        'sideBarSectionHeader-border': dark ? '#2b2b2b' : '#e5e5e5',
        'list-activeSelectionBackground': dark ? '#04395e' : '#e8e8e8',
        'list-activeSelectionForeground': dark ? '#ffffff' : '#000000',
        'list-warningForeground': dark ? '#cca700' : '#855f00',
        'inputValidation-warningBorder': dark ? '#b89500' : '#b89500',
        'inputOption-activeBorder': dark ? '#2488db' : '#005fb8',
        'editorSuggestWidget-background': dark ? '#202020' : '#f8f8f8',
        'editorSuggestWidget-border': dark ? '#454545' : '#c8c8c8',
        'keybindingLabel-background': dark ? '#8080802b' : '#dddddd66',
        'keybindingLabel-border': dark ? '#33333399' : '#cccccc66',
        'keybindingLabel-foreground': dark ? '#cccccc' : '#3b3b3b',
      };
  const rules = Object.entries(more).map(([name, value]) => `--vscode-${name}: ${value};`);
  return `${viewerTheme(theme)}\n:root { ${rules.join(' ')} }`;
}

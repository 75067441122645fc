import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import {
  launchBrowser,
  newContext,
  openWorkbench,
  PROJECT,
  reload,
  runCommand,
  startServer,
  temporaryWorkspace,
} from '../workbench';
import { EMPTY_NAME, emptyExtension } from './emptyExtension';
import { comparison, type Figure, type Group, medianOf } from './figure';

/** The first window of a profile is slower than all later ones and does not count. */
const WARM_UPS = 1;
const WINDOWS = 10;
const TARGET_MORE_MS = 10;
/** High enough for all rows of the list to be drawn. */
const VIEWPORT = { width: 1280, height: 2400 };

/**
 * What *Show Running Extensions* says of this extension and of an empty one in the same extension host. Each window has a new host.
 *
 * VS Code takes the time from the moment an extension's turn is announced, and announces many at once: what it shows has the loading
 * of all that were before in it. The empty one comes right before ours, so their difference is what ours alone took.
 */
export const activation: Group = {
  name: 'activation',
  async measure({ note, skip, hasVscode }) {
    if (!hasVscode) {
      skip('activation', 'no real VS Code can run here');
      return [];
    }
    const empty = emptyExtension();
    const workspace = temporaryWorkspace({ 'README.md': '# Bench\n' });
    try {
      const server = await startServer({
        folder: workspace.path,
        vsix: [path.join(PROJECT, 'dist/jsign.vsix'), empty.vsix],
      });
      const browser = await launchBrowser();
      try {
        note(`reading the activation times of ${WINDOWS} windows`);
        const page = await openWorkbench(await newContext(browser, { viewport: VIEWPORT }), server);
        return await overWindows(page);
      } finally {
        await browser.close();
        await server.stop();
      }
    } finally {
      workspace.remove();
      empty.remove();
    }
  },
};

async function overWindows(page: Page): Promise<readonly Figure[]> {
  const { displayName } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
    readonly displayName: string;
  };
  const [ours, empty]: [number[], number[]] = [[], []];
  for (let window = -WARM_UPS; window < WINDOWS; window += 1) {
    await runCommand(page, 'Developer: Show Running Extensions');
    const [our, theirs] = [await activationOf(page, displayName), await activationOf(page, EMPTY_NAME)];
    if (theirs > our)
      throw new Error('The empty extension was loaded after ours, so its time has ours in it.');
    if (window >= 0) {
      ours.push(our);
      empty.push(theirs);
    }
    await reload(page, { keepState: false });
  }
  return [
    medianOf({ id: 'activation.empty', what: 'activation as shown, an empty extension', unit: 'ms' }, empty),
    medianOf({ id: 'activation.ours', what: 'activation as shown, this extension', unit: 'ms' }, ours),
    comparison(
      {
        id: 'activation.more',
        what: 'activation, more than the empty one',
        unit: 'ms',
        target: { atMost: TARGET_MORE_MS },
      },
      ours,
      empty,
      (our, theirs) => our - theirs,
    ),
  ];
}

/** Milliseconds; waits until the row says them. */
async function activationOf(page: Page, name: string): Promise<number> {
  const row = page
    .locator('.runtime-extensions-editor .monaco-list-row')
    .filter({ has: page.locator('.name', { hasText: name }) });
  const time = row.locator('.activation-time', { hasText: /\d+ms/ });
  const shown = /(\d+)ms/.exec(await time.innerText())?.[1];
  if (shown === undefined) throw new Error(`The activation time of ${name} was not understood.`);
  return Number(shown);
}

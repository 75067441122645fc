import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Person } from '../demo/person';
import {
  launchBrowser,
  newContext,
  openContainer,
  openWorkbench,
  PROJECT,
  reload,
  startServer,
  temporaryWorkspace,
  treeRow,
  type WorkbenchServer,
} from '../workbench';
import { type Bench, type Figure, medianOf } from './figure';

const VIEW = 'Envelopes';
const GROUP = 'Completed';
/** They open by themselves and would push the group out of sight. */
const OPEN_AT_FIRST = ['Needs My Signature', 'Waiting for Others'];
const RUNS = 5;

/**
 * From the click on a folded group to its first row on screen, in the workbench in its browser, each time in a window that did not
 * read the group before. Most of it is VS Code's own work, so it is for information.
 */
export async function firstRowsInVscode(envelopes: number, { note }: Bench): Promise<Figure> {
  note(`opening a group in the real VS Code ${RUNS} times`);
  const workspace = temporaryWorkspace({ 'README.md': '# Bench\n' });
  const server = await startServer({ folder: workspace.path, vsix: [path.join(PROJECT, 'dist/jsign.vsix')] });
  const browser = await launchBrowser();
  try {
    const page = await openWorkbench(await newContext(browser), server);
    await new Person(page).tryWithoutAccount();
    await seed(server, envelopes);
    // The new windows are to find the account.
    await reload(page);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await reload(page, { keepState: false });
      times.push(await openGroup(page));
    }
    const what = 'first page in VS Code, click on a group to its first row';
    return medianOf({ id: 'tree.vscode', what, unit: 'ms' }, times);
  } finally {
    await browser.close();
    await server.stop();
    workspace.remove();
  }
}

/** Fills the sandbox that the extension has started. */
async function seed(server: WorkbenchServer, envelopes: number): Promise<void> {
  const { name, publisher } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly publisher: string;
  };
  const storage = path.join(server.userData, 'User/globalStorage', `${publisher}.${name}`);
  const { url } = JSON.parse(readFileSync(path.join(storage, 'sandbox/server.json'), 'utf8')) as {
    readonly url: string;
  };
  const reply = await fetch(`${url}/_sandbox/seed`, {
    method: 'POST',
    body: JSON.stringify({ envelopes, templates: 0 }),
  });
  if (!reply.ok) throw new Error(`The sandbox could not be filled: ${reply.status}.`);
}

async function openGroup(page: Page): Promise<number> {
  await openContainer(page, 'jSign');
  for (const title of OPEN_AT_FIRST) {
    const row = treeRow(page, VIEW, title);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  }
  const group = treeRow(page, VIEW, GROUP);
  await group.waitFor();
  if ((await group.getAttribute('aria-expanded')) !== 'false') throw new Error(`${GROUP} is open already.`);
  const took = group.evaluate(whenOpened);
  await group.locator('.monaco-tl-twistie').click();
  return took;
}

/** In the page: milliseconds from the press of the mouse to the frame in which a row below this one stands. */
function whenOpened(group: Element): Promise<number> {
  return new Promise((resolve) => {
    const list = group.parentElement;
    const title = group.getAttribute('aria-label');
    document.addEventListener(
      'mousedown',
      () => {
        const pressed = performance.now();
        const look = (): void => {
          const rows = [...(list?.querySelectorAll('.monaco-list-row') ?? [])];
          // VS Code draws rows anew, so the group is looked up by its words each time.
          const row = rows.find((candidate) => candidate.getAttribute('aria-label') === title);
          const below = Number(row?.getAttribute('data-index')) + 1;
          const first = rows.find((candidate) => Number(candidate.getAttribute('data-index')) === below);
          if (first?.getAttribute('aria-level') === '2') resolve(performance.now() - pressed);
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });
}

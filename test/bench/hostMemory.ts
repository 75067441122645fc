import type { Page } from 'playwright-core';
import { openContainer, quickInput, reload, runCommand, treeRow, until } from '../workbench';
import type { HostMemory } from './companionNames';
import { type Bench, type Figure, medianOf } from './figure';
import { inWindow } from './vscodeWindow';

const MIB = 1024 * 1024;
const WINDOWS = 3;
const TARGET_MIB = 60;
/** Reading a hundred pages. */
const READ_MS = 120_000;

/**
 * Heap and external memory of the extension host, after a forced collection: with the sidebar open and everything read and searched,
 * over a window in which nothing was looked at. Code that was loaded for it counts too.
 */
export async function hostMemory(envelopes: number, { note }: Bench): Promise<Figure> {
  note(`reading ${envelopes} envelopes in ${WINDOWS} windows of the real VS Code`);
  const more = await inWindow({ envelopes }, async ({ page, companion }) => {
    const all: number[] = [];
    for (let window = 0; window < WINDOWS; window += 1) {
      await reload(page, { keepState: false });
      const idle = inUse(await companion.memory(page));
      await readEverything(page);
      all.push(inUse(await companion.memory(page)) - idle);
    }
    return all;
  });
  const what = `extension host with ${envelopes} envelopes read and searched, memory over idle`;
  return medianOf(
    { id: 'store.host', what, unit: 'MiB', target: { atMost: TARGET_MIB } },
    more.map((bytes) => bytes / MIB),
  );
}

async function readEverything(page: Page): Promise<void> {
  await openContainer(page, 'jSign');
  await treeRow(page, 'Envelopes', 'Needs My Signature').waitFor();
  await runCommand(page, 'jSign: Find Envelope…');
  const box = quickInput(page, 'Words of the name');
  const input = box.locator('.quick-input-box input');
  await input.fill('statement');
  await box.locator('.quick-input-titlebar', { hasText: 'Searching further pages' }).waitFor();
  const title = box.locator('.quick-input-titlebar');
  await until('the end of the pages', async () => !(await title.innerText()).includes('Searching'), READ_MS);
  await input.fill('acme');
  await box.locator('.monaco-list-row').first().waitFor();
  await page.keyboard.press('Escape');
}

function inUse({ heap, external }: HostMemory): number {
  return heap + external;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { SCREENSHOTS } from './paths';
import type { WorkbenchServer } from './server';

const START_MS = 60_000;
/** The web workbench writes its storage (memento, layout, allowed accounts) every 5 s and not when it is left. */
const STORAGE_FLUSH_MS = 6_000;
const consoles = new WeakMap<Page, string[]>();

/** Opens the workbench in a new page and waits until it can be used. */
export async function openWorkbench(
  context: BrowserContext,
  server: WorkbenchServer,
  folder?: string,
): Promise<Page> {
  const page = await context.newPage();
  watchConsole(page);
  await goto(page, server.url(folder));
  await ready(page);
  return page;
}

/** Goes to the workbench's address. A start may refuse its first connection: that one error is tried again. */
export async function goto(page: Page, url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await page.goto(url);
      return;
    } catch (error) {
      if (attempt === 4 || !(error instanceof Error) || !error.message.includes('ERR_CONNECTION'))
        throw error;
    }
  }
}

/** Waits until the workbench has restored what was open: before that it may still undo what was just clicked on. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: START_MS });
  await page.waitForFunction(
    (mark) => performance.getEntriesByName(mark).length > 0,
    'code/LifecyclePhase/Restored',
    { timeout: START_MS },
  );
}

/** A reload of the window. `keepState` waits until the workbench has written what it remembers. */
export async function reload(page: Page, { keepState = true } = {}): Promise<void> {
  if (keepState) await page.waitForTimeout(STORAGE_FLUSH_MS);
  await page.reload();
  await ready(page);
}

/** Remembers what the page writes to its console, for a failure's evidence. */
export function watchConsole(page: Page): void {
  const lines: string[] = [];
  consoles.set(page, lines);
  page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`[pageerror] ${error.message}`));
}

/** Leaves a screenshot and the page's console in test/screenshots. Returns the screenshot's path. */
export async function leaveEvidence(page: Page, title: string): Promise<string> {
  const file = path.join(SCREENSHOTS, title.replace(/[^\w.-]+/g, '-').slice(0, 120));
  mkdirSync(SCREENSHOTS, { recursive: true });
  writeFileSync(`${file}.log`, (consoles.get(page) ?? []).join('\n'));
  await page.screenshot({ path: `${file}.png` });
  return `${file}.png`;
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, SCREENSHOTS } from '../../workbench';

interface Startable {
  start(browser: Browser): Promise<void>;
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

/** To be called in a `describe`: a browser with this bench for all of its tests, each of which leaves its pages behind. */
export function useBench<B extends Startable>(bench: B): B {
  let browser: Browser | undefined;
  before('a browser', async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await launchBrowser();
    await bench.start(browser);
  });
  afterEach(() => bench.closePages());
  after('the browser', async () => {
    await bench.stop();
    await browser?.close();
  });
  return bench;
}

/** Leaves a picture for people to look at. */
export async function shot({ page }: { readonly page: Page }, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage });
}

import type { Locator, Page } from 'playwright-core';
import { openContainer, runCommand, treeRow, until } from '../workbench';
import { COMPANION } from './companionNames';

/** What stands in the companion's page once it is shown. */
const EMPTY = ['h1'];

/** Opens the page to compare with, which has next to nothing in it; milliseconds, see {@link opened}. */
export async function openedEmpty(page: Page): Promise<number> {
  await openContainer(page, COMPANION.container);
  return opened(page, treeRow(page, COMPANION.view, COMPANION.emptyPage), EMPTY);
}

/**
 * Clicks on a row and waits for the page that it opens; closes the page again.
 * @param shown selectors of what stands in the page once it is shown; all of it
 * @returns milliseconds from the press of the mouse to the frame in which all of it was drawn
 */
export async function opened(page: Page, row: Locator, shown: readonly string[]): Promise<number> {
  await row.waitFor();
  const took = row.evaluate(whenShown, shown);
  await row.click();
  const milliseconds = await took;
  await runCommand(page, 'View: Close All Editors');
  await until('closed editors', async () => (await page.locator('iframe.webview').count()) === 0);
  return milliseconds;
}

/** In the window. The workbench in a browser and its web views share one origin, and so one clock. */
function whenShown(_row: Element, shown: readonly string[]): Promise<number> {
  const pages = (): readonly (Document | null | undefined)[] =>
    [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')].map(
      (outer) => outer.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame')?.contentDocument,
    );
  return new Promise((resolve) => {
    document.addEventListener(
      'mousedown',
      () => {
        const pressed = performance.now();
        const look = (): void => {
          const all = pages().some((page) =>
            shown.every((selector) => page?.querySelector(selector)?.checkVisibility() === true),
          );
          // What stands there now is drawn with the frame that comes.
          if (all) requestAnimationFrame(() => resolve(performance.now() - pressed));
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });
}

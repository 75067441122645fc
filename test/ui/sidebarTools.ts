import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { SCREENSHOTS, treeRow, until, view } from '../workbench';

/** Makes the window's theme follow {@link picture}. */
export const THEMED = { 'window.autoDetectColorScheme': true } as const;

/**
 * Pictures of what is on screen, in light and dark. Needs a window with the settings {@link THEMED}.
 * @param again brings back what a change of theme takes away
 */
export async function picture(page: Page, name: string, again?: () => Promise<unknown>): Promise<void> {
  for (const [colorScheme, mark] of [
    ['dark', 'vs-dark'],
    ['light', 'vs'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`.monaco-workbench.${mark}`).waitFor();
    await again?.();
    await page.screenshot({ path: path.join(SCREENSHOTS, `sidebar-${name}-${colorScheme}.png`) });
  }
}

/** The rows of a view that are drawn, from top to bottom, as they are read. */
export function rowTexts(page: Page, title: string): Promise<string[]> {
  return view(page, title)
    .locator('.monaco-list-row[role="treeitem"]')
    .evaluateAll((rows) =>
      rows
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => (row.querySelector('.monaco-icon-label-container') ?? row).textContent),
    );
}

/** A group of the envelopes. Its description is how many it has. */
export function group(page: Page, name: string): Locator {
  return treeRow(page, 'Envelopes', new RegExp(`^${name}`));
}

/** The number beside a group, once it is there. */
export function countOf(page: Page, name: string): Promise<number> {
  return until(`the number of ${name}`, async () => {
    const text = await group(page, name).locator('.label-description').textContent();
    return text === null || !/^\d+$/.test(text) ? undefined : Number(text);
  });
}

/** Folds a group, so that those below it come into sight. */
export async function fold(page: Page, name: string): Promise<void> {
  const row = group(page, name);
  if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  await until(`${name} folded`, async () => (await row.getAttribute('aria-expanded')) === 'false');
}

/** Scrolls a tree down, until the row, one of its last, stands in the view. */
export async function toTheEnd(page: Page, title: string, row: string): Promise<void> {
  const list = view(page, title).locator('.monaco-list');
  await until(`the row ${row}`, async () => {
    await list.press('End');
    return treeRow(page, title, row).isVisible();
  });
}

/** Rests the mouse on a row until its tooltip with these words is there. */
export async function tooltipOf(page: Page, row: Locator, words: string): Promise<Locator> {
  const tooltip = page.locator('.monaco-hover:visible', { hasText: words });
  await until(`the tooltip with ${words}`, async () => {
    await page.mouse.move(900, 500);
    await row.locator('.monaco-icon-label-container').hover();
    return tooltip.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
  // It fades in.
  await tooltip.evaluate((element) =>
    Promise.all(
      (element.parentElement ?? element).getAnimations({ subtree: true }).map(({ finished }) => finished),
    ).then(() => undefined),
  );
  return tooltip;
}

import path from 'node:path';
import type { Page } from 'playwright-core';
import { quickInput, until } from '../workbench';

/**
 * Answers VS Code's own dialog for a file that is to be opened, which is about to come.
 * @param title words of the dialog's title
 * @param file an absolute path
 * @param listed a name that the dialog shows in the file's folder, where it hides the file itself
 */
export async function chooseFile(
  page: Page,
  title: string,
  file: string,
  listed = path.basename(file),
): Promise<void> {
  const box = quickInput(page, title);
  const input = box.locator('.quick-input-box input');
  const row = (name: string) => box.locator('.monaco-list-row', { hasText: name });
  // Each step waits for the folder to be read: an Enter that comes meanwhile can leave the dialog busy for ever.
  await row('..').waitFor();
  await input.fill(`${path.dirname(file)}/`);
  await row(listed).waitFor();
  await input.fill(file);
  if (listed === path.basename(file))
    await until(`${listed} to be the one that Enter takes`, () =>
      row(listed)
        .first()
        .evaluate((each) => each.classList.contains('focused')),
    );
  await input.press('Enter');
  await box.waitFor({ state: 'hidden' });
}

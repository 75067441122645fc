import type { Page } from 'playwright-core';
import { quickInput, until } from '../workbench';

/**
 * Answers VS Code's own dialog for a file that is to be opened, which is about to come.
 * @param title words of the dialog's title
 * @param file an absolute path
 */
export async function chooseFile(page: Page, title: string, file: string): Promise<void> {
  const box = quickInput(page, title);
  const input = box.locator('.quick-input-box input');
  await box.waitFor();
  // It writes its folder over whatever was typed by then, and takes no Enter while it looks into a folder.
  await until('the end of the dialog', async () => {
    if (!(await box.isVisible())) return true;
    const answered = async (): Promise<void> => {
      const options = { timeout: 1_000 };
      const value = await input.inputValue(options);
      if (!/.\/$/.test(value) && value !== file) return;
      await input.fill(file, options);
      await input.press('Enter', options);
      await box.waitFor({ state: 'hidden', ...options });
    };
    return answered().then(
      () => false,
      () => false,
    );
  });
}

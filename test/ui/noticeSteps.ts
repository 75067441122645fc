import type { Locator, Page } from 'playwright-core';
import { until } from '../workbench';

/** Milliseconds after which a notification that is on its way would stand in the corner. */
const A_TOAST = 3_000;
const PATIENCE = 60_000;

/** Notifications wherever they are: VS Code puts a toast away after a while, and holds one back that comes too soon after others. */
export class NoticeSteps {
  constructor(private readonly page: Page) {}

  /** Waits for the notification with these words, in the corner or in the list that the bell opens. */
  async shown(words: string | RegExp): Promise<Locator> {
    const found = this.page.locator('.notification-list-item:visible', { hasText: words }).first();
    const isThere = (): Promise<boolean> =>
      found.waitFor({ timeout: A_TOAST }).then(
        () => true,
        () => false,
      );
    await until(
      `the notification ${String(words)}`,
      async () => {
        if (await isThere()) return true;
        await this.page.locator('[id="status.notifications"] a').click();
        return isThere();
      },
      PATIENCE,
    );
    return found;
  }

  /** Presses a button of it. */
  async press(words: string | RegExp, button: string): Promise<void> {
    await until(`${button} of ${String(words)}`, async () => {
      const notice = await this.shown(words);
      return notice
        .getByRole('button', { name: button, exact: true })
        .click({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  /** How many there are with these words, as the list that the bell opens has them. */
  async count(words: string | RegExp): Promise<number> {
    const bell = this.page.locator('[id="status.notifications"] a');
    const center = this.page.locator('.notifications-center.visible');
    // With none at all there is no list to open.
    if ((await bell.getAttribute('aria-label'))?.startsWith('No Notifications') === true) return 0;
    if (!(await center.isVisible())) await bell.click();
    await center.waitFor();
    const found = await center.locator('.notification-list-item', { hasText: words }).count();
    await bell.click();
    await center.waitFor({ state: 'hidden' });
    return found;
  }
}

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expand, openContainer, runCommand, treeRow, until, webview } from '../workbench';

/** What a person does with envelopes that are there: finds them in the tree, looks at them in their panel. */
export class EnvelopeSteps {
  constructor(private readonly page: Page) {}

  /** The page of the panel that is shown. */
  get panel(): FrameLocator {
    return webview(this.page);
  }

  get title(): Locator {
    return this.panel.getByRole('heading', { level: 1 });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** The page in the signing frame. */
  get frame(): FrameLocator {
    return this.panel.frameLocator('iframe');
  }

  /** Reads the list again, finds the envelope in its group, opens it, and waits until its panel shows it. */
  async open(group: string, words: string): Promise<void> {
    const { page } = this;
    await openContainer(page, 'jSign');
    await runCommand(page, 'jSign: Refresh Envelopes');
    const row = treeRow(page, 'Envelopes', words);
    await until(`${words} in ${group}`, async () => {
      await expand(treeRow(page, 'Envelopes', new RegExp(`^${group}`)));
      return row.isVisible();
    });
    const title = this.title.getByText(words);
    // VS Code loses a click on a row that is drawn again at that moment.
    await until(`the panel of ${words}`, async () => {
      await row.click();
      return title.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    // It is all there once the timeline is.
    await this.panel.locator('.timeline-list .entry').first().waitFor();
  }

  /** Chooses from the panel's own menu. */
  async menu(entry: string): Promise<void> {
    await this.button('More actions').click();
    await this.panel.getByRole('menuitem', { name: entry }).click();
  }

  /** Waits until the signing page is in the frame. */
  async framed(): Promise<void> {
    await this.frame.getByRole('button', { name: 'Sign', exact: true }).waitFor();
  }
}

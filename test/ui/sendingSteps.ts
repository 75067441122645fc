import type { Locator, Page } from 'playwright-core';
import {
  closeQuickInput,
  contextMenu,
  explorerFile,
  fillInput,
  openContainer,
  quickInput,
  runCommand,
  selectFromQuickPick,
  until,
} from '../workbench';

export const NAME = /Name of the envelope/;
export const WHO = /Who (else )?signs\?/;
export const DAYS = /How long may people take/;
export const REVIEW = /Send "[^"]*" to \d/;

/** What a person does in the pickers of the quick way. Each step ends when the next question is on screen. */
export class SendingSteps {
  constructor(private readonly page: Page) {}

  /** Right-clicks a file of the workspace's root. Ends at the question for the name. */
  async start(file: string): Promise<void> {
    await this.rightClick(file);
    await this.at(NAME);
  }

  /** The same where no question is expected. */
  async rightClick(file: string): Promise<void> {
    await this.explorer();
    await contextMenu(this.page, explorerFile(this.page, file), 'Send for Signature…');
  }

  explorer(): Promise<void> {
    return openContainer(this.page, 'Explorer');
  }

  /** The open question with these words. */
  async at(words: RegExp): Promise<Locator> {
    const box = quickInput(this.page, words);
    await box.waitFor();
    return box;
  }

  /** Takes the suggested name, or another one. Ends at the question for signers. */
  async name(text?: string): Promise<void> {
    const input = (await this.at(NAME)).locator('.quick-input-box input');
    if (text !== undefined) await input.fill(text);
    await input.press('Enter');
    await this.at(WHO);
  }

  /** Adds somebody by what is typed. Ends when they stand in the list. */
  async signer(name: string, email: string): Promise<void> {
    const box = await this.at(WHO);
    await box.locator('.quick-input-box input').fill(`${name} <${email}>`);
    await box.locator('.monaco-list-row', { hasText: email }).first().click();
    await this.listed(email);
  }

  /** Waits until somebody stands among those who will sign. */
  async listed(email: string): Promise<void> {
    const row = quickInput(this.page, /Who else signs/).locator('.monaco-list-row', { hasText: email });
    await row.filter({ hasText: 'Choose to correct or remove' }).waitFor();
  }

  async signersDone(): Promise<void> {
    await selectFromQuickPick(this.page, /^Done/, { at: WHO });
  }

  /** Two weeks. Ends at the review. */
  async days(): Promise<void> {
    await selectFromQuickPick(this.page, '2 weeks', { at: DAYS });
    await this.at(REVIEW);
  }

  /** From the right-click to the review, for one signer and a file without anchors. */
  async toReview(file: string, name: string, signer: readonly [string, string]): Promise<void> {
    await this.start(file);
    await this.name(name);
    await this.signer(...signer);
    await this.signersDone();
    await this.days();
  }

  async send(): Promise<void> {
    await selectFromQuickPick(this.page, /^Send to \d/, { at: REVIEW });
    await this.gone();
  }

  /** Leaves whatever question is open. */
  async leave(): Promise<void> {
    await this.at(/./);
    await closeQuickInput(this.page);
  }

  async gone(): Promise<void> {
    await quickInput(this.page).waitFor({ state: 'hidden' });
  }

  /** Presses the back button of the open question. */
  async back(from: RegExp): Promise<void> {
    await (
      await this.at(from)
    )
      .locator('.quick-input-titlebar')
      .getByRole('button', { name: 'Back' })
      .click();
  }

  async value(of: RegExp): Promise<string> {
    return (await this.at(of)).locator('.quick-input-box input').inputValue();
  }

  async typed(text: string, at: RegExp): Promise<void> {
    await fillInput(this.page, text, { at });
  }

  /** After a test: a menu, a question or a notification that it left must not take the next ones with it, or be taken for theirs. */
  async clear(): Promise<void> {
    const { page } = this;
    const menu = page.locator('.monaco-menu-container, .quick-input-widget:visible, .monaco-dialog-box');
    await until('no menu and no question', async () => {
      if (!(await menu.first().isVisible())) return true;
      await page.keyboard.press('Escape');
      return false;
    });
    await runCommand(page, 'Notifications: Clear All Notifications');
    // One of something under way cannot be cleared; it goes by itself.
    await page.locator('.notification-list-item:visible').first().waitFor({ state: 'hidden' });
  }
}

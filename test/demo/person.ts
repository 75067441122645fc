import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import {
  contextMenu,
  dialogButton,
  expand,
  explorerFile,
  notification,
  openContainer,
  openView,
  quickInput,
  selectFromQuickPick,
  treeRow,
  until,
  view,
  webview,
} from '../workbench';

/** Signer of the demonstration: the role in the sample's anchors, and who it is. */
export interface DemoSigner {
  readonly role: string;
  readonly name: string;
  readonly email: string;
}

/** What a person does in the workbench, by mouse and keyboard only. */
export class Person {
  private shots = 0;

  /** @param output folder for screenshots */
  constructor(
    readonly page: Page,
    private readonly output: string,
  ) {
    mkdirSync(output, { recursive: true });
  }

  async screenshot(name: string): Promise<void> {
    this.shots += 1;
    const number = String(this.shots).padStart(2, '0');
    await this.page.screenshot({ path: path.join(this.output, `${number}-${name}.png`) });
  }

  /** The link of the welcome view; ends when the notification says who is signed in. */
  async tryWithoutAccount(): Promise<void> {
    const { page } = this;
    await openContainer(page, 'jSign');
    await view(page, 'Envelopes').getByText('Try without an account').waitFor();
    await this.screenshot('welcome');
    await view(page, 'Envelopes').getByText('Try without an account').click();
    const toast = notification(page, /signed in to the local sandbox/).toast;
    await toast.waitFor();
    await this.screenshot('signed-in');
    await toast.hover();
    await toast.locator('.codicon-notifications-clear').click();
  }

  /** Right-clicks a file of `contracts/` in the Explorer and goes through the pickers. */
  async send(file: string, signers: readonly DemoSigner[]): Promise<void> {
    const { page } = this;
    await this.openExplorer();
    const folder = explorerFile(page, 'contracts');
    await folder.waitFor();
    if ((await folder.getAttribute('aria-expanded')) === 'false') await folder.click();
    await explorerFile(page, file).waitFor();
    await contextMenu(page, explorerFile(page, file), 'Send for Signature…');
    await this.acceptName();
    for (const signer of signers) {
      await this.typeSigner(`Who signs as ${signer.role}`, signer);
    }
    await this.chooseAfterSigners();
  }

  private async acceptName(): Promise<void> {
    const box = quickInput(this.page, /Name of the envelope|name of the envelope/);
    await box.locator('.quick-input-box input').waitFor();
    await this.screenshot('send-name');
    await box.locator('.quick-input-box input').press('Enter');
  }

  private async typeSigner(at: string, { name, email }: DemoSigner): Promise<void> {
    const input = quickInput(this.page, new RegExp(at)).locator('.quick-input-box input');
    await input.fill(`${name} <${email}>`);
    await this.screenshot('send-signer');
    await quickInput(this.page).locator('.monaco-list-row', { hasText: email }).first().click();
  }

  private async chooseAfterSigners(): Promise<void> {
    const { page } = this;
    await selectFromQuickPick(page, 'In this order');
    await this.screenshot('send-days');
    await selectFromQuickPick(page, '2 weeks');
    await quickInput(page).locator('.monaco-list-row', { hasText: /^Send to/ }).first().waitFor();
    await this.screenshot('send-review');
    await selectFromQuickPick(page, /Send to \d+ people/);
  }

  async openExplorer(): Promise<void> {
    const icon = this.page.locator('.part.activitybar .action-item a[aria-label^="Explorer"]').first();
    if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
  }

  /** The details panel's own document. */
  get panel(): FrameLocator {
    return webview(this.page);
  }
}

export { dialogButton, expand, openView, treeRow, until };

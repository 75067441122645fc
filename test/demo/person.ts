import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import {
  chooseFolder,
  contextMenu,
  dialogButton,
  explorerFile,
  notification,
  openContainer,
  quickInput,
  saveAs,
  selectFromQuickPick,
  until,
  view,
  webview,
} from '../workbench';

/** Milliseconds that a toast is waited for. */
const TOAST_MS = 5_000;

/** A signer of the sample: the role in its anchors, and who it is. */
export interface DemoSigner {
  readonly role: string;
  readonly name: string;
  readonly email: string;
}

/** What a person does in the workbench, by mouse and keyboard only. Each step ends when the person would see that it is done. */
export class Person {
  private shots = 0;

  /** @param output folder for screenshots; none are taken without it */
  constructor(
    readonly page: Page,
    private readonly output?: string,
  ) {
    if (output !== undefined) mkdirSync(output, { recursive: true });
  }

  async screenshot(name: string): Promise<void> {
    if (this.output === undefined) return;
    this.shots += 1;
    const number = String(this.shots).padStart(2, '0');
    await this.page.screenshot({ path: path.join(this.output, `${number}-${name}.png`) });
  }

  /** Follows the link of the welcome view. */
  async tryWithoutAccount(): Promise<void> {
    const { page } = this;
    await openContainer(page, 'jSign');
    const link = view(page, 'Envelopes').getByText('Try without an account');
    await link.waitFor();
    await this.screenshot('welcome');
    await link.click();
    await page.locator('.statusbar-item[id$="jsign.account"]', { hasText: 'Local sandbox' }).waitFor();
    const { toast } = notification(page, /signed in to the local sandbox/);
    // VS Code puts a toast away by itself after a while: on a busy machine it may be gone before it was looked at.
    await toast.waitFor({ timeout: TOAST_MS }).catch(() => undefined);
    await this.screenshot('signed-in');
    const close = toast.locator('.codicon-notifications-clear');
    await until('the end of the toast', async () => {
      if (!(await toast.isVisible())) return true;
      await toast
        .hover({ timeout: TOAST_MS })
        .then(() => close.click({ timeout: TOAST_MS }))
        .catch(() => undefined);
      return false;
    });
  }

  /** Right-clicks a file of `contracts/` in the Explorer and answers the pickers, to a review that is on screen. */
  async prepare(file: string, signers: readonly DemoSigner[]): Promise<void> {
    const { page } = this;
    await this.openExplorer();
    const folder = explorerFile(page, 'contracts');
    await folder.waitFor();
    // VS Code shows a folder with one kind of content folded at first.
    if (!(await explorerFile(page, file).isVisible())) await folder.click();
    await contextMenu(page, explorerFile(page, file), 'Send for Signature…');
    await this.answer(signers);
  }

  /** Answers the pickers of the quick way for a document with anchors, to its review. Without a name the suggested one is taken. */
  async answer(signers: readonly DemoSigner[], envelope?: string): Promise<void> {
    const { page } = this;
    const name = quickInput(page, /[Nn]ame of the envelope/).locator('.quick-input-box input');
    await name.waitFor();
    if (envelope !== undefined) await name.fill(envelope);
    await this.screenshot('name');
    await name.press('Enter');
    for (const signer of signers) await this.typeSigner(signer);
    await selectFromQuickPick(page, 'In this order');
    await this.screenshot('days');
    await selectFromQuickPick(page, '2 weeks');
    await quickInput(page)
      .locator('.monaco-list-row', { hasText: /Send to \d/ })
      .first()
      .waitFor();
    await this.screenshot('review');
  }

  async typeSigner({ role, name, email }: DemoSigner): Promise<void> {
    const at = new RegExp(`Who signs as ${role}`);
    const input = quickInput(this.page, at).locator('.quick-input-box input');
    await input.fill(`${name} <${email}>`);
    const row = quickInput(this.page).locator('.monaco-list-row', { hasText: email }).first();
    await row.waitFor();
    await this.screenshot(`signer-${role}`);
    await row.click();
    await this.page.getByPlaceholder(at).waitFor({ state: 'hidden' });
  }

  /** Sends what stands in the review, and waits for the details panel of the new envelope. */
  async confirmSend(envelope: string): Promise<void> {
    await selectFromQuickPick(this.page, /Send to \d/);
    await this.panel.getByRole('heading', { level: 1, name: envelope }).waitFor();
    await this.screenshot('sent');
  }

  /** Signs in the frame as the signer whose turn it is. `here`: somebody else's name, confirmed to sit here. */
  async sign(here: string | undefined): Promise<void> {
    const { page, panel } = this;
    await panel.getByRole('button', { name: 'Sign', exact: true }).click();
    if (here !== undefined) {
      await page.locator('.monaco-dialog-box', { hasText: here }).waitFor();
      await this.screenshot('in-person');
      await dialogButton(page, here, /Is Here to Sign/);
    }
    const frame = panel.frameLocator('iframe');
    const submit = frame.getByRole('button', { name: 'Sign', exact: true });
    await submit.waitFor();
    await this.screenshot('signing');
    await submit.click();
    await panel.getByRole('main').getByText('Signed. jSign confirms it.').waitFor();
    await this.screenshot('signed');
  }

  /** Saves the signed copy of the panel's only document through VS Code's own dialog. */
  async saveSigned(file: string): Promise<void> {
    const { page, panel } = this;
    await panel.getByRole('button', { name: /Save Signed/ }).click();
    await this.saveAs(file);
    const { toast } = notification(page, /Saved/);
    await toast.waitFor();
    await this.screenshot('saved');
  }

  /** Answers the save dialog that is about to open. `file`: an absolute path. */
  saveAs(file: string): Promise<void> {
    return saveAs(this.page, file, () => this.screenshot('save-dialog'));
  }

  /** Answers the dialog for a folder that is about to open. `folder`: an absolute path. */
  chooseFolder(folder: string): Promise<void> {
    return chooseFolder(this.page, folder);
  }

  openExplorer(): Promise<void> {
    return openContainer(this.page, 'Explorer');
  }

  /** The details panel's own document. */
  get panel(): FrameLocator {
    return webview(this.page);
  }
}

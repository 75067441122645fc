import type { FrameLocator, Locator, Page } from 'playwright-core';
import { chooseFromMenu, contextMenu, expand, runCommand, until, view, webview } from '../workbench';
import { ActionSteps } from './actionSteps';
import { EnvelopeSteps } from './envelopeSteps';

/** What a person does with the documents of envelopes. */
export class DocumentSteps {
  readonly panel: EnvelopeSteps;
  readonly tree: ActionSteps;

  constructor(private readonly page: Page) {
    this.panel = new EnvelopeSteps(page);
    this.tree = new ActionSteps(page);
  }

  /** The row of a document, below the envelope in this group. */
  async row(group: string, envelope: string, document: string): Promise<Locator> {
    await expand(await this.tree.standsIn(group, envelope));
    const rows = (level: number): Locator =>
      view(this.page, 'Envelopes').locator(`.monaco-list-row[role="treeitem"][aria-level="${level}"]`);
    const section = rows(3).filter({ hasText: 'Documents' }).first();
    await section.waitFor();
    await expand(section);
    const row = rows(4).filter({ hasText: document }).first();
    await row.waitFor();
    return row;
  }

  /** Chooses from the menu of a document. */
  async choose(group: string, envelope: string, document: string, entry: string): Promise<void> {
    await contextMenu(this.page, await this.row(group, envelope, document), entry);
  }

  /** Right-clicks one of several envelopes that are selected in a group. */
  async chooseOfSeveral(group: string, envelopes: readonly string[], entry: string): Promise<void> {
    const [first, ...others] = envelopes;
    if (first === undefined) return;
    await this.tree.standsIn(group, first);
    await this.tree.row(first).click();
    // The click opens the panel as well, which takes the focus when it comes up, and with it away every menu.
    await this.panel.title.getByText(first).waitFor();
    await this.panel.panel.locator('.timeline-list .entry').first().waitFor();
    for (const other of others) await this.tree.row(other).click({ modifiers: ['ControlOrMeta'] });
    await this.tree.row(first).click({ button: 'right' });
    await chooseFromMenu(this.page, entry);
  }

  /** The page of the viewer that is shown. */
  get viewer(): FrameLocator {
    return webview(this.page);
  }

  get pageNumber(): Locator {
    return this.viewer.getByRole('textbox', { name: 'Page number' });
  }

  /** Follows the only link of the text editor that is open, until this dialog asks. */
  async follow(dialog: string): Promise<void> {
    const link = this.page.locator('.editor-instance .view-line .detected-link').first();
    const asked = this.page.locator('.monaco-dialog-box', { hasText: dialog });
    await until(`the question ${dialog}`, async () => {
      if (await asked.isVisible()) return true;
      const box = await link.boundingBox();
      if (!box) return false;
      // The editor draws the line anew under a pointer with this key, so the link itself cannot be clicked on, only its place.
      await this.page.keyboard.down('ControlOrMeta');
      await this.page.mouse.move(box.x + 4, box.y + box.height / 2);
      await this.page.mouse.move(box.x + 60, box.y + box.height / 2);
      await this.page.mouse.down();
      await this.page.mouse.up();
      await this.page.keyboard.up('ControlOrMeta');
      return asked.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** The path of the file in the editor that is open, as VS Code itself copies it. */
  async path(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await runCommand(this.page, 'File: Copy Path of Active File');
    return this.copied();
  }

  /** What is copied, once something is. */
  copied(): Promise<string> {
    return until('something that is copied', async () => {
      const text = await this.page.evaluate(() => navigator.clipboard.readText());
      return text !== '' && text;
    });
  }
}

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import {
  activityIcon,
  expand,
  explorerFile,
  openContainer,
  quickInput,
  runCommand,
  until,
  view,
} from '../workbench';
import { ActionSteps } from './actionSteps';
import { EnvelopeSteps } from './envelopeSteps';
import type { LocalSandbox, SandboxRequest } from './localSandbox';

/** What a person does with files that are attached to an envelope. */
export class AttachmentSteps {
  readonly panel: EnvelopeSteps;
  readonly tree: ActionSteps;

  constructor(private readonly page: Page) {
    this.panel = new EnvelopeSteps(page);
    this.tree = new ActionSteps(page);
  }

  /** Opens the attachments below the envelope in this group, and gives their row. */
  async section(group: string, envelope: string): Promise<Locator> {
    await expand(await this.tree.standsIn(group, envelope));
    const section = this.rows(3).filter({ hasText: 'Attachments' }).first();
    await section.waitFor();
    return section;
  }

  /** The row of an attachment whose section is open. */
  row(file: string): Locator {
    return this.rows(4).filter({ hasText: file }).first();
  }

  /** Waits until this stands below the section, which a change of the envelope may have folded again. */
  async listed(section: Locator, file: string): Promise<void> {
    await until(`${file} among the attachments`, async () => {
      await expand(section);
      return this.row(file)
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  /** Clicks on *Add Attachment…* below the section, until this dialog asks for a file. */
  async addBelow(section: Locator, title: string): Promise<void> {
    const row = 'Add Attachment…';
    const asked = quickInput(this.page, title);
    await until(title, async () => {
      if (await asked.isVisible()) return true;
      await this.listed(section, row);
      // VS Code loses a click on a row that is drawn anew in that moment.
      await this.row(row)
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      return asked.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Waits for the number beside the section. */
  async count(section: Locator, wanted: number): Promise<void> {
    await section.locator('.label-description', { hasText: new RegExp(`^${wanted}$`) }).waitFor();
  }

  /** Unfolds the attachments of the panel that is shown. */
  async unfold(): Promise<void> {
    const opener = this.panel.button('Attachments');
    if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
    await this.inPanel.getByText(/ of 10/).waitFor();
  }

  /** The attachments of the panel that is shown. */
  get inPanel(): Locator {
    return this.panel.panel.locator('.section.attachments');
  }

  /** Drags files of the Explorer over the icon of jSign, which shows its view, and lets them go over an envelope of a group that is open. */
  async drop(files: readonly string[], envelope: string): Promise<void> {
    const { page } = this;
    await openContainer(page, 'Explorer');
    const [first, ...others] = files;
    assert.ok(first !== undefined);
    await explorerFile(page, first).click();
    // The Explorer selects by itself the file of the editor that comes up.
    await page.locator('.tab.active', { hasText: first }).waitFor();
    for (const file of others) {
      await explorerFile(page, file).click({ modifiers: ['ControlOrMeta'] });
      for (const each of [first, file])
        await explorerFile(page, each).and(page.locator('[aria-selected="true"]')).waitFor();
    }
    await explorerFile(page, first).hover();
    await page.mouse.down();
    const target = this.tree.row(envelope);
    await until('the view of jSign under the drag', async () => {
      if (await target.isVisible()) return true;
      await moveTo(page, activityIcon(page, 'jSign'));
      return false;
    });
    const taking = page.locator('.monaco-list-row.drop-target', { hasText: envelope });
    await until(`${envelope} to take what is dragged`, async () => {
      await moveTo(page, target);
      return taking.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      );
    });
    await page.mouse.up();
  }

  /** Folds all groups and opens this one, so that its envelopes are in sight when the view comes back. */
  async showGroup(group: string, envelope: string): Promise<void> {
    await runCommand(this.page, 'jSign: Refresh Envelopes');
    await this.tree.standsIn(group, envelope);
  }

  private rows(level: number): Locator {
    return view(this.page, 'Envelopes').locator(`.monaco-list-row[role="treeitem"][aria-level="${level}"]`);
  }
}

/** In two steps, as a hand does: what is dragged has to enter before it is over something. */
async function moveTo(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + box.width / 2 - 3, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}

/** How many attachments were uploaded, whatever became of them. */
export async function uploads(sandbox: LocalSandbox, envelopeId: string): Promise<number> {
  const requests = (await sandbox.control('requests')) as readonly SandboxRequest[];
  return requests.filter(
    ({ method, path }) => method === 'POST' && path.endsWith(`/${envelopeId}/upload_supporting_document`),
  ).length;
}

/** Attaches a file from elsewhere. */
export async function attach(
  sandbox: LocalSandbox,
  envelopeId: string,
  name: string,
  text: string,
): Promise<void> {
  const client = await sandbox.client();
  const bytes = new TextEncoder().encode(text);
  const { status } = await client.upload(
    `/envelopes/${envelopeId}/upload_supporting_document`,
    'File',
    bytes,
    name,
  );
  assert.equal(status, 201);
}

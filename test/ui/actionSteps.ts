import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import {
  contextMenu,
  expand,
  openContainer,
  quickInput,
  runCommand,
  selectFromQuickPick,
  until,
  view,
} from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import type { LocalSandbox } from './localSandbox';
import { group } from './sidebarTools';

export const ADA = { name: 'Ada Example', email: 'ada@example.org' };
export const GRACE = { name: 'Grace Sample', email: 'grace@example.com' };
export const LIN = { name: 'Lin Muster', email: 'lin@example.net' };
export const MINE = 'Needs My Signature';
export const OTHERS = 'Waiting for Others';

/** What a person does to an envelope, and where they look afterwards. */
export class ActionSteps {
  readonly panel: EnvelopeSteps;

  constructor(private readonly page: Page) {
    this.panel = new EnvelopeSteps(page);
  }

  /** Reads the list again, for what came from outside. */
  async refresh(): Promise<void> {
    await openContainer(this.page, 'jSign');
    await runCommand(this.page, 'jSign: Refresh Envelopes');
  }

  /** Waits until the envelope stands in this group, which is the only open one then. Reads nothing again by itself. */
  async standsIn(groupName: string, envelope: string): Promise<Locator> {
    const { page } = this;
    await openContainer(page, 'jSign');
    const row = this.row(envelope);
    await until(`${envelope} in ${groupName}`, async () => {
      await this.foldAll();
      await expand(group(page, groupName));
      return row.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
    return row;
  }

  /** An envelope's row in whichever groups are open. */
  row(envelope: string): Locator {
    return this.rowAt(2, envelope);
  }

  /** A signer's row, below the envelope in this group. */
  async signerRow(groupName: string, envelope: string, signer: string): Promise<Locator> {
    const above = await this.standsIn(groupName, envelope);
    const signers = this.rowAt(3, 'Signers');
    // A click is lost where the list is drawn anew under it.
    await until(`the signers of ${envelope}`, async () => {
      await expand(above);
      return signers.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
    await expand(signers);
    const row = this.rowAt(4, signer);
    await row.waitFor();
    return row;
  }

  /** Right-clicks the envelope in its group. */
  async choose(groupName: string, envelope: string, entry: string): Promise<void> {
    await this.onRow(await this.standsIn(groupName, envelope), entry);
  }

  async onRow(row: Locator, entry: string): Promise<void> {
    await contextMenu(this.page, row, entry);
  }

  /** Runs a command of the palette, and says which envelope it is about. */
  async fromPalette(command: string, envelope: string): Promise<void> {
    await runCommand(this.page, `jSign: ${command}`);
    await selectFromQuickPick(this.page, envelope, { at: 'Choose an envelope' });
  }

  /** The open question, an input box or a list. */
  async asked(words: string | RegExp): Promise<Locator> {
    const box = quickInput(this.page, words);
    await box.waitFor();
    return box;
  }

  /** Types into the open question what it will not take, and waits for what is said about it. */
  async refused(at: string | RegExp, text: string, words: string | RegExp): Promise<void> {
    await this.asked(at);
    // What is said takes the place of the question, until somebody types again.
    const input = quickInput(this.page).locator('.quick-input-box input');
    await input.fill(text);
    await input.press('Enter');
    await quickInput(this.page, words).waitFor();
  }

  async valueOf(at: string | RegExp): Promise<string> {
    return (await this.asked(at)).locator('.quick-input-box input').inputValue();
  }

  /** What the confirmation says, once it is there. */
  async confirmation(words: string | RegExp): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box', { hasText: words });
    await dialog.waitFor();
    return dialog.innerText();
  }

  /** The rows of the open list and whether each is ticked; headings are left out. */
  async ticks(at: string | RegExp): Promise<readonly (readonly [string, boolean])[]> {
    const rows = (await this.asked(at)).locator(
      '.monaco-list-row:has(input[type="checkbox"], .monaco-checkbox)',
    );
    const found: [string, boolean][] = [];
    for (const row of await rows.all()) {
      const label = await row.locator('.label-name').innerText();
      found.push([label, await row.getByRole('checkbox').isChecked()]);
    }
    return found;
  }

  /** The timeline of the panel that is shown has an entry with these words. */
  async told(words: string | RegExp): Promise<void> {
    await this.panel.panel.locator('.timeline-list .entry', { hasText: words }).first().waitFor();
  }

  /** Signs from elsewhere. */
  async signedElsewhere(sandbox: LocalSandbox, envelopeId: string, email: string): Promise<void> {
    await sandbox.control('sign', { envelope_id: envelopeId, email });
  }

  /** To whom jSign sent mails of this kind about the envelope. */
  async mailed(sandbox: LocalSandbox, envelopeId: string, kind: string): Promise<readonly string[]> {
    const mails = await sandbox.mails();
    return mails.filter((mail) => mail.envelope_id === envelopeId && mail.kind === kind).map(({ to }) => to);
  }

  private rowAt(level: number, words: string): Locator {
    return view(this.page, 'Envelopes')
      .locator(`.monaco-list-row[role="treeitem"][aria-level="${level}"]`, { hasText: words })
      .first();
  }

  private async foldAll(): Promise<void> {
    const header = view(this.page, 'Envelopes').locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: /^Collapse/ }).click();
    await until('folded groups', async () => {
      const open = view(this.page, 'Envelopes').locator('[role="treeitem"][aria-level="2"]');
      return (await open.count()) === 0;
    });
  }
}

/** Says of lists of addresses that they are the same, whatever their order. */
export function assertSame(found: readonly string[], wanted: readonly string[]): void {
  assert.deepEqual([...found].sort(), [...wanted].sort());
}

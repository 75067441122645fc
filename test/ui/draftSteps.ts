import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Draft } from '../../src/delivery/draft';
import {
  chooseFile,
  contextMenu,
  expand,
  openContainer,
  runCommand,
  until,
  view,
  type WorkbenchServer,
} from '../workbench';
import { ComposerSteps } from './composerSteps';
import { group } from './sidebarTools';

export const CREATE_DIALOG = 'Choose what to send for signature';

/** What a person does with drafts: makes them, finds them in the Envelopes view, and looks at them in the composer. */
export class DraftSteps {
  readonly composer: ComposerSteps;

  constructor(private readonly page: Page) {
    this.composer = ComposerSteps.of(page);
  }

  /** Makes a draft of a file by the dialog, and waits for its pages. `suggested`: the name that it gets by itself. */
  async create(file: string, suggested: string): Promise<void> {
    await runCommand(this.page, 'jSign: Create Envelope…');
    await chooseFile(this.page, CREATE_DIALOG, file);
    // Where the mouse rests there may be a tab now, whose tooltip would lie over the name.
    await this.page.mouse.move(0, 0);
    await this.opened(suggested);
  }

  /** Waits until the composer shows a page, and, where it is given, this name. */
  async opened(name?: string): Promise<void> {
    const { composer } = this;
    await composer.there();
    if (name !== undefined)
      await until(`the composer of ${name}`, async () => (await composer.title.inputValue()) === name);
  }

  /** Closes the tab by its own button. */
  async close(name: string): Promise<void> {
    const tab = this.tab(name);
    await tab.hover();
    await tab.getByRole('button', { name: /^Close/ }).click();
    await tab.waitFor({ state: 'detached' });
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({
      has: this.page.locator('.label-name', { hasText: new RegExp(`^${name}$`) }),
    });
  }

  /** The row of a draft, once it is there. */
  async row(name: string): Promise<Locator> {
    const row = this.found(name);
    await openContainer(this.page, 'jSign');
    await until(`${name} among the drafts`, async () => {
      const drafts = group(this.page, 'Drafts');
      if (!(await drafts.isVisible())) return false;
      await expand(drafts);
      return row.isVisible();
    });
    return row;
  }

  /** The row of exactly this draft, whether or not it is there. */
  found(name: string): Locator {
    return view(this.page, 'Envelopes')
      .locator('.monaco-list-row[role="treeitem"][aria-label*=", draft"]')
      .filter({
        has: this.page.locator('.label-name', { hasText: new RegExp(`^${name.replace(/[()]/g, '\\$&')}$`) }),
      });
  }

  async open(name: string): Promise<void> {
    await (await this.row(name)).click();
    await this.opened(name);
  }

  async menu(name: string, entry: string): Promise<void> {
    await contextMenu(this.page, await this.row(name), entry);
  }

  /** How many drafts the view says that there are; none where the group is not there. */
  async count(): Promise<number> {
    // Not `textContent`: that would wait for a group that has just gone.
    const [count] = await group(this.page, 'Drafts').locator('.label-description').allTextContents();
    return Number(count ?? 0);
  }
}

/** The drafts that lie on this machine, as they are written down. */
export function draftsOnDisk(server: WorkbenchServer): readonly Draft[] {
  const folder = path.join(server.userData, 'User/globalStorage/jsign-for-vscode.jsign/composing');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Draft);
}

/** The only draft of this name that lies on this machine, once it does. */
export function draftOnDisk(server: WorkbenchServer, name: string): Promise<Draft> {
  return until(`the draft ${name}`, () => {
    const [found, ...more] = draftsOnDisk(server).filter((draft) => draft.name === name);
    return more.length === 0 ? found : undefined;
  });
}

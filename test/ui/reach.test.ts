import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import {
  activityIcon,
  chooseFromMenu,
  explorerFile,
  openContainer,
  quickInput,
  runCommand,
  treeRow,
  view,
  webview,
  rightClick,
} from '../workbench';
import { GRACE } from './actionSteps';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

/** So many clicks at most stand between the default layout and the first question. */
const MOST_CLICKS = 4;

/** Somebody who has nothing but the mouse and reads: every click goes to words on screen, and is counted. */
class Reader {
  clicks = 0;

  constructor(private readonly page: Page) {}

  /** The icon of the activity bar, which its name labels. */
  async icon(name: string): Promise<void> {
    await this.on(activityIcon(this.page, name));
  }

  /** Words that stand on screen. */
  async on(words: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
    await words.waitFor();
    await words.click({ button });
    this.clicks += 1;
  }

  /** The words of a menu that a right-click opens: two clicks. */
  async menu(words: Locator, entry: string): Promise<void> {
    await rightClick(this.page, words, entry);
    await chooseFromMenu(this.page, entry);
    this.clicks += 2;
  }
}

describe('From the default layout, through visible labels only', () => {
  const session = useSession({ files: { 'sow.pdf': LocalSandbox.sample() } });
  let page: Page;
  let reader: Reader;
  let sandbox: LocalSandbox;

  before(async function () {
    ({ page } = session);
    // By the palette, so that nobody has clicked on anything of ours yet.
    await runCommand(page, 'jSign: Try Without an Account');
    await page.locator('.statusbar-item[id$="jsign.account"]', { hasText: 'Local sandbox' }).waitFor();
    sandbox = await LocalSandbox.of(session.server);
    await sandbox.envelope({ name: 'Lease 42', signers: [GRACE] });
  });
  // What a test leaves open, no other test goes through.
  beforeEach(async function () {
    reader = new Reader(page);
    const explorer = page.locator('.part.sidebar .composite.title', { hasText: 'Explorer' });
    await explorer.waitFor();
    assert.notEqual(await activityIcon(page, 'jSign').getAttribute('aria-expanded'), 'true');
  });
  afterEach(async () => {
    await new SendingSteps(page).clear();
    await runCommand(page, 'View: Close All Editors');
    await openContainer(page, 'Explorer');
  });

  const lease = () => treeRow(page, 'Envelopes', 'Lease 42').getByText('Lease 42');
  const dialog = (words: string | RegExp) => page.locator('.monaco-dialog-box', { hasText: words });

  /** The question is there, and it took no more clicks than a person has patience for. */
  async function asked(question: Locator): Promise<void> {
    await question.waitFor();
    assert.ok(reader.clicks <= MOST_CLICKS, `${reader.clicks} clicks`);
  }

  it('reminds from the row, three clicks', async () => {
    await reader.icon('jSign');
    await reader.menu(lease(), 'Remind All…');
    await asked(dialog(/Remind Grace Sample .*"Lease 42"\?/));
    assert.equal(reader.clicks, 3);
  });

  it('reminds from the panel, three clicks', async () => {
    await reader.icon('jSign');
    await reader.on(lease());
    await reader.on(webview(page).locator('.signers').getByText('Remind…', { exact: true }));
    await asked(dialog(/Remind Grace Sample .*"Lease 42"\?/));
    assert.equal(reader.clicks, 3);
  });

  it('cancels, three clicks', async () => {
    await reader.icon('jSign');
    await reader.menu(lease(), 'Cancel Envelope…');
    await asked(quickInput(page, /Why is it cancelled\?/));
    assert.equal(reader.clicks, 3);
  });

  it('sends again, three clicks', async () => {
    await reader.icon('jSign');
    await reader.menu(lease(), 'Cancel and Send Again…');
    await asked(quickInput(page, 'Cancel and send again "Lease 42"'));
    assert.equal(reader.clicks, 3);
  });

  it('adds an attachment from the row, three clicks, or from the panel, four', async () => {
    const question = () => quickInput(page, /Lease 42/).filter({ has: page.locator('.quick-input-box') });
    await reader.icon('jSign');
    await reader.menu(lease(), 'Add Attachment…');
    await asked(question());
    assert.equal(reader.clicks, 3);
    await page.keyboard.press('Escape');
    await question().waitFor({ state: 'hidden' });
    await openContainer(page, 'Explorer');

    reader.clicks = 0;
    await reader.icon('jSign');
    await reader.on(lease());
    await reader.on(webview(page).getByText('Attachments', { exact: true }));
    await reader.on(webview(page).getByText('Add Attachment…', { exact: true }).last());
    await asked(question());
    assert.equal(reader.clicks, MOST_CLICKS);
  });

  it('creates a template from the view, three clicks while there is none', async () => {
    await reader.icon('jSign');
    await reader.on(view(page, 'Templates').locator('.pane-header').getByText('Templates', { exact: true }));
    await reader.on(view(page, 'Templates').locator('.pane-body').getByText('Create Template…'));
    await asked(quickInput(page, 'Choose the document of the template'));
    assert.equal(reader.clicks, 3);
  });

  it('creates a template from a file, two clicks, whatever templates there are', async () => {
    await sandbox.control('seed', { templates: 3 });
    await reader.menu(explorerFile(page, 'sow.pdf').getByText('sow.pdf'), 'Create Template…');
    await asked(quickInput(page, /Name of the template/));
    assert.equal(reader.clicks, 2);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import {
  chooseFromMenu,
  contextMenu,
  dialogButton,
  explorerFile,
  openContainer,
  reload,
  runCommand,
  selectFromQuickPick,
  until,
} from '../workbench';
import { ADA, GRACE, OTHERS } from './actionSteps';
import { DocumentSteps } from './documentSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { long } from './pages/viewerDocuments';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const PAGES = 12;

describe('Documents in the editor', function () {
  const session = useSession({
    files: {
      'contracts/nda.pdf': LocalSandbox.sample(),
      'contracts/other.pdf': long(2),
      'report.pdf': long(PAGES),
      'links.md': '# Links\n',
      'out/.keep': '',
    },
  });
  let steps: DocumentSteps;
  let notices: NoticeSteps;
  let person: Person;
  let sandbox: LocalSandbox;

  before(async () => {
    steps = new DocumentSteps(session.page);
    notices = new NoticeSteps(session.page);
    person = new Person(session.page);
    await session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await person.tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  it('open from the tree in our viewer, straight from jSign, and cannot be changed', async () => {
    const { page } = session;
    const id = await sandbox.envelope({
      name: 'To be read',
      signers: [GRACE],
      documents: [{ name: 'terms.pdf', bytes: new Uint8Array(long(3)) }],
    });
    await steps.tree.refresh();
    await steps.choose(OTHERS, 'To be read', 'terms.pdf', 'Open Document');
    const tab = page.locator('.tab.active', { hasText: 'terms.pdf' });
    await tab.waitFor();
    await steps.viewer.getByText('of 3', { exact: true }).waitFor();
    await steps.viewer.getByText('Page 1', { exact: true }).first().waitFor();
    // Ours is the editor that VS Code takes by itself for no other files than those of jSign.
    assert.match(await steps.path(), new RegExp(`^/[^/]+/${id}/original/[^/]+/terms\\.pdf$`));

    await contextMenu(page, tab, 'Reopen Editor With...');
    await selectFromQuickPick(page, 'Text Editor');
    await page.locator('.editor-instance .view-line', { hasText: '%PDF-' }).click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'cannot be changed here' }).waitFor();
  });

  it('come back at the same page after a reload of the window', async () => {
    const { page } = session;
    await sandbox.envelope({
      name: 'Many pages',
      signers: [GRACE],
      documents: [{ name: 'long.pdf', bytes: new Uint8Array(long(PAGES)) }],
    });
    await steps.panel.open(OTHERS, 'Many pages');
    await steps.panel.button('Open long.pdf').click();
    await page.locator('.tab.active', { hasText: 'long.pdf' }).waitFor();
    await steps.viewer.getByText(`of ${PAGES}`, { exact: true }).waitFor();
    await steps.pageNumber.fill('7');
    await steps.pageNumber.press('Enter');
    await steps.viewer.getByText('Page 7', { exact: true }).first().waitFor();
    await reload(page);
    await page.locator('.tab.active', { hasText: 'long.pdf' }).waitFor();
    await steps.viewer.getByText('Page 7', { exact: true }).first().waitFor();
    assert.equal(await steps.pageNumber.inputValue(), '7');
  });

  it('are compared with a file, which is equal byte for byte or different', async () => {
    const { page } = session;
    await sandbox.envelope({ name: 'To compare', signers: [GRACE] });
    await steps.tree.refresh();
    await steps.choose(OTHERS, 'To compare', 'nda.pdf', 'Compare with File…');
    const which = 'Which file is compared with "nda.pdf"?';
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'other.pdf' }).waitFor();
    await selectFromQuickPick(page, /^nda\.pdf/, { at: which });
    const hash = sha256(LocalSandbox.sample());
    await notices.shown(
      `"nda.pdf" (as it was sent) and contracts/nda.pdf are equal, byte for byte. Both have the SHA-256 ${hash}.`,
    );
    await new SendingSteps(page).clear();

    await steps.choose(OTHERS, 'To compare', 'nda.pdf', 'Compare with File…');
    await selectFromQuickPick(page, /^other\.pdf/, { at: which });
    const other = sha256(readFileSync(path.join(session.folder, 'contracts/other.pdf')));
    const different = `"nda.pdf" (as it was sent) and contracts/other.pdf are different. SHA-256 of the document: ${hash}; of the file: ${other}.`;
    await notices.shown(different);
    await notices.press(different, 'Open Both');
    for (const name of ['nda.pdf', 'other.pdf'])
      await page.locator('.editor-group-container .tab', { hasText: name }).waitFor();
    await until(
      'two editors side by side',
      async () => (await page.locator('.editor-group-container').count()) === 2,
    );
  });

  it('of several selected envelopes are saved into a folder, each envelope in one of its own', async () => {
    const { page, folder } = session;
    const bytes = new Uint8Array(long(2));
    for (const name of ['First of two', 'Second of two'])
      await sandbox.envelope({
        name,
        signers: [GRACE],
        documents: [
          { name: 'nda.pdf', bytes: LocalSandbox.sample() },
          { name: 'annex.pdf', bytes },
        ],
      });
    await steps.tree.refresh();
    await steps.chooseOfSeveral(OTHERS, ['First of two', 'Second of two'], 'Download Documents…');
    await page.getByText('Save 4 Documents of 2 Envelopes').waitFor();
    await person.chooseFolder(path.join(folder, 'out'));
    await notices.shown('Saved 4 documents. The SHA-256 is the one that jSign names.');
    for (const envelope of ['First of two', 'Second of two']) {
      const saved = (name: string): string => sha256(readFileSync(path.join(folder, 'out', envelope, name)));
      assert.equal(saved('nda.pdf'), sha256(LocalSandbox.sample()));
      assert.equal(saved('annex.pdf'), sha256(bytes));
    }
  });

  it('have an envelope with a link, which opens it wherever it is followed, after a click', async () => {
    const { page, folder } = session;
    const id = await sandbox.envelope({ name: 'Linked to', signers: [ADA, GRACE] });
    await steps.tree.refresh();
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await steps.tree.choose('Needs My Signature', 'Linked to', 'Copy Link to Envelope');
    const link = await steps.copied();
    assert.match(link, new RegExp(`^[a-z-]+://jsign-for-vscode\\.jsign/envelope/${id}$`));

    writeFileSync(path.join(folder, 'links.md'), `# Links\n\n[The contract](${link})\n`);
    await openContainer(page, 'Explorer');
    await explorerFile(page, 'links.md').dblclick();
    const dialog = 'Open the envelope "Linked to"?';
    await steps.follow(dialog);
    assert.match(
      await steps.tree.confirmation(dialog),
      /A link asks for it\. It is opened with ada@example\.org/,
    );
    await dialogButton(page, dialog, 'Cancel');
    assert.equal(await page.locator('.tab', { hasText: 'Linked to' }).count(), 0);
    await steps.follow(dialog);
    await dialogButton(page, dialog, 'Open');
    await steps.panel.title.getByText('Linked to').waitFor();
  });

  it('that lie in the workspace open in the viewer by "Reopen Editor With…"', async () => {
    const { page } = session;
    await openContainer(page, 'Explorer');
    await explorerFile(page, 'report.pdf').dblclick();
    const tab = page.locator('.tab.active', { hasText: 'report.pdf' });
    await tab.waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await contextMenu(page, tab, 'Reopen Editor With...');
    await selectFromQuickPick(page, 'jSign PDF Viewer');
    await steps.viewer.getByText(`of ${PAGES}`, { exact: true }).waitFor();
    await steps.viewer.getByText('Page 1', { exact: true }).first().waitFor();
    await openContainer(page, 'Explorer');
    await explorerFile(page, 'report.pdf').click({ button: 'right' });
    await chooseFromMenu(page, 'Open With...');
    await page.locator('.quick-input-widget:visible', { hasText: 'jSign PDF Viewer' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

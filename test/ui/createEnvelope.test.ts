import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Person } from '../demo/person';
import { chooseFile, PROJECT, quickInput, runCommand, view, webview } from '../workbench';
import { ComposerSteps } from './composerSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const sow = readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const GRACE = ['Grace Sample', 'grace@example.com'] as const;
const DIALOG = 'Choose what to send for signature';

describe('Create Envelope…', function () {
  const session = useSession({ files: { 'sow.pdf': sow, 'contract.docx': 'a word file\n' } });
  let steps: SendingSteps;
  let composer: ComposerSteps;
  let sandbox: LocalSandbox;
  /** Outside of the workspace. */
  let elsewhere: string;

  before(async function () {
    elsewhere = mkdtempSync(path.join(os.tmpdir(), 'jsign-elsewhere-'));
    writeFileSync(path.join(elsewhere, 'offer.pdf'), sow);
    steps = new SendingSteps(session.page);
    composer = ComposerSteps.of(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await steps.clear();
    await runCommand(session.page, 'View: Close All Editors');
  });
  after(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('opens a file from the dialog in the composer, which sends it once, byte for byte', async () => {
    const { page, folder } = session;
    const before = await sandbox.sends();
    await runCommand(page, 'jSign: Create Envelope…');
    const dialog = quickInput(page, DIALOG);
    await dialog.locator('.monaco-list-row', { hasText: 'sow.pdf' }).waitFor();
    // Only what can be signed is offered.
    assert.equal(await dialog.locator('.monaco-list-row', { hasText: 'contract.docx' }).count(), 0);
    await chooseFile(page, DIALOG, path.join(folder, 'sow.pdf'));
    await composer.there();
    assert.equal(await composer.title.inputValue(), 'SOW');
    await composer.rename('From the dialog');
    await composer.signer(1, GRACE);
    await composer.place('Signature', { of: 'sow.pdf', page: 1, x: 200, y: 240 });
    await composer.noErrors();
    const review = await composer.review();
    await review.locator('.monaco-list-row', { hasText: 'from sow.pdf' }).waitFor();
    await composer.send('From the dialog');
    const after = await sandbox.sends();
    assert.deepEqual(after, {
      uploads: before.uploads + 1,
      creates: before.creates + 1,
      envelopes: before.envelopes + 1,
    });
    await webview(page)
      .locator(`.document [title="${sha256(sow)}"]`)
      .waitFor();
  });

  it('is in the menu of the envelopes, and starts in the folder of the last choice', async () => {
    const { page } = session;
    const choose = async (): Promise<void> => {
      await view(page, 'Envelopes').locator('.pane-header').hover();
      await view(page, 'Envelopes')
        .locator('.pane-header')
        .getByRole('button', { name: /More Actions|Views and More Actions/ })
        .click();
      await page.locator('.monaco-menu').getByText('Create Envelope…').waitFor();
    };
    await choose();
    await page.keyboard.press('Escape');
    await runCommand(page, 'jSign: Create Envelope…');
    await chooseFile(page, DIALOG, path.join(elsewhere, 'offer.pdf'));
    await composer.there();
    assert.equal(await composer.title.inputValue(), 'Offer');
    await runCommand(page, 'jSign: Create Envelope…');
    const dialog = quickInput(page, DIALOG);
    await dialog.locator('.monaco-list-row', { hasText: 'offer.pdf' }).waitFor();
    assert.equal(await dialog.locator('.quick-input-box input').inputValue(), `${elsewhere}/`);
    await steps.leave();
  });

  it('says why a file that is no PDF cannot be signed, and sends nothing', async () => {
    const { page, folder } = session;
    const before = await sandbox.sends();
    await runCommand(page, 'jSign: Create Envelope…');
    await chooseFile(page, DIALOG, path.join(folder, 'contract.docx'), 'sow.pdf');
    await new NoticeSteps(page).shown('contract.docx: places to sign can only be set on the pages of a PDF.');
    assert.deepEqual(await sandbox.sends(), before);
  });

  it('sends nothing when the person leaves the dialog', async () => {
    const { page } = session;
    const before = await sandbox.sends();
    await runCommand(page, 'jSign: Create Envelope…');
    await quickInput(page, DIALOG).waitFor();
    await steps.leave();
    assert.deepEqual(await sandbox.sends(), before);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { PDF_CASES } from '../fixtures/pdf/cases';
import {
  contextMenu,
  dialogButton,
  explorerFile,
  PROJECT,
  runCommand,
  selectFromQuickPick,
  until,
  webview,
} from '../workbench';
import { ComposerSteps } from './composerSteps';
import { LocalSandbox } from './localSandbox';
import { DAYS, NAME, REVIEW, SendingSteps, WHO } from './sendingSteps';
import { useSession } from './session';

const sow = readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const ADA = ['Ada Example', 'ada@example.org'] as const;
const GRACE = ['Grace Sample', 'grace@example.com'] as const;
const LIN = ['Lin Muster', 'lin@example.net'] as const;

async function scan(): Promise<Uint8Array> {
  const found = PDF_CASES.find(({ name }) => name === 'a scan that fills the page');
  if (!found) throw new Error('There is no such case any more.');
  return found.bytes();
}

describe('Sending for signature', () => {
  const session = useSession({
    files: async () => ({
      'sow.pdf': sow,
      'annex.pdf': readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf')),
      'scan.pdf': await scan(),
      'notes.txt': 'no contract\n',
    }),
  });
  let steps: SendingSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new SendingSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(() => steps.clear());

  const panel = () => webview(session.page);
  const heading = (name: string) => panel().getByRole('heading', { level: 1, name, exact: true });

  it('starts from the Explorer, the tab of a file and the palette', async () => {
    const { page } = session;
    await steps.start('sow.pdf');
    assert.equal(await steps.value(NAME), 'SOW');
    await steps.leave();

    await explorerFile(page, 'sow.pdf').dblclick();
    const tab = page.locator('.tabs-container .tab', { hasText: 'sow.pdf' });
    // The editor takes the focus when it has read the file, and with it away every menu.
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await contextMenu(page, tab, 'Send for Signature…');
    await steps.at(NAME);
    await steps.leave();

    await runCommand(page, 'jSign: Send for Signature…');
    assert.equal(await steps.value(NAME), 'SOW');
    await steps.leave();
  });

  it('is not offered for a file that is no PDF', async () => {
    const { page } = session;
    await steps.explorer();
    await explorerFile(page, 'notes.txt').click({ button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.getByText(/^Rename/).waitFor();
    assert.equal(await menu.getByText('Send for Signature…').count(), 0);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
  });

  it('sends nothing when the person leaves at any step', async () => {
    const before = await sandbox.sends();
    const walk: readonly (() => Promise<void>)[] = [
      () => steps.start('sow.pdf'),
      () => steps.name(),
      () => steps.signer(...ADA),
      async () => {
        await steps.signersDone();
        await steps.at(DAYS);
      },
      () => steps.days(),
    ];
    for (const last of walk.keys()) {
      for (const step of walk.slice(0, last + 1)) await step();
      await steps.leave();
    }
    assert.deepEqual(await sandbox.sends(), before);
  });

  it('keeps what was said when the person goes back', async () => {
    await steps.start('sow.pdf');
    await steps.name('Phase 2, back and forth');
    await steps.signer(...ADA);
    await steps.signer(...GRACE);
    await steps.signersDone();
    await selectFromQuickPick(session.page, 'In this order');
    await steps.days();
    await steps.back(REVIEW);
    await steps.back(DAYS);
    await steps.back(/When does each person get/);
    await steps.listed(ADA[1]);
    await steps.listed(GRACE[1]);
    await steps.back(WHO);
    assert.equal(await steps.value(NAME), 'Phase 2, back and forth');
    await steps.name();
    await steps.signersDone();
    // Enter takes what is marked: the order as it was said before.
    await (await steps.at(/When does each person get/)).locator('input').press('Enter');
    await steps.days();
    const review = await steps.at(REVIEW);
    await review.locator('.monaco-list-row', { hasText: 'One after the other' }).waitFor();
    await steps.leave();
  });

  it('finds a place to sign in a PDF without anchors, and asks only the signer for it', async function () {
    const before = await sandbox.sends();
    await steps.toReview('sow.pdf', 'Block for one', ADA);
    const review = await steps.at(REVIEW);
    await review.locator('.monaco-list-row', { hasText: 'sow.pdf' }).waitFor();
    assert.equal(await review.locator('.monaco-list-row', { hasText: 'signature page' }).count(), 0);
    await steps.send();
    await heading('Block for one').waitFor();
    const after = await sandbox.sends();
    assert.deepEqual(after, {
      uploads: before.uploads + 1,
      creates: before.creates + 1,
      envelopes: before.envelopes + 1,
    });
    const [mail] = (await sandbox.mails()).slice(-1);
    assert.deepEqual([mail?.to, mail?.kind], [ADA[1], 'invitation']);
    await panel()
      .locator(`.document [title="${sha256(sow)}"]`)
      .waitFor();

    await panel().getByRole('button', { name: 'Sign', exact: true }).click();
    const frame = panel().frameLocator('iframe');
    await frame.locator('svg .spot').first().waitFor();
    const pages = await frame.locator('figure').count();
    const spots = await frame
      .locator('figure')
      .evaluateAll((figures) => figures.map((figure) => figure.querySelectorAll('.spot').length));
    assert.ok((spots.at(-1) ?? 0) >= 1, `no field on the last of ${pages} pages`);
    assert.ok(spots.slice(0, -1).every((count) => count === 0));
    await panel().getByRole('button', { name: 'Back', exact: true }).click();
    await heading('Block for one').waitFor();
  });

  it('offers the people of recent envelopes', async function () {
    await steps.toReview('sow.pdf', 'For Lin', LIN);
    await steps.send();
    await heading('For Lin').waitFor();
    await steps.start('sow.pdf');
    await steps.name('For Lin again');
    const box = await steps.at(WHO);
    const row = box.locator('.monaco-list-row', { hasText: LIN[1] });
    await row.waitFor();
    await box.getByText('From recent envelopes').waitFor();
    await row.click();
    await steps.listed(LIN[1]);
    await steps.leave();
  });

  it('asks before the same bytes go to the same people again', async function () {
    const before = await sandbox.sends();
    await steps.toReview('sow.pdf', 'Once more', LIN);
    await steps.send();
    const dialog = session.page.locator('.monaco-dialog-box', { hasText: 'Send "Once more" once more?' });
    await dialog.getByText(/as "For Lin"/).waitFor();
    await dialogButton(session.page, /once more\?/, 'Cancel');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);

    await steps.toReview('sow.pdf', 'Once more', LIN);
    await steps.send();
    await dialogButton(session.page, /once more\?/, 'Open the Earlier One');
    await heading('For Lin').waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);

    await steps.toReview('sow.pdf', 'Once more', LIN);
    await steps.send();
    await dialogButton(session.page, /once more\?/, 'Send Once More');
    await heading('Once more').waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('offers a page for signatures where there is no room, and says that the bytes differ', async function () {
    const bytes = await scan();
    await steps.start('scan.pdf');
    await steps.name('A scan');
    await steps.signer(...ADA);
    await steps.signersDone();
    await selectFromQuickPick(session.page, '2 weeks', { at: DAYS });
    await selectFromQuickPick(session.page, 'Append Signature Page', { at: /has no free place/ });
    const review = await steps.at(REVIEW);
    await review
      .locator('.monaco-list-row', { hasText: 'a signature page is appended, so the bytes differ' })
      .waitFor();
    await review.locator('.monaco-list-row', { hasText: '2 pages' }).waitFor();
    await steps.send();
    await heading('A scan').waitFor();
    const sent = panel().locator('.document .hash span[title]');
    const hash = await sent.getAttribute('title');
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    assert.notEqual(hash, sha256(bytes));
    assert.equal(sha256(readFileSync(path.join(session.folder, 'scan.pdf'))), sha256(bytes));
  });

  it('sends several files in one envelope, by the composer', async function () {
    const composer = ComposerSteps.of(session.page);
    const before = await sandbox.sends();
    await composer.open('annex.pdf', 'sow.pdf');
    assert.match(await composer.title.inputValue(), / and 1 more document$/);
    await composer.rename('Two files');
    // The anchors of the annex have said who signs, and where.
    await composer.signers(ADA, GRACE);
    await composer.noErrors();
    const review = await composer.review();
    for (const file of ['annex.pdf', 'sow.pdf'])
      await review.locator('.monaco-list-row', { hasText: file }).first().waitFor();
    await composer.send('Two files');
    await until('both documents', async () => (await panel().locator('.document').count()) === 2);
    const after = await sandbox.sends();
    assert.equal(after.uploads, before.uploads + 2);
    assert.equal(after.envelopes, before.envelopes + 1);
  });
});

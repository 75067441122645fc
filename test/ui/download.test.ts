import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { judgeSignedPdf } from '../demo/signedPdf';
import {
  contextMenu,
  notification,
  quickInput,
  runCommand,
  selectFromQuickPick,
  treeRow,
  until,
} from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const GRACE = { name: 'Grace Sample', email: 'grace@example.com' };
const MINE = 'Needs My Signature';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('Downloading', () => {
  const session = useSession({ files: { 'README.md': '# Contracts\n', 'out/.keep': '' } });
  let steps: EnvelopeSteps;
  let person: Person;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new EnvelopeSteps(session.page);
    person = new Person(session.page);
    await person.tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  const suggestion = (): Promise<string> =>
    until('the suggested name', async () => {
      const text = await quickInput(session.page).locator('.quick-input-box input').inputValue();
      return /\.\w+$/.test(text) && text;
    });

  it('saves the original as it was sent, and opens it if wanted', async () => {
    await sandbox.envelope({ name: 'Original wanted', signers: [ADA] });
    await steps.open(MINE, 'Original wanted');
    assert.equal(await steps.button(/^Save Signed/).count(), 0);
    await steps.button(/^Save Original/).click();
    const file = path.join(session.folder, 'out/the original.pdf');
    await person.saveAs(file);
    const saved = notification(
      session.page,
      /Saved the original\.pdf\. The SHA-256 is the one that jSign names/,
    );
    await saved.toast.waitFor();
    assert.equal(sha256(readFileSync(file)), sha256(LocalSandbox.sample()));
    await saved.button('Open');
    await session.page.locator('.tab.active', { hasText: 'the original.pdf' }).waitFor();
  });

  it('saves the signed copy from the tree', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Signed wanted', signers: [ADA] });
    await sandbox.control('sign', { envelope_id: id, email: ADA.email });
    await steps.open('Completed', 'Signed wanted');
    await contextMenu(page, treeRow(page, 'Envelopes', 'Signed wanted'), 'Download Documents…');
    await selectFromQuickPick(page, 'Signed', { at: 'Which copy?' });
    const file = path.join(session.folder, 'out/signed.pdf');
    await person.saveAs(file);
    await notification(page, /Saved signed\.pdf\. The SHA-256 is the one/).toast.waitFor();
    await judgeSignedPdf(readFileSync(file), file);
  });

  it('suggests a name that stays in the folder', async () => {
    await sandbox.envelope({
      name: 'Wild name',
      signers: [ADA],
      documents: [{ name: '../../..\\up<script>: \u202Efdp.pdf', bytes: LocalSandbox.sample() }],
    });
    await steps.open(MINE, 'Wild name');
    await steps.button(/^Save Original/).click();
    const suggested = await suggestion();
    assert.equal(path.dirname(suggested), session.folder);
    assert.equal(path.basename(suggested), 'up_script__ fdp.pdf');
  });

  it('saves nothing when the person leaves, and says why when the service fails', async () => {
    const { page } = session;
    await sandbox.envelope({ name: 'Not saved', signers: [ADA] });
    await steps.open(MINE, 'Not saved');
    const before = readdirSync(session.folder);
    await steps.button(/^Save Original/).click();
    await suggestion();
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });

    const file = path.join(session.folder, 'half.pdf');
    await steps.button(/^Save Original/).click();
    await suggestion();
    await sandbox.faults({
      method: 'GET',
      path: '/api/v2.0/envelopes/',
      kind: 'truncate',
      value: 400,
      times: 100,
    });
    await person.saveAs(file);
    await page.locator('.notification-toast .codicon-error').waitFor();
    assert.equal(existsSync(file), false);
    assert.deepEqual(readdirSync(session.folder), before);
  });

  it('saves several documents into a folder, under different names', async () => {
    const { page, folder } = session;
    const bytes = LocalSandbox.sample();
    await sandbox.envelope({
      name: 'Two of one name',
      signers: [GRACE, ADA],
      documents: [
        { name: 'lease.pdf', bytes },
        { name: 'lease.pdf', bytes },
      ],
    });
    await steps.open(MINE, 'Two of one name');
    await steps.menu('Download documents…');
    await person.chooseFolder(path.join(folder, 'out'));
    await notification(page, /Saved 2 documents/).toast.waitFor();
    for (const name of ['lease.pdf', 'lease (2).pdf'])
      assert.ok(statSync(path.join(folder, 'out', name)).size > 0, name);
  });
});

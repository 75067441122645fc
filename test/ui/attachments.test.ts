import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { chooseFile, contextMenu, dialogButton, expand, runCommand } from '../workbench';
import { ADA, GRACE, OTHERS } from './actionSteps';
import { AttachmentSteps, attach, uploads } from './attachmentSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const TERMS = 'Terms of delivery, second version\n';
const MINUTES = 'Minutes of the meeting\n';
const TOO_MANY_BYTES = 25_000_001;

describe('Attachments', function () {
  const session = useSession({
    files: {
      'terms.txt': TERMS,
      'minutes.txt': MINUTES,
      'plan.txt': 'A plan\n',
      'big.bin': new Uint8Array(TOO_MANY_BYTES),
      'out/.keep': '',
    },
  });
  let steps: AttachmentSteps;
  let notices: NoticeSteps;
  let person: Person;
  let sandbox: LocalSandbox;

  before(async () => {
    steps = new AttachmentSteps(session.page);
    notices = new NoticeSteps(session.page);
    person = new Person(session.page);
    await person.tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await session.page.mouse.up();
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });
  const file = (name: string): string => path.join(session.folder, name);
  const room = (envelope: string, left: number): string =>
    `Attach to "${envelope}": ${left} more of 10, each at most 25 MB`;

  it('are added from the tree, listed there, and open in an editor that cannot change them', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Lease 7', signers: [GRACE] });
    await steps.tree.refresh();
    await steps.tree.choose(OTHERS, 'Lease 7', 'Add Attachment…');
    await chooseFile(page, room('Lease 7', 10), file('terms.txt'));
    const section = await steps.section(OTHERS, 'Lease 7');
    await steps.listed(section, 'terms.txt');
    await steps.count(section, 1);
    assert.equal(await uploads(sandbox, id), 1);
    await steps.row('terms.txt').click();
    await page.locator('.tab.active', { hasText: 'terms.txt' }).waitFor();
    await page.locator('.editor-instance .view-line', { hasText: 'Terms of delivery' }).waitFor();
    await page.locator('.editor-instance .view-line', { hasText: 'Terms of delivery' }).click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'cannot be changed here' }).waitFor();
  });

  it('are added from the row of the section and from the panel, which both list all of them', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Lease 8', signers: [GRACE] });
    await steps.panel.open(OTHERS, 'Lease 8');
    const section = await steps.section(OTHERS, 'Lease 8');
    await steps.addBelow(section, room('Lease 8', 10));
    await chooseFile(page, room('Lease 8', 10), file('terms.txt'));
    await steps.listed(section, 'terms.txt');
    await steps.unfold();
    await steps.inPanel.getByText('terms.txt').waitFor();
    await steps.inPanel.getByText('1 of 10, up to 25 MB each').waitFor();

    await steps.inPanel.getByRole('button', { name: 'Add Attachment…' }).click();
    await chooseFile(page, room('Lease 8', 9), file('minutes.txt'));
    await steps.inPanel.getByText('minutes.txt').waitFor();
    await steps.inPanel.getByText('2 of 10, up to 25 MB each').waitFor();
    await steps.listed(section, 'minutes.txt');
    await steps.count(section, 2);
    assert.equal(await uploads(sandbox, id), 2);
  });

  it('open from the panel, and are saved through the dialog', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Lease 9', signers: [GRACE] });
    await attach(sandbox, id, 'minutes.txt', MINUTES);
    await steps.panel.open(OTHERS, 'Lease 9');
    await steps.unfold();
    await steps.inPanel.getByRole('button', { name: 'Save… minutes.txt' }).click();
    await person.saveAs(file('out/saved.txt'));
    await page.locator('.statusbar', { hasText: 'Saved saved.txt' }).waitFor();
    assert.equal(readFileSync(file('out/saved.txt'), 'utf8'), MINUTES);

    const section = await steps.section(OTHERS, 'Lease 9');
    await steps.listed(section, 'minutes.txt');
    await contextMenu(page, steps.row('minutes.txt'), 'Download Attachment…');
    await person.saveAs(file('out/again.txt'));
    await page.locator('.statusbar', { hasText: 'Saved again.txt' }).waitFor();
    assert.equal(readFileSync(file('out/again.txt'), 'utf8'), MINUTES);

    await steps.inPanel.getByRole('button', { name: 'Open minutes.txt' }).click();
    await page.locator('.tab.active', { hasText: 'minutes.txt' }).waitFor();
    await page.locator('.editor-instance .view-line', { hasText: 'Minutes of the meeting' }).waitFor();
  });

  it('are refused before anything is uploaded: an eleventh, and one of more than 25 MB', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Nearly full', signers: [GRACE] });
    for (let number = 1; number <= 9; number += 1) await attach(sandbox, id, `note ${number}.txt`, 'A note');
    await steps.tree.refresh();
    await steps.tree.choose(OTHERS, 'Nearly full', 'Add Attachment…');
    await chooseFile(page, room('Nearly full', 1), file('big.bin'));
    await notices.shown('big.bin has 25.000001 MB. jSign takes 25 MB, counted here as 25,000,000 bytes.');
    assert.equal(await uploads(sandbox, id), 9);
    await new SendingSteps(page).clear();

    await steps.tree.choose(OTHERS, 'Nearly full', 'Add Attachment…');
    await chooseFile(page, room('Nearly full', 1), file('plan.txt'));
    const section = await steps.section(OTHERS, 'Nearly full');
    await steps.listed(section, 'plan.txt');
    assert.equal(await uploads(sandbox, id), 10);

    await steps.tree.choose(OTHERS, 'Nearly full', 'Add Attachment…');
    await notices.shown('"Nearly full" has ten attachments, which is the most that jSign allows.');
    await steps.panel.open(OTHERS, 'Nearly full');
    await steps.unfold();
    await steps.inPanel.getByText('10 of 10: no more can be added').waitFor();
    assert.equal(await steps.inPanel.getByRole('button', { name: 'Add Attachment…' }).count(), 0);
    assert.equal(await uploads(sandbox, id), 10);
  });

  it('are added by dropping files of the Explorer on an envelope, after a confirmation that names both', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Drop here', signers: [ADA, GRACE], flow: 'Sequential' });
    await sandbox.control('sign', { envelope_id: id, email: ADA.email });
    await steps.showGroup(OTHERS, 'Drop here');
    await steps.drop(['terms.txt'], 'Drop here');
    const one = 'Attach terms.txt to "Drop here"?';
    assert.match(await steps.tree.confirmation(one), /What was attached cannot be taken away again\./);
    await dialogButton(page, one, 'Cancel');
    assert.equal(await uploads(sandbox, id), 0);

    await steps.drop(['plan.txt', 'terms.txt'], 'Drop here');
    const two = 'Attach 2 files to "Drop here"?';
    assert.match(await steps.tree.confirmation(two), /plan\.txt, terms\.txt/);
    await dialogButton(page, two, 'Attach 2 Files');
    await expand(steps.tree.row('Drop here'));
    const section = await steps.section(OTHERS, 'Drop here');
    for (const name of ['plan.txt', 'terms.txt']) await steps.listed(section, name);
    await steps.count(section, 2);
  });

  it('are refused together when more are dropped than there is room for', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Room for one', signers: [GRACE] });
    for (let number = 1; number <= 9; number += 1) await attach(sandbox, id, `note ${number}.txt`, 'A note');
    await steps.showGroup(OTHERS, 'Room for one');
    await steps.drop(['plan.txt', 'terms.txt'], 'Room for one');
    await notices.shown('"Room for one" has room for 1 more of ten attachments, and 2 were chosen.');
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await uploads(sandbox, id), 9);
  });
});

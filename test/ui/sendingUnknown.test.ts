import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import {
  dialogButton,
  notification,
  openContainer,
  PROJECT,
  quickInput,
  reload,
  runCommand,
  selectFromQuickPick,
  treeRow,
  view,
  webview,
} from '../workbench';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const sow = readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf'));
const GRACE = ['Grace Sample', 'grace@example.com'] as const;
const LIN = ['Lin Muster', 'lin@example.net'] as const;
const IDA = ['Ida Muster', 'ida@example.net'] as const;

describe('A send whose answer does not come', () => {
  const session = useSession({ files: { 'sow.pdf': sow } });
  let steps: SendingSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new SendingSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await steps.clear();
  });

  const answer = (words: RegExp, button: string): Promise<void> =>
    new NoticeSteps(session.page).press(words, button);
  const heading = (name: string) =>
    webview(session.page).getByRole('heading', { level: 1, name, exact: true });

  it('counts as sent, once, where the connection broke after the envelope was created', async function () {
    const { page } = session;
    const before = await sandbox.sends();
    await sandbox.failCreate('reset-after');
    await steps.toReview('sow.pdf', 'Cut after it', GRACE);
    await steps.send();
    await heading('Cut after it').waitFor();
    const after = await sandbox.sends();
    assert.equal(after.creates, before.creates + 1);
    assert.equal(after.envelopes, before.envelopes + 1);
    await openContainer(page, 'jSign');
    const group = treeRow(page, 'Envelopes', /^Waiting for Others/);
    await group.waitFor();
    if ((await group.getAttribute('aria-expanded')) === 'false') await group.click();
    const rows = view(page, 'Envelopes').locator('.monaco-list-row', { hasText: 'Cut after it' });
    await rows.first().waitFor();
    assert.equal(await rows.count(), 1);
  });

  it('is said to be unknown where nothing is found, and can be looked for and said to be not sent', async function () {
    const { page } = session;
    const before = await sandbox.sends();
    await sandbox.failCreate('status', 500);
    await steps.toReview('sow.pdf', 'Lost', LIN);
    await steps.send();
    const unknown = /We do not know whether "Lost" was sent.*found nothing so far/;
    await answer(unknown, 'Look Again');
    await answer(unknown, 'It Was Not Sent');
    // A wrong answer makes two envelopes of one, so it is asked for twice; leaving leads back.
    await dialogButton(page, /really not sent/, 'Cancel');
    await answer(unknown, 'It Was Not Sent');
    await dialogButton(page, /really not sent/, 'It Was Not Sent');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);
    await answer(/"Lost" counts as not sent/, 'Send to 1 person');
    await heading('Lost').waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('is found when it turns up later', async function () {
    const { page } = session;
    const before = await sandbox.sends();
    await sandbox.faults(
      { method: 'POST', path: '/api/v2.0/envelopes/create_with_files', kind: 'reset-after', times: 1 },
      { method: 'POST', path: '/api/v2.0/envelopes/list', kind: 'status', value: 500, times: 100 },
    );
    await steps.toReview('sow.pdf', 'Late', IDA);
    await steps.send();
    await notification(page, /We do not know whether "Late" was sent/).toast.waitFor();
    await sandbox.faults();
    await answer(/We do not know whether "Late" was sent/, 'Look Again');
    await heading('Late').waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('is still there after a reload of the window, and leads to what can be done', async function () {
    const { page } = session;
    const before = await sandbox.sends();
    await sandbox.failCreate('status', 500);
    await steps.toReview('sow.pdf', 'Open at reload', ['Eve Muster', 'eve@example.net']);
    await steps.send();
    await notification(page, /We do not know whether "Open at reload" was sent/).toast.waitFor();
    await reload(page);

    await answer(/1 send has an unknown outcome/, 'Review');
    const entry = quickInput(page, 'Unfinished Sends').locator('.monaco-list-row', {
      hasText: 'Open at reload',
    });
    await entry.filter({ hasText: 'outcome unknown' }).waitFor();
    await steps.leave();

    await runCommand(page, 'jSign: Review Unfinished Sends…');
    await selectFromQuickPick(page, 'Open at reload', { at: 'Unfinished Sends' });
    await answer(/We do not know whether "Open at reload" was sent/, 'It Was Not Sent');
    await dialogButton(page, /really not sent/, 'It Was Not Sent');
    await selectFromQuickPick(page, /^Review and Send…/, { at: /"Open at reload" was not sent/ });
    await steps.send();
    await heading('Open at reload').waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });
});

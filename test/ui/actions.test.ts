import assert from 'node:assert/strict';
import { Person } from '../demo/person';
import { dialogButton, fillInput, runCommand, selectFromQuickPick, webview } from '../workbench';
import { ActionSteps, ADA, assertSame, GRACE, LIN, MINE, OTHERS } from './actionSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { REVIEW, SendingSteps, WHO } from './sendingSteps';
import { useSession } from './session';

const WHY = /Why is it cancelled/;

describe('Reminding and cancelling', () => {
  const session = useSession({ files: { 'sow.pdf': LocalSandbox.sample() } });
  let steps: ActionSteps;
  let notices: NoticeSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new ActionSteps(session.page);
    notices = new NoticeSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await new SendingSteps(session.page).clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  it('reminds a signer from the row, names them first, and not twice within an hour', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Lease 42', signers: [ADA, GRACE], flow: 'Sequential' });
    await steps.signedElsewhere(sandbox, id, ADA.email);
    await steps.refresh();
    const row = await steps.signerRow(OTHERS, 'Lease 42', GRACE.name);
    const dialog = /Remind Grace Sample <grace@example\.com> to sign "Lease 42"\?/;
    await steps.onRow(row, 'Remind Signer…');
    assert.match(await steps.confirmation(dialog), /jSign sends them a mail now\..*ada@example\.org/s);
    await dialogButton(page, dialog, 'Cancel');
    assertSame(await steps.mailed(sandbox, id, 'reminder'), []);
    await steps.onRow(row, 'Remind Signer…');
    await dialogButton(page, dialog, 'Send Reminder');
    await notices.shown('Reminded Grace Sample.');
    assertSame(await steps.mailed(sandbox, id, 'reminder'), [GRACE.email]);

    await steps.onRow(row, 'Remind Signer…');
    await notices.shown(
      /Grace Sample was reminded of "Lease 42" less than an hour ago.*again in \d+ minutes/,
    );
    assertSame(await steps.mailed(sandbox, id, 'reminder'), [GRACE.email]);
  });

  it('reminds all whose turn it is, by the panel and by the palette, those who were just reminded left out', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'For three', signers: [ADA, GRACE, LIN] });
    await steps.panel.open(MINE, 'For three');
    await steps.panel.menu('Remind All…');
    const list = 'Remind the signers of "For three"';
    assert.deepEqual(await steps.ticks(list), [
      ['You, Ada Example', false],
      ['Grace Sample', true],
      ['Lin Muster', true],
    ]);
    await (await steps.asked(list)).getByRole('button', { name: 'OK' }).click();
    const dialog = 'Remind 2 people to sign "For three"?';
    assert.match(await steps.confirmation(dialog), /grace@example\.com.*lin@example\.net/s);
    await dialogButton(page, dialog, 'Send 2 Reminders');
    await notices.shown('Reminded Grace Sample, Lin Muster.');
    assertSame(await steps.mailed(sandbox, id, 'reminder'), [GRACE.email, LIN.email]);
    await steps.told(/[Rr]eminded/);

    await steps.fromPalette('Remind All…', 'For three');
    assert.deepEqual(await steps.ticks(list), [['You, Ada Example', false]]);
    await steps.asked('Who gets a mail (reminded less than an hour ago: Grace Sample, Lin Muster)');
    await new SendingSteps(page).leave();
  });

  it('cancels with a reason, after naming who is affected', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Old terms', signers: [ADA, GRACE], flow: 'Sequential' });
    await steps.signedElsewhere(sandbox, id, ADA.email);
    await steps.refresh();
    await steps.choose(OTHERS, 'Old terms', 'Cancel Envelope…');
    await steps.asked(WHY);
    await steps.refused(WHY, '  ', 'Give a reason: jSign asks for one.');
    await fillInput(page, 'The price has changed');
    const dialog = 'Cancel "Old terms"?';
    const said = await steps.confirmation(dialog);
    assert.match(said, /Signed already: Ada Example\s+Still to sign: Grace Sample/);
    assert.match(said, /Nobody can sign it any more\. This cannot be undone\./);
    await dialogButton(page, dialog, /^Cancel$/);
    await steps.standsIn(OTHERS, 'Old terms');

    // From the panel, with the reason that was typed before.
    await steps.panel.open(OTHERS, 'Old terms');
    await steps.panel.menu('Cancel Envelope…');
    assert.equal(await steps.valueOf(WHY), 'The price has changed');
    await page.keyboard.press('Enter');
    await dialogButton(page, dialog, 'Cancel Envelope');
    await steps.panel.panel.locator('.status', { hasText: 'Cancelled' }).waitFor();
    await steps.told('The price has changed');
    await steps.standsIn('Cancelled', 'Old terms');
    assertSame(await steps.mailed(sandbox, id, 'cancelled'), [GRACE.email]);
  });

  it('says that the last signer was faster than the cancelling, and shows it as completed', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Photo finish', signers: [GRACE] });
    await steps.refresh();
    await steps.standsIn(OTHERS, 'Photo finish');
    await steps.fromPalette('Cancel Envelope…', 'Photo finish');
    await fillInput(page, 'Too late', { at: WHY });
    await steps.confirmation('Cancel "Photo finish"?');
    await steps.signedElsewhere(sandbox, id, GRACE.email);
    await dialogButton(page, 'Cancel "Photo finish"?', 'Cancel Envelope');
    await notices.shown(
      /"Photo finish" was not cancelled\. "Photo finish" is completed: everybody has signed\. Its signed documents can be downloaded\./,
    );
    await steps.standsIn('Completed', 'Photo finish');
    await steps.standsIn(OTHERS, 'Lease 42');
    assert.equal(await steps.row('Photo finish').count(), 0);
  });

  it('cancels what went to a wrong address and sends it again to the right one', async function () {
    const { page } = session;
    const sending = new SendingSteps(page);
    await sending.toReview('sow.pdf', 'Wrong address', ['Grace Sample', 'grace@exmaple.com']);
    await sending.send();
    const heading = webview(page).getByRole('heading', { level: 1, name: 'Wrong address' });
    await heading.waitFor();
    await runCommand(page, 'View: Close All Editors');
    const before = await sandbox.sends();

    await steps.choose(OTHERS, 'Wrong address', 'Cancel and Send Again…');
    await fillInput(page, 'Sent to a wrong address', { at: WHY });
    const dialog = 'Cancel "Wrong address" and send it again?';
    assert.match(await steps.confirmation(dialog), /the draft opens again with everything kept/);
    await dialogButton(page, dialog, 'Cancel and Open Again');

    await sending.listed('grace@exmaple.com');
    await steps.standsIn('Cancelled', 'Wrong address');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);
    await selectFromQuickPick(page, 'grace@exmaple.com', { at: WHO });
    await selectFromQuickPick(page, 'Correct Name or Address');
    const correcting = 'Name and e-mail address';
    assert.equal(await steps.valueOf(correcting), 'Grace Sample <grace@exmaple.com>');
    await fillInput(page, 'Grace Sample <grace@example.com>', { at: correcting });
    await sending.listed(GRACE.email);
    await sending.signersDone();
    const review = await sending.at(REVIEW);
    for (const words of [GRACE.email, 'sow.pdf', '14 days'])
      await review.locator('.monaco-list-row', { hasText: words }).first().waitFor();
    await sending.send();
    await heading.waitFor();

    const after = await sandbox.sends();
    assert.equal(after.envelopes, before.envelopes + 1);
    const [mail] = (await sandbox.mails()).slice(-1);
    assert.deepEqual([mail?.to, mail?.kind], [GRACE.email, 'invitation']);
    await steps.standsIn('Cancelled', 'Wrong address');
    await steps.standsIn(OTHERS, 'Wrong address');
  });
});

import assert from 'node:assert/strict';
import { Person } from '../demo/person';
import { dialogButton, fillInput, runCommand, selectFromQuickPick, selectSeveral, until } from '../workbench';
import { at } from '../contract/rawClient';
import { ActionSteps, ADA, assertSame, GRACE, MINE, OTHERS } from './actionSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const WHY = /Why do you decline\?/;
const UNTIL = 'Until when can it be signed?';

describe('Declining, extending, editing, deleting and signing in person', () => {
  const session = useSession();
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
  const status = (words: string | RegExp) =>
    steps.panel.panel.locator('.status', { hasText: words }).waitFor();

  it('declines what somebody else sent, with a reason that the sender can read', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Unfair terms', signers: [ADA, GRACE], from: 1 });
    await steps.refresh();
    await steps.choose(MINE, 'Unfair terms', 'Decline to Sign…');
    await (await steps.asked(WHY)).getByText('grace@example.com, who sent it, can read this.').waitFor();
    await steps.refused(WHY, '', 'Give a reason: jSign asks for one.');
    await fillInput(page, 'Clause 4 is not acceptable');
    const dialog = 'Decline to sign "Unfair terms"?';
    const said = await steps.confirmation(dialog);
    assert.match(said, /Sent by: grace@example\.com/);
    assert.match(said, /Still to sign: Ada Example, Grace Sample/);
    assert.match(said, /This ends the envelope for everybody, and it cannot be undone\./);
    await dialogButton(page, dialog, 'Decline to Sign');
    await (await steps.standsIn('Declined', 'Unfair terms')).click();
    await status(/Declined by .?Ada Example/);
    await steps.panel.panel.locator('.reason', { hasText: 'Clause 4 is not acceptable' }).waitFor();
    assertSame(await steps.mailed(sandbox, id, 'declined'), [GRACE.email]);
    assert.equal(await notices.count('was declined'), 0);
  });

  it('offers who sent it to cancel, never to decline, and the signer the other way round', async () => {
    const { page } = session;
    const sent = async (name: string) => {
      await steps.panel.open(MINE, name);
      await steps.panel.button('More actions').click();
      const entries = await steps.panel.panel.getByRole('menuitem').allInnerTexts();
      await page.keyboard.press('Escape');
      return entries;
    };
    await sandbox.envelope({ name: 'From me', signers: [ADA, GRACE] });
    await sandbox.envelope({ name: 'From Grace', signers: [ADA, GRACE], from: 1 });
    const mine = await sent('From me');
    assert.ok(mine.includes('Cancel Envelope…') && mine.includes('Remind All…'));
    assert.ok(!mine.includes('Decline to Sign…') && !mine.includes('Extend Due Date…'));
    const theirs = await sent('From Grace');
    assert.ok(theirs.includes('Decline to Sign…'));
    assert.ok(!theirs.includes('Cancel Envelope…') && !theirs.includes('Remind All…'));
  });

  it('opens an envelope again whose panel was closed', async () => {
    await sandbox.envelope({ name: 'Once more', signers: [GRACE] });
    for (let time = 0; time < 3; time++) {
      await steps.panel.open(OTHERS, 'Once more');
      await runCommand(session.page, 'View: Close All Editors');
      await session.page.locator('.tab').waitFor({ state: 'detached' });
    }
  });

  it('edits name, description and categories of an envelope', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Draft name', signers: [GRACE] });
    await steps.panel.open(OTHERS, 'Draft name');
    await steps.panel.menu('Edit Details…');
    const what = 'Edit the details of "Draft name"';
    await selectFromQuickPick(page, 'Name', { at: what });
    assert.equal(await steps.valueOf('Name of the envelope'), 'Draft name');
    await steps.refused('Name of the envelope', ' ', 'An envelope needs a name.');
    await fillInput(page, 'Final name');
    await selectFromQuickPick(page, 'Description', { at: what });
    await fillInput(page, 'For the 2027 renewal', { at: 'Description.' });
    await selectFromQuickPick(page, 'Categories', { at: what });
    await selectSeveral(page, ['New categories…'], { at: 'Categories of the envelope' });
    await fillInput(page, 'Leases, Berlin', { at: 'New categories, separated by commas' });
    await (await steps.asked(what)).getByText('3 changes').waitFor();
    await selectFromQuickPick(page, 'Save', { at: what });
    await steps.panel.title.getByText('Final name').waitFor();
    await steps.panel.panel.getByText('For the 2027 renewal').waitFor();
    await steps.panel.panel.getByText('Leases, Berlin').waitFor();
    await steps.standsIn(OTHERS, 'Final name');
    const details = await (await sandbox.client()).call('GET', `/envelopes/${id}/details`);
    assert.match(JSON.stringify(details.body), /"Final name"/);

    // Nothing changed is thrown away without a word.
    await steps.choose(OTHERS, 'Final name', 'Edit Details…');
    const again = 'Edit the details of "Final name"';
    await selectFromQuickPick(page, 'Name', { at: again });
    await fillInput(page, 'Another name', { at: 'Name of the envelope' });
    await (await steps.asked(again)).getByText('1 change').waitFor();
    await page.keyboard.press('Escape');
    await dialogButton(page, 'Save the changes to "Final name"?', 'Discard Changes');
    await steps.standsIn(OTHERS, 'Final name');
  });

  it('deletes the files of a completed envelope, after naming them', async () => {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Done and over', signers: [GRACE] });
    await steps.signedElsewhere(sandbox, id, GRACE.email);
    await steps.panel.open('Completed', 'Done and over');
    await steps.choose('Completed', 'Done and over', 'Delete Files…');
    const dialog = 'Delete the files of "Done and over"?';
    const said = await steps.confirmation(dialog);
    assert.match(said, /documents as they were sent \(nda\.pdf\)\s+their signed copies\s+all attachments/);
    await dialogButton(page, dialog, 'Cancel');
    const client = await sandbox.client();
    const file = async () => {
      const details = await client.call('GET', `/envelopes/${id}/details`);
      const documentId = String(at(details.body, 'data', 'documents', 0, 'documents_id'));
      return (await client.call('GET', `/envelopes/${id}/${documentId}/download?signedCopy=true`)).status;
    };
    assert.equal(await file(), 200);
    await steps.choose('Completed', 'Done and over', 'Delete Files…');
    await dialogButton(page, dialog, 'Delete Files');
    await steps.told(/[Dd]eleted/);
    assert.notEqual(await file(), 200);
    await steps.standsIn('Completed', 'Done and over');
  });

  it('has somebody sign in person, from their row', async () => {
    const { page } = session;
    await sandbox.envelope({ name: 'Across the table', signers: [ADA, GRACE] });
    await steps.refresh();
    const row = await steps.signerRow(MINE, 'Across the table', GRACE.name);
    await steps.onRow(row, 'Sign in Person…');
    const dialog = 'Is Grace Sample here to sign "Across the table"?';
    assert.match(
      await steps.confirmation(dialog),
      /counts as the signature of Grace Sample \(grace@example\.com\)/,
    );
    await dialogButton(page, dialog, 'Grace Sample Is Here to Sign');
    await steps.panel.framed();
    await steps.panel.panel.getByText(/Signature of .?Grace Sample.?, in person/).waitFor();
    await steps.panel.frame.getByRole('button', { name: 'Sign', exact: true }).click();
    await steps.panel.panel.getByRole('main').getByText('Signed. jSign confirms it.').waitFor();
    const signed = await steps.signerRow(MINE, 'Across the table', GRACE.name);
    await signed.getByText('signed today').waitFor();
  });

  it('extends what has expired: refuses the past and what is no date, then it waits again', async function () {
    const { page } = session;
    const id = await sandbox.envelope({ name: 'Slow people', signers: [GRACE], days: 1 });
    await steps.refresh();
    await steps.standsIn(OTHERS, 'Slow people');
    // The tokens expire with it, so whatever comes next renews them first.
    await sandbox.control('clock', { advance_days: 2 });
    await steps.panel.open('Expired', 'Slow people');
    await status('Expired');
    await steps.panel.menu('Extend Due Date…');
    await steps.asked(UNTIL);
    await steps.refused(UNTIL, '2020-02-03', 'The new due date must lie in the future');
    await steps.refused('The new due date', 'next spring', 'This is no date.');
    await steps.refused('This is no date.', '2026-02-30', 'This is no date.');
    await fillInput(page, 'in 30 days');
    const dialog = /Let "Slow people" be signed until /;
    const said = await steps.confirmation(dialog);
    assert.match(said, /Still to sign: Grace Sample/);
    assert.match(said, /It waits for signatures again/);
    await dialogButton(page, dialog, 'Extend Due Date');
    await status(/Waiting for/);
    await steps.standsIn(OTHERS, 'Slow people');
    assertSame(await steps.mailed(sandbox, id, 'extended'), [GRACE.email]);
    await until('a renewed session', async () =>
      ((await sandbox.control('requests')) as readonly { readonly path: string }[]).some(({ path }) =>
        path.endsWith('/authorization/refresh_token'),
      ),
    );
  });
});

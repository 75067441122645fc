import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import {
  chooseFile,
  dialogButton,
  explorerFile,
  fillInput,
  PROJECT,
  runCommand,
  selectFromQuickPick,
  until,
  view,
  webview,
} from '../workbench';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { NAME, REVIEW, SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { rowTexts } from './sidebarTools';
import {
  callsOf,
  deleteElsewhere,
  invited,
  listed,
  ORDER,
  ROLES,
  TEMPLATE_NAME,
  TEMPLATE_REVIEW,
  TemplateSteps,
  TITLES,
  WHICH,
} from './templateSteps';

const sow = readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf'));
const nda = readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf'));
const ADA = ['Ada Example', 'ada@example.org'] as const;
const GRACE = ['Grace Sample', 'grace@example.com'] as const;
const LIN = ['Lin Muster', 'lin@example.net'] as const;

describe('Templates', function () {
  const session = useSession({ files: { 'sow.pdf': sow, 'nda.pdf': nda } });
  let steps: TemplateSteps;
  let sending: SendingSteps;
  let notices: NoticeSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    const { page } = session;
    steps = new TemplateSteps(page);
    sending = new SendingSteps(page);
    notices = new NoticeSteps(page);
    await new Person(page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await sending.clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  const heading = (name: string) =>
    webview(session.page).getByRole('heading', { level: 1, name, exact: true });
  const rows = () => rowTexts(session.page, 'Templates');

  it('are made of the PDF that is open: name, roles, places to sign, review', async () => {
    const { page } = session;
    const before = await callsOf(sandbox);
    await sending.explorer();
    await explorerFile(page, 'sow.pdf').dblclick();
    await page.locator('.tabs-container .tab.active', { hasText: 'sow.pdf' }).waitFor();
    await runCommand(page, 'jSign: Create Template…');
    const name = (await sending.at(TEMPLATE_NAME)).locator('.quick-input-box input');
    assert.equal(await name.inputValue(), 'SOW');
    await name.fill('  ');
    await name.press('Enter');
    await sending.at(/The template needs a name/);
    await fillInput(page, 'Work, phase by phase', { at: /Name of the template|The template needs/ });

    await fillInput(page, 'Client, client', { at: ROLES });
    await sending.at(/Each role needs a name of its own/);
    await fillInput(page, 'Client, Contractor', { at: /Who signs, by role|Each role needs/ });
    const review = await sending.at(TEMPLATE_REVIEW);
    for (const words of [
      /1 {2}Client.*2 fields/,
      /2 {2}Contractor.*2 fields/,
      /sow\.pdf.*sha-256/,
      'Nobody gets an e-mail',
    ])
      await review.locator('.monaco-list-row', { hasText: words }).first().waitFor();
    await review.locator('.monaco-list-row', { hasText: 'description' }).click();
    await fillInput(page, 'For work that is paid by the phase', { at: /What the template is for/ });
    await (
      await sending.at(TEMPLATE_REVIEW)
    )
      .locator('.monaco-list-row', { hasText: 'For work that is paid by the phase' })
      .waitFor();
    await steps.create();

    await page.locator('.statusbar-item', { hasText: 'Made the template "Work, phase by phase"' }).waitFor();
    await steps.show();
    await steps.is('Work, phase by phase', 'Active');
    const after = await callsOf(sandbox);
    for (const operation of ['/templates/upload_file', '/templates/create_with_files'])
      assert.equal(after(operation), before(operation) + 1, operation);
    assert.equal(after('/template/create'), 0);
  });

  it('are made of a file from the dialog, with the roles that its marks name', async () => {
    const { page, folder } = session;
    await steps.show();
    await steps.header('Create Template…');
    await chooseFile(page, 'Choose the document of the template', path.join(folder, 'nda.pdf'));
    await fillInput(page, 'Secrets', { at: TEMPLATE_NAME });
    const review = await sending.at(TEMPLATE_REVIEW);
    for (const role of ['client', 'us'])
      await review
        .locator('.monaco-list-row', { hasText: role })
        .filter({ hasText: 'from the marks in the document' })
        .waitFor();
    await steps.create();
    await steps.is('Secrets', 'Active');
  });

  it('become envelopes, role by role, with the roles known where they were made here', async () => {
    const { page } = session;
    const before = await invited(sandbox);
    const calls = await callsOf(sandbox);
    await steps.show();
    await steps.menu('Work, phase by phase', 'Create Envelope from Template…');
    assert.equal(await sending.value(NAME), 'Work, phase by phase');
    await fillInput(page, 'Phase 7', { at: NAME });
    await steps.signsAs('Client', ADA);
    await steps.signsAs('Contractor', GRACE);
    await selectFromQuickPick(page, GRACE[0], { at: /Private notes/ });
    await fillInput(page, 'As we said on Monday', { at: /Private note to Grace/ });
    await selectFromQuickPick(page, /^Continue/, { at: /Private notes/ });
    await selectFromQuickPick(page, 'In this order', { at: ORDER });
    await selectFromQuickPick(page, '2 weeks', { at: /How long may people take/ });
    const review = await sending.at(REVIEW);
    for (const words of [
      /Ada Example.*as Client/,
      /as Contractor.*note: "As we said on Monday"/,
      'Work, phase by phase',
    ])
      await review.locator('.monaco-list-row', { hasText: words }).first().waitFor();
    await sending.send();
    await heading('Phase 7').waitFor();
    assert.equal(await invited(sandbox), before + 1);
    const after = await callsOf(sandbox);
    assert.equal(after('/envelopes/create_with_template'), calls('/envelopes/create_with_template') + 1);
    assert.equal(after('/envelopes/upload_file'), calls('/envelopes/upload_file'));
    // The first in order alone was asked so far.
    assert.equal((await sandbox.mails()).at(-1)?.to, ADA[1]);
  });

  it('made elsewhere are asked for their signer titles once', async () => {
    const { page } = session;
    const before = await invited(sandbox);
    await sandbox.control('seed', { templates: 4 });
    await runCommand(page, 'jSign: Create Envelope from Template…');
    const which = await sending.at(WHICH);
    // Of the four the last is inactive, so nothing can be made of it.
    assert.equal(await which.locator('.monaco-list-row', { hasText: 'Office Lease' }).count(), 0);
    await selectFromQuickPick(page, 'Mutual NDA', { at: WHICH });
    await fillInput(page, 'First from elsewhere', { at: NAME });
    // One of them is misspelled, which only the service can know.
    await fillInput(page, 'Client, Suplier', { at: TITLES });
    await steps.signsAs('Client', LIN);
    await steps.signsAs('Suplier', GRACE);
    await steps.usual();
    await sending.send();
    await notices.shown(/signer titles are not those of the template "Mutual NDA"/);
    assert.equal(await invited(sandbox), before);
    await notices.press(/signer titles are not those/, 'Correct the Titles…');
    assert.equal(await sending.value(TITLES), 'Client, Suplier');
    await fillInput(page, 'Client, Supplier', { at: TITLES });
    const review = await sending.at(REVIEW);
    await review.locator('.monaco-list-row', { hasText: /Grace Sample.*as Supplier/ }).waitFor();
    await sending.send();
    await heading('First from elsewhere').waitFor();
    assert.equal(await invited(sandbox), before + 1);

    // Now they are known, and nobody is asked.
    await runCommand(page, 'jSign: Create Envelope from Template…');
    await selectFromQuickPick(page, 'Mutual NDA', { at: WHICH });
    await fillInput(page, 'Second from elsewhere', { at: NAME });
    await steps.signsAs('Client', LIN);
    await steps.signsAs('Supplier', GRACE);
    await steps.usual();
    await sending.send();
    await heading('Second from elsewhere').waitFor();
    assert.equal(await invited(sandbox), before + 2);
  });

  it('deleted meanwhile are explained, and what was typed goes on with another one', async () => {
    const { page } = session;
    const before = await invited(sandbox);
    await steps.show();
    await steps.menu('Secrets', 'Create Envelope from Template…');
    await fillInput(page, 'Goes on', { at: NAME });
    await steps.signsAs('client', ADA);
    await steps.signsAs('us', LIN);
    await steps.usual();
    await sending.at(REVIEW);
    await deleteElsewhere(sandbox, 'Secrets');
    await sending.send();
    await notices.shown('The template "Secrets" is no longer there. What you have typed is kept.');
    await steps.row('Secrets').waitFor({ state: 'hidden' });
    assert.equal(await invited(sandbox), before);
    await notices.press(/"Secrets" is no longer there/, 'Choose Another Template…');
    await selectFromQuickPick(page, 'Work, phase by phase', { at: WHICH });
    // Who was to sign keeps the place: the first is the first there as well.
    const review = await sending.at(REVIEW);
    for (const words of [/Ada Example.*as Client/, /Lin Muster.*as Contractor/])
      await review.locator('.monaco-list-row', { hasText: words }).waitFor();
    await sending.send();
    await heading('Goes on').waitFor();
    assert.equal(await invited(sandbox), before + 1);
  });

  it('are filtered by state and name', async () => {
    const { page } = session;
    await steps.show();
    const description = view(page, 'Templates').locator('.pane-header .description');
    await steps.header('Filter Templates…');
    await selectFromQuickPick(page, 'Inactive Only', { at: /which to show/ });
    await description.getByText('Inactive').waitFor();
    await until('the inactive alone', async () => {
      const inactive = (await listed(sandbox)).filter(({ status }) => status === 'Inactive');
      const shown = await rows();
      return (
        shown.length === inactive.length &&
        inactive.every(({ name }) => shown.some((row) => row.startsWith(name)))
      );
    });
    await steps.header('Filter Templates…');
    await selectFromQuickPick(page, 'Clear the Filter', { at: /which to show/ });
    await steps.row('Work, phase by phase').waitFor();
    await steps.header('Filter Templates…');
    await fillInput(page, 'phase', { at: /which to show/ });
    await description.getByText('"phase"').waitFor();
    await until('that one alone', async () => (await rows()).length === 1);
    await steps.header('Filter Templates…');
    await selectFromQuickPick(page, 'Clear the Filter', { at: /which to show/ });
    await steps.row('Mutual NDA').waitFor();
  });

  it('are deactivated, activated and deleted, the last after a question', async () => {
    const { page } = session;
    await steps.show();
    await steps.menu('Statement of Work', 'Deactivate Template');
    await steps.is('Statement of Work', 'Inactive');
    await steps.row('Statement of Work').click({ button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.getByText('Activate Template').waitFor();
    assert.equal(await menu.getByText('Create Envelope from Template…').count(), 0);
    await page.keyboard.press('Escape');
    await steps.menu('Statement of Work', 'Activate Template');
    await steps.is('Statement of Work', 'Active');

    await steps.menu('Statement of Work', 'Delete Template…');
    await page.locator('.monaco-dialog-box').getByText('This cannot be undone').waitFor();
    await dialogButton(page, 'Delete the template "Statement of Work"?', 'Cancel');
    await steps.row('Statement of Work').waitFor();
    await steps.menu('Statement of Work', 'Delete Template…');
    await dialogButton(page, 'Delete the template "Statement of Work"?', 'Delete Template');
    await steps.row('Statement of Work').waitFor({ state: 'hidden' });
    assert.equal(
      (await listed(sandbox)).some(({ name }) => name === 'Statement of Work'),
      false,
    );

    // Deleted elsewhere while its row still stands here.
    await deleteElsewhere(sandbox, 'Mutual NDA');
    await steps.menu('Mutual NDA', 'Deactivate Template');
    await notices.shown('The template "Mutual NDA" is no longer there: it was deleted elsewhere.');
    await steps.row('Mutual NDA').waitFor({ state: 'hidden' });
  });
});

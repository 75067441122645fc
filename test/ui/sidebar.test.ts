import assert from 'node:assert/strict';
import { SandboxProgram } from '../contract/sandboxProgram';
import {
  activityIcon,
  expand,
  openContainer,
  openView,
  runCommand,
  treeRow,
  until,
  view,
} from '../workbench';
import { quiet, signIn, typedFor } from './accountSteps';
import { useSession } from './session';
import { HOSTILE, sendHostile } from './sidebarNames';
import { countOf, fold, group, picture, rowTexts, THEMED, tooltipOf, toTheEnd } from './sidebarTools';

const GROUPS = [
  'Needs My Signature',
  'Waiting for Others',
  'Due Soon',
  'Completed',
  'Declined',
  'Cancelled',
  'Expired',
];
const LIST = '/api/v2.0/envelopes/list';

describe('The sidebar', () => {
  const session = useSession({ settings: THEMED });
  const envelopes = () => view(session.page, 'Envelopes');
  const templates = () => view(session.page, 'Templates');
  let sandbox: SandboxProgram;

  before('a service with many envelopes', async () => {
    sandbox = await SandboxProgram.start();
    await sandbox.control('seed', { envelopes: 360, templates: 60 });
  });
  after(() => sandbox.stop());

  it('offers two ways in to somebody who is not signed in, and nothing else', async () => {
    const { page } = session;
    await activityIcon(page, 'jSign').waitFor();
    await openContainer(page, 'jSign');
    await envelopes().getByText('Send contracts for signature without leaving the editor.').waitFor();
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    await envelopes().getByText('Try without an account').waitFor();
    assert.equal(await templates().count(), 0);
    assert.equal(await envelopes().locator('.monaco-list-row').count(), 0);
    await picture(page, 'signed-out');
  });

  it('groups the envelopes by what is to be done, and counts them', async function () {
    const { page } = session;
    await signIn(page, typedFor(sandbox.facts, sandbox.user(0)));
    assert.equal(await countOf(page, 'Needs My Signature'), 60);
    await treeRow(page, 'Envelopes', /from |due /).waitFor();
    await picture(page, 'envelopes');
    await fold(page, 'Needs My Signature');
    assert.equal(await countOf(page, 'Waiting for Others'), 120);
    await fold(page, 'Waiting for Others');
    const names = (await rowTexts(page, 'Envelopes')).map((text) => text.replace(/\d+$/, ''));
    assert.deepEqual(names, GROUPS);
  });

  it('says beside the icon how many need my signature, as a number and in words', async () => {
    const icon = activityIcon(session.page, 'jSign');
    await icon.locator('.badge-content', { hasText: /^60$/ }).waitFor();
    const label = icon.locator('a.action-label');
    await until('the words', async () =>
      (await label.getAttribute('aria-label'))?.includes('60 envelopes need your signature'),
    );
  });

  it('loads the next page by mouse', async () => {
    const { page } = session;
    await expand(group(page, 'Waiting for Others'));
    await toTheEnd(page, 'Envelopes', 'Load 50 more (of 120)');
    await picture(page, 'load-more');
    await treeRow(page, 'Envelopes', 'Load 50 more (of 120)').click();
    await toTheEnd(page, 'Envelopes', 'Load 20 more (of 120)');
  });

  it('loads the last page by keyboard, and then offers no more', async () => {
    const { page } = session;
    const more = treeRow(page, 'Envelopes', 'Load 20 more (of 120)');
    await more.waitFor();
    // From the last row of the tree up over the groups below.
    await page.keyboard.press('End');
    for (let above = GROUPS.length - 2; above > 0; above -= 1) await page.keyboard.press('ArrowUp');
    await until('the focus on the row', async () =>
      (await more.getAttribute('class'))?.split(' ').includes('focused'),
    );
    await page.keyboard.press('Enter');
    await more.waitFor({ state: 'hidden' });
    await page.keyboard.press('End');
    const rows = await rowTexts(page, 'Envelopes');
    assert.equal(rows.filter((text) => text.startsWith('Load')).length, 0);
    await fold(page, 'Waiting for Others');
  });

  it('opens an envelope into its documents and signers', async () => {
    const { page } = session;
    await expand(group(page, 'Needs My Signature'));
    const first = envelopes().locator('.monaco-list-row[aria-level="2"]').first();
    await first.waitFor();
    await expand(first);
    await treeRow(page, 'Envelopes', /^Signers/).waitFor();
    await expand(treeRow(page, 'Envelopes', /^Documents/));
    await treeRow(page, 'Envelopes', /^[\w-]+\.pdf/).waitFor();
    await treeRow(page, 'Envelopes', /^Ada Example.*not signed yet/).waitFor();
    await treeRow(page, 'Envelopes', /^Grace Sample.*not signed yet/).waitFor();
    await until('the progress in the row', async () => (await first.textContent())?.includes('0 of 2'));
    await picture(page, 'opened');
  });

  it('tells a screen reader what the eye sees', async () => {
    const { page } = session;
    const first = envelopes().locator('.monaco-list-row[aria-level="2"]').first();
    assert.match((await first.getAttribute('aria-label')) ?? '', /, Needs your signature, 0 of 2 · due /);
    const signer = treeRow(page, 'Envelopes', /^Ada Example/);
    assert.match((await signer.getAttribute('aria-label')) ?? '', /^Ada Example, not signed yet/);
  });

  it('has the whole story in the tooltip', async () => {
    const { page } = session;
    const first = envelopes().locator('.monaco-list-row[aria-level="2"]').first();
    const tooltip = await tooltipOf(page, first, 'Needs your signature');
    const text = (await tooltip.textContent()) ?? '';
    assert.match(text, /Sent .*Expires .*Ada Example: not signed yet.*Grace Sample: not signed yet/s);
    await picture(page, 'tooltip', () => tooltipOf(page, first, 'Needs your signature'));
  });

  it('shows a failure where the rows would be, asks no more by itself, and Retry reads them', async () => {
    const { page } = session;
    await fold(page, 'Needs My Signature');
    await sandbox.faults([{ method: 'POST', path: LIST, kind: 'status', value: 500, times: 1000 }]);
    await group(page, 'Declined').click();
    const failure = treeRow(page, 'Envelopes', 'jSign has a problem of its own. Try again in a few minutes.');
    await failure.waitFor();
    const shown = await group(page, 'Declined').locator('.monaco-icon-label-container').textContent();
    assert.equal(shown, 'Declined', 'how many there are is not known');
    await picture(page, 'failure');
    const asked = async () =>
      ((await sandbox.control('requests')) as { path: string }[]).filter(({ path }) => path === LIST).length;
    const before = await asked();
    // Long enough for a drawing of the failure to ask once more, if it did.
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await failure.waitFor();
    assert.equal(await asked(), before);
    await sandbox.faults([]);
    await failure.hover();
    await failure.getByRole('button', { name: 'Retry' }).click();
    await failure.waitFor({ state: 'hidden' });
    assert.equal(await countOf(page, 'Declined'), 30);
    await fold(page, 'Declined');
  });

  it('keeps what it knows on screen when reading again fails', async () => {
    const { page } = session;
    await expand(group(page, 'Needs My Signature'));
    await sandbox.faults([{ method: 'POST', path: LIST, kind: 'reset-before', times: 1000 }]);
    await runCommand(page, 'jSign: Refresh Envelopes');
    const failure = treeRow(page, 'Envelopes', 'The connection broke.');
    await failure.waitFor();
    const texts = await rowTexts(page, 'Envelopes');
    const at = texts.findIndex((text) => text.startsWith('The connection broke.'));
    assert.equal(at, 1, texts.join('\n'));
    assert.ok(texts.length > 5);
    await sandbox.faults([]);
    await runCommand(page, 'jSign: Refresh Envelopes');
    await failure.waitFor({ state: 'hidden' });
  });

  it('shows names from outside as text, whatever they are', async function () {
    const { page } = session;
    await sendHostile(sandbox);
    await fold(page, 'Needs My Signature');
    await expand(group(page, 'Waiting for Others'));
    await runCommand(page, 'jSign: Refresh Envelopes');
    for (const { shown } of HOSTILE) {
      const row = envelopes().locator('.monaco-list-row', { has: page.getByText(shown, { exact: true }) });
      await row.first().waitFor();
    }
    await picture(page, 'names');
    const link = treeRow(page, 'Envelopes', '[link]');
    const tooltip = await tooltipOf(page, link, 'Waiting for others');
    assert.ok(
      (await tooltip.textContent())?.includes('[link](command:workbench.action.quit) $(trash) **x**'),
    );
    assert.equal(await tooltip.locator('a').count(), 0);
    await picture(page, 'names-tooltip', () => tooltipOf(page, link, 'Waiting for others'));
  });

  it('lists the templates page by page', async () => {
    const { page } = session;
    await fold(page, 'Waiting for Others');
    await openView(page, 'Templates');
    await treeRow(page, 'Templates', /Active · /).waitFor();
    await treeRow(page, 'Templates', /Inactive · /).waitFor();
    await picture(page, 'templates');
    await treeRow(page, 'Templates', /Active · /).click();
    await toTheEnd(page, 'Templates', 'Load 10 more (of 60)');
    await page.keyboard.press('Enter');
    await treeRow(page, 'Templates', 'Load 10 more (of 60)').waitFor({ state: 'hidden' });
  });

  it('helps on where an account has nothing yet', async function () {
    const { page } = session;
    const empty = await SandboxProgram.start();
    try {
      await signIn(page, typedFor(empty.facts, empty.user(2)));
      await envelopes().getByText('Nothing has been sent from this account yet.').waitFor();
      await envelopes().getByRole('button', { name: 'Send the Sample Contract' }).waitFor();
      await openView(page, 'Templates');
      await templates().getByText('This account has no templates.').waitFor();
      await activityIcon(page, 'jSign').locator('.badge-content').waitFor({ state: 'hidden' });
      await quiet(page);
      await picture(page, 'empty');
    } finally {
      await empty.stop();
    }
  });
});

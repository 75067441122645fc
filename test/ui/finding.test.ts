import assert from 'node:assert/strict';
import { Person } from '../demo/person';
import {
  contextMenu,
  fillInput,
  openContainer,
  quickInput,
  reload,
  runCommand,
  selectFromQuickPick,
  selectSeveral,
  treeRow,
  until,
} from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import {
  CATEGORIES,
  FILTER_NAME,
  FIND,
  FindingSteps,
  FIRST_DAY,
  LAST_DAY,
  pagesAsked,
  STATUS,
  WHEN,
  wholeList,
} from './findingSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { toTheEnd } from './sidebarTools';

const ENVELOPES = 360;

describe('Finding and filtering among many envelopes', function () {
  // Looking for changes would ask for lists as well, which are counted here.
  const session = useSession({ settings: { 'jsign.stayCurrent': false } });
  let steps: FindingSteps;
  let sandbox: LocalSandbox;

  before(async () => {
    steps = new FindingSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
    await sandbox.control('seed', { envelopes: ENVELOPES });
    await runCommand(session.page, 'jSign: Refresh Envelopes');
    await treeRow(session.page, 'Envelopes', /^Needs My Signature/).waitFor();
  });
  afterEach(async () => {
    await sandbox.faults();
    await new SendingSteps(session.page).clear();
  });
  const sameDay = (): string => new Date().toISOString().slice(0, 10);

  it('finds as one types what stands on a page that nobody has looked at, and opens it', async () => {
    const { page } = session;
    const all = await wholeList(sandbox);
    assert.ok(all.length >= ENVELOPES);
    // Old enough to stand beyond the first pages, and the only one of its name in its status.
    const rare = all.slice(220).find(({ name, status }) => {
      const same = all.filter((each) => each.name === name && each.status === status);
      return same.length === 1 && ['Completed', 'Expired'].includes(status);
    });
    assert.ok(rare, 'no envelope is the only one of its kind');
    const words = `${rare.name.replace(/\W+/g, ' ')} ${rare.status}`.toLowerCase();
    const before = await pagesAsked(sandbox);
    await sandbox.faults({
      method: 'POST',
      path: '/api/v2.0/envelopes/list',
      kind: 'delay',
      value: 1_500,
      times: 2,
    });
    await steps.header('Find Envelope…');
    await steps.search(words);
    await quickInput(page, /Searching further pages…/).waitFor();
    assert.equal(await steps.found.count(), 0);
    const row = steps.found.filter({ hasText: rare.name });
    await row.waitFor();
    await steps.searchEnded();
    assert.equal(await steps.found.count(), 1);
    assert.match(await row.innerText(), new RegExp(rare.status));
    assert.ok((await pagesAsked(sandbox)) - before >= 4);
    await page.keyboard.press('Enter');
    const panel = new EnvelopeSteps(page);
    await panel.title.getByText(rare.name, { exact: true }).waitFor();
    await panel.panel.locator('.status', { hasText: rare.status }).waitFor();
  });

  it('asks the service for nothing more once everything was read, and says nothing was found by showing nothing', async () => {
    const { page } = session;
    const before = await pagesAsked(sandbox);
    await runCommand(page, 'jSign: Find Envelope…');
    await steps.search('office lease');
    await steps.found.filter({ hasText: 'Office Lease' }).first().waitFor();
    await steps.search('no such contract anywhere');
    await quickInput(page, 'Find Envelope · Nothing found').waitFor();
    assert.equal(await steps.found.count(), 0);
    await page.keyboard.press('Escape');
    await quickInput(page, FIND).waitFor({ state: 'hidden' });
    assert.equal(await pagesAsked(sandbox), before);
  });

  it('keeps a filter by status, category and days as a group, after it has refused days that are none', async () => {
    const { page } = session;
    await steps.header('Filter Envelopes…');
    await selectSeveral(page, [/^Completed/], { at: STATUS });
    await quickInput(page, CATEGORIES).waitFor();
    await selectSeveral(page, [/^NDA/], { at: CATEGORIES });
    await selectFromQuickPick(page, 'From a day to a day…', { at: WHEN });
    const noDay = /A day that there is, written as yyyy-mm-dd/;
    await steps.corrected(
      FIRST_DAY,
      [
        ['2026-02-30', noDay],
        ['12/05/2026', noDay],
        ['yesterday', noDay],
      ],
      '2020-01-01',
    );
    await steps.corrected(
      LAST_DAY,
      [
        ['2019-12-31', 'This is before the first day, 2020-01-01.'],
        ['2026-13-01', noDay],
      ],
      sameDay(),
    );
    await fillInput(page, 'Signed NDAs', { at: FILTER_NAME });

    const wanted = await wholeList(sandbox, {
      status: ['Completed'],
      categories: ['NDA'],
      start_date: '01/01/2020',
      end_date: sameDay().replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1'),
    });
    assert.ok(wanted.length > 0);
    await steps.filter('Signed NDAs').waitFor();
    await steps.count('Signed NDAs', wanted.length);
    const names = await until('rows of the filter', async () => {
      const drawn = await steps.namesBelow('Signed NDAs');
      return drawn.length > 0 && drawn;
    });
    assert.deepEqual(
      names,
      wanted.slice(0, names.length).map(({ name }) => name),
    );
    assert.ok(names.every((name) => name.startsWith('Mutual NDA')));
  });

  it('refuses a second filter of that name', async () => {
    const { page } = session;
    await runCommand(page, 'jSign: Filter Envelopes…');
    await selectSeveral(page, [], { at: STATUS });
    await selectSeveral(page, [], { at: CATEGORIES });
    await selectFromQuickPick(page, 'Last 30 days', { at: WHEN });
    const input = quickInput(page, FILTER_NAME).locator('.quick-input-box input');
    await input.fill('signed ndas');
    await input.press('Enter');
    await quickInput(page, 'There is a filter of this name already.').waitFor();
    await new SendingSteps(page).leave();
  });

  it('changes a filter, beginning with what it was', async () => {
    const { page } = session;
    await contextMenu(page, steps.filter('Signed NDAs'), 'Filter Envelopes…');
    const ticked = quickInput(page, STATUS).locator('.monaco-list-row', { hasText: 'Completed' });
    await until('the status of before', () => ticked.getByRole('checkbox').isChecked());
    await selectSeveral(page, [/^Declined/], { at: STATUS });
    await selectSeveral(page, [], { at: CATEGORIES });
    await selectFromQuickPick(page, 'Any time', { at: WHEN });
    const name = quickInput(page, FILTER_NAME).locator('.quick-input-box input');
    assert.equal(await name.inputValue(), 'Signed NDAs');
    await fillInput(page, 'Ended NDAs', { at: FILTER_NAME });
    const wanted = await wholeList(sandbox, { status: ['Completed', 'Declined'], categories: ['NDA'] });
    await steps.filter('Ended NDAs').waitFor();
    await steps.count('Ended NDAs', wanted.length);
    assert.equal(await steps.filter('Signed NDAs').count(), 0);
  });

  it('has the filter after a reload of the window, until it is removed', async () => {
    const { page } = session;
    await reload(page);
    await openContainer(page, 'jSign');
    await toTheEnd(page, 'Envelopes', 'Ended NDAs');
    await steps.filter('Ended NDAs').hover();
    await steps.filter('Ended NDAs').getByRole('button', { name: 'Remove Filter…' }).click();
    await steps.filter('Ended NDAs').waitFor({ state: 'detached' });
    await reload(page);
    await openContainer(page, 'jSign');
    await runCommand(page, 'jSign: Remove Filter…');
    await new NoticeSteps(page).shown('There is no filter.');
    assert.equal(await steps.filter('Ended NDAs').count(), 0);
  });
});

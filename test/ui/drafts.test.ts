import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import {
  dialogButton,
  fillInput,
  PROJECT,
  reload,
  runCommand,
  selectFromQuickPick,
  until,
} from '../workbench';
import { DraftSteps, draftsOnDisk } from './draftSteps';
import { killExtensionHosts } from './extensionHost';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { listed, TemplateSteps } from './templateSteps';

const nda = readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf'));
const ADA = ['Ada Example', 'ada@example.org'] as const;
const GRACE = ['Grace Sample', 'grace@example.com'] as const;

describe('Drafts', () => {
  const session = useSession({ files: { 'mutual-nda.pdf': nda } });
  let steps: DraftSteps;
  let sandbox: LocalSandbox;
  const file = (): string => path.join(session.folder, 'mutual-nda.pdf');

  before(async function () {
    steps = new DraftSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(() => new SendingSteps(session.page).clear());

  it('are in the view as soon as the composer is open, before anything was done in it', async () => {
    assert.equal(await steps.count(), 0);
    await steps.create(file(), 'Mutual NDA');
    const row = await steps.row('Mutual NDA');
    assert.match((await row.getAttribute('aria-label')) ?? '', /^Mutual NDA, draft, 1 document · edited/);
    assert.equal(await steps.count(), 1);
  });

  it('keep the last letter though the tab is closed at once', async () => {
    await steps.composer.signer(1, ADA);
    await steps.composer.rename('Closed at once');
    await steps.close('Closed at once');
    await steps.open('Closed at once');
    assert.equal(await steps.composer.signerInput('Name', 1).inputValue(), ADA[0]);
    assert.equal(await steps.composer.signerInput('E-mail', 1).inputValue(), ADA[1]);
    assert.equal(await steps.count(), 1);
  });

  it('come back with their tab after a reload of the window, with the last letter', async () => {
    const fields = await steps.composer.fields.count();
    assert.ok(fields > 0);
    await steps.composer.rename('Before the reload');
    await steps.composer.saved();
    await reload(session.page);
    await steps.opened('Before the reload');
    assert.equal(await steps.composer.signerInput('E-mail', 1).inputValue(), ADA[1]);
    await until('all fields', async () => (await steps.composer.fields.count()) === fields);
    // It can be worked on, and is saved, as before.
    await steps.composer.signer(2, GRACE);
    await steps.composer.saved();
    await steps.close('Before the reload');
    await steps.open('Before the reload');
    assert.equal(await steps.composer.signerInput('E-mail', 2).inputValue(), GRACE[1]);
  });

  it('are all there after the extension host was killed', async () => {
    const { page, server } = session;
    await steps.composer.rename('Before the crash');
    await steps.composer.saved();
    assert.ok(killExtensionHosts(server) > 0);
    await reload(page, { keepState: false });
    await steps.row('Before the crash');
    await steps.open('Before the crash');
    assert.equal(await steps.composer.signerInput('E-mail', 1).inputValue(), ADA[1]);
    assert.equal(await steps.composer.signerInput('E-mail', 2).inputValue(), GRACE[1]);
    await steps.composer.rename('After the crash');
    await steps.row('After the crash');
    assert.equal(await steps.count(), 1);
  });

  it('are renamed in the view, and the open composer hears of it', async () => {
    const { page } = session;
    await steps.menu('After the crash', 'Rename Draft…');
    await fillInput(page, 'Renamed in the view', { at: /Name of the envelope/ });
    await steps.row('Renamed in the view');
    await steps.opened('Renamed in the view');
    await steps.tab('Renamed in the view').waitFor();
  });

  it('are duplicated, and the copy opens as a draft of its own', async () => {
    await steps.menu('Renamed in the view', 'Duplicate Draft');
    await steps.opened('Renamed in the view (copy)');
    assert.equal(await steps.composer.signerInput('E-mail', 2).inputValue(), GRACE[1]);
    await steps.row('Renamed in the view (copy)');
    await steps.row('Renamed in the view');
    const [one, other] = draftsOnDisk(session.server);
    assert.ok(one && other);
    assert.notEqual(one.id, other.id);
    assert.notEqual(one.intentId, other.intentId);
    assert.equal(one.fields.length, other.fields.length);
  });

  it('become a template, and stay drafts', async () => {
    const { page } = session;
    const templates = new TemplateSteps(page);
    await steps.menu('Renamed in the view', 'Save Draft as Template…');
    await new SendingSteps(page).at(/Create the template "Renamed in the view"/);
    await templates.create();
    const made = await until('the template', async () =>
      (await listed(sandbox)).find(({ name }) => name === 'Renamed in the view'),
    );
    assert.equal(made.status, 'Active');
    await steps.row('Renamed in the view');
  });

  it('are deleted when that was confirmed, and their tab goes', async () => {
    const { page } = session;
    await steps.menu('Renamed in the view (copy)', 'Delete Draft…');
    await page
      .locator('.monaco-dialog-box', { hasText: 'It was not sent, and cannot be brought back.' })
      .waitFor();
    await dialogButton(page, /Delete the draft "Renamed in the view \(copy\)"/, 'Cancel');
    await steps.row('Renamed in the view (copy)');
    await steps.tab('Renamed in the view \\(copy\\)').waitFor();

    await steps.menu('Renamed in the view (copy)', 'Delete Draft…');
    await dialogButton(page, /Delete the draft/, 'Delete');
    await steps.found('Renamed in the view (copy)').waitFor({ state: 'detached' });
    await steps.tab('Renamed in the view \\(copy\\)').waitFor({ state: 'detached' });
    assert.equal(draftsOnDisk(session.server).length, 1);
  });

  it('are no group any more once the last one is gone', async () => {
    const { page } = session;
    await runCommand(page, 'jSign: Delete Draft…');
    await selectFromQuickPick(page, 'Renamed in the view', { at: /Choose a draft/ });
    await dialogButton(page, /Delete the draft/, 'Delete');
    await until('no drafts', async () => (await steps.count()) === 0);
    assert.deepEqual(draftsOnDisk(session.server), []);
    assert.deepEqual(await sandbox.sends(), { uploads: 0, creates: 0, envelopes: 0 });
    assert.equal(await new NoticeSteps(page).count(/draft/i), 0);
  });
});

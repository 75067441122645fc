import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { dialogButton, openContainer, runCommand, until } from '../workbench';
import { agreement } from './composerDocuments';
import type { ComposerSteps, Who } from './composerSteps';
import { draftsOnDisk, DraftSteps } from './draftSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const ADA: Who = ['Ada Example', 'ada@example.org'];
const GRACE: Who = ['Grace Sample', 'grace@example.com'];
const LIN: Who = ['Lin Muster', 'lin@example.net'];
const EVE: Who = ['Eve Muster', 'eve@example.net'];
const FILE = 'agreement.pdf';

describe('A draft, its file, and its way out', () => {
  const session = useSession({ files: { [FILE]: agreement() } });
  let steps: DraftSteps;
  let composer: ComposerSteps;
  let notices: NoticeSteps;
  let sandbox: LocalSandbox;
  const file = (): string => path.join(session.folder, FILE);

  before(async function () {
    steps = new DraftSteps(session.page);
    ({ composer } = steps);
    notices = new NoticeSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sandbox.faults();
    await new SendingSteps(session.page).clear();
  });

  /** A draft that could be sent, each to somebody else: nobody is asked whether that is what was sent before. */
  async function prepared(name: string, signer: Who): Promise<void> {
    await steps.create(file(), 'Agreement');
    await composer.rename(name);
    await composer.signer(1, signer);
    await composer.place('Signature', { of: FILE, page: 1, x: 160, y: 380 });
    await composer.noErrors();
  }

  /** How far down the page the signature is, in points, as it is announced. */
  async function down(): Promise<number> {
    const label = await composer.field(/^Signature, Ada Example/).getAttribute('aria-label');
    const [, y] = / by (\d+)$/.exec(label ?? '') ?? [];
    assert.ok(y !== undefined, label ?? 'no label');
    return Number(y);
  }

  describe('while its file is changed by somebody else', () => {
    const changed = /agreement\.pdf has changed on disk/;

    before(() => prepared('On disk', ADA));
    after(() => runCommand(session.page, 'View: Close All Editors'));

    it('says so, is not sent, and takes the new file with the field beside its text', async () => {
      const before = await down();
      writeFileSync(file(), agreement(100));
      await composer.notice(changed).waitFor();
      await composer.button('Review').click();
      await composer.frame.getByText('It cannot be sent yet: 1 error is left.').waitFor();
      await composer.problem('agreement.pdf has changed on disk since it was added.').waitFor();
      assert.equal(await down(), before);
      await composer.button('Reload agreement.pdf').click();
      await until('the field beside its text', async () => (await down()) === before + 100);
      await composer.notice(changed).waitFor({ state: 'detached' });
      await composer.noErrors();
    });

    it('can go back by undo, and is then what the file is not', async () => {
      const before = await down();
      await composer.button(/^Undo: Reloaded agreement\.pdf/).click();
      await until('the field where it was', async () => (await down()) === before - 100);
      await composer.notice(changed).waitFor();
      await composer.button(/^Redo: Reloaded agreement\.pdf/).click();
      await until('the field beside its text', async () => (await down()) === before);
      await composer.notice(changed).waitFor({ state: 'detached' });
    });

    it('says that the file is gone, and goes on when it is back', async () => {
      const bytes = readFileSync(file());
      rmSync(file());
      await composer.notice(/agreement\.pdf is no longer on disk/).waitFor();
      await composer.button('Review').click();
      await composer.problem('agreement.pdf is no longer there.').waitFor();
      writeFileSync(file(), bytes);
      await composer.notice(/agreement\.pdf is no longer on disk/).waitFor({ state: 'detached' });
      await composer.noErrors();
    });

    it('says so too when that happened while it was closed', async () => {
      await composer.saved();
      const before = await down();
      await steps.close('On disk');
      writeFileSync(file(), agreement(150));
      await steps.row('On disk').then((row) => row.click());
      await composer.notice(changed).waitFor();
      // What it was is nowhere any more: its pages cannot be shown, its fields are kept.
      assert.equal(await down(), before);
      await composer.button('Reload agreement.pdf').click();
      await composer.notice(changed).waitFor({ state: 'detached' });
      await composer.there();
      await composer.noErrors();
      assert.equal(await down(), before);
    });
  });

  it('leaves the list when it is sent', async () => {
    const before = await sandbox.sends();
    await prepared('Sent', ADA);
    await steps.row('Sent');
    await composer.review();
    await composer.send('Sent');
    await steps.found('Sent').waitFor({ state: 'detached' });
    await steps.tab('Sent').first().waitFor();
    assert.equal(draftsOnDisk(session.server).filter(({ name }) => name === 'Sent').length, 0);
    const after = await sandbox.sends();
    assert.equal(after.creates, before.creates + 1);
    assert.equal(after.envelopes, before.envelopes + 1);
  });

  it('is sent once where the connection broke after the envelope was created', async () => {
    const before = await sandbox.sends();
    await prepared('Cut off', GRACE);
    await composer.review();
    await sandbox.failCreate('reset-after');
    await composer.send('Cut off');
    await steps.found('Cut off').waitFor({ state: 'detached' });
    const after = await sandbox.sends();
    assert.equal(after.creates, before.creates + 1);
    assert.equal(after.envelopes, before.envelopes + 1);
  });

  it('is the composer’s again where the service refused it, and is sent once then', async () => {
    const before = await sandbox.sends();
    await prepared('Refused', LIN);
    await composer.review();
    await sandbox.failCreate('status', 400);
    await sendFromReview();
    // Said where the person is, and nothing has to be answered before going on.
    await composer.notice(/"Refused" was not sent/).waitFor();
    await steps.row('Refused');
    await composer.rename('Refused, then sent');
    await steps.row('Refused, then sent');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);
    await composer.review();
    await composer.send('Refused, then sent');
    await steps.found('Refused, then sent').waitFor({ state: 'detached' });
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('stands among the unfinished sends alone while nobody knows, and is sent once after all', async () => {
    const { page, server } = session;
    const unknown = /We do not know whether "Lost" was sent.*found nothing so far/;
    const before = await sandbox.sends();
    await prepared('Lost', EVE);
    await steps.row('Lost');
    await composer.review();
    await sandbox.failCreate('status', 500);
    await sendFromReview();
    await notices.shown(unknown);
    // It is on its way out, so it can be neither changed nor sent by anything else meanwhile.
    assert.equal(draftsOnDisk(server).filter(({ name }) => name === 'Lost').length, 0);
    await openContainer(page, 'jSign');
    await steps.found('Lost').waitFor({ state: 'detached' });
    await notices.press(unknown, 'It Was Not Sent');
    await dialogButton(page, /really not sent/, 'It Was Not Sent');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);
    await notices.press(/"Lost" counts as not sent/, 'Send to 1 person');
    await composer.sent('Lost');
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
    assert.equal(await steps.found('Lost').count(), 0);
  });

  async function sendFromReview(): Promise<void> {
    const box = await composer.reviewed();
    await box
      .locator('.monaco-list-row', { hasText: /^Send to \d/ })
      .first()
      .click();
    await box.waitFor({ state: 'hidden' });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Person } from '../demo/person';
import { openContainer, openWorkbench, PROJECT, runCommand, selectFromQuickPick } from '../workbench';
import { ActionSteps, OTHERS } from './actionSteps';
import type { ComposerSteps, Who } from './composerSteps';
import { draftOnDisk, DraftSteps } from './draftSteps';
import { LocalSandbox } from './localSandbox';
import { NoticeSteps } from './noticeSteps';
import { NAME, REVIEW, SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { ORDER, TemplateSteps } from './templateSteps';

const nda = readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf'));
const GRACE: Who = ['Grace Sample', 'grace@example.com'];
const LIN: Who = ['Lin Muster', 'lin@example.net'];
const EVE: Who = ['Eve Muster', 'eve@example.net'];

describe('Drafts made of what is there', () => {
  const session = useSession({ files: { 'mutual-nda.pdf': nda } });
  let steps: DraftSteps;
  let composer: ComposerSteps;
  let sending: SendingSteps;
  let notices: NoticeSteps;
  let actions: ActionSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    const { page } = session;
    steps = new DraftSteps(page);
    ({ composer } = steps);
    sending = new SendingSteps(page);
    notices = new NoticeSteps(page);
    actions = new ActionSteps(page);
    await new Person(page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  afterEach(async () => {
    await sending.clear();
    await runCommand(session.page, 'View: Close All Editors');
  });

  const draft = (name: string) => draftOnDisk(session.server, name);
  const bothSign = async (first: Who, second: Who): Promise<void> => {
    for (const [index, who] of [first, second].entries())
      for (const [part, text] of [
        ['Name', who[0]],
        ['E-mail', who[1]],
      ] as const)
        assert.equal(await composer.signerInput(part, index + 1).inputValue(), text);
  };

  it('have everything that was sent from here, fields too, and a name for themselves', async () => {
    await steps.create(path.join(session.folder, 'mutual-nda.pdf'), 'Mutual NDA');
    await composer.rename('Sent from here');
    await composer.signers(GRACE, LIN);
    await composer.saved();
    const before = await draft('Sent from here');
    await composer.noErrors();
    await composer.review();
    await composer.send('Sent from here');

    await actions.choose(OTHERS, 'Sent from here', 'Use Again…');
    await steps.opened('Sent from here');
    await bothSign(GRACE, LIN);
    await composer.fields.first().waitFor();
    const again = await draft('Sent from here');
    assert.ok(before.fields.length > 0);
    assert.deepEqual(places(again), places(before));
    assert.notEqual(again.id, before.id);
    assert.notEqual(again.intentId, before.intentId);
    // Nothing was left out, so there is nothing to say.
    assert.equal(await notices.count(/Sent from here/), 0);
    assert.equal((await sandbox.sends()).envelopes, 1);
    // Both stand there: the envelope, and what may become another one.
    await steps.row('Sent from here');
    await actions.standsIn(OTHERS, 'Sent from here');
  });

  it('have no fields of what was made elsewhere, which is said; and can be sent', async () => {
    const before = await sandbox.sends();
    await sandbox.envelope({
      name: 'Made elsewhere',
      signers: [GRACE, LIN].map(([name, email]) => ({ name, email })),
    });
    const made = await sandbox.sends();
    await actions.refresh();
    await actions.choose(OTHERS, 'Made elsewhere', 'Use Again…');
    await notices.shown(/has everything of "Made elsewhere" but its fields, which jSign does not give back/);
    await steps.opened('Made elsewhere');
    await bothSign(GRACE, LIN);
    assert.equal(await composer.fields.count(), 0);
    await composer.place('Signature', { of: 'nda.pdf', page: 1, x: 200, y: 200 });
    await composer.fieldsFor(LIN[0]);
    await composer.place('Signature', { of: 'nda.pdf', page: 1, x: 200, y: 300 });
    await composer.rename('Made here');
    await composer.noErrors();
    await composer.review();
    await composer.send('Made here');
    const after = await sandbox.sends();
    assert.equal(made.envelopes, before.envelopes + 1);
    assert.equal(after.envelopes, made.envelopes + 1);
  });

  it('keep everything that was said in the quick way', async () => {
    const { page } = session;
    const before = await sandbox.sends();
    const templates = new TemplateSteps(page);
    await sending.start('mutual-nda.pdf');
    const name = (await sending.at(NAME)).locator('.quick-input-box input');
    await name.fill('From the quick way');
    await name.press('Enter');
    await templates.signsAs('client', GRACE);
    await templates.signsAs('us', EVE);
    await selectFromQuickPick(page, 'In this order', { at: ORDER });
    await sending.days();
    await selectFromQuickPick(page, 'Edit in Composer', { at: REVIEW, filter: 'Edit in Composer' });
    await steps.opened('From the quick way');
    await bothSign(GRACE, EVE);
    assert.ok(await composer.flow('One after the other').isChecked());
    await composer.fields.first().waitFor();
    await composer.noErrors();
    const made = await draft('From the quick way');
    assert.equal(made.options.expiresInDays, 14);
    assert.equal(made.options.flow, 'Sequential');
    assert.deepEqual(
      made.signers.map(({ order }) => order),
      [1, 2],
    );
    assert.equal(made.fields.length, 4);
    assert.deepEqual(await sandbox.sends(), before);
    await composer.review();
    await composer.send('From the quick way');
    await steps.found('From the quick way').waitFor({ state: 'detached' });
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('are open in one window alone, and the other one is offered a copy', async () => {
    const { context, server } = session;
    await steps.create(path.join(session.folder, 'mutual-nda.pdf'), 'Mutual NDA');
    await composer.rename('In two windows');
    await composer.saved();
    const other: Page = await openWorkbench(context, server);
    try {
      const there = new DraftSteps(other);
      const warning = /"In two windows" is open in another window/;
      await openContainer(other, 'jSign');
      await (await there.row('In two windows')).click();
      await new NoticeSteps(other).shown(warning);
      await new NoticeSteps(other).press(warning, 'Open a Copy');
      await there.opened('In two windows (copy)');
      await steps.row('In two windows (copy)');

      // Whoever lets go of it leaves it to the other one, as it is now.
      await composer.rename('In the other window');
      await steps.close('In the other window');
      await there.open('In the other window');
      await there.composer.rename('Back from there');
      await steps.row('Back from there');
      assert.equal(await steps.found('In the other window').count(), 0);
    } finally {
      await other.close();
    }
  });
});

/** Where the fields of a draft are, whatever they and their documents are called inside. */
function places({ fields }: Awaited<ReturnType<typeof draftOnDisk>>): readonly unknown[] {
  return fields.map(({ kind, page, box, anchor }) => ({ kind, page, box, anchor }));
}

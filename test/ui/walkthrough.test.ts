import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import {
  contextMenu,
  expand,
  notification,
  openContainer,
  runCommand,
  selectFromQuickPick,
  treeRow,
  until,
} from '../workbench';
import { EnvelopeSteps } from './envelopeSteps';
import { NAME, SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { ORDER, TemplateSteps } from './templateSteps';

describe('The walkthrough', function () {
  const session = useSession();
  const step = (title: string) => session.page.locator('.getting-started-step', { hasText: title });

  /** Whether its circle is ticked. */
  const isDone = async (title: string): Promise<boolean> =>
    (await step(title).locator('.codicon-getting-started-step-checked').count()) > 0;
  const open = async (): Promise<void> => {
    await runCommand(session.page, 'jSign: Get Started with jSign');
    await step('Try it, or sign in').waitFor();
  };

  it('opens from the palette, with its first step to be done', async () => {
    await open();
    for (const title of ['Try it, or sign in', 'Send the sample contract', 'Sign it here'])
      assert.equal(await isDone(title), false, title);
  });

  it('ticks the first step for whoever tries it without an account', async () => {
    const { page } = session;
    await step('Try it, or sign in').getByText('Try without an account').click();
    await notification(page, /signed in to the local sandbox/).toast.waitFor();
    await until('the tick', () => isDone('Try it, or sign in'));
    assert.equal(await isDone('Send the sample contract'), false);
  });

  it('ticks the next ones for whoever sends the sample and signs it', async () => {
    const { page } = session;
    await step('Send the sample contract').locator('.step-title').click();
    await step('Send the sample contract').getByRole('button', { name: 'Send the Sample Contract' }).click();
    const steps = new SendingSteps(page);
    await (await steps.at(NAME)).locator('input').press('Enter');
    const templates = new TemplateSteps(page);
    await templates.signsAs('client', ['Ada Example', 'ada@example.org']);
    await templates.signsAs('us', ['Grace Sample', 'grace@example.com']);
    await selectFromQuickPick(page, 'In this order', { at: ORDER });
    await steps.days();
    await steps.send();
    const panel = new EnvelopeSteps(page);
    await panel.title.getByText('Mutual NDA').waitFor();
    await new Person(page).sign(undefined);
    await open();
    await until('the tick of sending', () => isDone('Send the sample contract'));
    await until('the tick of signing', () => isDone('Sign it here'));
    assert.equal(await isDone('Follow it and keep the signed file'), false);
  });

  it('ticks the last one for whoever keeps the document', async () => {
    const { page } = session;
    await openContainer(page, 'jSign');
    const group = treeRow(page, 'Envelopes', /^Waiting for Others/);
    await group.waitFor();
    await expand(group);
    await contextMenu(page, treeRow(page, 'Envelopes', 'Mutual NDA'), 'Download Documents…');
    const file = path.join(session.folder, 'kept.pdf');
    await new Person(page).saveAs(file);
    await until('the file', () => existsSync(file));
    await open();
    await until('the tick', () => isDone('Follow it and keep the signed file'));
  });
});

import assert from 'node:assert/strict';
import { SandboxProgram } from '../contract/sandboxProgram';
import {
  fillInput,
  notification,
  openContainer,
  quickInput,
  quickInputButton,
  reload,
  runCommand,
  treeRow,
  view,
} from '../workbench';
import { box, QUESTION, quiet, signIn, statusEntry, type Typed, typedFor } from './accountSteps';
import { useSession } from './session';

describe('Signing in', () => {
  const session = useSession();
  let sandbox: SandboxProgram;
  let typed: Typed;
  const envelopes = () => view(session.page, 'Envelopes');

  before(async () => {
    sandbox = await SandboxProgram.start();
    typed = typedFor(sandbox.facts, sandbox.user(0));
  });
  after(() => sandbox.stop());

  it('asks one thing after the other, and going back keeps what was typed', async () => {
    const { page } = session;
    await openContainer(page, 'jSign');
    await envelopes().getByRole('button', { name: 'Sign In' }).click();
    const environments = quickInput(page, QUESTION.environment);
    for (const place of ['Production', 'QA', 'Custom Host…', 'Local sandbox'])
      await environments.locator('.monaco-list-row', { hasText: place }).first().waitFor();
    await environments.locator('.monaco-list-row', { hasText: 'Custom Host…' }).click();
    await fillInput(page, `  ${typed.host}/  `, { at: QUESTION.host });
    for (const question of ['apiKey', 'apiSecret'] as const)
      await fillInput(page, typed[question], { at: QUESTION[question] });
    await quickInput(page, QUESTION.email)
      .getByText(/\(4\/5\)|\(5\/6\)/)
      .waitFor();

    for (const question of ['email', 'apiSecret', 'apiKey'] as const)
      await quickInputButton(page, 'Back', QUESTION[question]);
    assert.equal(await box(page, 'host').inputValue(), typed.host);
    await quickInputButton(page, 'Back', QUESTION.host);
    const marked = environments.locator('.monaco-list-row.focused');
    assert.match((await marked.textContent()) ?? '', /Custom Host/);
    await page.keyboard.press('Enter');
    await box(page, 'host').press('Enter');
    for (const question of ['apiKey', 'apiSecret'] as const) {
      assert.equal(await box(page, question).inputValue(), typed[question]);
      await box(page, question).press('Enter');
    }
    assert.equal(await box(page, 'email').inputValue(), '');
  });

  it('says beside the box what cannot be taken, and takes nothing until it can', async () => {
    const { page } = session;
    await fillInput(page, 'not an address', { at: QUESTION.email });
    await quickInput(page).getByText('Enter one e-mail address.').waitFor();
    await quickInput(page).locator('.quick-input-box input').fill(typed.email);
    await page.keyboard.press('Enter');
    await box(page, 'password').waitFor();
    assert.equal(await box(page, 'password').getAttribute('type'), 'password');
  });

  it('with a wrong password says so, stores nothing, and asks for the password alone once more', async () => {
    const { page } = session;
    await fillInput(page, 'not the password', { at: QUESTION.password });
    const failed = notification(
      page,
      'jSign did not accept the password. Nothing was stored. Try again, or check the API key pair in your jSign account.',
    );
    await failed.toast.waitFor();
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    await failed.button('Try Again');
    assert.equal(await box(page, 'password').inputValue(), '');
    await quickInputButton(page, 'Back', QUESTION.password);
    assert.equal(await box(page, 'email').inputValue(), typed.email);
    await box(page, 'email').press('Enter');
  });

  it('goes on by the command too, while the notification of the failure is folded away', async () => {
    const { page } = session;
    const words = /did not accept the password/;
    await quiet(page);
    await fillInput(page, 'wrong once more', { at: QUESTION.password });
    await notification(page, words).toast.waitFor();
    // Escape in a toast folds all of them away without answering them.
    await notification(page, words).toast.click();
    await page.keyboard.press('Escape');
    await notification(page, words).toast.waitFor({ state: 'hidden' });
    await envelopes().getByRole('button', { name: 'Sign In' }).click();
    await box(page, 'password').waitFor();
    await page.keyboard.press('Escape');
    await box(page, 'password').waitFor({ state: 'hidden' });
  });

  it('has stored nothing of all that', async () => {
    const { page } = session;
    await reload(page);
    await openContainer(page, 'jSign');
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    assert.equal(await statusEntry(page, /./).count(), 0);
  });

  it('with what is right shows who is signed in, and where', async function () {
    const { page } = session;
    await signIn(page, typed);
    await statusEntry(page, `jSign: ${new URL(typed.host).host}`).waitFor();
    await envelopes().getByText('Nothing has been sent from this account yet.').waitFor();
    await quiet(page);
  });

  it('again, when the service no longer takes it, needs the password alone', async function () {
    const { page } = session;
    await sandbox.faults([{ method: '*', path: '/api', kind: 'status', value: 401, times: 1000 }]);
    await runCommand(page, 'jSign: Refresh Envelopes');
    const { toast } = notification(page, 'jSign no longer accepts the stored sign-in of');
    await toast.waitFor();
    await statusEntry(page, 'jSign: Sign in again').waitFor();
    await treeRow(page, 'Envelopes', 'Sign in again.').waitFor();
    await sandbox.faults([]);
    await statusEntry(page, 'jSign: Sign in again').click();
    await fillInput(page, typed.password, { at: QUESTION.password });
    await statusEntry(page, `jSign: ${new URL(typed.host).host}`).waitFor();
    await envelopes().getByText('Nothing has been sent from this account yet.').waitFor();
  });
});

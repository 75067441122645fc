import assert from 'node:assert/strict';
import { SandboxProgram } from '../contract/sandboxProgram';
import { openContainer, openView, quickInput, treeRow, until, view } from '../workbench';
import { accountInUse, signIn, statusEntry, typedFor } from './accountSteps';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';
import { picture, rowTexts, THEMED } from './sidebarTools';

const ACCOUNT = '/api/v2.0/account';
const REFRESH = '/api/v2.0/authorization/refresh_token';
/** Longer than an access token is good for, seconds. */
const A_DAY = 86_400;
/** Of the sandbox's plan. */
const MOST_TEMPLATES = 1000;

describe('The Account view', function () {
  const session = useSession({ settings: THEMED });
  let sandbox: SandboxProgram;
  const host = () => new URL(sandbox.url).host;
  const row = (words: string | RegExp) => treeRow(session.page, 'Account', words);
  const rows = () => rowTexts(session.page, 'Account');
  const refresh = async (): Promise<void> => {
    const header = view(session.page, 'Account').locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: 'Refresh Account' }).click();
  };
  const calls = async (path: string): Promise<number> => {
    const requests = (await sandbox.control('requests')) as readonly { readonly path: string }[];
    return requests.filter((request) => request.path === path).length;
  };

  before(async function () {
    sandbox = await SandboxProgram.start({ seed: 24 });
    const { page } = session;
    await signIn(page, typedFor(sandbox.facts, sandbox.user(0)));
    await openContainer(page, 'jSign');
    // Room for the rows below.
    await view(page, 'Envelopes').locator('.pane-header .title').click();
    await openView(page, 'Account');
    await row('Outcomes').waitFor();
  });
  after(() => sandbox.stop());
  afterEach(async () => {
    await sandbox.faults([]);
    await new SendingSteps(session.page).clear();
  });

  it('shows who is signed in, where, and what the plan allows', async () => {
    const { page } = session;
    const { email, name } = sandbox.user(0);
    await row(name).locator('.label-description', { hasText: email }).waitFor();
    await row(host()).locator('.label-description', { hasText: 'a host of your own' }).waitFor();
    await row(/^Local sandbox/)
      .locator('.label-description', { hasText: /^\d+ days left$/ })
      .waitFor();
    await row(/^Envelopes/)
      .locator('.label-description', { hasText: /^about \d+ of 100,000$/ })
      .waitFor();
    await row(/^Templates/)
      .locator('.label-description', { hasText: /^about \d+ of 1,000$/ })
      .waitFor();
    await row(/^Documents in an envelope/)
      .locator('.label-description', { hasText: /^10$/ })
      .waitFor();
    await row(/^Largest file/)
      .locator('.label-description', { hasText: /^25 MB$/ })
      .waitFor();
    await picture(page, 'account');
  });

  it('names account and environment where they cannot be overlooked', async () => {
    const { page } = session;
    const { email } = sandbox.user(0);
    await view(page, 'Account').locator('.pane-header .description', { hasText: email }).waitFor();
    await statusEntry(page, `jSign: ${host()}`).waitFor();
    const envelopes = view(page, 'Envelopes').locator('.pane-header .title');
    await envelopes.click();
    await accountInUse(page, `${email} · ${host()}`).waitFor();
    await envelopes.click();
  });

  it('draws how envelopes ended, in proportion', async () => {
    const words = async (end: string): Promise<string> =>
      (await row(new RegExp(`^${end}`))
        .locator('.label-description')
        .textContent()) ?? '';
    const counts = await Promise.all(
      ['Completed', 'Declined', 'Cancelled', 'Expired'].map(async (end) => {
        const [, bar = '', count = ''] = /^(█*) ?(\d+)$/.exec(await words(end)) ?? [];
        return { bar: bar.length, count: Number(count) };
      }),
    );
    const most = Math.max(...counts.map(({ count }) => count));
    assert.ok(most > 0);
    for (const { bar, count } of counts)
      assert.equal(bar, count === 0 ? 0 : Math.max(1, Math.round((12 * count) / most)));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    await row('Outcomes')
      .locator('.label-description', { hasText: `${total} envelopes` })
      .waitFor();
    assert.equal(await words('Failed'), '0');
    // Who hears the row hears the number, and not the bar.
    const [first] = counts;
    assert.equal(await row(/^Completed/).getAttribute('aria-label'), `Completed: ${first?.count ?? ''}`);
  });

  it('reads again on Refresh', async () => {
    const before = await calls(`${ACCOUNT}/statistics`);
    const count = async (): Promise<number> =>
      Number(
        /\d+$/.exec(
          (await row(/^Cancelled/)
            .locator('.label-description')
            .textContent()) ?? '',
        )?.[0],
      );
    const cancelled = await count();
    const outside = new LocalSandbox(sandbox.facts);
    const id = await outside.envelope({ name: 'Not any more', signers: [sandbox.user(1)] });
    await (await outside.client()).call('POST', `/envelopes/${id}/cancel`, { cancel_reason: 'Terms' });
    await refresh();
    await until('one more that was cancelled', async () => (await count()) === cancelled + 1);
    assert.equal(await calls(`${ACCOUNT}/statistics`), before + 1);
  });

  it('goes on where the access has run out, with one renewal and no question', async () => {
    const before = await calls(REFRESH);
    await sandbox.control('clock', { advance_seconds: A_DAY });
    await refresh();
    await until('the renewal', async () => (await calls(REFRESH)) > before);
    await row(/^Local sandbox/)
      .locator('.label-description', { hasText: /^3649 days left$/ })
      .waitFor();
    assert.equal(await calls(REFRESH), before + 1);
  });

  it('says what cannot be read, keeps the rest, and tries again on a click', async () => {
    const { page } = session;
    await sandbox.faults([
      { method: 'GET', path: `${ACCOUNT}/statistics`, kind: 'status', value: 500, times: 100 },
    ]);
    await refresh();
    const failed = view(page, 'Account').locator('.monaco-list-row[aria-label*="jSign"]', {
      has: page.locator('.codicon-error'),
    });
    await failed.waitFor();
    await row(/^Limits and usage/).waitFor();
    assert.equal(await row('Outcomes').count(), 0);
    await picture(page, 'account-error');
    await sandbox.faults([]);
    await failed.click();
    await row('Outcomes').waitFor();
    assert.equal(await failed.count(), 0);
  });

  it('warns of what is used up before anything else', async () => {
    const { page } = session;
    await sandbox.control('seed', { templates: MOST_TEMPLATES });
    await refresh();
    const alert = 'The plan has no templates left';
    await row(alert).waitFor();
    assert.ok((await rows())[0]?.startsWith(alert));
    await picture(page, 'account-alert');
  });

  it('follows another account at once', async () => {
    const { page } = session;
    const [ada, grace] = [sandbox.user(0), sandbox.user(1)];
    await openView(page, 'Envelopes');
    await signIn(page, typedFor(sandbox.facts, grace));
    await row(grace.name).locator('.label-description', { hasText: grace.email }).waitFor();
    await view(page, 'Account').locator('.pane-header .description', { hasText: grace.email }).waitFor();
    const header = view(page, 'Account').locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: 'Switch Account' }).click();
    const box = quickInput(page, 'Which account do you want to use?');
    await box.locator('.monaco-list-row', { hasText: ada.email }).click();
    await row(ada.name).locator('.label-description', { hasText: ada.email }).waitFor();
    await accountInUse(page, ada.email).waitFor();
    assert.equal(await row(grace.name).count(), 0);
  });
});

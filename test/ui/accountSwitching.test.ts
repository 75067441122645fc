import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { SandboxProgram } from '../contract/sandboxProgram';
import {
  chooseFromMenu,
  dialogButton,
  openContainer,
  quickInput,
  reload,
  runCommand,
  treeRow,
  until,
  view,
} from '../workbench';
import { accountInUse, openAccountsMenu, signIn, statusEntry, typedFor } from './accountSteps';
import { useSession } from './session';

describe('Accounts', () => {
  // What is asked to stay current would be asked after a reload as well.
  const session = useSession({ settings: { 'jsign.stayCurrent': false } });
  let sandbox: SandboxProgram;
  let ada: string;
  let grace: string;
  const envelopes = () => view(session.page, 'Envelopes');
  const host = () => new URL(sandbox.url).host;

  before(async () => {
    sandbox = await SandboxProgram.start({ seed: 24 });
    [ada, grace] = [sandbox.user(0).email, sandbox.user(1).email];
  });
  after(() => sandbox.stop());

  it('are shown where they are used: above the envelopes and in the status bar', async function () {
    const { page } = session;
    await signIn(page, typedFor(sandbox.facts, sandbox.user(0)));
    await accountInUse(page, `${ada} · ${host()}`).waitFor();
    await statusEntry(page, `jSign: ${host()}`).waitFor();
    const label = await statusEntry(page, host()).locator('a').getAttribute('aria-label');
    assert.match(label ?? '', new RegExp(`Signed in as ${ada}`));
  });

  it('may be several, the newest in use, and can be switched', async function () {
    const { page } = session;
    await signIn(page, typedFor(sandbox.facts, sandbox.user(1)));
    await statusEntry(page, host()).click();
    const rows = quickInput(page, 'Which account do you want to use?').locator('.monaco-list-row');
    await rows.filter({ hasText: grace }).filter({ hasText: 'in use' }).waitFor();
    assert.equal(await rows.filter({ hasText: ada }).filter({ hasText: 'in use' }).count(), 0);
    await rows.filter({ hasText: ada }).click();
    await accountInUse(page, ada).waitFor();
  });

  it('stand in the Accounts menu of VS Code', async () => {
    const { page } = session;
    await openAccountsMenu(page);
    for (const email of [ada, grace]) await accountEntry(page, email).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.monaco-menu').first().waitFor({ state: 'hidden' });
  });

  it('outlive a reload, which asks the service nothing before somebody looks', async function () {
    const { page } = session;
    await openContainer(page, 'Explorer');
    const count = async () => ((await sandbox.control('requests')) as unknown[]).length;
    await until('a quiet service', async () => {
      const before = await count();
      await page.waitForTimeout(500);
      return before === (await count());
    });
    const before = await count();
    await reload(page);
    await statusEntry(page, host()).waitFor();
    assert.equal(await count(), before);
    assert.notDeepEqual(await remembered(page), []);
    await openContainer(page, 'jSign');
    await accountInUse(page, ada).waitFor();
    await treeRow(page, 'Envelopes', /^Needs My Signature/).waitFor();
  });

  it('outlive a service that is away, which is an error with Retry and no sign-out', async function () {
    const { page } = session;
    const { data } = sandbox;
    const port = Number(new URL(sandbox.url).port);
    await sandbox.stop('SIGTERM', true);
    await reload(page);
    await openContainer(page, 'jSign');
    await accountInUse(page, ada).waitFor();
    const failed = treeRow(page, 'Envelopes', 'The service does not answer at its address.');
    await failed.waitFor();
    await statusEntry(page, `jSign: ${host()}`).waitFor();

    sandbox = await SandboxProgram.start({ data, port });
    const failures = envelopes().locator('.monaco-list-row', { hasText: 'does not answer' });
    for (let left = await failures.count(); left > 0; left -= 1) {
      await failed.hover();
      await failed.getByRole('button', { name: 'Retry' }).click();
      await until('one failure less', async () => (await failures.count()) < left);
    }
    await treeRow(page, 'Envelopes', /due |from /).waitFor();
  });

  it('can be signed out in the Accounts menu, which leaves the others', async () => {
    const { page } = session;
    await openAccountsMenu(page);
    await accountEntry(page, ada).hover();
    await chooseFromMenu(page, 'Sign Out');
    await dialogButton(page, /[Ss]ign out/, /Sign Out/);
    await accountInUse(page, grace).waitFor();
  });

  it('are gone once the last one is signed out, after a reload as well', async function () {
    const { page } = session;
    await runCommand(page, 'jSign: Sign Out');
    await page.locator('.monaco-dialog-box').getByText(`Sign out ${grace} (${host()})?`).waitFor();
    await dialogButton(page, 'they stay valid until they expire', 'Sign Out');
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    await reload(page);
    await openContainer(page, 'jSign');
    await envelopes().getByRole('button', { name: 'Sign In' }).waitFor();
    assert.equal(await statusEntry(page, /./).count(), 0);
    await openAccountsMenu(page);
    assert.equal(await page.locator('.monaco-menu', { hasText: 'jSign' }).count(), 0);
    await page.keyboard.press('Escape');
    assert.deepEqual(await remembered(page), []);
  });
});

function accountEntry(page: Page, email: string) {
  return page.locator('.monaco-menu .action-menu-item', { hasText: email }).first();
}

/** What the extension left in VS Code's own storage of this browser, but for lists that are empty. */
function remembered(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const read = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const found: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await read(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        const value: unknown = await read(store.get('jsign-for-vscode.jsign') as IDBRequest<unknown>);
        if (typeof value !== 'string') continue;
        for (const [key, kept] of Object.entries(JSON.parse(value) as Record<string, unknown>))
          if (!(Array.isArray(kept) && kept.length === 0)) found.push(`${name}: ${key}`);
      }
      database.close();
    }
    return found;
  });
}

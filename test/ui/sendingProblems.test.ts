import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Person } from '../demo/person';
import { PDF_CASES } from '../fixtures/pdf/cases';
import {
  explorerFile,
  notification,
  openContainer,
  openView,
  PROJECT,
  quickInput,
  runCommand,
  selectFromQuickPick,
  treeRow,
  until,
  webview,
} from '../workbench';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { useSession } from './session';

const sow = readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf'));
const ADA = ['Ada Example', 'ada@example.org'] as const;

async function fixture(name: string): Promise<Uint8Array> {
  const found = PDF_CASES.find((each) => each.name === name);
  if (!found) throw new Error(`There is no case ${name}.`);
  return found.bytes();
}

/** Files that cannot be sent, what they are called, and what is said about them. */
const BAD: readonly (readonly [string, () => Promise<Uint8Array>, RegExp])[] = [
  ['text.pdf', () => fixture('a text file'), /text\.pdf: .*not a PDF/],
  ['word.pdf', () => fixture('a Word document'), /word\.pdf: .*Save it as a PDF/],
  ['empty.pdf', () => fixture('an empty file'), /empty\.pdf: The file is empty/],
  ['cut.pdf', () => fixture('cut off at 60 %'), /cut\.pdf: The PDF is cut off/],
  ['locked.pdf', () => fixture('encrypted'), /locked\.pdf: The PDF is encrypted/],
];

describe('Files that cannot be sent', () => {
  const session = useSession({
    files: async () => ({
      'good.pdf': sow,
      'gone.pdf': sow,
      'later.pdf': sow,
      ...Object.fromEntries(
        await Promise.all(BAD.map(async ([name, bytes]) => [name, await bytes()] as const)),
      ),
    }),
  });
  let steps: SendingSteps;
  let sandbox: LocalSandbox;
  let sent: Awaited<ReturnType<LocalSandbox['sends']>>;

  before(async function () {
    steps = new SendingSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
  });
  beforeEach(async () => {
    sent = await sandbox.sends();
  });
  afterEach(() => steps.clear());

  for (const [name, , words] of BAD) {
    it(`says what is wrong with ${name}, and sends nothing`, async () => {
      await steps.rightClick(name);
      const { toast } = notification(session.page, words);
      await toast.waitFor();
      assert.match(await toast.innerText(), /Nothing was sent\./);
      assert.equal(await quickInput(session.page).isVisible(), false);
      assert.deepEqual(await sandbox.sends(), sent);
    });
  }

  it('says so when the file is gone before it is read', async () => {
    const { page, folder } = session;
    await steps.explorer();
    await explorerFile(page, 'gone.pdf').click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-menu-item', { hasText: 'Send for Signature…' });
    await item.hover();
    rmSync(path.join(folder, 'gone.pdf'));
    await until('the words about it', async () => {
      if (await item.isVisible()) await item.click();
      return notification(page, /gone\.pdf: There is no such file any more/).toast.isVisible();
    });
    assert.deepEqual(await sandbox.sends(), sent);
  });

  for (const [what, change, words] of [
    ['gone', (file: string) => rmSync(file), /"later\.pdf" is no longer there; nothing was sent/],
    [
      'changed',
      (file: string) => writeFileSync(file, Buffer.concat([sow, Buffer.from('\n')])),
      /"later\.pdf" changed while you were sending; nothing was sent/,
    ],
  ] as const) {
    it(`says so when the file is ${what} after it was reviewed, and creates nothing`, async function () {
      const file = path.join(session.folder, 'later.pdf');
      writeFileSync(file, sow);
      await explorerFile(session.page, 'later.pdf').waitFor();
      await steps.toReview('later.pdf', `A file that is ${what}`, ADA);
      change(file);
      await steps.send();
      await notification(session.page, words).toast.waitFor();
      const { creates, envelopes } = await sandbox.sends();
      assert.deepEqual([creates, envelopes], [sent.creates, sent.envelopes]);
    });
  }
});

describe('Uploading the active file', () => {
  const session = useSession({ files: { 'good.pdf': sow } });
  let steps: SendingSteps;
  let sandbox: LocalSandbox;

  before(async function () {
    steps = new SendingSteps(session.page);
    await new Person(session.page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
    await steps.explorer();
  });
  afterEach(() => steps.clear());

  const upload = async (): Promise<void> => {
    await explorerFile(session.page, 'good.pdf').dblclick();
    await session.page.locator('.tabs-container .tab.active', { hasText: 'good.pdf' }).waitFor();
    await runCommand(session.page, 'jSign: Upload Active File');
  };

  it('uploads it and makes nothing of it when the person leaves', async () => {
    const before = await sandbox.sends();
    await upload();
    await quickInput(session.page, /"good\.pdf" is uploaded/).waitFor();
    await steps.leave();
    assert.deepEqual(await sandbox.sends(), { ...before, uploads: before.uploads + 1 });
  });

  it('makes an envelope of it', async function () {
    const before = await sandbox.sends();
    await upload();
    await selectFromQuickPick(session.page, 'Make an Envelope of It', { at: /is uploaded/ });
    await steps.name('From an upload');
    await steps.signer(...ADA);
    await steps.signersDone();
    await steps.days();
    await steps.send();
    await webview(session.page).getByRole('heading', { level: 1, name: 'From an upload' }).waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes + 1);
  });

  it('makes a template of it, which stands under Templates', async function () {
    const { page } = session;
    const before = await sandbox.sends();
    await upload();
    await selectFromQuickPick(page, 'Make a Template of It', { at: /is uploaded/ });
    await steps.typed('Work order', /Name of the template/);
    await steps.typed('Client, Contractor', /Who signs, by role/);
    await selectFromQuickPick(page, 'Create Template', { at: /Create the template/ });
    // What is said about it may be the fourth toast within a second, which VS Code holds back.
    await steps.gone();
    await openContainer(page, 'jSign');
    await openView(page, 'Templates');
    await treeRow(page, 'Templates', /Work order/).waitFor();
    assert.equal((await sandbox.sends()).envelopes, before.envelopes);
  });
});

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { Person } from '../demo/person';
import { explorerFile, openContainer, runCommand, until } from '../workbench';
import { annex, contract } from './composerDocuments';
import { Hands } from './composerHands';
import { ComposerSteps, type Who } from './composerSteps';
import { LocalSandbox } from './localSandbox';
import { SendingSteps } from './sendingSteps';
import { sentSigners } from './sentFields';
import { useSession } from './session';

/** So many clicks, drags and turns of the wheel at most, or so many keys. */
const MOST_ACTIONS = 60;
const MOST_KEYS = 150;

const ADA: Who = ['Ada Example', 'ada@example.org'];
const GRACE: Who = ['Grace Sample', 'grace@example.com'];
const LIN: Who = ['Lin Muster', 'lin@example.net'];
const PEOPLE: readonly Who[] = [ADA, GRACE, LIN];
/** The same names at other addresses: what goes to the same people once more is asked about. */
const OTHERS = PEOPLE.map(([name, email]): Who => [name, `legal.${email}`]);

/** The fields that both envelopes are to have: kind, document and page, signer by signer. */
const WANTED: readonly (readonly string[])[] = [
  ['date annex.pdf 2', 'date contract.pdf 2', 'initials annex.pdf 1', 'signature contract.pdf 2'],
  ['date contract.pdf 2', 'initials annex.pdf 1', 'signature contract.pdf 2', 'text annex.pdf 2'],
  ['checkbox annex.pdf 2', 'dropdown annex.pdf 2', 'initials annex.pdf 1', 'signature contract.pdf 2'],
];

describe('The composer: three people sign in order, twelve fields on two documents', () => {
  const session = useSession({ files: { 'annex.pdf': annex(), 'contract.pdf': contract() } });
  let page: Page;
  let sandbox: LocalSandbox;
  let hands: Hands;
  let steps: ComposerSteps;

  before(async function () {
    ({ page } = session);
    await new Person(page).tryWithoutAccount();
    sandbox = await LocalSandbox.of(session.server);
    await openContainer(page, 'Explorer');
    await explorerFile(page, 'contract.pdf').waitFor();
  });
  beforeEach(() => {
    hands = new Hands(page);
    steps = new ComposerSteps(hands);
  });
  afterEach(async () => {
    await new SendingSteps(page).clear();
    await runCommand(page, 'View: Close All Editors');
  });

  it(`is prepared and sent by mouse, in at most ${MOST_ACTIONS} actions`, async function () {
    await steps.open('contract.pdf', 'annex.pdf');
    await steps.rename('By mouse');
    await steps.signers(...PEOPLE);
    await steps.chooseFlow('One after the other');

    const signing = { of: 'contract.pdf', page: 2 };
    await steps.goTo(2, 'contract.pdf');
    await steps.fieldsFor(ADA[0]);
    await steps.place('Signature', { ...signing, x: 160, y: 190 });
    await steps.place('Date', { ...signing, x: 130, y: 240 });
    await steps.fieldsFor(GRACE[0]);
    await steps.place('Signature', { ...signing, x: 420, y: 190 });
    await steps.place('Date', { ...signing, x: 390, y: 240 });
    await steps.fieldsFor(LIN[0]);
    await steps.place('Signature', { ...signing, x: 160, y: 300 });

    await steps.goTo(1, 'annex.pdf');
    const initials = { of: 'annex.pdf', page: 1, y: 250 };
    await steps.place('Initials', { ...initials, x: 450 });
    await steps.fieldsFor(GRACE[0]);
    await steps.place('Initials', { ...initials, x: 350 });
    await steps.fieldsFor(ADA[0]);
    await steps.place('Initials', { ...initials, x: 250 });

    await steps.goTo(2, 'annex.pdf');
    const terms = { of: 'annex.pdf', page: 2, x: 200 };
    await steps.place('Date', { ...terms, y: 180 });
    await steps.fieldsFor(GRACE[0]);
    await steps.place('Text', { ...terms, y: 220 });
    await steps.fieldsFor(LIN[0]);
    await steps.place('Checkbox', { ...terms, y: 260 });
    await steps.place('Dropdown', { ...terms, y: 300 });
    await steps.openProperties(steps.field(/^Dropdown, Lin Muster/));
    await isAt(steps.property('Choices'));
    await hands.type('Berlin\nLisbon');

    await steps.noErrors();
    await steps.review();
    await steps.send('By mouse');
    await isSent('By mouse', PEOPLE);
    assert.equal(hands.keys, 0);
    assert.ok(hands.actions <= MOST_ACTIONS, `${hands.actions} actions`);
  });

  it(`is prepared and sent by keyboard alone, in at most ${MOST_KEYS} keys`, async function () {
    await menuOfBothFiles();
    await steps.there();
    for (const [index, [name, email]] of OTHERS.entries()) {
      await isAt(steps.signerInput('Name', index + 1));
      await hands.type(name);
      await hands.press('Enter');
      await hands.type(email);
      // From the address of one to the name of the next.
      if (index < OTHERS.length - 1) await hands.press('Enter');
    }
    await tabTo(steps.flow('All at once'));
    await hands.press('ArrowDown');
    await until('one after the other', () => steps.flow('One after the other').isChecked());

    // To the pages. A number gives the field that was just placed to that signer.
    await hands.press('Shift+F6');
    await isAt(steps.stage);
    await hands.press('PageDown', 's', 'd', 's', '2', 'd', '2', 's', '3');
    await hands.press('PageDown', 'i', 'i', '2', 'i', '3');
    await hands.press('PageDown', 'd', 't', '2', 'c', '3', 'l', '3');
    await hands.press('Enter');
    await isAt(steps.property('Choices'));
    await hands.type('Berlin\nLisbon');
    await hands.press('Escape');
    await isAt(steps.field(/^Dropdown, Lin Muster/));

    await steps.noErrors();
    await hands.press('Control+Enter');
    await steps.reviewed();
    await hands.press('Enter');
    await steps.sent('Contract and 1 more document');
    await isSent('Contract and 1 more document', OTHERS);
    assert.equal(hands.actions, 0);
    assert.ok(hands.keys <= MOST_KEYS, `${hands.keys} keys`);
  });

  // ---- what a keyboard does ----

  function isAt(target: Locator): Promise<boolean> {
    return until(`the focus at ${String(target)}`, () => hasFocus(target));
  }

  async function tabTo(target: Locator): Promise<void> {
    while (!(await hasFocus(target))) await hands.press('Tab');
  }

  /** In the Explorer, which has the focus already in a window that shows it. */
  async function menuOfBothFiles(): Promise<void> {
    await hands.press('Control+Shift+E');
    const has = (name: string, state: 'focused' | 'selected') =>
      explorerFile(page, name).evaluate((row, wanted) => row.classList.contains(wanted), state);
    await until('the focus in the Explorer', () =>
      page.locator('.explorer-folders-view .monaco-list').evaluate((list) => list.matches(':focus-within')),
    );
    // What is selected from before would be taken out of the selection.
    await hands.press('End', 'Escape', 'End');
    await until('the last file', () => has('contract.pdf', 'focused'));
    await hands.press('Control+Shift+Enter', 'Shift+ArrowUp');
    for (const name of ['contract.pdf', 'annex.pdf'])
      await until(`${name} in the selection`, () => has(name, 'selected'));
    await hands.press('Shift+F10');
    const entry = page.locator('.monaco-menu .action-item.focused', { hasText: 'Send for Signature…' });
    await page.locator('.monaco-menu').waitFor();
    await until('the entry of the menu', async () => {
      if (await entry.isVisible()) return true;
      await hands.press('ArrowUp');
      return false;
    });
    await hands.press('Enter');
  }

  /** The envelope with this name, which is the newest one, is what was wanted. */
  async function isSent(name: string, people: readonly Who[]): Promise<void> {
    const invited = (await sandbox.mails()).findLast(({ kind }) => kind === 'invitation');
    const sent = await sentSigners(sandbox, session.server, invited?.envelope_id ?? '');
    assert.equal(sent.name, name);
    assert.equal(sent.flow, 'Sequential');
    assert.deepEqual(
      sent.signers.map(({ order, email }) => [order, email]),
      people.map(([, email], index) => [index + 1, email]),
    );
    const fields = sent.signers.map((signer) =>
      signer.fields.map(({ kind, document, page: number }) => `${kind} ${document} ${number}`).sort(),
    );
    assert.deepEqual(fields, WANTED);
  }
});

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.ownerDocument.activeElement === element);
}

import assert from 'node:assert/strict';
import { until } from '../workbench';
import type { ComposerOnBench } from './pages/composerBench';
import { document, FILLED, problem, PROBLEMS } from './pages/compositions';
import { useComposer } from './pages/useComposer';

describe('The panels of the composer', () => {
  const { opened } = useComposer();
  const said = async (composer: ComposerOnBench) => (await composer.said()).map(({ type }) => type);

  describe('documents, fields and options', () => {
    it('are reordered, removed and gone to by page', async () => {
      const composer = await opened();
      const { page } = composer;
      await page
        .getByRole('group', { name: 'Pages of annex.pdf' })
        .getByRole('button', { name: 'Page 3' })
        .click();
      const current = page.locator('.page-number[aria-current]');
      await until('the page', async () => (await current.textContent()) === '3');
      await page.getByText('Page 3 of 4').waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await until('the next page', async () => (await current.textContent()) === '4');
      await page.locator('[data-key="document-annex"]').press('Alt+ArrowUp');
      await composer.composed('annex first', (it) => it.documents[0]?.id === 'annex');
      await page.getByRole('button', { name: 'Remove mutual-nda.pdf' }).click();
      const after = await composer.composed('one document', (it) => it.documents.length === 1);
      assert.equal(after.fields.length, 0, 'its fields went with it');
    });

    it('shows no more than a window of the numbers of 2,000 pages', async () => {
      const composer = await opened(
        { ...FILLED, documents: [document('book', 2000)], fields: [] },
        { noBytes: true },
      );
      const numbers = composer.page.locator('.page-number');
      assert.ok((await numbers.count()) <= 18);
      await numbers.last().click();
      await composer.page.getByText('Page 2000 of 2000').waitFor();
      assert.ok((await numbers.count()) <= 18);
    });

    it('changes properties of what is selected', async () => {
      const composer = await opened();
      const { page } = composer;
      const show = (fieldId: string) =>
        composer.post({
          type: 'show',
          where: { ...PROBLEMS[0]?.where, fieldId } as (typeof PROBLEMS)[0]['where'],
        });
      await show('f5');
      const properties = page.locator('.section.properties');
      await properties.getByLabel('Choices').fill('Monthly\nWeekly\n');
      await properties.getByRole('combobox', { name: 'Default', exact: true }).selectOption('Weekly');
      await properties.getByLabel('Required').uncheck();
      await properties.getByLabel('Label').fill('How often');
      await properties.getByLabel('Left', { exact: true }).fill('100');
      await properties.getByLabel('Signer').selectOption({ label: '1  Ada Example' });
      const { fields } = await composer.composed('its signer', (it) => it.fields[4]?.signerId === 'ada');
      assert.deepEqual(fields[4], {
        ...FILLED.fields[4],
        signerId: 'ada',
        required: false,
        label: 'How often',
        choices: ['Monthly', 'Weekly'],
        defaultValue: 'Weekly',
        box: { x: 100, y: 420, width: 150, height: 18 },
      });
      await page.getByRole('button', { name: 'Duplicate to all pages' }).click();
      await composer.composed('copies', (it) => it.fields.length === 7);
      await page.keyboard.press('Control+z');
      await composer.composed('none', (it) => it.fields.length === 6);
      await page.getByRole('button', { name: 'Delete' }).click();
      await composer.composed('five', (it) => it.fields.length === 5);
    });

    it('changes options, with the date they come to', async () => {
      const composer = await opened();
      const { page } = composer;
      await page.getByLabel('Days until it expires').fill('1');
      await page.getByText(/^day, until /).waitFor();
      await page.getByLabel('Days until it expires').fill('999');
      await page.getByLabel('Days until it expires').blur();
      assert.equal(await page.getByLabel('Days until it expires').inputValue(), '1', 'out of its limits');
      await page.getByLabel('Remind those who have not signed').uncheck();
      await page.getByLabel('Send e-mails').uncheck();
      await page.getByRole('combobox', { name: 'Categories' }).fill('peo');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Remove Projects' }).click();
      const { options, categories } = await composer.composed(
        'categories',
        (it) => it.categories[0] === 'Clients',
      );
      assert.deepEqual(categories, ['Clients', 'People']);
      assert.deepEqual(options, { flow: 'Sequential', expiresInDays: 1, qrCode: true, sendEmails: false });
    });
  });

  describe('problems and keys', () => {
    it('lead to their place, and are mended', async () => {
      const composer = await opened();
      const { page } = composer;
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await page.getByText('2 errors, 1 warning, 1 note').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Place it: Alan Model has no signature field.' }).click();
      assert.equal((await composer.heard('fix')).key, 'signer-without-field');
      await page.getByRole('button', { name: '2 errors' }).click();
      await page.getByRole('button', { name: 'Warning: The name is long' }).click();
      assert.equal(await composer.focusedName(), 'Name of the envelope');
      await page.getByRole('button', { name: 'Error: Two fields' }).click();
      await page.locator('.section.properties').waitFor();
      const where = { documentId: undefined, page: undefined, fieldId: undefined, option: undefined };
      await composer.post({
        type: 'problems',
        revision: 1,
        problems: [problem('bad-email', 'This is no address.', { where: { ...where, signerId: 'grace' } })],
      });
      await page.getByRole('button', { name: 'Error: This is no address.' }).click();
      assert.equal(await composer.focusedName(), 'E-mail of signer 2');
    });

    it('keep it from being sent, and say so; otherwise it is reviewed', async () => {
      const composer = await opened();
      const { page } = composer;
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await page.keyboard.press('Control+Enter');
      await page
        .getByRole('alert')
        .filter({ hasText: 'It cannot be sent yet: 2 errors are left.' })
        .waitFor();
      assert.ok(!(await said(composer)).includes('review'));
      // What is known is of a state that is gone: the extension says.
      await page.getByLabel('Name of the envelope').fill('Lease');
      await page.getByRole('button', { name: 'Review' }).click();
      await composer.heard('review');
      await composer.post({ type: 'problems', revision: await composer.revision(), problems: [] });
      await page.getByText('No problems', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Review' }).click();
      await composer.heard('review', 2);
    });

    it('walks through the panes with F6, and shows the keys', async () => {
      const composer = await opened();
      const { page } = composer;
      const pane = () =>
        composer.focused.evaluate((it) => it.closest('.left, .middle, .side, .problems')?.className);
      await page.getByLabel('Name of signer 2').focus();
      const seen: (string | undefined)[] = [];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press('F6');
        seen.push(await pane());
      }
      assert.deepEqual(seen, ['problems none', 'left', 'middle', 'side']);
      assert.equal(await composer.focusedName(), 'Name of signer 2', 'back where it was');
      await page.keyboard.press('Shift+F6');
      assert.equal(await pane(), 'middle');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await pane(), 'middle');
    });
  });
});

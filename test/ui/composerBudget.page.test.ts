import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Composition } from '../../src/pages/composer/composition';
import { until } from '../workbench';
import type { ComposerOnBench } from './pages/composerBench';
import { document, EMPTY } from './pages/compositions';
import { useComposer } from './pages/useComposer';

/** At most, for three people in a row and twelve fields on two documents; what is typed is not counted. */
const MOST_ACTIONS = 60;
const MOST_KEYS = 150;

const PEOPLE = [
  ['Ada Example', 'ada@example.org'],
  ['Grace Sample', 'grace@example.com'],
  ['Alan Model', 'alan@example.net'],
] as const;

describe('A contract of three people and twelve fields in the composer', () => {
  const { shown } = useComposer();

  const opened = () =>
    shown({
      ...EMPTY,
      name: 'Lease',
      documents: [document('nda'), document('annex')],
      options: { ...EMPTY.options, flow: 'Parallel' },
    });

  async function finished(composer: ComposerOnBench): Promise<void> {
    await composer.heard('review');
    const { signers, fields, options } = await composer.composed('twelve', (it) => it.fields.length === 12);
    assert.equal(options.flow, 'Sequential');
    assert.deepEqual(
      signers.map(({ name, email, order }) => [name, email, order]),
      PEOPLE.map(([name, email], index) => [name, email, index + 1]),
    );
    const of = (holds: (field: Composition['fields'][number]) => boolean) => fields.filter(holds).length;
    for (const { id } of signers) {
      for (const documentId of ['nda', 'annex'])
        assert.equal(
          of((field) => field.signerId === id && field.documentId === documentId),
          2,
        );
    }
    assert.equal(
      of(({ kind }) => kind === 'signature'),
      6,
    );
  }

  it(`takes at most ${MOST_ACTIONS} actions by mouse`, async () => {
    const composer = await opened();
    const { page } = composer;
    let actions = 0;
    const click = async (target: Locator, position?: { readonly x: number; readonly y: number }) => {
      actions += 1;
      await target.click(position ? { position } : {});
    };
    for (const [index, [name, email]] of PEOPLE.entries()) {
      if (index > 0) await click(page.getByRole('button', { name: 'Add signer' }));
      else await click(page.getByRole('combobox', { name: 'Name of signer 1' }));
      await page.keyboard.type(name);
      await click(page.getByRole('combobox', { name: `E-mail of signer ${index + 1}` }));
      await page.keyboard.type(email);
    }
    await click(page.getByLabel('One after the other'));
    for (const [documentId, name] of [
      ['nda', 'mutual-nda.pdf'],
      ['annex', 'annex.pdf'],
    ] as const) {
      if (documentId === 'annex')
        await click(
          page.getByRole('group', { name: `Pages of ${name}` }).getByRole('button', { name: 'Page 1' }),
        );
      const paper = page
        .locator('.paper', { has: page.locator('canvas') })
        .and(page.getByRole('group', { name: new RegExp(`^Page 1 of .*${name}`) }));
      for (const [row, [who]] of PEOPLE.entries()) {
        await click(page.getByRole('button', { name: `Place fields for ${who}` }));
        for (const [column, kind] of ['Signature', 'Date'].entries()) {
          await click(page.getByRole('toolbar').getByRole('button', { name: kind, exact: true }));
          await click(paper, { x: 160 + column * 240, y: 120 + row * 90 });
        }
      }
    }
    await click(page.getByRole('button', { name: 'Review' }));
    await finished(composer);
    assert.ok(actions <= MOST_ACTIONS, `${actions} actions`);
  });

  it(`takes at most ${MOST_KEYS} keys by keyboard alone`, async () => {
    const composer = await opened();
    const { page } = composer;
    let keys = 0;
    const press = async (...all: readonly string[]) => {
      for (const key of all) {
        keys += 1;
        await page.keyboard.press(key);
      }
    };
    await until('the focus', async () => (await composer.focusedName()) === 'Name of signer 1');
    for (const [index, [name, email]] of PEOPLE.entries()) {
      if (index > 0) await press('Enter');
      await page.keyboard.type(name);
      await press('Enter');
      await page.keyboard.type(email);
    }
    while ((await composer.focused.getAttribute('type')) !== 'radio') await press('Tab');
    await press('ArrowDown');
    await press('Shift+F6');
    for (const documentId of ['nda', 'annex']) {
      if (documentId === 'annex') {
        await press('PageDown', 'PageDown');
        await page.getByText('Page 1 of 4', { exact: true }).waitFor();
      }
      for (const signer of ['1', '2', '3']) await press('s', signer, 'd', signer);
    }
    await press('Control+Enter');
    await finished(composer);
    assert.ok(keys <= MOST_KEYS, `${keys} keys`);
  });
});

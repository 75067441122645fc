import assert from 'node:assert/strict';
import { until } from '../workbench';
import { BLANK, FILLED } from './pages/compositions';
import { added, type Hands, near } from './pages/stageHands';
import { useComposer } from './pages/useComposer';

describe('The pages of the composer, with the keyboard', () => {
  const { stage } = useComposer();
  const kind = ({ page }: Hands, name: string) => page.getByRole('button', { name, exact: true });

  const focused = async ({ composer }: Hands, name: string | RegExp) =>
    until(`the focus on ${String(name)}`, async () => {
      const now = await composer.focusedName();
      return typeof name === 'string' ? now === name : name.test(now);
    });

  it('goes from field to field in reading order, in and out', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    const { keyboard } = hands.page;
    await focused(hands, 'Signature, Ada Example, page 1, 72 by 200');
    await keyboard.press('Tab');
    await focused(hands, 'Date, Ada Example, page 1, 300 by 222');
    for (let step = 0; step < 4; step += 1) await keyboard.press('Tab');
    await focused(hands, 'Checkbox, Alan Model, page 1, 72 by 460');
    await keyboard.press('Tab');
    await until('the focus beyond the pages', () =>
      hands.page.evaluate(() => document.querySelector('.stage')?.contains(document.activeElement) === false),
    );
    await keyboard.press('Shift+Tab');
    await focused(hands, 'Signature, Ada Example, page 1, 72 by 200');
    await keyboard.press('Shift+Tab');
    assert.equal(await hands.page.evaluate(() => document.activeElement?.closest('.left') !== null), true);
    // One stop for the Tab key, wherever the focus is.
    assert.equal(await hands.page.locator('.stage[tabindex="0"], .stage [tabindex="0"]').count(), 1);
  });

  it('places, moves and resizes, and says so', async () => {
    const hands = await stage(BLANK, { noBytes: true });
    const { keyboard } = hands.page;
    await hands.page.locator('.stage').focus();
    await keyboard.press('s');
    await hands.heard(/^Added: Signature, Ada Example, page 1, /);
    await focused(hands, /^Signature, Ada Example, page 1, /);
    const first = (await hands.composer.composed('a field', ({ fields }) => fields.length === 1)).fields[0];
    assert.ok(first);
    await keyboard.press('ArrowRight');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Alt+Shift+ArrowRight');
    await hands.heard('Signature, 160 wide, 40 high');
    const changed = await hands.told(first.id, 'wider', ({ box }) => box.width === 160);
    near(changed.box, { x: first.box.x + 1, y: first.box.y + 10 }, 0.001);
    await keyboard.press('d');
    const both = await hands.composer.composed('a date', ({ fields }) => fields.length === 2);
    const [date] = added({ ...BLANK, fields: [first] }, both);
    assert.ok(date);
    near(date.box, { x: changed.box.x, y: changed.box.y + 48 }, 0.001);
    await keyboard.press('2');
    await hands.heard(/^Now for Grace Sample: Date, Grace Sample, /);
    await keyboard.press('Escape');
    await hands.heard('Nothing selected');
    await hands.page.locator('.stage').click({ position: { x: 5, y: 5 } });
    await keyboard.press('2');
    await hands.heard('Next fields are for Grace Sample');
    await keyboard.press('i');
    await hands.heard(/^Added: Initials, Grace Sample, page 1, /);
    await keyboard.press('Delete');
    await hands.heard(/^Removed: Initials, Grace Sample/);
    await focused(hands, /^Date, Grace Sample|^Signature, Ada/);
  });

  it('selects, copies, pastes, duplicates and undoes', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    const { keyboard } = hands.page;
    await focused(hands, /^Signature, Ada Example/);
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await hands.heard('2 fields selected');
    await keyboard.press('Control+c');
    await hands.heard('Copied: 2 fields');
    await keyboard.press('PageDown');
    await hands.heard('Page 2 of 2, mutual-nda.pdf');
    await keyboard.press('Control+v');
    await hands.heard('Pasted: 2 fields');
    await hands.composer.composed(
      'copies',
      ({ fields }) => fields.filter(({ page }) => page === 2).length === 2,
    );
    await focused(hands, 'Signature, Ada Example, page 2, 72 by 200');
    await keyboard.press('Control+d');
    await hands.composer.composed('more', ({ fields }) => fields.length === 10);
    await keyboard.press('Control+x');
    await hands.heard('Removed: 2 fields');
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await hands.heard('Undone: Duplicate');
    await keyboard.press('Control+z');
    await hands.composer.composed('as before', ({ fields }) => fields.length === 6);
    await keyboard.press('Control+y');
    await hands.heard('Redone: Paste');
    await keyboard.press('Control+a');
    await hands.heard('2 fields selected');
  });

  it('zooms, and opens the properties', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    const { keyboard } = hands.page;
    await focused(hands, /^Signature, Ada Example/);
    await keyboard.press('+');
    await hands.heard('90 %');
    await keyboard.press('+');
    await hands.heard('100 %');
    await keyboard.press('-');
    await hands.heard('90 %');
    await keyboard.press('0');
    await hands.heard(/^8\d %$/);
    await keyboard.press('Enter');
    await hands.page.locator('.section.properties :focus').waitFor();
    assert.equal(await hands.field('f1').getAttribute('aria-pressed'), 'true');
  });

  it('puts a chosen kind where one is, with Enter', async () => {
    const hands = await stage(BLANK, { noBytes: true });
    await kind(hands, 'Initials').focus();
    await hands.page.keyboard.press('Enter');
    await hands.page.locator('.stage:focus').waitFor();
    await hands.page.keyboard.press('Enter');
    await hands.heard(/^Added: Initials/);
    assert.equal(await kind(hands, 'Initials').getAttribute('aria-pressed'), 'false');
  });
});

import assert from 'node:assert/strict';
import { PdfBuilder, text } from '../fixtures/pdf/builder';
import { until } from '../workbench';
import { BLANK, field, FILLED } from './pages/compositions';
import { documentOf, type Hands, near } from './pages/stageHands';
import { shot } from './pages/useBench';
import { useComposer } from './pages/useComposer';

describe('The pages of the composer, with the mouse', () => {
  const { stage } = useComposer();
  const kind = ({ page }: Hands, name: string) => page.getByRole('button', { name, exact: true });

  it('places a field where its ghost was, and then no more', async () => {
    const hands = await stage(BLANK, { noBytes: true });
    await kind(hands, 'Signature').click();
    await hands.move({ page: 1, x: 200, y: 300 });
    await hands.page.locator('.ghost').waitFor();
    await shot(hands, 'stage-ghost');
    const ghost = await hands.page.locator('.ghost').boundingBox();
    await hands.click({ page: 1, x: 200, y: 300 });
    const composition = await hands.composer.composed('a field', ({ fields }) => fields.length === 1);
    const [placed] = composition.fields;
    assert.ok(placed && ghost);
    near(placed.box, { x: 125, y: 280, width: 150, height: 40 });
    assert.deepEqual(
      [placed.kind, placed.signerId, placed.documentId, placed.page],
      ['signature', 'ada', 'nda', 1],
    );
    const seen = await hands.field(placed.id).boundingBox();
    assert.ok(seen);
    assert.deepEqual([seen.x, seen.y], [ghost.x, ghost.y]);
    await hands.heard(/^Added: Signature, Ada Example, page 1, 125 by 280/);
    assert.equal(await kind(hands, 'Signature').getAttribute('aria-pressed'), 'false');
    await hands.click({ page: 1, x: 400, y: 500 });
    await hands.heard('Nothing selected');
    assert.equal(await hands.page.locator('.placed').count(), 1);
  });

  it('goes on placing while Shift is held, and draws a field of any size', async () => {
    const hands = await stage(BLANK, { noBytes: true });
    await kind(hands, 'Date').click();
    await hands.page.keyboard.down('Shift');
    await hands.click({ page: 1, x: 100, y: 100 });
    await hands.click({ page: 1, x: 300, y: 200 });
    await hands.page.keyboard.up('Shift');
    await hands.drag({ page: 1, x: 400, y: 500 }, { page: 1, x: 250, y: 430 });
    const { fields } = await hands.composer.composed('three fields', (now) => now.fields.length === 3);
    near(
      fields[2]?.box ?? { x: 0, y: 0, width: 0, height: 0 },
      { x: 250, y: 430, width: 150, height: 70 },
      5,
    );
  });

  it('selects by clicks and by a box, and drags what is selected as one step', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    await hands.click({ page: 1, x: 150, y: 230 });
    await hands.heard('Signature, Ada Example, page 1, 72 by 200');
    assert.equal(await hands.field('f1').getAttribute('aria-pressed'), 'true');
    await hands.page.keyboard.down('Shift');
    await hands.click({ page: 1, x: 330, y: 230 });
    await hands.page.keyboard.up('Shift');
    await hands.heard('2 fields selected');
    await hands.page.keyboard.down('Alt');
    await hands.drag({ page: 1, x: 150, y: 230 }, { page: 1, x: 160, y: 250 });
    await hands.page.keyboard.up('Alt');
    near((await hands.told('f1', 'moved', ({ box }) => box.y > 210)).box, { x: 82, y: 220 });
    near((await hands.told('f2', 'moved', ({ box }) => box.y > 230)).box, { x: 310, y: 242 });
    await hands.page.keyboard.press('Control+z');
    near((await hands.told('f1', 'back', ({ box }) => box.y < 210)).box, { x: 72, y: 200 });
    await hands.drag({ page: 1, x: 60, y: 370 }, { page: 1, x: 300, y: 470 });
    await hands.heard('3 fields selected');
    const pressed = await hands.page
      .locator('.placed[aria-pressed="true"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-field')));
    assert.deepEqual(pressed.sort(), ['f4', 'f5', 'f6']);
  });

  it('resizes by the handles, and forgets a drag that is abandoned', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    await hands.click({ page: 1, x: 150, y: 230 });
    await hands.page.keyboard.down('Alt');
    await hands.drag({ page: 1, x: 222, y: 240 }, { page: 1, x: 262, y: 270 });
    await hands.page.keyboard.up('Alt');
    const larger = await hands.told('f1', 'larger', ({ box }) => box.width > 160);
    near(larger.box, { x: 72, y: 200, width: 190, height: 70 });
    await hands.press({ page: 1, x: 150, y: 230 });
    await hands.move({ page: 1, x: 300, y: 600 });
    await until('a drag', async () => (await hands.page.locator('.stage.dragging').count()) === 1);
    await hands.page.keyboard.press('Escape');
    await hands.page.mouse.up();
    near((await hands.told('f1', 'back', ({ box }) => box.y < 210)).box, larger.box);
    await hands.page.keyboard.press('Control+z');
    near((await hands.told('f1', 'small', ({ box }) => box.width < 160)).box, {
      x: 72,
      y: 200,
      width: 150,
    });
  });

  it('takes fields to other pages and documents', async () => {
    const hands = await stage(FILLED, { noBytes: true, height: 2800 });
    await hands.drag({ page: 1, x: 150, y: 230 }, { page: 2, x: 200, y: 130 });
    const moved = await hands.told('f1', 'on page 2', ({ page }) => page === 2);
    near(moved.box, { x: 122, y: 100 }, 6);
    await hands.drag({ page: 2, x: 200, y: 130 }, { page: 1, of: 'annex.pdf', x: 150, y: 90 });
    const other = await hands.told('f1', 'in the annex', ({ documentId }) => documentId === 'annex');
    assert.equal(other.page, 1);
    assert.equal(await hands.field('f1').count(), 1);
  });

  it('stands fields on lines of text, unless Alt is held', async () => {
    const bytes = new PdfBuilder()
      .page({ box: [0, 0, 595, 842], content: text(72, 442, 'Signature: ______________', 12) })
      .build();
    const lines = documentOf('lines', [[595, 842]], bytes);
    const composition = {
      ...BLANK,
      documents: [lines],
      fields: [field('f1', 'signature', 'ada', 100, { documentId: 'lines' })],
    };
    const hands = await stage(composition, { noBytes: true });
    await hands.composer.heard('load');
    await hands.send(lines, bytes);
    await hands.composer.heard('shown');
    const of = 'lines.pdf';
    await hands.press({ page: 1, of, x: 100, y: 120 });
    await until('a line to stand on', async () => {
      await hands.move({ page: 1, of, x: 100, y: 376 });
      await hands.move({ page: 1, of, x: 100, y: 377 });
      return (await hands.page.locator('.guide-y:visible').count()) > 0;
    });
    await shot(hands, 'stage-guides');
    await hands.page.mouse.up();
    const placed = await hands.told('f1', 'moved', ({ box }) => box.y > 300);
    near(placed.box, { y: 360 }, 0.01);
    await hands.press({ page: 1, of, x: 100, y: 380 });
    await hands.page.keyboard.down('Alt');
    await hands.move({ page: 1, of, x: 100, y: 383 });
    await hands.page.mouse.up();
    await hands.page.keyboard.up('Alt');
    near((await hands.told('f1', 'free', ({ box }) => box.y > 361)).box, { y: 363 }, 0.7);
  });

  it('takes a kind that is dragged onto a page', async () => {
    const hands = await stage(BLANK, { noBytes: true });
    const to = await hands.at({ page: 1, x: 200, y: 300 });
    const area = await hands.page.locator('.stage').boundingBox();
    assert.ok(area);
    await kind(hands, 'Checkbox').dragTo(hands.page.locator('.stage'), {
      targetPosition: { x: to.x - area.x, y: to.y - area.y },
    });
    const { fields } = await hands.composer.composed('a field', (now) => now.fields.length === 1);
    assert.equal(fields[0]?.kind, 'checkbox');
    near(fields[0].box, { x: 193, y: 293 }, 1.5);
  });

  it('opens the properties by a double click', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    const { x, y } = await hands.at({ page: 1, x: 150, y: 230 });
    await hands.page.mouse.dblclick(x, y);
    await hands.page.locator('.section.properties :focus').waitFor();
  });

  it('zooms around the pointer with Ctrl and the wheel', async () => {
    const hands = await stage(FILLED);
    const spot = { page: 1, x: 100, y: 240 };
    const before = await hands.at(spot);
    await hands.page.mouse.move(before.x, before.y);
    await hands.page.keyboard.down('Control');
    await hands.page.mouse.wheel(0, -100);
    await hands.page.mouse.wheel(0, -100);
    await hands.page.keyboard.up('Control');
    const width = async () => (await hands.paper(1).boundingBox())?.width ?? 0;
    await until('larger pages', async () => (await width()) > 1000);
    const after = await hands.at(spot);
    assert.ok(Math.hypot(after.x - before.x, after.y - before.y) < 2);
    // Drawn anew, as sharp as the screen.
    const pixels = () =>
      hands
        .paper(1)
        .locator('canvas')
        .evaluate((it: HTMLCanvasElement) => it.width);
    await until('a sharp picture', async () => Math.abs((await pixels()) - (await width())) <= 1);
  });

  it('scrolls while something is dragged to an edge', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    await hands.press({ page: 1, x: 150, y: 230 });
    const area = await hands.page.locator('.stage').boundingBox();
    assert.ok(area);
    await hands.page.mouse.move(area.x + 300, area.y + area.height - 8, { steps: 4 });
    await until('page 2', async () => (await hands.paper(2).locator('.placed').count()) === 1);
    await hands.page.mouse.up();
    await hands.told('f1', 'on another page', ({ page, documentId }) => page > 1 || documentId !== 'nda');
  });

  it('touches nothing but the field that is dragged among 500', async () => {
    const fields = Array.from({ length: 500 }, (_, index) =>
      field(`n${index}`, 'text', index % 2 === 0 ? 'ada' : 'grace', 0, {
        box: { x: 10 + (index % 20) * 28, y: 20 + Math.floor(index / 20) * 30, width: 24, height: 18 },
      }),
    );
    const hands = await stage({ ...BLANK, fields });
    await hands.paper(1).locator('canvas').waitFor();
    await hands.press({ page: 1, x: 20, y: 28 });
    await hands.move({ page: 1, x: 60, y: 60 });
    await until('a drag', async () => (await hands.page.locator('.stage.dragging').count()) === 1);
    const touched = await hands.page.evaluateHandle(() => {
      const fields = new Set<Node>();
      new MutationObserver((changes) => {
        for (const { target } of changes)
          if (target instanceof HTMLElement && target.classList.contains('placed')) fields.add(target);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
      return fields;
    });
    const { x, y } = await hands.at({ page: 1, x: 60, y: 60 });
    for (let step = 0; step < 200; step += 1) {
      await hands.page.mouse.move(x + (step % 50) * 5, y + Math.floor(step / 2) * 3);
      await hands.page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await hands.page.mouse.up();
    assert.ok((await touched.evaluate((fields) => fields.size)) <= 1);
  });
});

import assert from 'node:assert/strict';
import { until } from '../workbench';
import { FILLED } from './pages/compositions';
import { shot } from './pages/useBench';
import { useComposer } from './pages/useComposer';

describe('A field that is dragged', () => {
  const { stage } = useComposer();

  it('changes nothing but its place until it is let go, and then says where it is', async () => {
    const hands = await stage(FILLED, { noBytes: true });
    const dragged = hands.field('f1');
    await dragged.evaluate((it) => {
      const sizes = new Set<string>();
      Reflect.set(window, 'sizes', sizes);
      const note = () => sizes.add(`${it.style.width} by ${it.style.height}`);
      new MutationObserver(note).observe(it, { attributeFilter: ['style'] });
    });
    await hands.press({ page: 1, x: 150, y: 230 });
    // Past lines that it is pulled to, so that it comes to lie between pixels of the screen.
    for (const [x, y] of [
      [200, 300],
      [325, 392],
      [240, 421],
      [372, 500],
    ] as const)
      await hands.move({ page: 1, x, y });
    await until('a drag', async () => (await hands.page.locator('.stage.dragging').count()) === 1);
    await shot(hands, 'stage-dragging');
    const sizes = await hands.page.evaluate(() => [...(Reflect.get(window, 'sizes') as Set<string>)]);
    assert.equal(sizes.length, 1, sizes.join(', '));
    await hands.page.mouse.up();
    const { box } = await hands.told('f1', 'moved', (field) => field.box.y > 300);
    assert.equal(
      await dragged.getAttribute('aria-label'),
      `Signature, Ada Example, page 1, ${Math.round(box.x)} by ${Math.round(box.y)}`,
    );
  });
});

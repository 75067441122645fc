import assert from 'node:assert/strict';
import type { ComposedField, Composition } from '../../../../../src/pages/composer/composition';
import { SnapTargets } from '../../../../../src/pages/composer/stage/targets';

const SPOT = { documentId: 'd', page: 1 };

function field(id: string, x: number, y: number): ComposedField {
  const box = { x, y, width: 100, height: 20 };
  return { id, ...SPOT, signerId: 's', kind: 'text', box, required: true };
}
const COMPOSITION: Composition = {
  name: '',
  description: '',
  categories: [],
  documents: [{ id: 'd', name: 'd.pdf', size: 1, sha256: '', pages: [{ width: 600, height: 800 }] }],
  signers: [{ id: 's', name: 'Ada', email: '', order: 1 }],
  observers: [],
  fields: [field('one', 50, 100), field('two', 50, 300)],
  options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true },
};

/** Lines of text that come when they are told to. */
function lines() {
  let tell: (heights: readonly number[]) => void = () => undefined;
  const heights = new Promise<readonly number[]>((resolve) => (tell = resolve));
  return { asked: () => heights, come: (...at: readonly number[]) => tell(at) };
}

describe('What fields are pulled to', () => {
  const wish = { x: 53, y: 203, width: 100, height: 20 };

  it('are the other fields of the page, not those that move', () => {
    const { asked } = lines();
    const targets = new SnapTargets(COMPOSITION, ['two'], asked, 1);
    assert.equal(targets.move(SPOT, wish, false).box.x, 50);
    const alone = new SnapTargets(COMPOSITION, ['one', 'two'], asked, 1);
    assert.deepEqual(alone.move(SPOT, wish, false), { box: wish, guides: [] });
  });

  it('are lines of text once they are read', async () => {
    const { asked, come } = lines();
    const targets = new SnapTargets(COMPOSITION, ['one', 'two'], asked, 1);
    assert.equal(targets.move(SPOT, wish, false).box.y, 203);
    come(221);
    await asked();
    await Promise.resolve();
    assert.equal(targets.move(SPOT, wish, false).box.y, 201);
  });

  it('pull by the same pixels at every zoom, and not at all when free; the box stays on the page', () => {
    const { asked } = lines();
    const near = new SnapTargets(COMPOSITION, ['two'], asked, 4);
    assert.equal(near.move(SPOT, wish, false).box.x, 53);
    assert.equal(near.move(SPOT, { ...wish, x: 51 }, false).box.x, 50);
    const targets = new SnapTargets(COMPOSITION, ['two'], asked, 1);
    assert.equal(targets.move(SPOT, wish, true).box.x, 53);
    assert.deepEqual(targets.move(SPOT, { ...wish, x: -40, y: 990 }, true).box, { ...wish, x: 0, y: 780 });
    assert.deepEqual(targets.move({ documentId: 'x', page: 9 }, wish, false), { box: wish, guides: [] });
  });

  it('pull only the sides that are dragged', () => {
    const { asked } = lines();
    const targets = new SnapTargets(COMPOSITION, ['two'], asked, 1);
    const { box } = targets.resize(SPOT, { x: 53, y: 203, width: 95, height: 20 }, ['right'], false);
    assert.deepEqual(box, { x: 53, y: 203, width: 97, height: 20 });
  });
});

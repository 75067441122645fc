import assert from 'node:assert/strict';
import { failure } from './fakeClient';
import { script } from '../scriptedPrompts';
import { GRACE, World } from './world';

const REVIEW = /· Send "/;

describe('the ways into the composer', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  it('several files open it, one file goes the quick way', async () => {
    await world.send(world.file('sow.pdf'), world.file('annex.pdf'));
    assert.deepEqual(world.composed, [['sow.pdf', 'annex.pdf']]);
    world.prompts.then(script.leave('input', /Name of the envelope/));
    await world.send(world.file('sow.pdf'), world.file('sow.pdf'));
    assert.equal(world.composed.length, 1, 'the same file twice is one file');
  });

  it('the review of the quick way hands its draft over and sends nothing', async () => {
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Edit in Composer', REVIEW),
    );
    await world.send(world.file('sow.pdf'));
    const [handed] = world.composed;
    assert.ok(handed && 'draft' in handed);
    assert.deepEqual(
      [handed.draft.name, handed.draft.signers[0]?.email, handed.draft.fields.length, handed.prepared],
      ['SOW', GRACE.email, 2, 0],
    );
    assert.deepEqual([world.client.created, world.journal, world.keyed.texts.size], [[], [], 0]);
  });

  it('after a refusal the refused draft is put away once the composer has its heir', async () => {
    world.client.faults.push({
      call: 'createWithFiles',
      error: failure({ kind: 'refused', status: 400, code: 'NAME_INVALID', replyRead: true }),
    });
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person', REVIEW),
      script.notify('change', /was not sent/),
      script.pick('Edit in Composer', REVIEW),
    );
    const keptWhenHanded: number[] = [];
    const { composeFrom } = world.desk;
    world.desk = {
      ...world.desk,
      composeFrom: async (...args) => {
        keptWhenHanded.push(world.keyed.texts.size);
        await composeFrom(...args);
      },
    };
    await world.send(world.file('sow.pdf'));
    assert.deepEqual([keptWhenHanded, world.keyed.texts.size, world.composed.length], [[1], 0, 1]);
  });

  it('a draft that is known to have gone out is taken from the shelf, whichever way it went', async () => {
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person', REVIEW),
    );
    const write = world.keyed.write.bind(world.keyed);
    world.keyed.write = async (key, text) => {
      // As a window leaves it that ends between the two: the same draft in both places.
      await world.shelf.keyed.write(key, text);
      await write(key, text);
    };
    await world.send(world.file('sow.pdf'));
    assert.deepEqual([world.client.created.length, await world.shelf.ids()], [1, []]);
  });
});

import assert from 'node:assert/strict';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { summary } from '../fakes';
import { broken, OPEN, RECEIVED, REF, refused, sentenceOf, wasLeft, World } from './world';

const LINE = 'Ref jsign-4k2m9x0qpt7c · sha256 0123456789abcdef';
const START = { ...OPEN, description: `Flat\n\n${LINE}`, categories: ['Lease', 'Rent'] };
const saved = () => Promise.resolve();

describe('Editing the details', () => {
  it('shows what there is, and sends only what changed', async () => {
    const prompts = new ScriptedPrompts(
      script.pick('Name', /What to change/),
      script.type(' Lease 43 '),
      script.pick(/^Save 1 change/),
    );
    const world = new World(prompts, START, { updateMetadata: saved });
    await world.actions.editDetails(REF);
    assert.deepEqual(world.calls, [['updateMetadata', 'e1', { name: 'Lease 43' }]]);
    prompts.finished();
  });

  it('keeps the line with the reference, and says so where the text is typed', async () => {
    const prompts = new ScriptedPrompts(
      script.pick(/^Description Flat$/),
      script.type('House⏎with garden', /The line "Ref jsign-…" stays below it: by it an envelope is found/),
      script.pick(/^Save/),
    );
    const world = new World(prompts, START, { updateMetadata: saved });
    await world.actions.editDetails(REF);
    assert.deepEqual(world.calls, [
      ['updateMetadata', 'e1', { description: `House\nwith garden\n\n${LINE}` }],
    ]);
    assert.equal(prompts.asked[1]?.value, 'Flat');
    prompts.finished();
  });

  it('empties the text and still keeps the reference; refuses that of another envelope', async () => {
    const prompts = new ScriptedPrompts(
      script.pick(/^Description/),
      script.refused('See Ref jsign-aaaaaaaaaaaa', /Leave out "Ref jsign-…"/),
      script.refused('x'.repeat(2001), /Shorten it to 2000/),
      script.type(''),
      script.pick(/^Save/),
    );
    const world = new World(prompts, START, { updateMetadata: saved });
    await world.actions.editDetails(REF);
    assert.deepEqual(world.calls, [['updateMetadata', 'e1', { description: LINE }]]);
    prompts.finished();
  });

  it('offers categories in use, takes new ones, and refuses none at all', async () => {
    const prompts = new ScriptedPrompts(
      script.pick(/^Categories Lease, Rent$/),
      script.pickMany([], /One at least: once an envelope has categories/),
      script.pickMany(
        ['Rent', 'NDA', 'New categories…'],
        /Tick one at least: jSign does not take an empty list/,
      ),
      script.refused(' , ', /at least one/),
      script.type('Flat, rent,, Flat'),
      script.pick(/^Save/),
    );
    const world = new World(prompts, START, { updateMetadata: saved });
    world.store.learn([summary('e2', { categories: ['NDA', 'lease', ''] })]);
    await world.actions.editDetails(REF);
    assert.deepEqual(prompts.asked[1]?.choices, ['New categories…', 'Lease', 'Rent', 'NDA']);
    assert.deepEqual(world.calls, [['updateMetadata', 'e1', { categories: ['Rent', 'NDA', 'Flat'] }]]);
    prompts.finished();
  });

  it('refuses an empty name', async () => {
    const prompts = new ScriptedPrompts(
      script.pick('Name'),
      script.refused('', /needs a name/),
      script.refused(' \t', /needs a name/),
      script.refused('x'.repeat(256), /256 characters. Shorten it to 255/),
      script.back('input'),
      script.leave('pick'),
    );
    assert.ok(await wasLeft(new World(prompts, START).actions.editDetails(REF)));
    prompts.finished();
  });

  it('sends nothing where nothing changed in the end', async () => {
    const prompts = new ScriptedPrompts(
      script.pick('Name'),
      script.type('Other'),
      script.pick('Name'),
      script.type('Lease 42'),
      script.pick('Categories'),
      script.pickMany(['Rent', 'Lease']),
      script.pick(/^Save nothing is changed yet/),
    );
    const world = new World(prompts, START);
    await world.actions.editDetails(REF);
    assert.deepEqual(world.calls, []);
    prompts.finished();
  });

  it('throws nothing away without a word', async () => {
    const change = [script.pick('Name'), script.type('Lease 43'), script.leave('pick')];
    const discard = new ScriptedPrompts(...change, script.confirm('discard', /Save the changes/));
    assert.ok(await wasLeft(new World(discard, START).actions.editDetails(REF)));
    discard.finished();

    const back = new ScriptedPrompts(
      ...change,
      script.confirm(undefined),
      script.pick(/^Name Lease 43/),
      script.type('Lease 44'),
      script.leave('pick'),
      script.confirm('save'),
    );
    const world = new World(back, START, { updateMetadata: saved });
    await world.actions.editDetails(REF);
    assert.deepEqual(world.calls, [['updateMetadata', 'e1', { name: 'Lease 44' }]]);
    back.finished();
  });

  it('explains a refusal, and believes the details where the answer was lost', async () => {
    const asked = () => [script.pick('Name'), script.type('Lease 43'), script.pick(/^Save/)];
    const other = new World(new ScriptedPrompts(...asked()), RECEIVED, {
      updateMetadata: () => Promise.reject(refused('ENVELOPE_UPDATE_FAILED')),
    });
    assert.equal(
      await sentenceOf(other.actions.editDetails(REF)),
      'The details of "Lease 42" were not saved. jSign did not save the change. ' +
        'It was sent by grace@example.com: jSign may let only the sender do this.',
    );
    const lost: World = new World(new ScriptedPrompts(...asked()), START, {
      updateMetadata: async () => {
        await lost.becomes({ name: 'Lease 43' });
        throw broken();
      },
    });
    await lost.actions.editDetails(REF);
    const unknown = new World(new ScriptedPrompts(...asked()), START, {
      updateMetadata: () => Promise.reject(broken()),
    });
    assert.match(await sentenceOf(unknown.actions.editDetails(REF)), /We do not know whether the details/);
  });
});

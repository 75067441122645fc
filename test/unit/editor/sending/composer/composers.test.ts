import assert from 'node:assert/strict';
import { DeliveryError } from '../../../../../src/delivery/errors';
import { script } from '../../scriptedPrompts';
import { settled } from '../../details/bench';
import { World } from '../world';
import { ComposerBench, FakePanel } from './bench';

describe('the composers of a window', () => {
  let world: World;
  let bench: ComposerBench;
  beforeEach(() => {
    world = new World();
    bench = new ComposerBench(world);
  });
  afterEach(() => world.prompts.finished());

  it('have one tab for each draft', async () => {
    const panel = await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    await Promise.all([bench.composers.open(id), bench.composers.open(id)]);
    assert.deepEqual([bench.panels.length, panel.reveals], [1, 2]);
    panel.close();
    await Promise.all([bench.composers.open(id), bench.composers.open(id)]);
    assert.equal(bench.panels.length, 2, 'one, however often it is asked for at the same time');
  });

  it('open a draft again as it was left, with all that was typed until the tab closed', async () => {
    const panel = await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    panel.edit((composition) => ({ ...composition, name: 'Lease 42' }));
    panel.close();
    const again = await bench.open(id);
    assert.equal(again.composition?.name, 'Lease 42');
    again.say({ type: 'load', documentId: again.composition.documents[0]?.id ?? '' });
    await settled();
    assert.equal(Buffer.from(again.last('document').bytes).toString(), '%PDF sow.pdf');
  });

  it('say that another window has it, and open a copy with an intent of its own', async () => {
    await bench.compose('sow.pdf');
    const first = await bench.saved();
    const other = new ComposerBench(world, {}, bench.locked);
    world.prompts.then(script.notify('copy', /"SOW" is open in another window/));
    await other.composers.open(first.id);
    await other.quiet();
    const copy = (await other.ready()).last('init').restore.draftId;
    assert.notEqual(copy, first.id);
    assert.notEqual((await world.shelf.load(copy))?.intentId, first.intentId);
  });

  it('fill tabs that come back after a reload, and close those with nothing behind them', async () => {
    const before = await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    before.edit((composition) => ({ ...composition, name: 'Before the reload' }));
    bench.composers.dispose();
    await settled();
    const after = new ComposerBench(world, {}, bench.locked);
    const tab = new FakePanel();
    await after.composers.restore(tab, { draftId: id });
    tab.load();
    await after.quiet();
    assert.equal(tab.composition?.name, 'Before the reload');
    const second = new FakePanel();
    await after.composers.restore(second, { draftId: id });
    const strange = new FakePanel();
    await after.composers.restore(strange, { accountId: 'x' });
    assert.deepEqual([second.isClosed, strange.isClosed, tab.isClosed], [true, true, false]);
    const gone = new FakePanel();
    await after.composers.restore(gone, { draftId: 'gone' });
    assert.equal(gone.isClosed, true);
    world.prompts.then(script.notify(undefined, /no longer there/));
    await after.composers.open('gone');
    await after.quiet();
  });

  it('wait for the window that was reloaded to let go of its drafts', async () => {
    const before = await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    const after = new ComposerBench(world, {}, bench.locked);
    const tab = new FakePanel();
    const restoring = after.composers.restore(tab, { draftId: id });
    await after.clock.forward(1000);
    before.close();
    await settled();
    await after.clock.forward(1000);
    await restoring;
    tab.load();
    await after.quiet();
    assert.equal(tab.composition?.documents.length, 1);
  });

  it('leave a draft to others whose tab was closed while it waited', async () => {
    const before = await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    const after = new ComposerBench(world, {}, bench.locked);
    const tab = new FakePanel();
    const restoring = after.composers.restore(tab, { draftId: id });
    await after.clock.forward(500);
    tab.close();
    before.close();
    await settled();
    await after.clock.forward(500);
    await restoring;
    assert.equal(bench.locked.size, 0);
    assert.equal((await after.open(id)).composition?.name, 'SOW', 'a tab of its own, and not the closed one');
  });

  it('close a tab that comes back while its draft is being opened in another', async () => {
    await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    bench.panel.close();
    await settled();
    const opening = bench.composers.open(id);
    const tab = new FakePanel();
    await bench.composers.restore(tab, { draftId: id });
    await opening;
    assert.deepEqual([tab.isClosed, bench.panel.isClosed, bench.panels.length], [true, false, 2]);
  });

  it('go on without locks where none can be made', async () => {
    const other = new ComposerBench(world, { locks: { acquire: () => Promise.reject(new Error('EROFS')) } });
    const panel = await other.compose('sow.pdf');
    assert.equal(panel.composition?.documents.length, 1);
  });

  it('say why a draft cannot be read, and let go of it', async () => {
    await bench.compose('sow.pdf');
    const { id } = await bench.saved();
    bench.panel.close();
    await settled();
    world.shelf.load = () => Promise.reject(new DeliveryError('newer-version'));
    await assert.rejects(bench.composers.open(id), /newer version.*Update/);
    assert.equal(bench.locked.size, 0);
  });

  it('take over what the quick way has, with the bytes that no file has', async () => {
    world.pdf.hasRoom = false;
    world.prompts.then(
      script.type('SOW', /Name of the envelope/),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Append Signature Page'),
      script.pick('Edit in Composer', /· Send "/),
    );
    await world.send(world.file('sow.pdf'));
    const panel = await bench.ready();
    assert.deepEqual(
      [
        panel.composition?.name,
        panel.composition?.fields.length,
        panel.composition?.documents[0]?.pages.length,
      ],
      ['SOW', 2, 2],
    );
    panel.say({ type: 'load', documentId: panel.composition?.documents[0]?.id ?? '' });
    await bench.quiet();
    assert.equal(Buffer.from(panel.last('document').bytes).toString(), '%PDF sow.pdf appended');
    world.prompts.then(script.pick('Send to 1 person', /· Send "/));
    panel.say({ type: 'review' });
    await bench.quiet();
    assert.equal(world.client.created.length, 1);
    assert.equal(world.client.uploads[0]?.name, 'sow.pdf');
    assert.deepEqual(
      [...world.files.contents.keys()].filter((uri) => uri.includes('prepared')),
      [],
      'the copy is put away',
    );
  });

  it('take back a draft that only the sender has, where it is certain that nothing was sent', async () => {
    await bench.compose('sow.pdf');
    const draft = await bench.saved();
    bench.panel.close();
    await settled();
    await world.drafts.save(draft);
    await world.shelf.remove(draft.id);
    const panel = await bench.open(draft.id);
    assert.equal(panel.composition?.name, 'SOW');
    assert.deepEqual([world.keyed.texts.size, (await world.shelf.ids()).length], [0, 1]);
  });

  it('do not compose what comes from a template', async () => {
    const panel = await bench.compose('sow.pdf');
    const draft = await bench.saved();
    panel.close();
    await assert.rejects(
      bench.composers.composeFrom({ ...draft, id: 'other', template: { id: 't', name: 'Lease' } }),
      /made from a template/,
    );
  });

  it('make a template of a draft that the list names, with what was typed a moment ago', async () => {
    const panel = await bench.prepared();
    const { id } = await bench.saved();
    panel.edit((composition) => ({ ...composition, name: 'Lease' }));
    world.prompts.then(script.pick('Create Template', /Create the template "Lease"/));
    await bench.composers.saveAsTemplate(id);
    assert.deepEqual(
      world.client.templates[0]?.roles.map(({ title }) => title),
      ['Signer 1', 'Signer 2'],
    );
    assert.deepEqual(await world.shelf.ids(), [id], 'the draft stays');
  });

  it('save everything when the window closes', async () => {
    const panel = await bench.compose('sow.pdf');
    panel.edit((composition) => ({ ...composition, name: 'Last words' }));
    await bench.composers.flush();
    assert.equal((await bench.saved()).name, 'Last words');
  });
});

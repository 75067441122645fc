import assert from 'node:assert/strict';
import { script } from '../scriptedPrompts';
import { BROKEN, failure } from './fakeClient';
import { World } from './world';

const LIST = /Unfinished Sends/;

describe('unfinished sends', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  const send = async (...more: readonly ReturnType<typeof script.pick>[]) => {
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person'),
      ...more,
    );
    await world.send(world.file('sow.pdf'));
  };
  const leaveUnknown = async (commits: boolean) => {
    world.client.faults.push({ call: 'createWithFiles', error: BROKEN(), commits });
    world.client.listed = false;
    await send(script.notify(undefined, /We do not know/));
    world.client.listed = true;
  };

  it('are not mentioned at the start when there are none', async () => {
    await world.unfinished.announce();
    assert.deepEqual(world.prompts.asked, []);
    assert.equal(world.anyUnfinished, false);
  });

  it('are announced at the start, without the network', async () => {
    await leaveUnknown(false);
    world.client.faults.push({ call: 'list', error: failure({ kind: 'network', network: 'dns' }) });
    world.prompts.then(script.notify(undefined, /^1 send has an unknown outcome\.$/));
    await world.unfinished.announce();
    assert.equal(world.client.faults.length, 1, 'the list was not asked for');
    assert.equal(world.anyUnfinished, true);
  });

  it('only cancelled or failed ones are listed, not announced', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server' }) });
    await send(script.notify(undefined));
    await world.unfinished.announce();
    assert.equal(world.anyUnfinished, true);
  });

  it('lead from the announcement to the envelope that was found', async () => {
    await leaveUnknown(true);
    world.prompts.then(
      script.notify('review', /unknown outcome/),
      script.pick(/SOW outcome unknown/, LIST),
      script.notify('look', /We do not know whether "SOW" was sent: the answer is not known/),
    );
    await world.unfinished.announce();
    assert.deepEqual(world.opened, [{ accountId: 'account-1', envelopeId: 'envelope-1' }]);
    assert.deepEqual(world.statuses, ['Found it: "SOW" was sent']);
    assert.equal(world.keyed.texts.size, 0);
    assert.equal(world.anyUnfinished, false);
    assert.equal(world.client.created.length, 1);
  });

  it('are sent again after the person said that it was not sent, and read through the review', async () => {
    await leaveUnknown(false);
    world.prompts.then(
      script.pick(/SOW/, LIST),
      script.notify('not-sent'),
      script.confirm('not-sent'),
      script.pick('Review and Send…', /"SOW" was not sent/),
      script.pick(/Grace Sample/, /Send "SOW" to 1 person/),
      script.pick('Send to 1 person', /Production · ada@example\.org · Send "SOW"/),
    );
    await world.unfinished.show();
    assert.equal(world.client.created.length, 1);
    assert.equal(world.anyUnfinished, false);
  });

  it('of a failed send can be sent from the kept draft, or discarded', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server' }) });
    await send(script.notify(undefined));
    world.prompts.then(
      script.pick(/SOW not sent/, LIST),
      script.back('pick', /What shall become of it/),
      script.pick(/SOW/, LIST),
      script.pick('Review and Send…'),
      script.leave('pick', /Send "SOW"/),
      script.pick(/SOW/, LIST),
      script.pick('Discard'),
    );
    await world.unfinished.show();
    assert.deepEqual(world.statuses, ['No unfinished sends']);
    assert.deepEqual(world.client.created, []);
    assert.equal(world.keyed.texts.size, 0);
  });

  it('of a draft that the service refuses stay, and lead back to the list', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server' }) });
    await send(script.notify(undefined));
    const refused = failure({ kind: 'refused', status: 400, code: 'FILE_INVALID', replyRead: true });
    world.client.faults.push({ call: 'createWithFiles', error: refused });
    world.prompts.then(
      script.pick(/SOW/, LIST),
      script.pick('Review and Send…'),
      script.pick('Send to 1 person'),
      script.notify('change', /"SOW" was not sent/),
      script.pick(/SOW not sent/, LIST),
      script.back('pick', /What shall become of it/),
      script.leave('pick', LIST),
    );
    await world.unfinished.show();
    assert.deepEqual([world.keyed.texts.size, world.anyUnfinished], [1, true]);
  });

  it('of a crash while uploading are resumed with the same intent', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server' }) });
    await send(script.notify(undefined));
    // As a crash leaves it: the journal ends with the upload.
    world.journal.splice(2);
    world.prompts.then(
      script.pick(/SOW stopped before it was sent/, LIST),
      script.pick('Review and Send…'),
      script.pick('Send to 1 person'),
    );
    await world.unfinished.show();
    assert.equal(world.client.created.length, 1);
    assert.equal(
      new Set(world.journal.map((line) => (JSON.parse(line) as { intentId: string }).intentId)).size,
      1,
    );
  });

  it('whose draft is lost can still be closed', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server' }) });
    await send(script.notify(undefined));
    world.journal.splice(2);
    world.keyed.texts.clear();
    world.prompts.then(script.pick(/SOW/, LIST), script.pick('Discard'));
    await world.unfinished.show();
    assert.equal(world.states().at(-1), 'failed');
    assert.deepEqual(world.statuses, ['No unfinished sends']);
    const rows = world.prompts.asked.filter(({ text }) => text.includes('What shall become'));
    assert.deepEqual(
      rows.map(({ choices }) => choices),
      [['Discard']],
    );
  });

  it('of an account that is not signed in say so', async () => {
    await leaveUnknown(false);
    world.state = { kind: 'signedOut' };
    world.accounts.session = () => Promise.resolve(undefined);
    world.accounts.all = () => Promise.resolve([]);
    world.prompts.then(
      script.pick(/SOW/, LIST),
      script.notify(undefined, /is not signed in\. Sign in to it/),
    );
    await world.actions.run('jsign.unfinishedSends', () => world.unfinished.show());
  });

  it('show what is sent right now in no list', async () => {
    let seen = -1;
    world.files.beforeStream = () => {
      world.files.beforeStream = () => undefined;
      void world.unfinished.refresh().then((all) => (seen = all.length));
    };
    await send();
    assert.equal(seen, 0);
  });

  it('do not hinder the start when the journal cannot be read', async () => {
    world.delivery.open = () => Promise.reject(new Error('EIO'));
    await world.unfinished.announce();
    assert.deepEqual(world.logged, ['reading unfinished sends failed']);
  });
});

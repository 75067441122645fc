import assert from 'node:assert/strict';
import { DeliveryError } from '../../../../src/delivery/errors';
import { UserError } from '../../../../src/editor/platform/actions';
import { script } from '../scriptedPrompts';
import { BROKEN, failure } from './fakeClient';
import { World } from './world';

const UNKNOWN = /We do not know whether "SOW" was sent/;

/** One signer, straight to the end of the review. */
const straight = () => [
  script.type('SOW'),
  script.pick('Grace Sample'),
  script.pick('Done'),
  script.pick('2 weeks'),
  script.pick('Send to 1 person'),
];

describe('sending a reviewed draft', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  it('saves the draft before anything leaves, shows progress that can be cancelled and then cannot', async () => {
    world.prompts.then(...straight());
    let draftsAtUpload = -1;
    world.files.beforeStream = () => (draftsAtUpload = world.keyed.texts.size);
    await world.send(world.file('sow.pdf'));
    assert.equal(draftsAtUpload, 1);
    assert.deepEqual(world.prompts.progressTitles, ['Sending "SOW"', 'Sending "SOW"']);
    assert.ok(world.prompts.progressMessages.includes('Uploading sow.pdf, 12 of 12 bytes'));
    assert.equal(
      world.prompts.progressMessages.at(-1),
      'Waiting for jSign to create the envelope (can no longer be cancelled)',
    );
    assert.equal(world.anyUnfinished, false);
  });

  it('sends nothing when cancelled while uploading, and keeps the draft', async () => {
    world.prompts.cancelProgress = /Sending/;
    world.prompts.then(...straight());
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(world.client.created, []);
    assert.deepEqual(world.statuses, ['Cancelled; nothing was sent']);
    assert.equal(world.keyed.texts.size, 1);
    assert.equal(world.states().at(-1), 'failed');
    assert.equal(world.anyUnfinished, true);
  });

  it('says a failure before creating, and tries again with the same draft', async () => {
    world.client.faults.push({
      call: 'uploadFile',
      error: failure({ kind: 'network', network: 'dns', requestSent: false }),
    });
    world.prompts.then(
      ...straight(),
      script.notify('again', /"SOW" was not sent\. The host of the service was not found/),
    );
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(
      [...new Set(world.journal.map((line) => (JSON.parse(line) as { intentId: string }).intentId))].length,
      1,
    );
  });

  it('offers to change what the service refused, with everything still there', async () => {
    world.client.faults.push({
      call: 'createWithFiles',
      error: failure({ kind: 'refused', status: 400, code: 'FILE_INVALID', replyRead: true }),
    });
    world.prompts.then(
      ...straight(),
      script.notify('change', /"SOW" was not sent/),
      script.pick(/name of the envelope/),
      script.type('SOW 2'),
      script.pick('Send to 1 person', /SOW 2/),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(
      world.client.created.map(({ name }) => name),
      ['SOW 2'],
    );
    assert.equal(world.keyed.texts.size, 0, 'the refused draft is gone, the sent one too');
  });

  const refuse = () =>
    world.client.faults.push({
      call: 'createWithFiles',
      error: failure({ kind: 'refused', status: 400, code: 'FILE_INVALID', replyRead: true }),
    });

  it('keeps a refused draft until another one is safe, and whatever that one needs of it', async () => {
    world.pdf.hasRoom = false;
    refuse();
    const before: number[] = [];
    const remove = world.drafts.remove.bind(world.drafts);
    world.drafts.remove = async (id) => {
      before.push(world.keyed.texts.size);
      await remove(id);
    };
    world.prompts.then(
      ...straight().slice(0, -1),
      script.pick('Append Signature Page'),
      script.pick('Send to 1 person'),
      script.notify('change', /"SOW" was not sent/),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(before, [2, 1], 'the refused one went when there were two, the sent one at the end');
    assert.deepEqual([world.keyed.texts.size, world.anyUnfinished], [0, false]);
    assert.equal(
      [...world.files.contents.keys()].filter((uri) => uri.startsWith('file:///prepared/')).length,
      0,
    );
  });

  it('keeps a refused draft when the person leaves the review that it led back to', async () => {
    refuse();
    world.prompts.then(
      ...straight(),
      script.notify('change', /"SOW" was not sent/),
      script.leave('pick', /Send "SOW"/),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual([world.keyed.texts.size, world.anyUnfinished], [1, true]);
  });

  it('keeps a refused draft when the changed one cannot be saved', async () => {
    refuse();
    world.prompts.then(
      ...straight(),
      script.notify('change', /"SOW" was not sent/),
      script.pick('Send to 1 person'),
      script.notify(undefined, /disk is full/),
    );
    const save = world.drafts.save.bind(world.drafts);
    let saves = 0;
    world.drafts.save = async (draft) => {
      saves += 1;
      if (saves === 2) throw new DeliveryError('storage-full');
      await save(draft);
    };
    await world.send(world.file('sow.pdf'));
    assert.deepEqual([world.keyed.texts.size, world.client.created.length], [1, 0]);
  });

  it('keeps a failed draft when the person leaves it at that', async () => {
    world.client.faults.push({ call: 'uploadFile', error: failure({ kind: 'server', status: 500 }) });
    world.prompts.then(...straight(), script.notify('log'));
    await world.send(world.file('sow.pdf'));
    assert.equal(world.logsOpened, 1);
    assert.equal(world.keyed.texts.size, 1);
    assert.equal(world.anyUnfinished, true);
  });

  it('says that a file changed after the review, and sends nothing', async () => {
    world.prompts.then(
      ...straight(),
      script.notify(undefined, /"sow\.pdf" changed while you were sending; nothing was sent/),
    );
    const file = world.file('sow.pdf');
    const save = world.drafts.save.bind(world.drafts);
    world.drafts.save = async (draft) => {
      await save(draft);
      world.file('sow.pdf', '%PDF other!!');
    };
    await world.send(file);
    assert.deepEqual([world.client.uploads, world.client.created], [[], []]);
    assert.deepEqual(world.prompts.asked.at(-1)?.choices, ['Open Log'], 'trying again cannot help');
  });

  it('says that a file changed in the middle of its upload', async () => {
    world.prompts.then(...straight(), script.notify(undefined, /changed while you were sending/));
    const file = world.file('sow.pdf');
    let opened = 0;
    world.files.beforeStream = () => {
      opened += 1;
      if (opened === 2) world.file('sow.pdf', '%PDF other!!');
    };
    await world.send(file);
    assert.equal(opened, 2);
    assert.deepEqual(world.client.created, []);
  });

  it('does not take a panel that fails to open for a failed send', async () => {
    world.deskFails = true;
    world.prompts.then(...straight());
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(world.statuses, ['Sent "SOW" to 1 person']);
    assert.ok(world.logged.includes('showing a sent envelope failed'));
  });

  it('stops when another window sends the same', async () => {
    world.prompts.then(...straight(), script.notify(undefined, /Another window is sending "SOW"/));
    const file = world.file('sow.pdf');
    const has = world.held.has.bind(world.held);
    world.held.has = (key) => key.includes(' ') || has(key);
    await world.send(file);
    assert.deepEqual(world.client.created, []);
    assert.equal(world.keyed.texts.size, 1);
  });

  it('sends nothing when the journal cannot be written', async () => {
    world.journal.push = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    world.prompts.then(...straight(), script.notify(undefined, /The disk is full/));
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(world.client.uploads, []);
  });

  it('asks before the same bytes go to the same people again, and says when they went', async () => {
    world.prompts.then(...straight());
    await world.send(world.file('sow.pdf'));
    for (const [button, sent, opened, kept] of [
      [undefined, 1, 1, 1],
      ['open', 1, 2, 2],
      ['repeat', 2, 3, 2],
    ] as const) {
      world.prompts.then(
        ...straight(),
        script.confirm(button, /went to the same people on 12 May 2026.*, as "SOW"/),
      );
      await world.send(world.file('sow.pdf'));
      assert.deepEqual(
        [world.client.created.length, world.opened.length, world.keyed.texts.size],
        [sent, opened, kept],
        button,
      );
    }
    assert.equal(world.opened[1]?.envelopeId, 'envelope-1');
    assert.equal(world.anyUnfinished, true, 'what was not sent once more is kept');
    assert.deepEqual(
      world.statuses.filter((status) => status.includes('kept')),
      Array.from({ length: 2 }, () => 'Nothing was sent; the draft is kept'),
    );
  });
});

describe('a send whose outcome is unknown', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());
  const breaks = (commits: boolean) =>
    world.client.faults.push({ call: 'createWithFiles', error: BROKEN(), commits });

  it('is found by itself where there is exactly one match', async () => {
    breaks(true);
    world.prompts.then(...straight());
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(world.statuses, ['Sent "SOW" to 1 person']);
    assert.ok(world.prompts.progressMessages.some((message) => message.startsWith('The answer was lost')));
  });

  it('is found when looked for again', async () => {
    breaks(true);
    world.client.listed = false;
    world.prompts.then(
      ...straight(),
      script.notify(
        'look',
        /the connection broke after the request left\. We looked for it and found nothing so far/,
      ),
      script.notify('look', UNKNOWN),
    );
    const resolve = world.delivery.resolve.bind(world.delivery);
    let looks = 0;
    world.delivery.resolve = async (intentId, options) => {
      looks += 1;
      if (looks === 2) world.client.listed = true;
      return resolve(intentId, options);
    };
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(world.statuses, ['Found it: "SOW" was sent to 1 person']);
    assert.equal(world.keyed.texts.size, 0);
  });

  it('shows candidates with what agrees, and adopts the one that the person chooses', async () => {
    breaks(true);
    world.client.forgetful = true;
    world.prompts.then(
      ...straight(),
      script.notify('choose', /We found 1 envelope that may be it/),
      script.back('pick', /Which envelope is "SOW"/),
      script.notify('choose', UNKNOWN),
      script.pick('SOW', /Which envelope is "SOW"/),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(world.opened, [{ accountId: 'account-1', envelopeId: 'envelope-1' }]);
    assert.equal(world.states().at(-1), 'adopted');
  });

  it('is sent again only after the person said twice that it was not sent', async () => {
    breaks(false);
    world.prompts.then(
      ...straight(),
      script.notify('not-sent', UNKNOWN),
      script.confirm(undefined, /really not sent/),
      script.notify('not-sent', UNKNOWN),
      script.confirm('not-sent', /everybody gets it twice/),
      script.notify('again', /counts as not sent\. The draft is kept/),
    );
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(world.statuses, ['Sent "SOW" to 1 person']);
  });

  it('stays among the unfinished sends when the person closes the message', async () => {
    breaks(false);
    world.prompts.then(...straight(), script.notify(undefined, UNKNOWN));
    await world.send(world.file('sow.pdf'));
    assert.equal(world.anyUnfinished, true);
    assert.equal(world.states().at(-1), 'unknown');
    assert.equal(world.keyed.texts.size, 1);
    assert.deepEqual(world.statuses, []);
  });

  it('says why the service could not be asked, and asks on', async () => {
    breaks(false);
    world.prompts.then(
      ...straight(),
      script.notify('look', UNKNOWN),
      script.notify('log', /We do not know.*The host of the service was not found/),
    );
    const first = world.delivery.send.bind(world.delivery);
    world.delivery.send = async (draft, options) => {
      const outcome = await first(draft, options);
      world.client.faults.push({
        call: 'list',
        error: failure({ kind: 'network', network: 'dns', requestSent: false }),
      });
      return outcome;
    };
    await world.send(world.file('sow.pdf'));
    assert.equal(world.logsOpened, 1);
  });

  for (const [kind, words] of [
    ['timeout', /jSign did not answer in time/],
    ['server', /an error of its own/],
    ['unreadable', /the answer could not be read/],
  ] as const) {
    it(`says ${kind} as a part of the sentence, without an address or a name of a person`, async () => {
      world.client.faults.push({ call: 'createWithFiles', error: failure({ kind }) });
      world.prompts.then(...straight(), script.notify(undefined, words));
      await world.send(world.file('sow.pdf'));
      assert.doesNotMatch(world.prompts.asked.at(-1)?.text ?? '', /grace/i);
    });
  }
});

describe('who may send', () => {
  it('offers to sign in or to try without an account, and goes on afterwards', async () => {
    for (const [button, command] of [
      ['signIn', 'jsign.signIn'],
      ['try', 'jsign.tryWithoutAccount'],
    ] as const) {
      const world = new World();
      world.state = { kind: 'signedOut' };
      world.prompts.then(
        script.notify(button, /need a jSign account/),
        script.leave('input', /Name of the envelope/),
      );
      world.onExecute = () => (world.state = { kind: 'signedIn', session: world.session });
      await world.send(world.file('sow.pdf'));
      world.prompts.finished();
      assert.deepEqual(world.executed, [command]);
    }
  });

  it('does nothing more when nobody signs in', async () => {
    const world = new World();
    world.state = { kind: 'signedOut' };
    world.prompts.then(script.notify('signIn'));
    await world.send(world.file('sow.pdf'));
    world.prompts.then(script.notify(undefined));
    await world.send(world.file('sow.pdf'));
    world.prompts.finished();
    assert.deepEqual(world.executed, ['jsign.signIn']);
  });

  it('asks to sign in again where the service refused the tokens', async () => {
    const world = new World();
    world.state = { kind: 'signedIn', session: { ...world.session, refused: true } };
    world.prompts.then(script.notify(undefined, /sign-in has ended/));
    await world.send(world.file('sow.pdf'));
    world.prompts.finished();
  });

  it('waits until the accounts are read', async () => {
    const world = new World();
    world.state = { kind: 'loading' };
    world.prompts.then(script.leave('input', /Name of the envelope/));
    const sending = world.send(world.file('sow.pdf'));
    await Promise.resolve();
    world.accountsChanged.fire({ kind: 'loading' });
    world.accountsChanged.fire({ kind: 'signedIn', session: world.session });
    await sending;
    world.prompts.finished();
  });

  it('says a client that does not load', async () => {
    const world = new World();
    world.state = {
      kind: 'signedIn',
      session: {
        ...world.session,
        client: () => Promise.reject(new UserError('The sandbox does not start.')),
      },
    };
    world.prompts.then(script.notify(undefined, /The sandbox does not start/));
    await world.actions.run('jsign.uploadActiveFile', () => world.flow.upload(world.file('sow.pdf')));
    world.prompts.finished();
  });
});

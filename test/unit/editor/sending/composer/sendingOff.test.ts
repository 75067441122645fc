import assert from 'node:assert/strict';
import { BROKEN, failure } from '../fakeClient';
import { script } from '../../scriptedPrompts';
import { settled } from '../../details/bench';
import { World } from '../world';
import { ComposerBench, type FakePanel } from './bench';

const REVIEW = /· Send "/;
const SEND = script.pick('Send to 2 people', REVIEW);

/** Everywhere a draft can lie. */
async function places(world: World): Promise<{ readonly shelf: number; readonly sender: number }> {
  return { shelf: (await world.shelf.ids()).length, sender: world.keyed.texts.size };
}
async function review(bench: ComposerBench, panel: FakePanel): Promise<void> {
  panel.say({ type: 'review' });
  await bench.quiet();
}

describe('sending out of the composer', () => {
  let bench: ComposerBench;
  let panel: FakePanel;
  beforeEach(async () => {
    bench = new ComposerBench();
    panel = await bench.prepared();
  });
  afterEach(() => bench.world.prompts.finished());

  it('shows the same review as the quick way, sends, closes and shows the envelope', async () => {
    const { intentId } = await bench.saved();
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    assert.equal(bench.world.client.created.length, 1);
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 0 });
    assert.deepEqual([panel.isClosed, bench.locked.size], [true, 0]);
    assert.deepEqual(bench.world.opened, [{ accountId: 'account-1', envelopeId: 'envelope-1' }]);
    const asked = bench.world.prompts.asked.at(-1);
    const choices = asked?.choices ?? [];
    assert.match(asked?.text ?? '', /^Production · ada@example.org · Send "SOW" to 2 people\?/);
    assert.ok(choices.includes('sow.pdf'));
    assert.ok(!choices.includes('Edit in Composer'), 'it is in the composer already');
    assert.equal((JSON.parse(bench.world.journal[0] ?? '') as { intentId: string }).intentId, intentId);
  });

  it('takes away the spaces that people leave', async () => {
    panel.edit((before) => ({
      ...before,
      name: ' Lease  42 ',
      signers: before.signers.map((signer) => ({ ...signer, email: `${signer.email} ` })),
    }));
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    const [created] = bench.world.client.created;
    assert.deepEqual([created?.name, created?.signers[0]?.email], ['Lease 42', 'ada@example.org']);
  });

  it('leads to what a row is about instead of asking', async () => {
    bench.world.prompts.then(script.pick(/Grace Sample/, REVIEW));
    await review(bench, panel);
    assert.deepEqual(panel.last('show').where, { signerId: 's1' });
    assert.deepEqual([panel.reveals, panel.last('state').busy], [1, false]);
    bench.world.prompts.then(script.pick(/Expires/, REVIEW));
    await review(bench, panel);
    assert.deepEqual(panel.last('show').where, { option: 'expiresInDays' });
    assert.equal(bench.world.client.created.length, 0);
  });

  it('leads to a problem, and does not send while there is an error', async () => {
    panel.edit((before) => ({ ...before, fields: before.fields.slice(0, 1) }));
    bench.world.prompts.then(script.pick(/Grace Sample has no signature field/, REVIEW));
    await review(bench, panel);
    assert.deepEqual(panel.last('show').where, { signerId: 's1' });
    assert.ok(!bench.world.prompts.asked.at(-1)?.choices.includes('Send to 2 people'));
  });

  it('is busy as long as it is asked, and does nothing else meanwhile', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const pick = bench.world.prompts.pick.bind(bench.world.prompts);
    bench.world.prompts.pick = async (options) => {
      await asked;
      return pick(options);
    };
    bench.world.prompts.then(script.leave('pick', REVIEW));
    await review(bench, panel);
    assert.equal(panel.last('state').busy, true);
    panel.say({ type: 'review' });
    panel.say({ type: 'addFiles' });
    answer();
    await bench.quiet();
    assert.equal(panel.last('state').busy, false);
    assert.deepEqual(await places(bench.world), { shelf: 1, sender: 0 });
  });

  it('does not send a file that changed on disk', async () => {
    bench.world.files.contents.set('file:///folder/sow.pdf', Buffer.from('%PDF other'));
    bench.world.prompts.then(script.leave('pick', REVIEW));
    await review(bench, panel);
    assert.match(
      bench.world.prompts.asked.at(-1)?.choices.join('\n') ?? '',
      /sow.pdf has changed on disk since it was added/,
    );
  });

  it('comes back after a refusal, with the same intent, and can be sent when it is changed', async () => {
    const { id, intentId } = await bench.saved();
    bench.world.client.faults.push({
      call: 'createWithFiles',
      error: failure({ kind: 'refused', status: 400, code: 'INVALID_EMAIL', replyRead: true }),
    });
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    // Said where the person is, which nothing has to be answered for.
    assert.deepEqual([panel.isClosed, panel.last('state').busy], [false, false]);
    assert.match(panel.last('state').notice, /was not sent/);
    assert.deepEqual(await places(bench.world), { shelf: 1, sender: 0 });
    assert.deepEqual([(await bench.saved()).id, (await bench.saved()).intentId], [id, intentId]);
    panel.edit((before) => ({ ...before, name: 'Changed' }));
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    assert.deepEqual(
      bench.world.client.created.map(({ name }) => name),
      ['Changed'],
    );
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 0 });
  });

  it('comes back after it was cancelled', async () => {
    bench.world.prompts.cancelProgress = /Sending/;
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    assert.deepEqual([panel.isClosed, bench.world.client.created.length], [false, 0]);
    assert.deepEqual(await places(bench.world), { shelf: 1, sender: 0 });
  });

  it('keeps what was changed while it was asked', async () => {
    bench.world.client.faults.push({
      call: 'createWithFiles',
      error: failure({ kind: 'refused', status: 400, code: 'INVALID_EMAIL', replyRead: true }),
    });
    bench.world.prompts.then(SEND);
    panel.say({ type: 'review' });
    panel.edit((before) => ({ ...before, description: 'late' }));
    await bench.quiet();
    assert.equal((await bench.saved()).description, 'late');
  });

  it('stands among the unfinished sends alone while its outcome is not known', async () => {
    const { id, intentId } = await bench.saved();
    bench.world.client.listed = false;
    bench.world.client.faults.push({ call: 'createWithFiles', error: BROKEN(), commits: true });
    bench.world.prompts.then(SEND, script.notify(undefined, /do not know/));
    await review(bench, panel);
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 1 });
    assert.deepEqual([panel.isClosed, bench.world.anyUnfinished], [true, true]);
    assert.equal((await bench.world.drafts.load(id))?.intentId, intentId);
    assert.match(bench.world.statuses.at(-1) ?? '', /stands among the unfinished sends/);
    // Whatever still asks for it, another window or a link, is led there.
    bench.world.prompts.then(script.notify(undefined, /do not know whether "SOW" was sent/));
    await bench.composers.open(id);
    await settled();
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 1 });
    assert.equal(bench.panels.length, 1);
    assert.equal(bench.world.client.created.length, 1, 'it was sent once');
  });

  it('is not opened any more once it was found to have been sent', async () => {
    const { id } = await bench.saved();
    bench.world.client.listed = false;
    bench.world.client.faults.push({ call: 'createWithFiles', error: BROKEN(), commits: true });
    bench.world.prompts.then(SEND, script.notify(undefined, /do not know/));
    await review(bench, panel);
    bench.world.client.listed = true;
    await bench.world.delivery.resolve((await bench.world.drafts.load(id))?.intentId ?? '');
    await bench.composers.open(id);
    await settled();
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 0 });
    assert.deepEqual([bench.world.opened.length, bench.panels.length], [1, 1]);
  });

  it('stays where it is when the shelf cannot let it go', async () => {
    bench.world.shelf.remove = () => Promise.reject(new Error('EPERM'));
    bench.world.prompts.then(SEND, script.notify(undefined));
    await review(bench, panel);
    assert.equal(bench.world.client.created.length, 0, 'nothing was sent');
    assert.deepEqual(await places(bench.world), { shelf: 1, sender: 0 });
    assert.equal(panel.isClosed, false);
  });

  it('goes on saving, and puts the copy of the sender away, when the disk has room again', async () => {
    const { id } = await bench.saved();
    bench.world.prompts.cancelProgress = /Sending/;
    const save = bench.world.shelf.save.bind(bench.world.shelf);
    bench.world.shelf.save = () => Promise.reject(new Error('ENOSPC'));
    bench.world.prompts.then(SEND);
    await review(bench, panel);
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 1 }, 'it is not lost');
    bench.world.shelf.save = save;
    await bench.clock.forward(6000);
    assert.deepEqual(await places(bench.world), { shelf: 1, sender: 0 });
    assert.equal((await bench.saved()).id, id);
  });

  it('is finished although its tab was closed while it was sent', async () => {
    bench.world.prompts.cancelProgress = undefined;
    const upload = bench.world.client.uploadFile.bind(bench.world.client);
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    bench.world.client.uploadFile = async (...args) => {
      await held;
      return upload(...args);
    };
    bench.world.prompts.then(SEND);
    panel.say({ type: 'review' });
    await settled();
    panel.close();
    await settled();
    assert.equal(bench.locked.size, 1, 'no other window may have it');
    go();
    await bench.quiet();
    assert.equal(bench.world.client.created.length, 1);
    assert.deepEqual(await places(bench.world), { shelf: 0, sender: 0 });
    assert.equal(bench.locked.size, 0);
  });
});

/** The steps of a send that write something, in order; a window may end before or after each of them. */
describe('a window that ends while a draft is sent', () => {
  /** Lets the window end at the n-th writing step: nothing it does afterwards has any effect. */
  async function endAt(step: number): Promise<{ readonly world: World; readonly id: string }> {
    const world = new World();
    let count = 0;
    let isDead = false;
    const dying =
      <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (isDead || count === step) {
          isDead = true;
          // A process that is gone never answers.
          return new Promise<R>(() => undefined);
        }
        count += 1;
        return work(...args);
      };
    const { client, shelf } = world;
    const bench = new ComposerBench(world);
    const panel = await bench.prepared();
    const { id } = await bench.saved();
    const alive = {
      write: world.keyed.write.bind(world.keyed),
      remove: world.keyed.remove.bind(world.keyed),
      save: shelf.save.bind(shelf),
      take: shelf.remove.bind(shelf),
      append: world.journalFile.append.bind(world.journalFile),
      upload: client.uploadFile.bind(client),
      create: client.createWithFiles.bind(client),
    };
    const use = (steps: typeof alive): void => {
      Object.assign(world.keyed, { write: steps.write, remove: steps.remove });
      Object.assign(shelf, { save: steps.save, remove: steps.take });
      Object.assign(world.journalFile, { append: steps.append });
      Object.assign(client, { uploadFile: steps.upload, createWithFiles: steps.create });
    };
    use({
      write: dying(alive.write),
      remove: dying(alive.remove),
      save: dying(alive.save),
      take: dying(alive.take),
      append: dying(alive.append),
      upload: dying(alive.upload),
      create: dying(alive.create),
    });
    world.prompts.then(SEND);
    panel.say({ type: 'review' });
    await bench.quiet();
    // The next window begins with what is on the disk.
    use(alive);
    world.held.clear();
    return { world, id };
  }

  for (let step = 0; step < 14; step += 1) {
    it(`before its write ${step + 1}: nothing is lost, and nothing is sent twice`, async () => {
      const { world, id } = await endAt(step);
      const sentBefore = world.client.created.length;
      const { shelf, sender } = await places(world);
      assert.ok(shelf + sender > 0 || sentBefore === 1, 'the draft is somewhere, or it went out');
      // The new window brings the tab back and the person sends it, wherever it stands.
      const next = new ComposerBench(world);
      world.prompts.notify = () => Promise.resolve(undefined);
      await next.composers.open(id).catch(() => undefined);
      await next.quiet();
      if (next.panels.length > 0) {
        const panel = await next.ready();
        assert.equal(sentBefore, 0, 'what went out is not offered again');
        world.prompts.then(SEND);
        panel.say({ type: 'review' });
        await next.quiet();
        assert.equal(world.client.created.length, 1);
      } else if (world.keyed.texts.size > 0) {
        // It stands among the unfinished sends: looking again finds it where it was created.
        const intentId = (await world.drafts.load(id))?.intentId ?? '';
        const outcome = await world.delivery.resolve(intentId);
        assert.equal(outcome.state, sentBefore === 1 ? 'created' : 'unknown');
      }
      assert.ok(world.client.created.length <= 1, 'sent once at most');
      assert.ok(
        (await world.shelf.ids()).length === 0 || world.client.created.length === 0,
        'a draft that went out is on no shelf',
      );
    });
  }
});

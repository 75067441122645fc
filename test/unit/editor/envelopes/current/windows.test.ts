import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Exchange } from '../../../../../src/editor/envelopes/current/exchange';
import { signer } from '../fakes';
import { HOUR, MINUTE, temporaryFolder, until, worlds, type Window } from './world';

const START = MINUTE;
const TWO_ROTATIONS = 8 * MINUTE;

/** Lets time pass for both; what goes on in files comes whenever it comes. */
async function pass(milliseconds: number, ...windows: readonly Window[]): Promise<void> {
  const [first] = windows;
  await first?.clock.advance(milliseconds, async () => {
    for (const window of windows) await window.settle();
  });
}

describe('Staying current: two windows', () => {
  const world = worlds();

  it('one polls and both show', async () => {
    const { service, open } = world();
    service.add('a');
    service.add('z', { status: 'Completed' });
    const one = open();
    await pass(START, one);
    const two = open();
    two.look({ isFocused: false });
    await pass(TWO_ROTATIONS, one, two);
    assert.deepEqual([one.current.watch?.isPolling, two.current.watch?.isPolling], [true, false]);
    await two.store?.group('Completed').open();
    await two.store?.details('a');
    service.get('a').status = 'Completed';
    const from = one.clock.now;
    await pass(HOUR, one, two);
    assert.ok(service.count('list', from) <= 61);
    await until(() => two.events.length > 0, 'the event in the other window');
    assert.deepEqual(two.events, one.events);
    assert.deepEqual(two.kinds(), ['completed']);
    assert.deepEqual(
      two.store?.group('Completed').all.map(({ id }) => id),
      ['z', 'a'],
    );
    await until(() => two.store?.known('a')?.status.known === 'Completed', 'its details');
    assert.deepEqual([one.messages.length, two.messages.length], [1, 0]);
  });

  it('tells in the window with the focus', async () => {
    const { service, open } = world();
    service.add('a');
    const one = open();
    await pass(START, one);
    const two = open();
    one.look({ isFocused: false });
    await pass(TWO_ROTATIONS, one, two);
    await one.settle();
    two.look({ isFocused: true });
    await pass(TWO_ROTATIONS, one, two);
    service.get('a').status = 'Completed';
    await pass(TWO_ROTATIONS, one, two);
    await until(() => two.messages.length > 0, 'the notification');
    assert.deepEqual([one.messages, two.messages], [[], ['"Envelope a" was completed.']]);
    assert.equal(one.current.watch?.isPolling, true);
  });

  it('keeps the pace of the window that is looked at', async () => {
    const { service, open } = world();
    service.add('a');
    const one = open();
    await pass(START, one);
    one.look({ isFocused: false });
    const two = open();
    two.look({ isFocused: true });
    await pass(10 * MINUTE, one, two);
    const from = one.clock.now;
    await pass(HOUR, one, two);
    assert.ok(service.count('list', from) >= 55);
    assert.equal(two.current.watch?.isPolling, false);
  });

  it('tells itself where the window that had the focus is dead', async () => {
    const { service, open } = world();
    service.add('a');
    const one = open();
    await pass(START, one);
    one.look({ isFocused: false });
    const two = open();
    two.look({ isFocused: true });
    await pass(10 * MINUTE, one, two);
    await two.close();
    service.get('a').status = 'Completed';
    await pass(30 * MINUTE, one);
    assert.deepEqual(one.messages, ['"Envelope a" was completed.']);
  });

  it('goes on in the other window when the first goes, and tells nothing twice', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b', 'c']) service.add(id);
    const one = open();
    await pass(START, one);
    const two = open();
    two.look({ isFocused: false });
    await pass(TWO_ROTATIONS, one, two);
    service.get('a').status = 'Completed';
    await pass(TWO_ROTATIONS, one, two);
    assert.deepEqual(one.messages, ['"Envelope a" was completed.']);
    await one.close();
    await until(async () => {
      await pass(5 * MINUTE, two);
      return two.current.watch?.isPolling === true;
    }, 'the change of hands');
    service.get('b').status = 'Completed';
    await pass(HOUR, two);
    assert.deepEqual(two.messages, ['"Envelope b" was completed.']);
    assert.deepEqual(two.kinds('a'), ['completed']);
    assert.deepEqual(two.kinds('b'), ['completed']);
  });

  it('goes on from what the first window knew although its own memory is older', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b']) service.add(id);
    const one = open();
    await pass(START + TWO_ROTATIONS, one);
    // As where another window's writing has not come through.
    const { memory } = one;
    const stale = new Map(memory.values);
    service.get('a').status = 'Completed';
    await pass(TWO_ROTATIONS, one);
    assert.equal(one.messages.length, 1);
    await one.close();
    memory.values.clear();
    for (const [key, value] of stale) memory.values.set(key, value);
    const two = open();
    await pass(HOUR, two);
    assert.deepEqual(two.messages, []);
    assert.deepEqual(two.events, []);
  });

  it('keeps quiet about what was done in the other window, and follows what was opened there', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b']) service.add(id);
    const one = open();
    await pass(START, one);
    const two = open();
    two.look({ isFocused: false });
    await pass(TWO_ROTATIONS, one, two);
    two.store?.use('b', 'opened');
    service.get('a').status = 'Completed';
    await two.store?.reread('a');
    await pass(TWO_ROTATIONS, one, two);
    await until(() => one.events.length > 0, 'the event');
    assert.deepEqual(one.kinds('a'), ['completed']);
    assert.deepEqual([one.messages, two.messages], [[], []]);
    service.get('b').signers = [signer({ state: 'signed' })];
    await pass(TWO_ROTATIONS, one, two);
    await until(() => two.kinds('b').length > 0, 'the signature');
    assert.deepEqual(one.kinds('b'), ['signed']);
  });

  it('writes no address, no secret, and leaves no half-written file', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await pass(START, window);
    window.store?.use('a', 'opened');
    service.get('a').status = 'Completed';
    await pass(TWO_ROTATIONS, window);
    const folder = path.join(window.folder, (await readdir(window.folder))[0] ?? '');
    const names = (await readdir(folder)).filter((name) => name !== 'locks');
    assert.ok(names.includes('messages.json'));
    for (const name of names) {
      assert.ok(!name.startsWith('new-'));
      assert.ok(!(await readFile(path.join(folder, name), 'utf8')).includes('@'));
    }
  });
});

describe('Exchange between windows', () => {
  const folder = temporaryFolder();

  it('keeps the last messages, counts on, and takes each note once', async () => {
    const one = new Exchange(folder());
    const two = new Exchange(folder());
    await Promise.all([one.open(), two.open()]);
    let sequence = 0;
    const message = { told: [], news: [], notify: [], window: undefined };
    for (let i = 0; i < 60; i += 1) sequence = await one.publish(message, sequence);
    const messages = await two.messages();
    assert.equal(messages.length, 50);
    assert.equal(messages.at(-1)?.sequence, 60);
    await two.note({ envelopeId: 'a', how: 'acted' });
    assert.deepEqual(await one.takeNotes(), [{ envelopeId: 'a', how: 'acted' }]);
    assert.deepEqual(await one.takeNotes(), []);
    one.dispose();
    two.dispose();
  });

  it('hands the right to poll to one window only, and says who lives', async () => {
    const one = new Exchange(folder());
    const two = new Exchange(folder());
    await Promise.all([one.open(), two.open()]);
    const lock = await one.acquire();
    assert.ok(lock);
    assert.equal(await two.acquire(), undefined);
    assert.equal(await two.isAlive(one.window), true);
    await lock.release();
    const other = await two.acquire();
    assert.ok(other);
    one.dispose();
    await until(async () => !(await two.isAlive(one.window)), 'the end of the first');
    await other.release();
    two.dispose();
  });
});

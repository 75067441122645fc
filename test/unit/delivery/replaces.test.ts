import assert from 'node:assert/strict';

import type { Draft } from '../../../src/delivery/draft';
import { Desk, envelopeOf, jsignError, kindOf, throwing } from './support/desk';
import { documentOf, draftOf, signerOf, templateDraftOf } from './support/drafts';

const LOST = jsignError({ kind: 'timeout' });
const DAY = 86_400_000;
const to = (name: string) => ({ signers: [signerOf(name, 1)], fields: [] });

describe('delivery: an envelope that takes the place of another', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));

  const send = (intentId: string, extra: Partial<Draft> = {}) => {
    desk.now += 1;
    return desk.delivery.send(draftOf(intentId, extra));
  };
  const sent = async (intentId: string, extra: Partial<Draft> = {}) => {
    const outcome = await send(intentId, extra);
    assert.equal(outcome.state, 'created');
    return outcome.envelopeId;
  };
  const previous = async (intentId: string, extra: Partial<Draft> = {}) => {
    const outcome = await send(intentId, extra);
    assert.equal(outcome.state, 'repeat');
    return outcome.previous.map((one) => [one.intentId, one.envelopeId, one.why]);
  };

  it('says so in the journal, from the first line on', async () => {
    await sent('one', { replaces: 'envelope-0' });
    await sent('two', to('eve'));
    assert.deepEqual(
      desk.entries.filter(({ state }) => state === 'prepared').map(({ replaces }) => replaces),
      ['envelope-0', undefined],
    );
  });

  it('is sent once: a second draft of the same cancelled envelope is asked about, whoever it goes to', async () => {
    const again = await sent('again', { replaces: 'envelope-0' });
    const other = { ...to('eve'), documents: [documentOf('offer')], replaces: 'envelope-0' };
    assert.deepEqual(await previous('kept', other), [['again', again, 'replaces']]);
    assert.deepEqual(await previous('same', { replaces: 'envelope-0' }), [['again', again, 'replaces']]);
    desk.now += 100 * DAY;
    assert.deepEqual(await previous('late', other), [['again', again, 'replaces']]);
    const allowed = await desk.delivery.send(draftOf('kept', other), { allowRepeat: true });
    assert.equal(allowed.state, 'created', 'the person may want both');
    await sent('unlike', { ...to('bob'), replaces: 'envelope-00' });
  });

  it('is asked about as well while nobody knows whether the first one went out, but not where it failed', async () => {
    desk.creations.push(throwing(LOST));
    assert.equal((await send('lost', { replaces: 'envelope-0' })).state, 'unknown');
    const other = { ...to('eve'), replaces: 'envelope-0' };
    assert.deepEqual(await previous('kept', other), [['lost', undefined, 'replaces']]);
    await desk.delivery.notSent('lost');
    await sent('kept', other);
  });

  it('is not sent by two windows side by side', async () => {
    const other = draftOf('two', { ...to('eve'), replaces: 'envelope-0' });
    let second: Promise<unknown> | undefined;
    const { createWithFiles } = desk.client;
    desk.client = {
      ...desk.client,
      createWithFiles: async (...args) => {
        second ??= desk.open().send(other);
        await second;
        return createWithFiles(...args);
      },
    };
    await sent('one', { replaces: 'envelope-0' });
    assert.deepEqual(await second, { state: 'busy' });
  });

  it('is no repeat of any that it replaces, however often one was replaced', async () => {
    const first = await sent('first');
    const second = await sent('second', { ...to('eve'), replaces: first });
    const third = await sent('third', { replaces: second });
    await sent('fourth', { replaces: third });
    assert.deepEqual(
      (await previous('fifth', { replaces: second })).map(([intentId]) => intentId),
      ['fourth', 'third'],
      'the third has taken that place already, and the fourth is in no chain of the fifth',
    );
  });

  it('is no repeat of what an older version replaced, as far as the journal says it', async () => {
    const first = await sent('first');
    const second = await sent('second', { replaces: first });
    // The older version did not write it down.
    desk.lines.splice(
      0,
      desk.lines.length,
      ...desk.lines.map((line) => line.replace(/,"replaces":"[^"]*"/, '')),
    );
    assert.deepEqual(await previous('third', { replaces: second }), [['first', first, 'same']]);
  });

  it('ends with envelopes that replace one another in a circle', async () => {
    const ids = ['envelope-1', 'envelope-2'] as const;
    await sent('one', { replaces: ids[1] });
    await sent('two', { ...to('eve'), replaces: ids[0] });
    const outcome = await send('three', { ...to('bob'), replaces: ids[0] });
    assert.deepEqual(outcome.state === 'repeat' && outcome.previous.map(({ intentId }) => intentId), ['two']);
  });

  it('is never taken for the one that it replaces, nor for any before that', async () => {
    const EMAILS = ['ada@example.org', 'grace@example.org'];
    const before = envelopeOf('before', EMAILS, ['0'.repeat(64)]);
    desk.envelopes.push(before);
    desk.creations.push(throwing(LOST));
    const outcome = await desk.delivery.send(templateDraftOf('again', { replaces: 'before' }));
    assert.equal(outcome.state, 'unknown');
    assert.deepEqual(outcome.evidence.candidates, []);
    await assert.rejects(desk.delivery.adopt('again', 'before'), (error: unknown) => {
      assert.equal(kindOf({ state: 'failed', error }), 'taken');
      return true;
    });
    // Someone else's open question about that envelope stays as it was.
    desk.creations.push(throwing(LOST));
    await desk.delivery.notSent('again');
    assert.equal((await desk.delivery.send(templateDraftOf('other'))).state, 'created');
  });
});

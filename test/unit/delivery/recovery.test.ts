import assert from 'node:assert/strict';

import { referenceOf } from '../../../src/delivery/reference';
import { Desk, envelopeOf, jsignError, kindOf, NOW, throwing } from './support/desk';
import { documentOf, draftOf, signerOf } from './support/drafts';

const DAY = 86_400_000;
const EMAILS = ['ada@example.org', 'grace@example.org'];
const ours = (id: string, intentId = 'intent-1') =>
  envelopeOf(id, EMAILS, [documentOf('lease').sha256], { description: `Ref jsign-${referenceOf(intentId)}` });

describe('delivery: a journal that cannot be written', () => {
  for (const state of ['prepared', 'uploading', 'uploaded', 'creating']) {
    it(`"${state}": the step is not taken, and the error says why`, async () => {
      const desk = new Desk();
      desk.unwritable.add(state);
      const outcome = await desk.delivery.send(draftOf('intent-1'));
      assert.equal(outcome.state, 'failed');
      assert.equal(kindOf(outcome), 'storage-full');
      assert.equal(desk.created.length, 0);
      if (state !== 'uploaded' && state !== 'creating') assert.ok(!desk.calls.includes('upload'));
    });
  }

  it('"created": the envelope is known, and found by the next start', async () => {
    const desk = new Desk();
    desk.unwritable.add('created');
    desk.creations.push(() => {
      desk.envelopes.push(ours('e-1'));
      return 'e-1';
    });
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), {
      state: 'created',
      envelopeId: 'e-1',
      adopted: false,
    });
    assert.deepEqual(await desk.open().resolve('intent-1'), {
      state: 'created',
      envelopeId: 'e-1',
      adopted: true,
    });
  });

  it('"failed" after the creating call: no further attempt on top of it', async () => {
    const desk = new Desk();
    desk.unwritable.add('failed');
    desk.creations.push(throwing(jsignError({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED' })));
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'failed');
    assert.equal(desk.created.length, 1);
    assert.equal(
      (await desk.delivery.send(draftOf('intent-1'))).state,
      'unknown',
      'the journal says "creating"',
    );
  });

  it('the person’s answer is not taken when it cannot be kept', async () => {
    const desk = new Desk();
    desk.creations.push(throwing(jsignError({ kind: 'timeout' })));
    await desk.delivery.send(draftOf('intent-1'));
    desk.unwritable.add('not-sent').add('adopted');
    await assert.rejects(desk.delivery.notSent('intent-1'), { kind: 'storage-full' });
    await assert.rejects(desk.delivery.adopt('intent-1', 'e-1'), { kind: 'storage-full' });
  });
});

describe('delivery: after a crash', () => {
  /** The journal as far as a step. */
  async function stoppedAfter(state: string): Promise<Desk> {
    const desk = new Desk();
    desk.creations.push(throwing(jsignError({ kind: 'timeout' })));
    await desk.delivery.send(draftOf('intent-1'));
    const end = desk.states.indexOf(state);
    desk.lines.splice(end + 1);
    desk.calls.splice(0);
    desk.created.splice(0);
    return desk;
  }

  for (const state of ['prepared', 'uploading', 'uploaded']) {
    it(`"${state}": open, and sent anew`, async () => {
      const desk = await stoppedAfter(state);
      assert.deepEqual(await desk.open().open(), [
        { intentId: 'intent-1', accountId: 'account-1', name: 'Lease 42', state, at: NOW },
      ]);
      assert.equal((await desk.open().send(draftOf('intent-1'))).state, 'created');
      assert.equal(desk.entries.at(-1)?.attempt, 2);
    });

    it(`"${state}": resolving says that nothing went out, and closes it`, async () => {
      const desk = await stoppedAfter(state);
      const outcome = await desk.delivery.resolve('intent-1');
      assert.equal(kindOf(outcome), 'interrupted');
      assert.deepEqual(await desk.delivery.open(), []);
      assert.ok(!desk.calls.includes('list'));
    });
  }

  it('"creating": unknown; sending looks first and sends only after "it was not sent"', async () => {
    const desk = await stoppedAfter('creating');
    const first = await desk.delivery.send(draftOf('intent-1'));
    assert.equal(first.state, 'unknown');
    assert.equal(desk.created.length, 0);
    assert.equal(desk.states.at(-1), 'unknown');
    await desk.delivery.notSent('intent-1');
    assert.deepEqual(await desk.delivery.open(), []);
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'created');
    assert.equal(desk.created.length, 1);
  });

  it('"creating": the envelope is found and adopted', async () => {
    const desk = await stoppedAfter('creating');
    desk.envelopes.push(ours('e-3'));
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), {
      state: 'created',
      envelopeId: 'e-3',
      adopted: true,
    });
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), {
      state: 'already-sent',
      envelopeId: 'e-3',
    });
  });

  it('resolving rejects when the service cannot be asked; the question stays open', async () => {
    const desk = await stoppedAfter('creating');
    desk.client = { ...desk.client, list: throwing(jsignError({ kind: 'network', network: 'dns' })) };
    await assert.rejects(desk.delivery.resolve('intent-1'), { kind: 'network' });
    assert.equal((await desk.delivery.open())[0]?.state, 'unknown');
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'unknown');
  });

  it('the person says which one it is', async () => {
    const desk = await stoppedAfter('creating');
    await desk.delivery.adopt('intent-1', 'e-9');
    assert.deepEqual(await desk.delivery.resolve('intent-1'), { state: 'already-sent', envelopeId: 'e-9' });
    await desk.delivery.adopt('intent-1', 'e-9');
    await assert.rejects(desk.delivery.adopt('intent-1', 'e-10'), { kind: 'settled' });
    await assert.rejects(desk.delivery.notSent('intent-1'), { kind: 'settled' });
  });

  it('refuses an answer about nothing, and an envelope of another intent', async () => {
    const desk = await stoppedAfter('creating');
    await assert.rejects(desk.delivery.adopt('nobody', 'e-1'), { kind: 'no-such-intent' });
    await assert.rejects(desk.delivery.resolve('nobody'), { kind: 'no-such-intent' });
    const other = draftOf('intent-2', { documents: [documentOf('offer')], fields: [] });
    const sent = await desk.delivery.send(other);
    assert.ok(sent.state === 'created');
    await assert.rejects(desk.delivery.adopt('intent-1', sent.envelopeId), { kind: 'taken' });
  });

  it('lists newest first, and only this account’s', async () => {
    const desk = await stoppedAfter('creating');
    desk.now += DAY;
    desk.creations.push(throwing(jsignError({ kind: 'timeout' })));
    await desk.delivery.send(draftOf('intent-2', { documents: [documentOf('offer')], fields: [] }));
    assert.deepEqual(
      (await desk.delivery.open()).map(({ intentId, state }) => [intentId, state]),
      [
        ['intent-2', 'unknown'],
        ['intent-1', 'creating'],
      ],
    );
    assert.deepEqual(await desk.open('account-2').open(), []);
  });

  it('an attempt of unknown end stays open, whatever a later attempt says; what was sent stays sent', async () => {
    const desk = await stoppedAfter('creating');
    const [prepared] = desk.entries;
    desk.lines.push(JSON.stringify({ ...prepared, attempt: 2 }));
    desk.lines.push(JSON.stringify({ ...prepared, attempt: 2, state: 'failed' }));
    assert.equal((await desk.delivery.open())[0]?.state, 'unknown');
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'unknown');
    assert.equal(desk.created.length, 0);
    await desk.delivery.adopt('intent-1', 'e-1');
    desk.lines.push(JSON.stringify({ ...prepared, attempt: 3, state: 'failed' }));
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), {
      state: 'already-sent',
      envelopeId: 'e-1',
    });
  });

  it('keeps its hands off what a newer version wrote', async () => {
    const desk = new Desk();
    desk.lines.push(
      JSON.stringify({ v: 2, intentId: 'intent-1', accountId: 'account-1', state: 'half-created' }),
    );
    desk.lines.push('no json', '{"v":1}', 'null');
    assert.equal(kindOf(await desk.delivery.send(draftOf('intent-1'))), 'newer-version');
    await assert.rejects(desk.delivery.notSent('intent-1'), { kind: 'newer-version' });
    assert.deepEqual(await desk.delivery.open(), []);
    assert.equal((await desk.delivery.send(draftOf('intent-2'))).state, 'created');
  });
});

describe('delivery: two windows', () => {
  it('never work on the same intent', async () => {
    const desk = new Desk();
    desk.held.add('intent-1');
    const other = desk.open();
    assert.deepEqual(await other.send(draftOf('intent-1')), { state: 'busy' });
    assert.deepEqual(await other.resolve('intent-1'), { state: 'busy' });
    await assert.rejects(other.adopt('intent-1', 'e'), { kind: 'busy' });
    await assert.rejects(other.notSent('intent-1'), { kind: 'busy' });
    assert.deepEqual(desk.calls, []);
  });

  it('that send the same draft, or the same bytes to the same signers, side by side: one does', async () => {
    for (const second of ['intent-1', 'intent-2']) {
      const desk = new Desk();
      const outcomes = await Promise.all([
        desk.open().send(draftOf('intent-1')),
        desk.open().send(draftOf(second)),
      ]);
      assert.deepEqual(outcomes.map((one) => one.state).sort(), ['busy', 'created']);
      assert.equal(desk.created.length, 1);
      assert.deepEqual([...desk.held], []);
    }
  });

  it('an intent under way in this window is not among the open ones', async () => {
    const desk = new Desk();
    let seen: unknown;
    const { uploadFile } = desk.client;
    desk.client = {
      ...desk.client,
      uploadFile: async (...args) => {
        seen = [(await desk.delivery.open()).length, (await desk.open().open()).length];
        return uploadFile(...args);
      },
    };
    await desk.delivery.send(draftOf('intent-1'));
    assert.deepEqual(seen, [0, 1]);
  });
});

describe('delivery: the same bytes to the same signers', () => {
  it('asks within 14 days, whatever the name, the order or the spelling of the address', async () => {
    const desk = new Desk();
    await desk.delivery.send(draftOf('intent-1'));
    const again = draftOf('intent-2', {
      name: 'Another name',
      signers: [signerOf('grace', 1, { email: ' Grace@Example.org' }), signerOf('ada', 2)],
    });
    desk.now += 14 * DAY;
    assert.deepEqual(await desk.delivery.send(again), {
      state: 'repeat',
      previous: [{ intentId: 'intent-1', envelopeId: 'envelope-1', at: NOW, name: 'Lease 42', why: 'same' }],
    });
    assert.equal(desk.created.length, 1);
    assert.equal((await desk.delivery.send(again, { allowRepeat: true })).state, 'created');
    assert.equal((await desk.delivery.send(again)).state, 'already-sent');
  });

  it('asks as well when the earlier one is unknown', async () => {
    const desk = new Desk();
    desk.creations.push(throwing(jsignError({ kind: 'timeout' })));
    await desk.delivery.send(draftOf('intent-1'));
    const outcome = await desk.delivery.send(draftOf('intent-2'));
    assert.ok(outcome.state === 'repeat');
    assert.equal(outcome.previous[0]?.envelopeId, undefined);
    await desk.delivery.notSent('intent-1');
    assert.equal((await desk.delivery.send(draftOf('intent-2'))).state, 'created');
  });

  it('does not ask later, for other bytes, other signers, another account, or what failed', async () => {
    const desk = new Desk();
    desk.creations.push(throwing(jsignError({ kind: 'refused', status: 400 })));
    await desk.delivery.send(draftOf('intent-0'));
    await desk.delivery.send(draftOf('intent-1'));
    const document = documentOf('lease-v2');
    const signers = [signerOf('ada', 1)];
    const states = [
      await desk.delivery.send(draftOf('intent-2', { documents: [document], fields: [] })),
      await desk.delivery.send(draftOf('intent-3', { signers })),
      await desk.open('account-2').send(draftOf('intent-4', { accountId: 'account-2' })),
    ].map((outcome) => outcome.state);
    assert.deepEqual(states, ['created', 'created', 'created']);
    desk.now += 14 * DAY + 1;
    assert.equal((await desk.delivery.send(draftOf('intent-5'))).state, 'created');
  });
});

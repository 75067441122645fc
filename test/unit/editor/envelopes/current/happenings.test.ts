import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KnownStatus } from '../../../../../src/jsign/types';
import { signer } from '../fakes';
import { HOUR, MINUTE, rowOf, worlds } from './world';

const START = MINUTE;
const TWO_ROTATIONS = 8 * MINUTE;

describe('Staying current: what happened', () => {
  const world = worlds();

  for (const [status, kind, notice] of [
    ['Completed', 'completed', '"Envelope a" was completed.'],
    ['Declined', 'declined', '"Envelope a" was declined by Grace Sample.'],
    ['Expired', 'expired', '"Envelope a" has expired.'],
    ['Cancelled', 'cancelled', undefined],
    ['AwaitingMySignature', 'needsMe', '"Envelope a" needs your signature.'],
  ] as const) {
    it(`sees within two rotations that an envelope is ${status}, and says it once`, async () => {
      const { service, open } = world();
      service.add('a', { createdAt: 0 });
      // Not on the newest page, which would show it anyway.
      for (let i = 0; i < 150; i += 1) service.add(`e${i}`, { status: 'Completed' });
      const window = open();
      await window.pass(START);
      assert.deepEqual(window.events, []);
      Object.assign(service.get('a'), {
        status,
        signers: [signer({ state: status === 'Declined' ? 'declined' : 'waiting' })],
      });
      const details = service.count('details');
      await window.pass(TWO_ROTATIONS);
      await window.pass(HOUR);
      assert.deepEqual(window.kinds(), [kind]);
      assert.deepEqual(window.messages, notice === undefined ? [] : [notice]);
      assert.equal(service.count('details'), details + 1);
    });
  }

  it('sees new envelopes without a notification, and one that waits for me with one', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START);
    service.add('b');
    service.add('c', { status: 'AwaitingMySignature' });
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.kinds('b'), ['new']);
    assert.deepEqual(window.kinds('c'), ['new', 'needsMe']);
    assert.deepEqual(window.messages, ['"Envelope c" needs your signature.']);
  });

  it('sees that an expired envelope waits again, and that one was renamed', async () => {
    const { service, open } = world();
    service.add('a', { status: 'Expired' });
    service.add('b');
    const window = open();
    await window.pass(START);
    service.get('a').status = 'AwaitingOthers';
    service.get('b').name = 'Lease 42';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.kinds('a'), ['changed']);
    assert.deepEqual(window.kinds('b'), ['changed']);
    assert.deepEqual(window.messages, []);
  });

  it('follows who viewed and signed an envelope that was opened here', async () => {
    const { service, open } = world();
    service.add('a', {
      signers: [signer(), signer({ email: 'x@example.org', firstName: 'Xa', lastName: '' })],
    });
    const window = open();
    await window.pass(START);
    window.store?.use('a', 'opened');
    await window.pass(5 * MINUTE);
    assert.deepEqual(window.events, []);
    service.get('a').signers = [
      signer({ state: 'viewed' }),
      signer({ email: 'x@example.org', firstName: 'Xa', lastName: '', state: 'signed', signedAt: 77 }),
    ];
    await window.pass(5 * MINUTE);
    assert.deepEqual(
      window.events.map(({ kind, who, at }) => [kind, who, at]),
      [
        ['viewed', 'Grace Sample', undefined],
        ['signed', 'Xa', 77],
      ],
    );
    assert.deepEqual(window.messages, []);
    assert.ok(!JSON.stringify(window.events).includes('@'));
  });

  it('stops following after a fortnight', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START);
    window.store?.use('a', 'opened');
    window.wallClock += 15 * 24 * HOUR;
    await window.pass(MINUTE);
    const before = service.count('details');
    await window.pass(HOUR);
    assert.equal(service.count('details'), before);
  });

  it('keeps quiet about what was done here, and about what a panel has read', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b', 'c']) service.add(id);
    const window = open();
    await window.pass(START + TWO_ROTATIONS);
    service.get('a').status = 'Completed';
    await window.store?.reread('a');
    service.get('b').status = 'Completed';
    await window.store?.details('b', { fresh: true });
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.kinds(), ['completed', 'completed']);
    assert.deepEqual(window.messages, []);
    // What others do to it later is news again.
    await window.store?.reread('c');
    service.get('c').status = 'Declined';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.messages, ['"Envelope c" was declined.']);
  });

  it('keeps quiet about what is found while an action of our own is on its way', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START + TWO_ROTATIONS);
    window.store?.use('a', 'acted');
    service.get('a').status = 'Completed';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.kinds(), ['completed']);
    assert.deepEqual(window.messages, []);
  });

  it('says nothing of the first look after signing in', async () => {
    const { service, open } = world();
    service.add('a', { status: 'AwaitingMySignature' });
    const window = open();
    await window.pass(HOUR);
    assert.deepEqual(window.events, []);
    service.add('b', { status: 'AwaitingMySignature' });
    window.signIn('other');
    await window.pass(HOUR);
    assert.deepEqual(window.events, []);
  });

  it('tells once, at the next start, what happened while the editor was closed', async () => {
    const { service, open } = world();
    for (let i = 0; i < 6; i += 1) service.add(`e${i}`);
    const before = open();
    await before.pass(START + TWO_ROTATIONS);
    await before.close();
    const stored = JSON.stringify([...before.memory.values]);
    assert.ok(!stored.includes('@') && !stored.includes('Envelope'));
    for (const id of ['e0', 'e2', 'e4']) service.get(id).status = 'Completed';
    service.get('e1').status = 'AwaitingMySignature';
    const after = open();
    await after.pass(START);
    assert.deepEqual(after.messages, ['"Envelope e1" needs your signature.', '3 envelopes were completed.']);
    await after.pass(HOUR);
    await after.close();
    const third = open();
    await third.pass(HOUR);
    assert.deepEqual(third.events, []);
    assert.equal(after.messages.length, 2);
  });

  it('keeps at most 2,000 open envelopes over a restart, and tells of none that was left out', async function () {
    this.timeout(20_000);
    const { service, open } = world();
    for (let i = 0; i < 2_600; i += 1) service.add(`e${i}`, { status: 'AwaitingMySignature' });
    const before = open();
    await before.pass(4 * HOUR);
    await before.close();
    const stored = before.memory.get('jsign.current.acc');
    assert.ok(typeof stored === 'object' && stored && 'AwaitingMySignature' in stored);
    assert.equal((stored.AwaitingMySignature as unknown[]).length, 2_000);
    const after = open();
    await after.pass(4 * HOUR);
    assert.deepEqual(after.events, []);
  });

  it('begins anew where what was kept cannot be read', async () => {
    const { service, open } = world();
    service.add('a', { status: 'AwaitingMySignature' });
    const window = open();
    await window.memory.update('jsign.current.acc', { version: 9, open: 'x' });
    await window.pass(HOUR);
    assert.deepEqual(window.events, []);
    assert.deepEqual(window.errors, []);
  });

  it('forgets an envelope that the service no longer shows', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START);
    await window.store?.group('AwaitingOthers').open();
    assert.equal(window.store?.group('AwaitingOthers').all.length, 1);
    service.envelopes.delete('a');
    await window.pass(TWO_ROTATIONS);
    assert.equal(window.store.group('AwaitingOthers').all.length, 0);
    assert.deepEqual(window.events, []);
    const before = service.count('details');
    await window.pass(HOUR);
    assert.equal(service.count('details'), before);
  });

  it('moves rows between groups that were opened, corrects counts, and reads no list again for it', async () => {
    const { service, open } = world();
    service.add('a', { status: 'AwaitingMySignature' });
    service.add('b', { status: 'AwaitingMySignature' });
    service.add('z', { status: 'Completed' });
    const window = open();
    const { store } = window;
    assert.ok(store);
    await window.pass(START);
    // The badge is right although nobody has opened the group.
    assert.equal(store.group('AwaitingMySignature').total, 2);
    await store.group('Completed').open();
    await store.group('AwaitingMySignature').open();
    service.get('a').status = 'Completed';
    const heard: unknown[] = [];
    store.onDidChange((change) => heard.push(change.group ?? change.envelopeId));
    const before = service.count('list');
    await window.pass(TWO_ROTATIONS);
    assert.equal(service.count('list'), before + 8);
    assert.deepEqual(
      store.group('Completed').all.map(({ id }) => id),
      ['z', 'a'],
    );
    assert.equal(store.group('Completed').total, 2);
    assert.deepEqual(
      store.group('AwaitingMySignature').all.map(({ id }) => id),
      ['b'],
    );
    assert.equal(store.group('AwaitingMySignature').total, 1);
    assert.equal(store.known('a')?.status.known, 'Completed');
    for (const change of ['a', 'Completed', 'AwaitingMySignature']) assert.ok(heard.includes(change));
  });

  it('does not go round in circles where list and details disagree', async () => {
    const { service, open } = world();
    service.add('a');
    service.add('b');
    const window = open();
    await window.pass(START);
    const { client } = service;
    const list = client.envelopes.list.bind(client.envelopes);
    service.answer = undefined;
    Object.assign(client.envelopes, {
      list: async (...args: Parameters<typeof list>) => {
        const page = await list(...args);
        const items = page.items
          .filter(({ id }) => id !== 'b' || args[0].status === undefined)
          .map((row) =>
            row.id === 'a' ? { ...row, status: { known: 'Completed', raw: 'Completed' } as const } : row,
          );
        return { ...page, items };
      },
    });
    await window.pass(HOUR);
    const before = service.count('details');
    await window.pass(HOUR);
    // At most what is looked after in turn because no list holds it.
    assert.ok(service.count('details') - before <= 60);
    assert.deepEqual(window.kinds('a'), []);
    assert.ok(window.kinds('b').length <= 1);
  });

  it('does not take a name that lists shorten for a change', async () => {
    const { service, open } = world();
    service.add('a', { name: 'Lease 42.pdf' });
    const window = open();
    service.answer = (_filter, page, size) => ({
      items: [{ ...rowOf(service.get('a')), name: 'Lease 42' }],
      page,
      pageSize: size,
      pageCount: 1,
      total: 1,
    });
    await window.pass(START);
    window.store?.use('a', 'opened');
    await window.pass(HOUR);
    assert.ok(service.count('details') > 10);
    assert.deepEqual(window.events, []);
  });

  it('sees every end of every envelope exactly once, whatever happens when', async function () {
    this.timeout(60_000);
    const ends: readonly KnownStatus[] = ['Completed', 'Declined', 'Expired', 'Cancelled'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ id: fc.nat(239), end: fc.nat(3), wait: fc.nat(6) }), { maxLength: 12 }),
        async (steps) => {
          const { service, open } = world();
          for (let i = 0; i < 240; i += 1)
            service.add(`e${i}`, {
              status: i % 2 ? 'AwaitingOthers' : 'AwaitingMySignature',
              isDue: i % 5 === 0,
            });
          const window = open();
          await window.pass(START + 4 * TWO_ROTATIONS);
          const expected = new Map<string, string>();
          for (const { id, end, wait } of steps) {
            const key = `e${id}`;
            if (!expected.has(key)) {
              const status = ends[end] ?? 'Completed';
              service.get(key).status = status;
              expected.set(key, status.toLowerCase());
            }
            await window.pass(wait * MINUTE);
          }
          await window.pass(4 * TWO_ROTATIONS);
          assert.deepEqual(
            window.events.map(({ envelopeId, kind }) => `${envelopeId} ${kind}`).sort(),
            [...expected].map(([id, kind]) => `${id} ${kind}`).sort(),
          );
          await window.close();
        },
      ),
      { numRuns: 15 },
    );
  });
});

import assert from 'node:assert/strict';
import { MINUTE, worlds } from './world';

const START = MINUTE;
const TWO_ROTATIONS = 8 * MINUTE;

describe('Staying current: notifications', () => {
  const world = worlds();

  for (const [level, expected] of [
    [
      'all',
      [
        '"Envelope mine" was completed.',
        '"Envelope foreign" was declined.',
        '"Envelope me" needs your signature.',
      ],
    ],
    ['mine', ['"Envelope mine" was completed.', '"Envelope me" needs your signature.']],
    ['none', []],
  ] as const) {
    it(`tells at level "${level}" what belongs there`, async () => {
      const { service, open } = world();
      service.add('mine');
      service.add('foreign', { createdBy: 'grace@example.com' });
      service.add('me', { createdBy: 'grace@example.com' });
      const window = open();
      window.level = level;
      await window.pass(START);
      service.get('mine').status = 'Completed';
      service.get('foreign').status = 'Declined';
      service.get('me').status = 'AwaitingMySignature';
      await window.pass(TWO_ROTATIONS);
      assert.deepEqual([...window.messages].sort(), [...expected].sort());
      assert.equal(window.events.length, 3);
    });
  }

  it('groups what happened, and opens the one that is picked', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b', 'c']) service.add(id);
    const window = open();
    window.press = 'open';
    await window.pass(START);
    for (const id of ['a', 'b', 'c']) service.get(id).status = 'Completed';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.messages, ['3 envelopes were completed.']);
    assert.deepEqual(
      window.notices[0]?.buttons?.map(({ label }) => label),
      ['Open', 'Save Signed Copy'],
    );
    assert.deepEqual(window.picks[0]?.items.map(({ label }) => label).sort(), [
      'Envelope a',
      'Envelope b',
      'Envelope c',
    ]);
    const chosen = window.picks[0].items[1]?.value;
    assert.ok(typeof chosen === 'object' && chosen && 'envelopeId' in chosen);
    assert.deepEqual(window.executed, [
      ['jsign.openEnvelope', { accountId: 'acc', envelopeId: chosen.envelopeId }],
    ]);
  });

  it('saves the signed copy of a single one without another question', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    window.press = 'save';
    await window.pass(START);
    service.get('a').status = 'Completed';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.executed, [
      ['jsign.downloadDocuments', { accountId: 'acc', envelopeId: 'a', which: 'signed' }],
    ]);
    assert.equal(window.picks.length, 0);
  });

  it('offers no signed copy of what was declined, and shows a hostile name as text', async () => {
    const { service, open } = world();
    service.add('a', { name: '[x](command:evil) $(zap)\u202Egnp' });
    const window = open();
    await window.pass(START);
    service.get('a').status = 'Declined';
    await window.pass(TWO_ROTATIONS);
    const [notice] = window.notices;
    assert.ok(notice);
    assert.deepEqual(
      notice.buttons?.map(({ id }) => id),
      ['open'],
    );
    assert.ok(
      !notice.message.includes('](') && !notice.message.includes('$(') && !notice.message.includes('\u202E'),
    );
  });
});

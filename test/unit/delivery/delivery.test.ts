import assert from 'node:assert/strict';

import type { SendStage } from '../../../src/delivery/ports';
import { referenceOf } from '../../../src/delivery/reference';
import type { JsignErrorFacts } from '../../../src/jsign/errors';
import { Desk, envelopeOf, jsignError, kindOf, throwing } from './support/desk';
import { documentOf, draftOf, signatureOf, signerOf } from './support/drafts';

const EMAILS = ['ada@example.org', 'grace@example.org'];
const ours = (id: string, intentId = 'intent-1') =>
  envelopeOf(id, EMAILS, [documentOf('lease').sha256], { description: `Ref jsign-${referenceOf(intentId)}` });

describe('delivery: a send', () => {
  it('writes each step before it takes it', async () => {
    const desk = new Desk();
    const documents = [documentOf('lease'), documentOf('annex')];
    const outcome = await desk.delivery.send(draftOf('intent-1', { documents }));
    assert.deepEqual(outcome, { state: 'created', envelopeId: 'envelope-1', adopted: false });
    assert.deepEqual(desk.calls, [
      '[prepared]',
      '[uploading]',
      'upload',
      'upload',
      '[uploaded]',
      '[creating]',
      'create',
      '[created]',
    ]);
    assert.deepEqual([...desk.held], []);
  });

  it('writes no address, path or text of the draft but its name', async () => {
    const desk = new Desk();
    await desk.delivery.send(draftOf('intent-1'));
    assert.doesNotMatch(desk.lines.join('\n'), /@|file:|secret|Example|second floor/);
    assert.equal(desk.entries[0]?.name, 'Lease 42');
    assert.equal(desk.entries[0].signers?.length, 2);
  });

  it('tells where it is, and does not mind a listener that throws', async () => {
    const desk = new Desk();
    const stages: SendStage[] = [];
    const onStage = (stage: SendStage) => {
      stages.push(stage);
      throw new Error('listener');
    };
    assert.equal((await desk.delivery.send(draftOf('intent-1'), { onStage })).state, 'created');
    const { size } = documentOf('lease');
    assert.deepEqual(stages, [
      { stage: 'uploading', document: 'lease.pdf', sent: 0, total: size },
      { stage: 'creating' },
    ]);
  });

  it('is made once: again is "already sent", in every window', async () => {
    const desk = new Desk();
    await desk.delivery.send(draftOf('intent-1'));
    for (const delivery of [desk.delivery, desk.open()]) {
      assert.deepEqual(await delivery.send(draftOf('intent-1')), {
        state: 'already-sent',
        envelopeId: 'envelope-1',
      });
    }
    assert.equal(desk.created.length, 1);
  });

  it('refuses a draft of another account before anything else', async () => {
    const desk = new Desk();
    const outcome = await desk.delivery.send(draftOf('intent-1', { accountId: 'account-2' }));
    assert.equal(kindOf(outcome), 'other-account');
    assert.deepEqual(desk.calls, []);
  });

  it('refuses a draft whose field stands on no page before anything else', async () => {
    const desk = new Desk();
    const draft = draftOf('intent-1');
    const fields = [signatureOf(documentOf('lease'), signerOf('ada', 1), { page: 2 })];
    assert.equal(kindOf(await desk.delivery.send({ ...draft, fields })), 'draft-invalid');
    assert.deepEqual(desk.calls, []);
  });
});

describe('delivery: how the creating call ends', () => {
  type Facts = Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>;
  const failed: Record<string, Facts> = {
    'name not found': { kind: 'network', network: 'dns', requestSent: false },
    'no connection': { kind: 'network', network: 'connect', requestSent: false },
    'TLS refused': { kind: 'network', network: 'tls', requestSent: false },
    '400 with a code': { kind: 'refused', status: 400, code: 'FILE_INVALID' },
    '400 with an unknown code': { kind: 'refused', status: 400, code: 'NEVER_SEEN' },
    '400 without a readable body': { kind: 'unreadable', status: 400 },
  };
  const unknown: Record<string, Facts> = {
    '500': { kind: 'server', status: 500, code: 'SYSTEM_ERROR' },
    '500 EMAIL_SENDING_FAILED': { kind: 'server', status: 500, code: 'EMAIL_SENDING_FAILED' },
    '502 of a gateway': { kind: 'server', status: 502 },
    reset: { kind: 'network', network: 'reset' },
    timeout: { kind: 'timeout' },
    'cancelled after sending began': { kind: 'cancelled' },
    HTML: { kind: 'unreadable', status: 200 },
    'half a reply': { kind: 'unreadable', status: 201 },
    '201 without an id': { kind: 'unreadable', status: 201, field: 'data.envelope_id', replyRead: true },
    '401 of another kind': { kind: 'credentials', status: 401, code: 'UNAUTHORIZED' },
    'TLS broken in the middle': { kind: 'network', network: 'tls' },
  };

  for (const [name, facts] of Object.entries(failed)) {
    it(`${name}: failed, and may be sent again`, async () => {
      const desk = new Desk();
      const error = jsignError(facts);
      desk.creations.push(throwing(error));
      assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), { state: 'failed', error });
      assert.equal(desk.states.at(-1), 'failed');
      assert.equal(desk.entries.at(-1)?.error?.startsWith(facts.kind), true);
      assert.ok(!desk.calls.includes('list'));
      assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'created');
      assert.equal(desk.entries.at(-1)?.attempt, 2);
    });
  }

  for (const [name, facts] of Object.entries(unknown)) {
    it(`${name}: unknown, looked for three times, never sent again by itself`, async () => {
      const desk = new Desk();
      const error = jsignError(facts);
      desk.creations.push(throwing(error));
      const outcome = await desk.delivery.send(draftOf('intent-1'));
      assert.deepEqual(outcome, {
        state: 'unknown',
        intentId: 'intent-1',
        evidence: { candidates: [], complete: true },
        error,
      });
      assert.equal(desk.states.at(-1), 'unknown');
      assert.deepEqual(desk.waits, [1_000, 2_000, 3_000]);
      assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'unknown');
      assert.equal((await desk.open().send(draftOf('intent-1'))).state, 'unknown');
      assert.equal(desk.created.length, 1);
    });
  }

  it('an error that is not the client’s own, and an empty id: unknown', async () => {
    for (const end of [throwing(new TypeError('oops')), () => '']) {
      const desk = new Desk();
      desk.creations.push(end);
      assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'unknown');
      assert.equal(desk.states.at(-1), 'unknown');
    }
  });

  it('an expired token: renewed, a new attempt with the same uploads, once', async () => {
    const desk = new Desk();
    const expired = jsignError({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED' });
    desk.creations.push(throwing(expired));
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'created');
    assert.deepEqual(desk.calls.slice(desk.calls.indexOf('create')), [
      'create',
      '[failed]',
      'renew',
      '[prepared]',
      '[uploaded]',
      '[creating]',
      'create',
      '[created]',
    ]);
    assert.deepEqual(
      desk.entries.map((entry) => entry.attempt),
      [1, 1, 1, 1, 1, 2, 2, 2, 2],
    );
    assert.deepEqual(desk.created[0]?.[0].documents, desk.created[1]?.[0].documents);

    const again = new Desk();
    again.creations.push(throwing(expired), throwing(expired));
    assert.deepEqual(await again.delivery.send(draftOf('intent-1')), { state: 'failed', error: expired });
    assert.equal(again.created.length, 2);
    assert.equal(again.states.at(-1), 'failed');
  });

  it('an expired token that cannot be renewed: failed', async () => {
    const desk = new Desk();
    const refused = jsignError({ kind: 'expired', operation: 'authorization.refresh' });
    desk.client = { ...desk.client, renew: throwing(refused) };
    desk.creations.push(throwing(jsignError({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED' })));
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1')), { state: 'failed', error: refused });
    assert.equal(desk.created.length, 1);
  });

  it('404: the other path as a new attempt, once; together with an expired token too', async () => {
    const missing = jsignError({ kind: 'not-found', status: 404 });
    const expired = jsignError({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED' });
    const desk = new Desk();
    desk.creations.push(throwing(missing), throwing(expired));
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'created');
    assert.deepEqual(
      desk.created.map(([, options]) => options),
      [{}, { variant: true }, { variant: true }],
    );

    const never = new Desk();
    never.creations.push(throwing(missing), throwing(missing));
    assert.deepEqual(await never.delivery.send(draftOf('intent-1')), { state: 'failed', error: missing });
    assert.equal(never.created.length, 2);
  });

  it('an unknown end whose envelope shows at the second look: adopted', async () => {
    const desk = new Desk();
    desk.creations.push(() => {
      desk.envelopes.push(ours('e-7'));
      throw jsignError({ kind: 'timeout' });
    });
    const { list } = desk.client;
    let looks = 0;
    desk.client = {
      ...desk.client,
      list: (...args) =>
        (looks += 1) === 1
          ? Promise.resolve({ items: [], page: 1, pageSize: 50, pageCount: 0, total: 0 })
          : list(...args),
    };
    const stages: string[] = [];
    const outcome = await desk.delivery.send(draftOf('intent-1'), {
      onStage: ({ stage }) => stages.push(stage),
    });
    assert.deepEqual(outcome, { state: 'created', envelopeId: 'e-7', adopted: true });
    assert.equal(desk.states.at(-1), 'adopted');
    assert.deepEqual(stages.slice(-2), ['creating', 'looking']);
    assert.equal(looks, 2);
  });

  it('a service that cannot be asked afterwards: unknown, with the first error', async () => {
    const desk = new Desk();
    const error = jsignError({ kind: 'timeout' });
    desk.creations.push(throwing(error));
    desk.client = { ...desk.client, list: throwing(jsignError({ kind: 'network', network: 'dns' })) };
    const outcome = await desk.delivery.send(draftOf('intent-1'));
    assert.ok(outcome.state === 'unknown');
    assert.equal(outcome.error, error);
    assert.deepEqual(outcome.evidence, { candidates: [], complete: false });
  });
});

describe('delivery: cancelling', () => {
  it('during an upload: cancelled, nothing created, may be sent again', async () => {
    const desk = new Desk();
    const abort = new AbortController();
    const { uploadFile } = desk.client;
    desk.client = {
      ...desk.client,
      uploadFile: (_file, options) => {
        abort.abort();
        assert.equal(options?.signal?.aborted, true);
        throw jsignError({ kind: 'cancelled', operation: 'envelopes.uploadFile' });
      },
    };
    assert.deepEqual(await desk.delivery.send(draftOf('intent-1'), { signal: abort.signal }), {
      state: 'cancelled',
    });
    assert.equal(desk.entries.at(-1)?.error, 'cancelled');
    assert.deepEqual(await desk.delivery.open(), []);
    desk.client = { ...desk.client, uploadFile };
    assert.equal((await desk.delivery.send(draftOf('intent-1'))).state, 'created');
  });

  it('before the start, and after the last upload: cancelled', async () => {
    const before = new Desk();
    assert.deepEqual(await before.delivery.send(draftOf('i'), { signal: AbortSignal.abort() }), {
      state: 'cancelled',
    });
    assert.ok(!before.calls.includes('upload'));

    const after = new Desk();
    const abort = new AbortController();
    after.client = {
      ...after.client,
      uploadFile: () => {
        abort.abort();
        return Promise.resolve('upload-1');
      },
    };
    assert.deepEqual(await after.delivery.send(draftOf('i'), { signal: abort.signal }), {
      state: 'cancelled',
    });
    assert.ok(!after.calls.includes('[creating]'));
  });

  it('once "creating" is written: goes on, and the call is not given the signal', async () => {
    const desk = new Desk();
    const abort = new AbortController();
    const onStage = ({ stage }: SendStage) => {
      if (stage === 'creating') abort.abort();
    };
    const outcome = await desk.delivery.send(draftOf('intent-1'), { signal: abort.signal, onStage });
    assert.equal(outcome.state, 'created');
    assert.deepEqual(desk.created[0]?.[1], {});
  });

  it('while looking: ends the looking, not the send', async () => {
    const desk = new Desk();
    const abort = new AbortController();
    desk.creations.push(throwing(jsignError({ kind: 'timeout' })));
    const onStage = ({ stage }: SendStage) => {
      if (stage === 'looking') abort.abort();
    };
    assert.equal(
      (await desk.delivery.send(draftOf('i'), { signal: abort.signal, onStage })).state,
      'unknown',
    );
    assert.ok(!desk.calls.includes('list'));
    assert.equal(desk.states.at(-1), 'unknown');
  });
});

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { isLocalOrigin, isLoopbackHost } from '../../../src/sandbox/http/guard';
import { ADA, type Client, codes, GRACE, Harness, type Json, newEnvelope, tab } from './support';

describe('sandbox control routes', function () {
  this.timeout(30_000);
  let harness: Harness;
  let ada: Client;

  beforeEach(async () => {
    harness = await Harness.start();
    ada = await harness.as(ADA);
  });
  afterEach(() => harness.stop());

  const faults = async (list: unknown): Promise<void> => {
    assert.equal((await harness.control('POST', 'faults', list)).status, 200);
  };
  const count = async (): Promise<number> => {
    const { list_info } = await ada.data('POST', '/envelopes/list', {});
    return Number((list_info as Json)['num_results']);
  };

  it('forgets everything but who may sign in', async () => {
    await ada.send();
    await harness.control('POST', 'clock', { advance_seconds: 60 });
    await faults([{ kind: 'status', value: 500, path: '*' }]);
    assert.equal((await harness.control('POST', 'reset')).status, 200);
    assert.equal(await count(), 0);
    assert.deepEqual(await harness.outbox(), []);
    assert.equal((await ada.get('/account')).status, 200);
    await harness.as(ADA);
  });

  it('seeds the same envelopes each time, in mixed states', async () => {
    const snapshot = async (): Promise<readonly unknown[]> => {
      assert.equal((await harness.control('POST', 'seed', { envelopes: 60, templates: 5 })).status, 200);
      const data = await ada.data('POST', '/envelopes/list', { page_size: 100 });
      return (data['envelopes'] as Json[]).map((e) => [e['envelope_id'], e['name'], e['status']]);
    };
    const first = await snapshot();
    await harness.control('POST', 'reset');
    assert.deepEqual(await snapshot(), first);
    assert.equal(first.length, 60);
    const statuses = new Set(first.map((row) => (row as string[])[2]));
    for (const status of [
      'AwaitingMySignature',
      'AwaitingOthers',
      'Completed',
      'Declined',
      'Cancelled',
      'Expired',
    ]) {
      assert.ok(statuses.has(status), status);
    }
    assert.equal(((await ada.data('GET', '/templates/list'))['templates'] as Json[]).length, 5);
  });

  it('makes the signed copy of a seeded envelope when it is asked for', async () => {
    await harness.control('POST', 'seed', { envelopes: 12 });
    const data = await ada.data('POST', '/envelopes/list', { status: ['Completed'] });
    const id = String((data['envelopes'] as Json[])[0]?.['envelope_id']);
    const document = await ada.firstDocument(id);
    const file = await ada.data('GET', `/envelopes/${id}/${document}/download?signedCopy=true`);
    assert.match(Buffer.from(String(file['document_base64']), 'base64').toString('latin1'), /ByteRange/);
  });

  it('can sign what it seeded', async () => {
    await harness.control('POST', 'seed', { envelopes: 12 });
    const data = await ada.data('POST', '/envelopes/list', { status: ['AwaitingMySignature'] });
    const id = String((data['envelopes'] as Json[])[0]?.['envelope_id']);
    const answer = await harness.control('POST', 'sign', { envelope_id: id, email: ADA });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });

  it('signs only where the signer could', async () => {
    const tabs = { sign_here_tabs: [tab(0)], text_tabs: [tab(1, { alignment: 'left', is_required: true })] };
    const id = await ada.send({ signers: [{ name: 'Grace Sample', email: GRACE, tabs }] });
    assert.equal((await harness.control('POST', 'sign', { envelope_id: 'x', email: GRACE })).status, 400);
    assert.equal((await harness.control('POST', 'sign', { envelope_id: id, email: ADA })).status, 400);
    assert.deepEqual(await harness.control('POST', 'sign', { envelope_id: id, email: GRACE }), {
      status: 200,
      body: { envelope_id: id, status: 'completed' },
    });
    assert.equal((await harness.control('POST', 'sign', { envelope_id: id, email: GRACE })).status, 400);
  });

  it('refuses time that goes back and orders it does not understand', async () => {
    for (const body of [{}, { advance_days: -1 }, { advance_days: 'x' }]) {
      assert.equal((await harness.control('POST', 'clock', body)).status, 400);
    }
    for (const body of [
      {},
      [{}],
      [{ kind: 'delay' }],
      [{ kind: 'status', value: 7 }],
      [{ kind: 'delay', value: 1, times: 0 }],
    ]) {
      assert.equal((await harness.control('POST', 'faults', body)).status, 400);
    }
    assert.equal((await harness.control('POST', 'seed', { envelopes: -1 })).status, 400);
    assert.equal((await harness.control('GET', 'nothing')).status, 404);
  });

  it('uses the first fault that matches, as often as it says', async () => {
    await faults([
      { method: 'POST', path: '/api/v2.0/envelopes/list', kind: 'status', value: 503, times: 2 },
      { method: '*', path: '*', kind: 'status', value: 401 },
    ]);
    assert.equal((await ada.post('/envelopes/list', {})).status, 503);
    assert.deepEqual(codes(await ada.get('/account'), 401), ['TOKEN_EXPIRED']);
    assert.equal((await ada.post('/envelopes/list', {})).status, 503);
    assert.equal((await ada.post('/envelopes/list', {})).status, 200);
    await faults([{ path: '*', kind: 'status', value: 500 }]);
    await faults([]);
    assert.equal((await ada.get('/account')).status, 200);
  });

  it('delays, then answers as usual', async () => {
    await faults([{ path: '/api/v2.0/account', kind: 'delay', value: 60 }]);
    const start = performance.now();
    assert.equal((await ada.get('/account')).status, 200);
    assert.ok(performance.now() - start >= 55);
  });

  it('cuts before anything is done, or after it is', async () => {
    const create = async (): Promise<void> => {
      await ada.post('/envelopes/create_with_files', newEnvelope(await ada.requestId()));
    };
    await faults([{ path: '/api/v2.0/envelopes/create_with_files', kind: 'reset-before' }]);
    await assert.rejects(create());
    assert.equal(await count(), 0);
    await faults([{ path: '/api/v2.0/envelopes/create_with_files', kind: 'reset-after' }]);
    await assert.rejects(create());
    assert.equal(await count(), 1);
    await faults([{ path: '/api/v2.0/envelopes/create_with_files', kind: 'status', value: 500 }]);
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', {}), 500), ['SYSTEM_ERROR']);
    assert.equal(await count(), 1);
  });

  it('keeps the first bytes of an answer, after it is done', async () => {
    const body = newEnvelope(await ada.requestId());
    for (const keep of [0, 10]) {
      await faults([{ path: '/api/v2.0/envelopes/create', kind: 'truncate', value: keep }]);
      const got = await new Promise<{ promised: number; text: string }>((resolve, reject) => {
        const headers = {
          app_auth_type: 'jsign-oauth2',
          authorization: `Bearer ${ada.token}`,
          'content-type': 'application/json',
        };
        const call = request(
          `${ada.base}/api/v2.0/envelopes/create_with_files`,
          { method: 'POST', headers },
          (response) => {
            let text = '';
            response.on('data', (chunk: Buffer) => (text += chunk.toString()));
            response.on('error', () =>
              resolve({ promised: Number(response.headers['content-length']), text }),
            );
            response.on('end', () => reject(new Error('The answer was whole.')));
          },
        );
        call.on('error', reject);
        call.end(JSON.stringify(body));
      });
      assert.equal(got.text.length, keep);
      assert.ok(got.promised > 50);
    }
    assert.equal(await count(), 1, 'the second one found its upload used');
  });

  it('lists the requests it got', async () => {
    await harness.control('POST', 'reset');
    await ada.get('/account?x=1');
    await ada.get('/nothing');
    const { body } = await harness.control('GET', 'requests');
    assert.deepEqual(
      (body as Json[]).map((r) => [r['method'], r['path'], r['status']]),
      [
        ['GET', '/api/v2.0/account', 200],
        ['GET', '/api/v2.0/nothing', 404],
      ],
    );
    assert.ok((body as Json[]).every((r) => !Number.isNaN(Date.parse(String(r['time'])))));
  });

  it('refuses a foreign origin, and a foreign host everywhere but at signing links', async () => {
    const ask = (route: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const call = request(harness.sandbox.url + route, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        call.on('error', reject);
        call.end();
      });
    assert.equal(await ask('/_sandbox/outbox', { origin: 'https://evil.example' }), 403);
    assert.equal(await ask('/_sandbox/outbox', { origin: 'null' }), 403);
    assert.equal(await ask('/_sandbox/outbox', { origin: 'http://localhost:3000' }), 200);
    for (const route of ['/_sandbox/outbox', '/outbox', '/api/v2.0/account', '/_sandbox/health']) {
      assert.equal(await ask(route, { host: 'evil.example' }), 403, route);
    }
    assert.equal(await ask('/sign/x', { host: 'proxy.example' }), 404);
    assert.equal(await ask('/script/embeddedsignhandler.js', { host: 'proxy.example' }), 200);
  });

  it('tells loopback names from others', () => {
    for (const host of [
      'localhost',
      'localhost:80',
      '127.0.0.1:4711',
      '127.8.9.1',
      '[::1]:80',
      'a.localhost:1',
    ]) {
      assert.ok(isLoopbackHost(host), host);
    }
    for (const host of [
      undefined,
      '',
      'example.org',
      '127.0.0.1.example.org',
      'localhost.example.org',
      '1270.0.0.1',
      'localhost:80:80',
      '10.0.0.1',
    ]) {
      assert.ok(!isLoopbackHost(host), host);
    }
    assert.ok(
      isLocalOrigin(undefined) && isLocalOrigin('http://127.0.0.1:1') && isLocalOrigin('http://[::1]:1'),
    );
    assert.ok(
      !isLocalOrigin('null') &&
        !isLocalOrigin('http://localhost.example.org') &&
        !isLocalOrigin('vscode-webview://x'),
    );
  });
});

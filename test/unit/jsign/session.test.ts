import assert from 'node:assert/strict';
import type { JsignClient } from '../../../src/jsign/api';
import { login } from '../../../src/jsign';
import { cut, data, failure, html, RecordingServer } from './recordingServer';
import { clientFor, failsWith, goodTokens, ManualTiming, MemoryStore, source, tokenData } from './support';

const STATS = { envelope_stats: { completed: 1, declined: 0, expired: 0, failed: 0, cancelled: 0 } };
const MINUTE = 60_000;
const DAY = 24 * 3600_000;
const envelope = {
  name: 'Lease',
  options: {},
  signers: [],
  documents: [{ requestId: 'r1', ref: 1, name: 'lease.pdf' }],
};
const REFRESH = 'POST /api/v2.0/authorization/refresh_token';

describe('jSign session', () => {
  let server: RecordingServer;
  let issued: number;
  beforeEach(async () => {
    server = await RecordingServer.start();
    issued = 0;
    // Takes only the newest token it has issued, and begins with none.
    server.always((request, response) => {
      const refresh = request.url.endsWith('refresh_token');
      const good = request.headers.authorization === `Bearer access-new${issued}`;
      const answer = refresh
        ? data(tokenData(`new${++issued}`))
        : good
          ? data({ ...STATS, envelope_id: 'e1', request_id: 'r1' })
          : failure(401, 'TOKEN_EXPIRED');
      answer(request, response);
    });
  });
  afterEach(() => server.stop());
  const refreshes = () => server.paths.filter((path) => path === REFRESH).length;

  it('one renewal serves all concurrent calls, when all are told that the token has expired', async () => {
    const { client, store } = clientFor(server.origin);
    await Promise.all(Array.from({ length: 20 }, () => client.account.statistics()));
    assert.equal(refreshes(), 1);
    assert.deepEqual(
      store.writes.map(({ accessToken }) => accessToken),
      ['access-new1'],
    );
  });

  it('one renewal serves all concurrent calls, five minutes before the end; none goes out with the old token', async () => {
    const store = new MemoryStore(goodTokens('first', 5 * MINUTE - 1000));
    const { client } = clientFor(server.origin, { tokens: store });
    await Promise.all(Array.from({ length: 20 }, () => client.account.statistics()));
    assert.equal(refreshes(), 1);
    assert.equal(server.requests.length, 21);
  });

  it('with more than five minutes left nothing is renewed', async () => {
    const store = new MemoryStore(goodTokens('new0', 5 * MINUTE + 10_000));
    const { client } = clientFor(server.origin, { tokens: store });
    await client.account.statistics();
    assert.equal(refreshes(), 0);
    assert.deepEqual(store.writes, []);
  });

  it('what acts or uploads is said again after an expired token, since a 401 means that nothing was done', async () => {
    const acts: ((client: JsignClient) => Promise<unknown>)[] = [
      (c) => c.envelopes.cancel('e1', 'r'),
      (c) => c.envelopes.remindSigner('e1', 'ada@example.org'),
      (c) => c.envelopes.uploadFile(source(Buffer.from('%PDF'))),
    ];
    for (const act of acts) {
      const { client } = clientFor(server.origin);
      const before = server.requests.length;
      await act(client);
      const [first, second, third] = server.paths.slice(before);
      assert.equal(first, third);
      assert.equal(second, REFRESH);
    }
  });

  it('a call that creates is said once: it fails, and the next one goes out after renew()', async () => {
    const { client } = clientFor(server.origin);
    const facts = {
      kind: 'expired',
      code: 'TOKEN_EXPIRED',
      status: 401,
      requestSent: true,
      replyRead: true,
    } as const;
    await failsWith(client.envelopes.createWithFiles(envelope), facts);
    assert.equal(server.requests.length, 1);
    await client.renew();
    assert.equal(await client.envelopes.createWithFiles(envelope), 'e1');
    assert.equal(refreshes(), 1);
  });

  it('renew() does not renew what another call has renewed since', async () => {
    const { client } = clientFor(server.origin);
    await failsWith(client.envelopes.createWithFiles(envelope), { kind: 'expired' });
    await client.account.statistics();
    await client.renew();
    assert.equal(refreshes(), 1);
    await client.renew();
    assert.equal(refreshes(), 2);
  });

  it('a call that creates is preceded by a renewal when the token ends soon', async () => {
    const store = new MemoryStore(goodTokens('first', MINUTE));
    const { client } = clientFor(server.origin, { tokens: store });
    assert.equal(await client.envelopes.createWithFiles(envelope), 'e1');
    assert.deepEqual(server.paths, [REFRESH, 'POST /api/v2.0/envelopes/create_with_files']);
  });

  it('when that renewal fails, the creating call was certainly not sent', async () => {
    const store = new MemoryStore(goodTokens('first', -MINUTE));
    const { client } = clientFor(server.origin, { tokens: store });
    server.next(cut, cut, cut);
    const operation = 'envelopes.createWithFiles';
    await failsWith(client.envelopes.createWithFiles(envelope), {
      operation,
      kind: 'network',
      requestSent: false,
    });
    server.next(failure(500, 'SYSTEM_ERROR'), failure(500, 'SYSTEM_ERROR'), failure(500, 'SYSTEM_ERROR'));
    const facts = {
      operation,
      kind: 'server',
      requestSent: false,
      replyRead: false,
    } as const;
    const error = await failsWith(client.envelopes.createWithFiles(envelope), facts);
    assert.equal(error.status, undefined, 'the status of the renewal is not this call’s');
    server.next(failure(401, 'UNAUTHORIZED'));
    await failsWith(client.envelopes.createWithFiles(envelope), {
      operation,
      kind: 'expired',
      requestSent: false,
    });
    assert.ok(server.paths.every((path) => path === REFRESH));
  });

  it('a failing network while renewing loses nothing: tokens with minutes left are used, and kept', async () => {
    const store = new MemoryStore(goodTokens('new0', 2 * MINUTE));
    const { client } = clientFor(server.origin, { tokens: store });
    server.next(cut, html(502), cut);
    await client.account.statistics();
    assert.equal(store.tokens?.accessToken, 'access-new0');
    assert.deepEqual(store.writes, []);
    await client.account.statistics();
    assert.equal(store.tokens.accessToken, 'access-new1');
  });

  it('a renewal that another window has made is taken over without asking', async () => {
    const store = new MemoryStore(goodTokens('first', MINUTE));
    const { client } = clientFor(server.origin, { tokens: store });
    server.next(data(tokenData('new9', 60)), data(STATS));
    await client.account.statistics(); // now knows a token that ends soon
    issued = 5;
    store.tokens = goodTokens('new5');
    await failsWith(client.envelopes.createWithFiles(envelope), { kind: 'expired' });
    await client.renew();
    await client.account.statistics();
    assert.equal(refreshes(), 1);
    assert.equal(server.last.headers.authorization, 'Bearer access-new5');
  });

  it('a refused renewal counts only if no other window has renewed in the meantime', async () => {
    const store = new MemoryStore(goodTokens('first', -MINUTE));
    const { client } = clientFor(server.origin, { tokens: store });
    server.next((request, response) => {
      // The other window was faster, and this one's refresh token is spent.
      issued = 7;
      store.tokens = goodTokens('new7');
      failure(401, 'UNAUTHORIZED')(request, response);
    });
    await client.account.statistics();
    assert.equal(server.last.headers.authorization, 'Bearer access-new7');
  });

  it('a renewal that is really refused is `expired`, for every call that waited', async () => {
    for (const refusal of [
      failure(401, 'UNAUTHORIZED'),
      failure(400, 'REFRESH_TOKEN_REQUIRED'),
      failure(401, 'TOKEN_EXPIRED'),
    ]) {
      const { client } = clientFor(server.origin, { tokens: new MemoryStore(goodTokens('first', -MINUTE)) });
      server.next(refusal);
      const calls = Array.from({ length: 5 }, () =>
        failsWith(client.account.statistics(), { kind: 'expired' }),
      );
      await Promise.all(calls);
    }
    assert.equal(refreshes(), 3);
  });

  it('a token that is refused again right after renewing is `expired`, not an endless loop', async () => {
    server.always((request, response) => {
      const answer = request.url.endsWith('refresh_token')
        ? data(tokenData('x'))
        : failure(401, 'TOKEN_EXPIRED');
      answer(request, response);
    });
    const { client } = clientFor(server.origin);
    await failsWith(client.account.statistics(), { kind: 'expired', requestSent: true });
    assert.equal(server.requests.length, 3);
  });

  it('another 401 is `credentials`; a sign-in that another window has stored since is tried', async () => {
    const { client, store } = clientFor(server.origin);
    server.next(failure(401, 'UNAUTHORIZED'));
    await failsWith(client.account.statistics(), { kind: 'credentials', code: 'UNAUTHORIZED', status: 401 });
    assert.equal(server.requests.length, 1);
    store.tokens = goodTokens('new0');
    server.next(failure(401, 'UNAUTHORIZED'));
    await client.account.statistics();
    assert.equal(refreshes(), 0);
  });

  it('signed out: `credentials`, and nothing is sent', async () => {
    const { client } = clientFor(server.origin, { tokens: new MemoryStore(undefined) });
    await failsWith(client.account.statistics(), { kind: 'credentials', requestSent: false });
    await failsWith(client.renew(), { kind: 'credentials', requestSent: false });
    assert.deepEqual(server.requests, []);
  });

  it('one caller that gives up does not end the renewal for the others', async () => {
    const { client } = clientFor(server.origin, { tokens: new MemoryStore(goodTokens('first', -MINUTE)) });
    const stop = new AbortController();
    let release: () => void = () => undefined;
    server.next((request, response) => {
      issued = 1;
      release = () => data(tokenData('new1'))(request, response);
    });
    const leaves = failsWith(client.account.statistics({ signal: stop.signal }), {
      kind: 'cancelled',
      requestSent: false,
    });
    const renews = failsWith(client.renew({ signal: stop.signal }), { kind: 'cancelled' });
    const stays = client.account.statistics();
    while (server.requests.length === 0) await new Promise(setImmediate);
    stop.abort();
    await Promise.all([leaves, renews]);
    release();
    assert.equal((await stays).completed, 1);
  });

  it('a store that cannot write fails no call, and is said in the log', async () => {
    const store = new MemoryStore(goodTokens('first', -MINUTE));
    store.failing = true;
    const lines: string[] = [];
    const { client } = clientFor(server.origin, { tokens: store, log: (line) => lines.push(line) });
    await client.account.statistics();
    await client.account.statistics();
    assert.equal(refreshes(), 1);
    assert.ok(lines.some((line) => line.includes('could not be stored')));
  });

  describe('a wrong clock', () => {
    for (const wrong of [-DAY, DAY]) {
      it(`${wrong < 0 ? 'a day behind' : 'a day ahead'}: one renewal at most, then the service's own time counts`, async () => {
        const timing = new ManualTiming(Date.now() + wrong);
        const { client } = clientFor(
          server.origin,
          { tokens: new MemoryStore(goodTokens('old')) },
          { timing },
        );
        for (let call = 0; call < 5; call++) await client.account.statistics();
        assert.equal(refreshes(), 1);
      });
    }

    it('a day behind, after its first reply: a token that ends in a minute is renewed before it is used', async () => {
      const timing = new ManualTiming(Date.now() - DAY);
      const store = new MemoryStore(goodTokens('new0', 2 * MINUTE));
      const { client } = clientFor(server.origin, { tokens: store }, { timing });
      await client.account.statistics();
      assert.equal(refreshes(), 0);
      assert.equal(await client.envelopes.createWithFiles(envelope), 'e1');
      assert.equal(refreshes(), 1);
    });

    it('a duration in `expires_in` counts from the service’s time', async () => {
      server.next(data({ ...tokenData('a'), expires_in: 3600 }));
      const timing = new ManualTiming(Date.now() + DAY);
      const request = { apiKey: 'k', apiSecret: 's', email: 'ada@example.org', password: 'p' };
      const tokens = await login(server.origin, request, {}, { timing });
      assert.ok(Math.abs(tokens.expiresAt - (Date.now() + 3600_000)) < 5000);
    });

    it('tokens that look spent when they are issued, without a `Date` to compare: the service decides, no endless renewing', async () => {
      server.always((request, response) => {
        response.sendDate = false;
        (request.url.endsWith('refresh_token') ? data(tokenData('new')) : data(STATS))(request, response);
      });
      const timing = new ManualTiming(Date.now() + DAY);
      const { client } = clientFor(server.origin, {}, { timing });
      for (let call = 0; call < 4; call++) await client.account.statistics();
      assert.equal(refreshes(), 1);
    });
  });

  it('the log has one line per request and nothing personal', async () => {
    const lines: string[] = [];
    const { client } = clientFor(server.origin, {
      tokens: new MemoryStore(goodTokens('new0')),
      log: (line) => lines.push(line),
    });
    await client.envelopes.remindSigner('secret-id', 'ada@example.org');
    server.next(cut);
    await failsWith(client.envelopes.cancel('secret-id', 'private reason'), { kind: 'network' });
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /^envelopes\.remindSigner 200 \d+ ms$/);
    assert.match(lines[1] ?? '', /^envelopes\.cancel reset ECONNRESET \d+ ms$/);
  });
});

import assert from 'node:assert/strict';
import type { JsignClient } from '../../../src/jsign/api';
import { systemTiming } from '../../../src/jsign/timing';
import { cut, data, failure, html, RecordingServer } from './recordingServer';
import { clientFor, failsWith, ManualTiming, source } from './support';

const STATS = { envelope_stats: { completed: 1, declined: 0, expired: 0, failed: 0, cancelled: 0 } };
const base = { name: 'Lease', options: {}, signers: [] };
const documents = [{ requestId: 'r1', ref: 1, name: 'lease.pdf' }];
const inline = [{ bytes: Buffer.from('%PDF'), ref: 1, name: 'lease.pdf' }];

/** Everything that creates, reminds, cancels, declines, changes or deletes. */
const NEVER_REPEATED: Readonly<Record<string, (client: JsignClient) => Promise<unknown>>> = {
  createWithFiles: (c) => c.envelopes.createWithFiles({ ...base, documents }),
  create: (c) => c.envelopes.create({ ...base, documents: inline }),
  createWithTemplate: (c) => c.envelopes.createWithTemplate({ ...base, templateId: 't1' }),
  'templates.createWithFiles': (c) => c.templates.createWithFiles({ name: 'T', roles: [], documents }),
  'templates.create': (c) => c.templates.create({ name: 'T', roles: [], documents: inline }),
  decline: (c) => c.envelopes.decline('e1', 'r'),
  cancel: (c) => c.envelopes.cancel('e1', 'r'),
  remindSigner: (c) => c.envelopes.remindSigner('e1', 'ada@example.org'),
  updateMetadata: (c) => c.envelopes.updateMetadata('e1', { name: 'x' }),
  deleteFiles: (c) => c.envelopes.deleteFiles('e1'),
  extendDueDate: (c) => c.envelopes.extendDueDate('e1', '2026-04-29'),
  'templates.action': (c) => c.templates.action('t1', 'delete'),
  'attachments.add': (c) => c.attachments.add('e1', source(Buffer.from('x'))),
  login: (c) => c.authorization.login({ apiKey: 'k', apiSecret: 's', email: 'a@example.org', password: 'p' }),
};

describe('jSign repeats', () => {
  let server: RecordingServer;
  beforeEach(async () => {
    server = await RecordingServer.start();
  });
  afterEach(() => server.stop());

  for (const [name, call] of Object.entries(NEVER_REPEATED)) {
    it(`${name} is never repeated by itself`, async () => {
      const { client, timing } = clientFor(server.origin);
      const troubles = [
        cut,
        failure(500, 'SYSTEM_ERROR'),
        failure(500, 'EMAIL_SENDING_FAILED'),
        html(503, { 'Retry-After': '1' }),
        html(429),
      ];
      for (const trouble of troubles) {
        server.next(trouble);
        const before = server.requests.length;
        await failsWith(call(client), { requestSent: true });
        assert.equal(server.requests.length, before + 1);
      }
      assert.deepEqual(timing.waits, []);
    });
  }

  it('reads are repeated twice at most, later each time, with chance in it', async () => {
    for (const chance of [0, 0.999]) {
      const timing = new ManualTiming(Date.now(), chance);
      const { client } = clientFor(server.origin, {}, { timing });
      server.next(cut, failure(500, 'SYSTEM_ERROR'), data(STATS));
      assert.equal((await client.account.statistics()).completed, 1);
      assert.equal(timing.waits.length, 2);
      const [first = 0, second = 0] = timing.waits;
      assert.ok(first >= 200 && first <= 400 && second >= 400 && second <= 800, `${first}, ${second}`);
      server.next(cut, cut, cut);
      const before = server.requests.length;
      await failsWith(client.account.statistics(), { kind: 'network', network: 'reset' });
      assert.equal(server.requests.length, before + 3);
    }
  });

  it('an upload is repeated by opening its source again', async () => {
    const { client } = clientFor(server.origin);
    const bytes = Buffer.from('%PDF-1.7 …');
    const file = source(bytes);
    const progress: number[] = [];
    server.next(html(502), cut, data({ request_id: 'r1' }));
    assert.equal(
      await client.envelopes.uploadFile(file, { onProgress: (sent) => progress.push(sent) }),
      'r1',
    );
    assert.equal(file.opened, 3);
    assert.ok(server.requests.every(({ body }) => body.includes(bytes)));
    assert.deepEqual(progress, [0, bytes.byteLength, 0, bytes.byteLength, 0, bytes.byteLength]);
  });

  it('Retry-After is honoured, in seconds or as a date, up to half a minute', async () => {
    const { client, timing } = clientFor(server.origin);
    const date = new Date(Math.ceil(timing.time / 1000) * 1000 + 7000);
    for (const [value, least, most] of [
      ['5', 5000, 5000],
      ['3600', 30_000, 30_000],
      [date.toUTCString(), 7000, 8000],
      ['never', 200, 400],
      ['-5', 200, 400],
    ] as const) {
      timing.waits.length = 0;
      server.next(html(503, { 'Retry-After': value }), data(STATS));
      await client.account.statistics();
      const [waited = 0] = timing.waits;
      assert.ok(waited >= least && waited <= most, `${value}: ${waited}`);
    }
    server.next(html(503, { 'Retry-After': '9' }));
    const error = await failsWith(client.envelopes.cancel('e1', 'r'), { kind: 'server' });
    assert.equal(error.retryAfter, 9000);
  });

  it('what cannot get better is not repeated: a refusal, a page, an unknown path', async () => {
    const { client, timing } = clientFor(server.origin);
    for (const answer of [
      failure(400, 'PAGE_SIZE_EXCEEDED'),
      html(200),
      html(404),
      failure(401, 'UNAUTHORIZED'),
    ]) {
      server.next(answer);
      await failsWith(client.account.statistics(), { requestSent: true });
    }
    assert.equal(server.requests.length, 4);
    assert.deepEqual(timing.waits, []);
  });

  it('a read that gets no answer is asked once more', async () => {
    const { client, timing } = clientFor(server.origin, { timeout: 60 });
    server.always(() => undefined);
    await failsWith(client.account.statistics(), { kind: 'timeout' });
    assert.equal(server.requests.length, 2);
    assert.equal(timing.waits.length, 1);
  });

  it('cancelling ends the waiting between repeats', async () => {
    const stop = new AbortController();
    const timing = new ManualTiming();
    timing.onWait = () => stop.abort();
    const { client } = clientFor(server.origin, {}, { timing });
    server.next(cut, data(STATS));
    await failsWith(client.account.statistics({ signal: stop.signal }), {
      kind: 'cancelled',
      requestSent: true,
    });
    assert.equal(server.requests.length, 1);
    // The system's own timing does not sit out its time either.
    const started = performance.now();
    const later = new AbortController();
    const wait = systemTiming.wait(60_000, later.signal);
    later.abort();
    await wait;
    await systemTiming.wait(60_000, AbortSignal.abort());
    assert.ok(performance.now() - started < 10_000);
  });

  describe('variants of a path', () => {
    const VARIANTS: readonly [string, (client: JsignClient) => Promise<unknown>, string, string][] = [
      [
        'decline',
        (c) => c.envelopes.decline('e1', 'r'),
        'POST /api/v2.0/envelopes/e1/decline',
        'POST /apiv2.0/envelopes/e1/decline',
      ],
      [
        'remindSigner',
        (c) => c.envelopes.remindSigner('e1', 'a@b.example'),
        'POST /api/v2.0/envelopes/e1/remind_signer',
        'POST /api/v2.0/envelope/e1/remind_signer',
      ],
      [
        'deleteFiles',
        (c) => c.envelopes.deleteFiles('e1'),
        'POST /api/v2.0/envelopes/e1/delete',
        'POST /v2.0/envelopes/e1/delete',
      ],
      [
        'extendDueDate',
        (c) => c.envelopes.extendDueDate('e1', '2026-04-29'),
        'PUT /api/v2.0/envelopes/e1/extend_signing_due_date?due_date=04%2F29%2F2026',
        'POST /api/v2.0/envelopes/e1/extend_signing_due_date?due_date=04%2F29%2F2026',
      ],
      [
        'templates.action',
        (c) => c.templates.action('t1', 'delete'),
        'PUT /api/v2.0/templates/t1/action/delete',
        'PUT /api/v2.0/template/t1/action/delete',
      ],
      [
        'attachments.list',
        (c) => c.attachments.list('e1'),
        'GET /api/v2.0/envelopes/e1/list_supporting_document',
        'GET /api/2.0/envelopes/e1/list_supporting_document',
      ],
      [
        'templates.uploadFile',
        (c) => c.templates.uploadFile(source(Buffer.from('x'))),
        'POST /api/v2.0/templates/upload_file',
        'POST /api/v2.0/template/upload_file',
      ],
    ];
    for (const [name, call, canonical, variant] of VARIANTS) {
      it(`${name}: tried once on a 404, then remembered`, async () => {
        const { client } = clientFor(server.origin);
        const found = data([{ request_id: 'r1', supporting_document_id: 's1' }]);
        server.next(html(404), found, found);
        await call(client);
        await call(client);
        assert.deepEqual(server.paths, [canonical, variant, variant]);
      });
    }

    it('neither is there: the first 404 is told and nothing is remembered', async () => {
      const { client } = clientFor(server.origin);
      await failsWith(client.envelopes.decline('e1', 'r'), {
        kind: 'not-found',
        status: 404,
        requestSent: true,
      });
      await failsWith(client.envelopes.decline('e1', 'r'), { kind: 'not-found' });
      assert.equal(server.requests.length, 4);
    });

    it('calls that create never try it by themselves, and use it when asked', async () => {
      const asked: [(client: JsignClient, variant?: boolean) => Promise<unknown>, string][] = [
        [
          (c, variant) => c.envelopes.createWithFiles({ ...base, documents }, variant ? { variant } : {}),
          'POST /api/v2.0/envelope/create_with_files',
        ],
        [
          (c, variant) => c.envelopes.create({ ...base, documents: inline }, variant ? { variant } : {}),
          'POST /api/v2.0/envelope/create',
        ],
        [
          (c, variant) =>
            c.templates.create({ name: 'T', roles: [], documents: inline }, variant ? { variant } : {}),
          'POST /api/v2.0/templates/create',
        ],
        [
          (c, variant) =>
            c.templates.createWithFiles({ name: 'T', roles: [], documents }, variant ? { variant } : {}),
          'POST /api/v2.0/template/create_with_files',
        ],
      ];
      for (const [call, variant] of asked) {
        const { client } = clientFor(server.origin);
        const before = server.requests.length;
        await failsWith(call(client), { kind: 'not-found', requestSent: true });
        assert.equal(server.requests.length, before + 1);
        server.next(data({ id: 'x' }));
        await call(client, true);
        assert.equal(server.paths.at(-1), variant);
        server.next(data({ id: 'x' }));
        await call(client);
        assert.notEqual(server.paths.at(-1), variant);
      }
    });
  });

  it('an id that would climb out of its path is refused before anything is sent', async () => {
    const { client } = clientFor(server.origin);
    for (const id of ['', '.', '..', ' .. ', '\ud800']) {
      await failsWith(client.envelopes.details(id), {
        kind: 'refused',
        code: 'ID_INVALID',
        requestSent: false,
      });
    }
    server.next(data(STATS));
    await failsWith(client.envelopes.details('../../account?x=1#'), { kind: 'unreadable' });
    assert.deepEqual(server.paths, ['GET /api/v2.0/envelopes/..%2F..%2Faccount%3Fx%3D1%23/details']);
    for (const day of ['2026-02-30', '26-1-1', '01/02/2026', '2026-13-01']) {
      await failsWith(client.envelopes.extendDueDate('e1', day), {
        kind: 'refused',
        code: 'DATE_INVALID',
        requestSent: false,
      });
    }
  });
});

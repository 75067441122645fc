import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { JsignError } from '../../../src/jsign/errors';
import { classifyFailure } from '../../../src/jsign/networkFailure';
import { NodeFetchTransport } from '../../../src/jsign/nodeFetchTransport';
import type { UploadSource } from '../../../src/jsign/types';
import { answering, closedPort, makeCertificate, RawServer } from './rawServer';
import { data, html, RecordingServer } from './recordingServer';
import { clientFor, failsWith, source } from './support';

const envelope = {
  name: 'Lease',
  options: {},
  signers: [],
  documents: [{ requestId: 'r1', ref: 1, name: 'lease.pdf' }],
};
const REPLY = JSON.stringify({ data: { envelope_id: 'e1' } });
const HEAD = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${REPLY.length}\r\n\r\n`;

/** The call whose fate matters most. */
function create(
  origin: string,
  options: { timeout?: number; ca?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const { signal, ...settings } = options;
  return clientFor(origin, settings).client.envelopes.createWithFiles(envelope, signal ? { signal } : {});
}

describe('jSign network failures without a connection to look at', () => {
  const cases: [code: string | undefined, syscall: string | undefined, reason: string, sent: boolean][] = [
    ['ENOTFOUND', 'getaddrinfo', 'dns', false],
    ['EAI_AGAIN', 'getaddrinfo', 'dns', false],
    ['ECONNREFUSED', 'connect', 'connect', false],
    ['EHOSTUNREACH', 'connect', 'connect', false],
    ['ETIMEDOUT', 'connect', 'connect', false],
    ['ETIMEDOUT', 'read', 'reset', true],
    ['EHOSTUNREACH', undefined, 'reset', true],
    ['CERT_HAS_EXPIRED', undefined, 'tls', false],
    ['EPROTO', 'write', 'tls', true],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', undefined, 'tls', true],
    ['ECONNRESET', 'read', 'reset', true],
    ['EPIPE', 'write', 'reset', true],
    ['HPE_INVALID_CONSTANT', undefined, 'garbled', true],
    ['ENEW', undefined, 'other', true],
    [undefined, undefined, 'other', true],
  ];
  for (const [code, syscall, reason, sent] of cases) {
    it(`${code ?? 'no code'} ${syscall ?? ''}: ${reason}, ${sent ? 'may have left' : 'did not leave'}`, () => {
      assert.deepEqual(classifyFailure(code, syscall, { connected: undefined, secure: true }), {
        reason,
        sent,
      });
    });
  }
});

describe('jSign transport: whether a request left', function () {
  this.timeout(20_000);
  const servers: { stop(): Promise<void> }[] = [];
  const own = <T extends { stop(): Promise<void> }>(server: T): T => {
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  const self = makeCertificate();

  describe('certainly not', () => {
    it('the name is not known', async () => {
      await failsWith(create('https://jsign.invalid'), {
        kind: 'network',
        network: 'dns',
        requestSent: false,
      });
    });

    it('nobody listens', async () => {
      const port = await closedPort();
      for (const host of ['127.0.0.1', 'localhost']) {
        const facts = {
          kind: 'network',
          network: 'connect',
          code: 'ECONNREFUSED',
          requestSent: false,
        } as const;
        await failsWith(create(`http://${host}:${port}`), facts);
      }
    });

    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      it(`the certificate is self-signed (${version}); the server got nothing`, async () => {
        const server = own(await RawServer.secure(self, undefined, version));
        const code = 'DEPTH_ZERO_SELF_SIGNED_CERT';
        await failsWith(create(server.origin), { kind: 'network', network: 'tls', code, requestSent: false });
        const [socket] = server.sockets;
        if (socket && !socket.destroyed) await once(socket, 'close');
        assert.equal(server.received, 0);
      });
    }

    it('the certificate has an unknown issuer, has expired, or is another host’s', async () => {
      const issuer = makeCertificate();
      const cases = [
        { certificate: makeCertificate({ issuer }), ca: undefined, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
        {
          certificate: makeCertificate({ issuer, expired: true }),
          ca: issuer.cert,
          code: 'CERT_HAS_EXPIRED',
        },
        {
          certificate: makeCertificate({ issuer, ip: '10.9.8.7' }),
          ca: issuer.cert,
          code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        },
      ];
      for (const { certificate, ca, code } of cases) {
        const server = own(await RawServer.secure(certificate));
        const facts = { kind: 'network', network: 'tls', code, requestSent: false } as const;
        await failsWith(create(server.origin, ca === undefined ? {} : { ca }), facts);
        assert.equal(server.received, 0);
      }
    });

    it('the host does not speak TLS', async () => {
      const server = own(await RecordingServer.start());
      const code = 'ERR_SSL_WRONG_VERSION_NUMBER';
      const origin = server.origin.replace('http:', 'https:');
      const error = await failsWith(create(origin), { kind: 'network', network: 'tls', requestSent: false });
      assert.ok(
        error.code === code || error.code === 'EPROTO' || error.code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG',
        error.code,
      );
    });

    it('the connection is cut during the handshake', async () => {
      const server = own(
        await RawServer.plain((socket) => socket.once('data', () => socket.resetAndDestroy()), 'https'),
      );
      await failsWith(create(server.origin), { kind: 'network', network: 'tls', requestSent: false });
    });

    it('the handshake never ends: timeout and cancel', async () => {
      const server = own(await RawServer.plain(() => undefined, 'https'));
      await failsWith(create(server.origin, { timeout: 60 }), { kind: 'timeout', requestSent: false });
      const stop = new AbortController();
      const call = create(server.origin, { signal: stop.signal });
      while (server.received === 0) await new Promise(setImmediate);
      stop.abort();
      await failsWith(call, { kind: 'cancelled', requestSent: false });
    });

    it('it was cancelled before it began', async () => {
      const server = own(await RecordingServer.start());
      await failsWith(create(server.origin, { signal: AbortSignal.abort() }), {
        kind: 'cancelled',
        requestSent: false,
      });
      const transport = new NodeFetchTransport({ secure: false, timeout: 1000 });
      const request = {
        method: 'GET',
        url: server.origin,
        headers: {},
        connection: 'fresh',
        signal: AbortSignal.abort(),
      } as const;
      await assert.rejects(transport.send(request), { facts: { reason: 'cancelled', sent: false } });
      assert.deepEqual(server.requests, []);
    });
  });

  describe('it did, or may have', () => {
    const cases: readonly {
      readonly name: string;
      readonly server: () => Promise<RawServer>;
      readonly facts: Partial<JsignError>;
    }[] = [
      {
        name: 'reset before an answer',
        server: () => RawServer.plain((socket) => socket.once('data', () => socket.resetAndDestroy())),
        facts: { kind: 'network', network: 'reset' },
      },
      {
        name: 'closed before an answer',
        server: () => RawServer.plain((socket) => socket.once('data', () => socket.end())),
        facts: { kind: 'network', network: 'reset' },
      },
      {
        name: 'reset over TLS',
        server: () => RawServer.secure(self, (socket) => socket.once('data', () => socket.destroy())),
        facts: { kind: 'network', network: 'reset' },
      },
      {
        name: 'half a reply, then closed',
        server: () => RawServer.plain(answering(HEAD + REPLY.slice(0, 10), (socket) => socket.end())),
        facts: { kind: 'network', network: 'reset', status: 200 },
      },
      {
        name: 'half a head, then closed',
        server: () => RawServer.plain(answering(HEAD.slice(0, 30), (socket) => socket.end())),
        facts: { kind: 'network', network: 'reset' },
      },
      {
        name: 'half a reply that says it is whole',
        server: () =>
          RawServer.plain(answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n' + REPLY.slice(0, 10))),
        facts: { kind: 'unreadable', status: 200 },
      },
      {
        name: 'half a chunked reply',
        server: () =>
          RawServer.plain(
            answering('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"dat\r\n', (socket) =>
              socket.end(),
            ),
          ),
        facts: { kind: 'network', network: 'reset', status: 200 },
      },
      {
        name: 'something that is not HTTP',
        server: () => RawServer.plain(answering('SSH-2.0-OpenSSH_9.6\r\n')),
        facts: { kind: 'unreadable' },
      },
    ];
    for (const { name, server, facts } of cases) {
      it(name, async () => {
        const { origin } = own(await server());
        const options = origin.startsWith('https') ? { ca: self.cert } : {};
        await failsWith(create(origin, options), { ...facts, requestSent: true, replyRead: false });
      });
    }

    it('it never answers: timeout and cancel', async () => {
      const server = own(await RawServer.plain(() => undefined));
      await failsWith(create(server.origin, { timeout: 60 }), { kind: 'timeout', requestSent: true });
      server.received = 0;
      const stop = new AbortController();
      const call = create(server.origin, { signal: stop.signal });
      while (server.received === 0) await new Promise(setImmediate);
      stop.abort();
      await failsWith(call, { kind: 'cancelled', requestSent: true, replyRead: false });
    });

    it('it stops in the middle of its reply', async () => {
      const server = own(await RawServer.plain(answering(HEAD + REPLY.slice(0, 5))));
      await failsWith(create(server.origin, { timeout: 60 }), {
        kind: 'timeout',
        status: 200,
        requestSent: true,
      });
    });
  });

  it('a slow reply that goes on arriving is waited for', async () => {
    const limit = 400;
    let started = 0;
    const server = own(
      await RawServer.plain((socket) =>
        socket.once('data', () => {
          started = performance.now();
          socket.write(HEAD);
          let at = 0;
          const timer = setInterval(() => {
            socket.write(REPLY.slice(at, (at += 2)));
            if (at >= REPLY.length) clearInterval(timer);
          }, 40);
        }),
      ),
    );
    assert.equal(await create(server.origin, { timeout: limit }), 'e1');
    assert.ok(performance.now() - started > limit, 'it was slower than the limit as a whole');
  });

  it('a private authority given as PEM is trusted, besides the usual ones', async () => {
    const server = own(await RawServer.secure(self, answering(HEAD + REPLY)));
    assert.equal(await create(server.origin, { ca: self.cert }), 'e1');
  });

  it('no redirect is followed, at home or abroad', async () => {
    const other = own(await RecordingServer.start());
    const server = own(await RecordingServer.start());
    for (const status of [301, 302, 307, 308]) {
      server.next(
        html(status, { Location: `${other.origin}/steal` }),
        html(status, { Location: '/api/v2.0/elsewhere' }),
      );
      await failsWith(create(server.origin), {
        kind: 'unreadable',
        status,
        requestSent: true,
        replyRead: false,
      });
      await failsWith(create(server.origin), { kind: 'unreadable', status });
    }
    assert.deepEqual(other.requests, []);
    assert.equal(server.requests.length, 8);
  });

  it('a page, a redirect without a place, and a proxy’s refusal are told apart', async () => {
    const server = own(await RecordingServer.start());
    server.next(html(200), html(302), html(407), html(400), html(401), html(500), html(404));
    await failsWith(create(server.origin), { kind: 'unreadable', status: 200, replyRead: false });
    await failsWith(create(server.origin), { kind: 'unreadable', status: 302 });
    await failsWith(create(server.origin), { kind: 'network', network: 'proxy', status: 407 });
    await failsWith(create(server.origin), { kind: 'unreadable', status: 400, replyRead: false });
    await failsWith(create(server.origin), { kind: 'unreadable', status: 401, replyRead: false });
    await failsWith(create(server.origin), { kind: 'server', status: 500, replyRead: false });
    await failsWith(create(server.origin), { kind: 'not-found', status: 404, replyRead: false });
    assert.equal(server.requests.length, 7);
  });

  it('reads share connections, what must not be repeated gets its own', async () => {
    const server = own(await RecordingServer.start());
    server.always(
      data({
        envelope_stats: { completed: 1, declined: 1, expired: 1, failed: 1, cancelled: 1 },
        envelope_id: 'e1',
      }),
    );
    const { client } = clientFor(server.origin);
    await client.account.statistics();
    await client.envelopes.createWithFiles(envelope);
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.connection),
      ['keep-alive', 'close'],
    );
  });

  it('a kept connection that has died counts as sent, and a read is made again', async () => {
    let answered = 0;
    const STATS = JSON.stringify({
      data: { envelope_stats: { completed: 1, declined: 0, expired: 0, failed: 0, cancelled: 0 } },
    });
    const server = own(
      await RawServer.plain((socket) => {
        // Each connection answers once, and is cut when it is used again.
        socket.once('data', () => {
          answered++;
          socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${STATS.length}\r\n\r\n${STATS}`);
          socket.once('data', () => socket.resetAndDestroy());
        });
      }),
    );
    const { client, timing } = clientFor(server.origin);
    await client.account.statistics();
    await client.account.statistics();
    assert.equal(timing.waits.length, 1);
    assert.equal(answered, 2);
    const transport = new NodeFetchTransport({ secure: false, timeout: 1000 });
    const request = { method: 'GET', url: server.origin, headers: {}, connection: 'pooled' } as const;
    await transport.send(request);
    await assert.rejects(transport.send(request), {
      facts: { reason: 'reset', sent: true, code: 'ECONNRESET' },
    });
  });

  describe('uploads', () => {
    const big = Buffer.alloc(3_000_000, 7);

    it('progress rises to the size, and is told anew from nothing', async () => {
      const server = own(await RecordingServer.start());
      server.next(data({ request_id: 'x1' }));
      const told: number[] = [];
      const onProgress = (sent: number, total: number) => {
        assert.equal(total, big.byteLength);
        told.push(sent);
      };
      await clientFor(server.origin).client.envelopes.uploadFile(source(big, 'a.pdf', 65536), { onProgress });
      assert.equal(told[0], 0);
      assert.equal(told.at(-1), big.byteLength);
      assert.ok(told.every((sent, index) => index === 0 || sent > (told[index - 1] ?? 0)));
      assert.equal(server.last.body.byteLength, Number(server.last.headers['content-length']));
    });

    it('a source of another size than it said, or that fails, fails the upload and nothing whole arrives', async () => {
      const server = own(await RecordingServer.start());
      const broken = (size: number, fail = false): UploadSource => ({
        name: 'a.pdf',
        size,
        async *open() {
          yield await Promise.resolve(big.subarray(0, 100_000));
          if (fail) throw new Error('EIO /home/ada/secret.pdf');
        },
      });
      const { client } = clientFor(server.origin);
      for (const size of [99_999, 99_900, 100_001, 200_000, 10]) {
        const facts = { kind: 'refused', code: 'SOURCE_SIZE_CHANGED', replyRead: false } as const;
        await failsWith(client.envelopes.uploadFile(broken(size)), facts);
      }
      const error = await failsWith(client.envelopes.uploadFile(broken(200_000, true)), {
        kind: 'refused',
        code: 'SOURCE_UNREADABLE',
      });
      assert.ok(!JSON.stringify([error.message, String(error.cause)]).includes('ada'));
      assert.deepEqual(server.requests, []);
    });

    it('a server that stops reading is a timeout; cancelling closes the source', async () => {
      const server = own(await RawServer.plain((socket) => socket.pause()));
      let closed = 0;
      const sources = () => closed;
      let given = 0;
      const endless: UploadSource = {
        name: 'a.pdf',
        size: 1e9,
        async *open() {
          try {
            for (;;) {
              given += big.byteLength;
              yield await Promise.resolve(big);
            }
          } finally {
            closed++;
          }
        },
      };
      const { client } = clientFor(server.origin, { timeout: 80 });
      await failsWith(client.attachments.add('e1', endless), { kind: 'timeout', requestSent: true });
      assert.equal(sources(), 1);
      assert.ok(given < 100e6, `took ${given} bytes from the source that nobody had read`);
      const stop = new AbortController();
      const patient = clientFor(server.origin).client;
      let sent = 0;
      const call = patient.attachments.add('e1', endless, {
        signal: stop.signal,
        onProgress: (bytes) => (sent = bytes),
      });
      while (sent === 0) await new Promise(setImmediate);
      stop.abort();
      await failsWith(call, { kind: 'cancelled', requestSent: true });
      while (sources() < 2) await new Promise(setImmediate);
    });

    it('a reply before the end of the upload counts, and closes its source', async () => {
      const body = '{"errors":[{"error_code":"FILE_SIZE_LIMIT_EXCEEDED"}]}';
      const server = own(
        await RawServer.plain((socket) =>
          socket.once('data', () => {
            socket.pause();
            socket.write(`HTTP/1.1 400 Bad Request\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
          }),
        ),
      );
      let closed = false;
      const endless: UploadSource = {
        name: 'a.pdf',
        size: 1e9,
        async *open() {
          try {
            for (;;) yield await Promise.resolve(big);
          } finally {
            closed = true;
          }
        },
      };
      const { client } = clientFor(server.origin);
      const facts = {
        kind: 'refused',
        code: 'FILE_SIZE_LIMIT_EXCEEDED',
        status: 400,
        replyRead: true,
      } as const;
      await failsWith(client.attachments.add('e1', endless), facts);
      while (!isTrue(closed)) await new Promise(setImmediate);
    });

    it('a reset in the middle of an upload is the network’s fault, not the file’s', async () => {
      const server = own(
        await RawServer.plain((socket) => socket.once('data', () => socket.resetAndDestroy())),
      );
      const { client } = clientFor(server.origin);
      await failsWith(client.attachments.add('e1', source(big)), {
        kind: 'network',
        network: 'reset',
        requestSent: true,
      });
    });
  });
});

/** A value that changes elsewhere, read anew. */
function isTrue(value: boolean): boolean {
  return value;
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import forge from 'node-forge';
import { readCertificate } from '../../../../src/editor/account/certificate';
import { checkSignIn, type SignInAttempt } from '../../../../src/editor/account/signInCheck';
import { signInProblem } from '../../../../src/editor/account/signInProblem';
import { plain } from '../../../../src/editor/platform/translate';
import { createClient } from '../../../../src/jsign';
import { MemoryLog } from './helpers';

const ENDS = Math.floor(Date.now() / 1000) + 14_400;

/** What the API reference gives for a login (section 3.2) and for the account's details (section 7.1). */
const service: RequestListener = (request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/api/v2.0/authorization/token') {
      const basic = `Basic ${Buffer.from('key:secret').toString('base64')}`;
      const { email, password } = JSON.parse(body) as Record<string, unknown>;
      if (request.headers.authorization !== basic || email !== 'ada@example.org' || password !== 'right') {
        const errors = [{ error_code: 'UNAUTHORIZED', developer_message: 'no' }];
        response.writeHead(401).end(JSON.stringify({ errors }));
        return;
      }
      const data = {
        access_token: 'access',
        refresh_token: 'refresh',
        token_type: 'bearer',
        expires_in: ENDS,
      };
      response.end(JSON.stringify({ message: '', data }));
      return;
    }
    // The name is a convenience: an account whose details cannot be had can still be used.
    response.writeHead(500).end('{"errors":[{"error_code":"SYSTEM_ERROR","developer_message":""}]}');
  });
};
const page: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>');
};

describe('account: asking the service', function () {
  this.timeout(20_000);
  let servers: Server[];
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    return address.port;
  };
  const attempt = (host: string, change: Partial<SignInAttempt> = {}): SignInAttempt => ({
    environment: 'custom',
    host,
    address: host,
    apiKey: 'key',
    apiSecret: 'secret',
    email: 'ada@example.org',
    password: 'right',
    ...change,
  });
  const check = (wanted: SignInAttempt, ca?: string, signal = new AbortController().signal) =>
    checkSignIn(
      {
        loadClient: (settings) => Promise.resolve(createClient(settings)),
        certificate: () => Promise.resolve(ca),
        log: new MemoryLog(),
      },
      wanted,
      signal,
    );
  const sentence = async (wanted: SignInAttempt): Promise<string> => {
    const error: unknown = await check(wanted).then(
      () => assert.fail('signed in'),
      (reason: unknown) => reason,
    );
    return signInProblem(error, 'the-host')?.sentences.map(plain).join(' ') ?? String(error);
  };

  beforeEach(() => (servers = []));
  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('gives what is to be stored, without the password', async () => {
    const host = `http://127.0.0.1:${await listen(createServer(service))}`;
    assert.deepEqual(await check(attempt(host)), {
      environment: 'custom',
      host,
      email: 'ada@example.org',
      name: 'ada@example.org',
      apiKey: 'key',
      apiSecret: 'secret',
      tokens: { accessToken: 'access', refreshToken: 'refresh', expiresAt: ENDS * 1000 },
    });
  });

  it('says of each cause what it is', async () => {
    const host = `http://127.0.0.1:${await listen(createServer(service))}`;
    assert.match(await sentence(attempt(host, { password: 'wrong' })), /did not accept the password/);
    assert.match(
      await sentence(attempt(host, { apiSecret: 'wrong' })),
      /did not accept the password.*API key pair/,
    );
    const other = `http://127.0.0.1:${await listen(createServer(page))}`;
    assert.match(await sentence(attempt(other)), /the-host answered, but not as jSign does/);
    assert.match(await sentence(attempt('https://nowhere.invalid')), /There is no host named the-host/);
    const [closing] = servers;
    closing?.closeAllConnections();
    await new Promise((resolve) => closing?.close(resolve));
    assert.match(await sentence(attempt(host)), /the-host does not answer/);
  });

  it('does not trust a certificate of an authority it does not know, and does when told its file', async () => {
    const { key, certificate } = selfSigned();
    const host = `https://127.0.0.1:${await listen(createSecureServer({ key, cert: certificate }, service))}`;
    assert.match(
      await sentence(attempt(host)),
      /certificate of the-host is not trusted.*certificateAuthorityFile/,
    );
    const folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-ca-'));
    try {
      const file = path.join(folder, 'ca.pem');
      await writeFile(file, certificate);
      assert.equal(
        (await check(attempt(host), await readCertificate(file, plain))).tokens.accessToken,
        'access',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    const host = `http://127.0.0.1:${await listen(
      createServer(() => {
        abort.abort();
      }),
    )}`;
    await assert.rejects(check(attempt(host), undefined, abort.signal), { kind: 'cancelled' });
  });
});

describe('account: certificate file', () => {
  it('is optional, and names the setting where it cannot be used', async () => {
    assert.equal(await readCertificate(undefined, plain), undefined);
    assert.equal(await readCertificate('  ', plain), undefined);
    await assert.rejects(
      readCertificate('/nowhere/ca.pem', plain),
      /jsign\.certificateAuthorityFile cannot be read/,
    );
    const folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-ca-'));
    try {
      const file = path.join(folder, 'ca.pem');
      await writeFile(file, 'no certificate');
      await assert.rejects(readCertificate(file, plain), /holds no certificate in PEM form/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function selfSigned(): { readonly key: string; readonly certificate: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const name = [{ name: 'commonName', value: 'jSign test' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return {
    key: forge.pki.privateKeyToPem(keys.privateKey),
    certificate: forge.pki.certificateToPem(certificate),
  };
}

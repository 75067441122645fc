import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import forge from 'node-forge';
import { notification, quickInput, runCommand, view } from '../workbench';
import { answerAll, box, closeToast, QUESTION, quiet } from './accountSteps';
import { useSession } from './session';

const CREDENTIALS = { apiKey: 'key', apiSecret: 'secret', email: 'ada@example.org', password: 'pass word' };

describe('Signing in at a host that is no jSign', () => {
  const session = useSession();
  const servers: Server[] = [];
  let asked: string[] = [];

  after(async () => {
    for (const server of servers) await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = [];
  });

  async function listen(server: http.Server | https.Server): Promise<string> {
    server.on('request', (request: http.IncomingMessage) => asked.push(request.url ?? ''));
    servers.push(server);
    return bound(server);
  }

  /** Tries the host, and reads what is said about it. */
  async function attempt(host: string, says: string): Promise<void> {
    const { page } = session;
    await runCommand(page, 'jSign: Sign In');
    await answerAll(page, { host, ...CREDENTIALS });
    const { toast } = notification(page, says);
    await toast.waitFor();
    await toast.getByRole('button', { name: 'Try Again' }).waitFor();
    // Still nobody: no account stands above the envelopes, and the way in is offered.
    await runCommand(page, 'jSign: Focus on Envelopes View');
    await view(page, 'Envelopes').getByRole('button', { name: 'Sign In' }).waitFor();
  }

  it('that serves web pages: says that it is no jSign, and Try Again begins with the address', async () => {
    const page = '<!doctype html><title>Welcome</title><h1>It works</h1>';
    const host = await listen(
      http.createServer((_, reply) => reply.setHeader('content-type', 'text/html').end(page)),
    );
    const words = `${host} answered, but not as jSign does. Nothing was stored. Check the address.`;
    await attempt(`http://${host}`, words);
    await notification(session.page, words).button('Try Again');
    await box(session.page, 'host').waitFor();
    await leave(`http://${host}`);
  });

  it('that answers every path with "not found"', async () => {
    const host = await listen(http.createServer((_, reply) => reply.writeHead(404).end('nothing here')));
    const words = `${host} answered, but not as jSign does. Nothing was stored. Check the address.`;
    await attempt(`http://${host}`, words);
    await closeToast(session.page, words);
  });

  it('that does not exist', async () => {
    const words =
      'There is no host named no-such-host.invalid. Nothing was stored. Check the spelling, and whether this machine is online.';
    await attempt('no-such-host.invalid', words);
    await closeToast(session.page, words);
  });

  it('where nothing listens', async () => {
    const server = http.createServer();
    const host = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const words = `${host} does not answer. Nothing was stored. Check the address and your connection.`;
    await attempt(`http://${host}`, words);
    await closeToast(session.page, words);
  });

  it('whose certificate nobody trusts: sends nothing to it, and offers the setting', async () => {
    const host = await listen(https.createServer(selfSigned(), (_, reply) => reply.end('{}')));
    const words = `The certificate of ${host} is not trusted. Nothing was stored.`;
    await attempt(`https://${host}`, words);
    assert.deepEqual(asked, []);
    await notification(session.page, words).button('Open Setting');
    const settings = session.page.locator('.settings-editor');
    await settings.getByText('Certificate Authority File').first().waitFor();
    await closeSettings();
  });

  it('http, other than on this machine: is not taken at all', async () => {
    const { page } = session;
    await runCommand(page, 'jSign: Sign In');
    const rows = quickInput(page, QUESTION.environment).locator('.monaco-list-row');
    await rows.filter({ hasText: 'Custom Host…' }).click();
    await box(page, 'host').fill('http://sign.example.com');
    await box(page, 'host').press('Enter');
    await quickInput(page)
      .getByText('http is taken for this machine only (localhost). Use https for sign.example.com.')
      .waitFor();
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
  });

  /** VS Code shows settings over everything else. */
  async function closeSettings(): Promise<void> {
    const { page } = session;
    await page
      .getByRole('button', { name: /^Close/ })
      .last()
      .click();
    await page.locator('.settings-editor').waitFor({ state: 'hidden' });
  }

  /** Leaves the question, which still holds the address. */
  async function leave(address: string): Promise<void> {
    const { page } = session;
    assert.equal(await box(page, 'host').inputValue(), address);
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    await quiet(page);
  }
});

describe('Signing in behind a proxy that refuses', () => {
  const settings: Record<string, unknown> = {};
  const asked: string[] = [];
  const proxy = http.createServer();
  before('the proxy', async () => {
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    settings['http.proxy'] = `http://${await bound(proxy)}`;
  });
  const session = useSession({ settings });
  after(() => new Promise((resolve) => proxy.close(resolve)));

  it('says that it was the proxy, and offers its setting', async () => {
    const { page } = session;
    await runCommand(page, 'jSign: Sign In');
    await answerAll(page, { host: 'sign.example.com', ...CREDENTIALS });
    const { toast } = notification(
      page,
      'The proxy refused the connection to sign.example.com. Nothing was stored. Check the setting http.proxy and the name and password of the proxy.',
    );
    await toast.getByRole('button', { name: 'Try Again' }).waitFor();
    await toast.getByRole('button', { name: 'Open Setting' }).waitFor();
    assert.deepEqual(new Set(asked), new Set(['sign.example.com:443']));
  });
});

/** HOST:PORT of a server on this machine, once it listens. */
async function bound(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function selfSigned(): { key: string; cert: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const names = [{ name: 'commonName', value: '127.0.0.1' }];
  certificate.setSubject(names);
  certificate.setIssuer(names);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(certificate) };
}

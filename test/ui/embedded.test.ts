import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { at } from '../contract/rawClient';
import { SandboxProgram } from '../contract/sandboxProgram';
import { launchBrowser, newContext, until } from '../workbench';
import { LocalSandbox } from './localSandbox';

const GRACE = { name: 'Grace Sample', email: 'grace@example.com' };

/** The page of an application that has the service's script do the signing, and keeps what it was told. */
function application(script: string, url: string): string {
  return `<!doctype html><title>An application</title><div id="place"></div>
    <script src="${script}"></script>
    <script>
      window.told = [];
      const tell = (name) => (...rest) => window.told.push([name, rest.length]);
      embeddedjSign.open({
        url: ${JSON.stringify(url)},
        containerID: 'place',
        events: { loaded: tell('loaded'), signed: tell('signed'), declined: tell('declined'), error: tell('error') },
      });
    </script>`;
}

describe('The embedded signing script, in a page of somebody else', () => {
  let program: SandboxProgram;
  let sandbox: LocalSandbox;
  let browser: Browser;
  let page: Page;
  let server: Server;
  let html = '';

  before(async function () {
    program = await SandboxProgram.start();
    sandbox = new LocalSandbox(program.facts);
    server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser();
    page = await (await newContext(browser)).newPage();
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await program.stop();
  });

  const told = () =>
    page.evaluate(() => Reflect.get(window, 'told') as readonly (readonly [string, number])[]);
  const frame = (): FrameLocator => page.frameLocator('#place iframe');

  /** Opens the application for a new envelope, or for another address; gives the envelope's id. */
  async function open(address?: string): Promise<string> {
    const client = await sandbox.client();
    const id = await sandbox.envelope({ name: 'In another application', signers: [GRACE] });
    const reply = await client.call('GET', `/envelopes/${id}/generate_embedded_url/${GRACE.email}`);
    const url = Object.values(at(reply.body, 'data') as Readonly<Record<string, string>>).find((value) =>
      value.startsWith('http'),
    );
    assert.ok(url !== undefined, JSON.stringify(reply));
    html = application(`${sandbox.url}/script/embeddedsignhandler.js`, address ?? url);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return id;
  }

  async function statusOf(id: string): Promise<unknown> {
    const reply = await (await sandbox.client()).call('GET', `/envelopes/${id}/details`);
    return at(reply.body, 'data', 'envelope', 'envelope_status');
  }

  it('tells that the page is there, and that it was signed', async () => {
    const id = await open();
    await frame().getByRole('button', { name: 'Sign', exact: true }).waitFor();
    await until('loaded', async () => (await told()).length === 1);
    await frame().getByRole('button', { name: 'Sign', exact: true }).click();
    await frame().getByRole('status').waitFor();
    await until('signed', async () => (await told()).length === 2);
    // Each callback once and, as documented, without arguments.
    assert.deepEqual(await told(), [
      ['loaded', 0],
      ['signed', 0],
    ]);
    assert.equal(await statusOf(id), 'Completed');
  });

  it('tells that the person declined', async () => {
    const id = await open();
    await frame().getByText('Decline…').click();
    await frame().getByLabel('Why do you decline?').fill('Not like this.');
    await frame().getByRole('button', { name: 'Decline to sign' }).click();
    await until('declined', async () => (await told()).some(([name]) => name === 'declined'));
    assert.deepEqual(
      (await told()).map(([name]) => name),
      ['loaded', 'declined'],
    );
    assert.equal(await statusOf(id), 'Declined');
  });

  it('tells of a link that is not valid', async () => {
    await open(`${sandbox.url}/sign/nothing`);
    await until('error', async () => (await told()).some(([name]) => name === 'error'));
    assert.deepEqual(await told(), [['error', 0]]);
  });
});

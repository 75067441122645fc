import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { parseArguments } from '../../../src/sandbox/cli';
import { FolderLock } from '../../../src/sandbox/lock';
import type { Announcement } from '../../../src/sandbox/sandbox';
import { ADA, Client, GRACE, Harness, type Json, temporaryFolder } from './support';

/** The program itself, built as it is shipped but for the PDF part, which stands in the same file. */
const PROGRAM = path.resolve('out/sandbox-program/sandbox.js');

interface Running {
  readonly child: ChildProcess;
  readonly line: Announcement & { readonly shared?: boolean };
  /** Exit code, or the signal that ended it. */
  readonly end: Promise<number | string>;
}

function launch(args: readonly string[]): {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  end: Promise<number | string>;
} {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const end = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  );
  return { child, output: () => out, errors: () => err, end };
}

async function start(...args: readonly string[]): Promise<Running> {
  const { child, output, errors, end } = launch(args);
  while (!output().includes('\n')) {
    const more = child.stdout === null ? end : Promise.race([once(child.stdout, 'data'), end]);
    if (typeof (await more) !== 'object' && !output().includes('\n'))
      throw new Error(`It did not start: ${errors()}`);
  }
  const line = JSON.parse(output()) as Running['line'];
  return { child, line, end };
}

async function stop(running: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
  running.child.kill(signal);
  return running.end;
}

function hold(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) =>
    get(`${url}/_sandbox/hold`, { agent: false }, resolve).on('error', reject),
  );
}

describe('sandbox program', function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof temporaryFolder>;

  before(async () => {
    await build({
      entryPoints: ['src/sandbox/main.ts'],
      outfile: PROGRAM,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
  });
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.dispose());
  const here = (...more: string[]): string[] => ['--data', folder.path, ...more];

  it('prints one line, keeps it over a restart, and ends cleanly on SIGTERM and SIGINT', async () => {
    const first = await start(...here('--port', '0', '--seed', '25', '--dialect', 'table'));
    assert.match(first.line.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(first.line.users.length >= 3);
    const file = path.join(folder.path, 'server.json');
    const known = JSON.parse(readFileSync(file, 'utf8')) as Json;
    assert.deepEqual(
      { url: known['url'], apiKey: known['apiKey'], pid: known['pid'] },
      { url: first.line.url, apiKey: first.line.apiKey, pid: first.child.pid },
    );
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    const ada = await Client.login(first.line, ADA);
    const list = await ada.data('POST', '/envelopes/list', { page_size: 100 });
    assert.equal((list['list_info'] as Json)['num_results'], 25);
    assert.equal(await stop(first), 0);
    assert.equal(existsSync(file), false);
    const second = await start(...here('--seed', '25'));
    assert.deepEqual({ ...second.line, url: '' }, { ...first.line, url: '' });
    const again = await Client.login(second.line, ADA);
    assert.deepEqual(
      await again.data('POST', '/envelopes/list', { page_size: 100 }),
      list,
      'seeded once only',
    );
    const headers = { app_auth_type: 'jsign-oauth2', authorization: `Bearer ${ada.token}` };
    assert.equal(
      (await fetch(`${second.line.url}/api/v2.0/account`, { headers })).status,
      200,
      'tokens outlive a restart',
    );
    assert.equal(await stop(second, 'SIGINT'), 0);
  });

  it('keeps everything it has answered for over a kill', async () => {
    const running = await start(...here());
    const ada = await Client.login(running.line, ADA);
    const acknowledged: string[] = [];
    const senders = Array.from({ length: 4 }, async (_, sender) => {
      for (let turn = 0; ; turn++) {
        const id = await ada.send({ envelope: { name: `${sender}.${turn}` } });
        acknowledged.push(id);
        if (acknowledged.length === 12) running.child.kill('SIGKILL');
      }
    });
    await Promise.allSettled(senders);
    assert.equal(await running.end, 'SIGKILL');
    const next = await start(...here());
    const client = await Client.login(next.line, ADA);
    for (const id of acknowledged) assert.equal(await client.status(id), 'AwaitingOthers');
    const id = acknowledged[0] ?? '';
    const document = await client.firstDocument(id);
    assert.equal((await client.get(`/envelopes/${id}/${document}/download?signedCopy=false`)).status, 200);
    await stop(next);
  });

  it('passes over a torn last line and writes on', async () => {
    const log = path.join(folder.path, 'log.jsonl');
    const harness = await Harness.start({ data: folder.path });
    const first = await (await harness.as(ADA)).send();
    await harness.stop();
    appendFileSync(log, '{"t":"envelope","v":{"id":"half');
    const again = await Harness.start({ data: folder.path });
    const ada = await again.as(ADA);
    assert.equal(await ada.status(first), 'AwaitingOthers');
    const second = await ada.send();
    await again.stop();
    appendFileSync(log, 'rubbish\n');
    const third = await Harness.start({ data: folder.path });
    assert.equal(await (await third.as(ADA)).status(second), 'AwaitingOthers');
    await third.stop();
  });

  it('makes a signed copy that a kill prevented', async () => {
    const harness = await Harness.start({ data: folder.path });
    const ada = await harness.as(ADA);
    const id = await ada.send();
    await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
    await harness.stop();
    // As if the process had ended after the last signature was kept and before the copy was.
    const log = path.join(folder.path, 'log.jsonl');
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    writeFileSync(log, `${lines.filter((line) => !line.includes('signedHash')).join('\n')}\n`);
    const again = await Harness.start({ data: folder.path });
    const client = await again.as(ADA);
    assert.match(
      JSON.stringify(await client.data('GET', `/envelopes/${id}/details`)),
      /signed_document_hash/,
    );
    await again.stop();
  });

  it('rewrites a log that has grown and loses nothing by it', async () => {
    const log = path.join(folder.path, 'log.jsonl');
    const harness = await Harness.start({ data: folder.path });
    const id = await (await harness.as(ADA)).send();
    await harness.stop();
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    const line = lines.find((text) => text.includes('"t":"envelope"')) ?? '';
    appendFileSync(log, `${line}\n`.repeat(2500));
    const grown = await Harness.start({ data: folder.path });
    const client = await grown.as(ADA);
    const names = Array.from({ length: 20 }, (_, index) => `name ${index}`);
    await Promise.all(
      names.map((name) => client.data('POST', `/envelopes/${id}/update_envelope_metadata`, { name })),
    );
    await client.data('POST', `/envelopes/${id}/update_envelope_metadata`, { name: 'the last' });
    await grown.stop();
    assert.ok(readFileSync(log, 'utf8').split('\n').length < 100);
    const again = await Harness.start({ data: folder.path });
    const envelope = (await (await again.as(ADA)).data('GET', `/envelopes/${id}/details`))[
      'envelope'
    ] as Json;
    assert.equal(envelope['name'], 'the last');
    await again.stop();
  });

  for (const port of ['0', 'fixed'] as const) {
    it(`has one server however many start at once (port ${port})`, async () => {
      const number = port === '0' ? '0' : String(await freePort());
      const all = await Promise.all(Array.from({ length: 5 }, () => start(...here('--port', number))));
      const owners = all.filter((running) => running.line.shared !== true);
      assert.equal(owners.length, 1);
      for (const running of all) {
        if (running === owners[0]) continue;
        assert.equal(await running.end, 0);
        assert.deepEqual(running.line, { ...owners[0]?.line, shared: true });
      }
      const [owner] = owners;
      if (owner !== undefined) assert.equal(await stop(owner), 0);
    });
  }

  it('has one server however many take over from a killed one', async () => {
    for (let round = 0; round < 3; round++) {
      const dead = await start(...here());
      await stop(dead, 'SIGKILL');
      const all = await Promise.all(Array.from({ length: 4 }, () => start(...here())));
      const owners = all.filter((running) => running.line.shared !== true);
      assert.equal(owners.length, 1);
      await Promise.all(all.filter((running) => running !== owners[0]).map((running) => running.end));
      await stop(owners[0] ?? dead);
      assert.equal(
        readdirSync(folder.path).filter((name) => name.startsWith('lock-')).length,
        1,
        'old locks are removed',
      );
    }
  });

  it('takes over where another program has got the port of the dead one', async () => {
    const dead = await start(...here());
    const port = Number(new URL(dead.line.url).port);
    await stop(dead, 'SIGKILL');
    const stranger = createServer((_, response) =>
      response.end('{"instance":"other","state":"ready"}'),
    ).listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    const next = await start(...here());
    assert.notEqual(next.line.shared, true);
    await stop(next);
    stranger.close();
  });

  it('steps back where a higher lock exists', async () => {
    const living = await Harness.start();
    const lock = new FolderLock(folder.path);
    writeFileSync(
      path.join(folder.path, 'lock-7.json'),
      JSON.stringify({ url: living.sandbox.url, instance: living.sandbox.instance }),
    );
    const holder = await lock.take({ url: 'http://127.0.0.1:1', instance: 'late' });
    assert.equal(holder?.instance, living.sandbox.instance);
    await living.stop();
    assert.equal(await lock.holder(), undefined);
    assert.equal(await lock.take({ url: 'http://127.0.0.1:1', instance: 'next' }), undefined);
    assert.deepEqual(readdirSync(folder.path), ['lock-8.json']);
    rmSync(path.join(folder.path, 'lock-8.json'));
  });

  it('ends after the last holder has gone, not before', async () => {
    const running = await start(...here('--linger', '0'));
    const first = await hold(running.line.url);
    const second = await hold(running.line.url);
    first.destroy();
    const health = (await (await fetch(`${running.line.url}/_sandbox/health`)).json()) as Json;
    assert.equal(health['state'], 'ready');
    assert.equal(running.child.exitCode, null);
    second.destroy();
    assert.equal(await running.end, 0);
    assert.equal(existsSync(path.join(folder.path, 'server.json')), false);
  });

  it('says what is wrong with the command line and ends with 2', async () => {
    for (const args of [
      ['--port', 'x'],
      ['--port', '70000'],
      ['--dialect', 'slang'],
      ['--seed', '-1'],
      ['--what'],
      ['--data'],
      ['--linger', 'soon'],
    ]) {
      const { end, errors, output } = launch(args);
      assert.equal(await end, 2, args.join(' '));
      assert.equal(output(), '');
      assert.match(errors(), /^\S.*\.\n\nUsage: /);
    }
    const file = path.join(folder.path, 'file');
    writeFileSync(file, '');
    const { end, errors } = launch(['--data', file]);
    assert.equal(await end, 2);
    assert.match(errors(), /cannot be used/);
  });

  it('ends with 1 where the port is taken by somebody else', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { end, errors } = launch(here('--port', String((stranger.address() as AddressInfo).port)));
    assert.equal(await end, 1);
    assert.match(errors(), /EADDRINUSE/);
    stranger.close();
  });

  it('reads the command line', () => {
    assert.equal(parseArguments(['--help']), 'help');
    assert.deepEqual(
      parseArguments(['--port=0', '--data=/x', '--seed=3', '--dialect=sample', '--linger=30']),
      {
        port: 0,
        data: path.resolve('/x'),
        seed: 3,
        dialect: 'sample',
        linger: 30,
      },
    );
    const defaults = parseArguments([]);
    assert.ok(
      typeof defaults === 'object' &&
        'port' in defaults &&
        defaults.dialect === 'table' &&
        defaults.linger === undefined,
    );
  });

  it('uploads 25 MiB without holding it', async () => {
    const harness = await Harness.start({ data: folder.path });
    const ada = await harness.as(ADA);
    const bytes = Buffer.alloc(25 << 20, 0x20);
    bytes.write('%PDF-1.7\n', 0);
    bytes.write('%%EOF\n', bytes.length - 6);
    const answer = await ada.upload('/envelopes/upload_file', bytes);
    assert.equal(answer.status, 201);
    const id = await ada.send();
    const added = await ada.upload(`/envelopes/${id}/upload_supporting_document`, bytes, 'big.bin', 'file');
    const attachment = String((added.body['data'] as Json)['supporting_document_id']);
    const back = await ada.data('GET', `/envelopes/${id}/supportingdocuments/${attachment}/download`);
    assert.ok(Buffer.from(String(back['supporting_document_base64']), 'base64').equals(bytes));
    await harness.stop();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

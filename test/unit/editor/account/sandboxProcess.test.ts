import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { readSandboxInfo } from '../../../../src/editor/account/sandboxInfo';
import { SandboxProcess, type SandboxPlace } from '../../../../src/editor/account/sandboxProcess';

const PROGRAM = path.join(__dirname, 'fakeSandbox.program.js');

describe('account: sandbox as a process', function () {
  this.timeout(15_000);
  let folder: string;
  let pids: Set<number>;
  const sandbox = (change: Partial<SandboxPlace> = {}) =>
    new SandboxProcess({
      program: PROGRAM,
      execPath: process.execPath,
      dataFolder: path.join(folder, 'data'),
      linger: 7,
      startTimeout: 10_000,
      ...change,
    });
  const started = async () => {
    const info = await sandbox().start();
    assert.ok(info.pid);
    pids.add(info.pid);
    return { ...info, pid: info.pid };
  };
  const alive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const ended = async (pid: number): Promise<void> => {
    while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-door-'));
    pids = new Set();
  });
  afterEach(async () => {
    delete process.env['FAKE_SANDBOX'];
    for (const pid of pids) {
      if (alive(pid)) process.kill(pid, 'SIGKILL');
      await ended(pid);
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('starts it as Node on its data folder, without what would make it another program', async () => {
    process.env['NODE_OPTIONS'] = '--no-warnings';
    try {
      const info = await started();
      assert.match(info.url, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(info.users[0].name, 'Ada Example');
      const data = path.join(folder, 'data');
      const line = JSON.parse(await readFile(path.join(data, 'server.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      assert.deepEqual(line['arguments'], ['--port', '0', '--data', data, '--linger', '7']);
      assert.equal(line['node'], '1');
      assert.equal(line['options'], undefined);
    } finally {
      delete process.env['NODE_OPTIONS'];
    }
  });

  it('finds one that runs already, and none where it ended or another program listens', async () => {
    assert.equal(await sandbox().find(), undefined, 'nothing was ever started');
    const info = await started();
    assert.deepEqual(await sandbox().find(), info);
    const file = path.join(folder, 'data', 'server.json');
    await writeFile(file, JSON.stringify({ ...info, instance: 'y' }));
    assert.equal(await sandbox().find(), undefined, 'another sandbox has the port');
    await writeFile(file, JSON.stringify(info));
    process.kill(info.pid, 'SIGKILL');
    await ended(info.pid);
    assert.equal(await sandbox().find(), undefined, 'server.json was left behind by a kill');

    const other = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    assert.ok(typeof address === 'object' && address);
    const line = JSON.stringify({ ...info, url: `http://127.0.0.1:${address.port}` });
    await writeFile(path.join(folder, 'data', 'server.json'), line);
    assert.equal(await sandbox().find(), undefined, 'another program has the port');
    other.close();
  });

  it('holds it, hears its end once, and hears nothing after letting go', async () => {
    const info = await started();
    let ends = 0;
    const over = new Promise<void>((resolve) => {
      void sandbox().hold(info, () => {
        ends += 1;
        resolve();
      });
    });
    let released = 0;
    const hold = await sandbox().hold(info, () => (released += 1));
    hold.release();
    await sandbox().reset(info);
    sandbox().stop(info);
    await over;
    await ended(info.pid);
    assert.deepEqual([ends, released], [1, 0]);
    sandbox().stop(info);
    await assert.rejects(
      sandbox().hold(info, () => undefined),
      { reason: 'gone' },
    );
    await assert.rejects(sandbox().reset(info), { reason: 'gone' });
  });

  it('tells apart what can go wrong at the start', async () => {
    await assert.rejects(sandbox({ execPath: path.join(folder, 'nothing') }).start(), { reason: 'missing' });
    await assert.rejects(sandbox({ program: path.join(folder, 'nothing.js') }).start(), { reason: 'exited' });
    process.env['FAKE_SANDBOX'] = 'fail';
    await assert.rejects(sandbox().start(), { reason: 'exited' });
    process.env['FAKE_SANDBOX'] = 'nonsense';
    await assert.rejects(sandbox().start(), { reason: 'unreadable' });
    process.env['FAKE_SANDBOX'] = 'silent';
    await assert.rejects(sandbox({ startTimeout: 300 }).start(), { reason: 'silent' });
  });
});

describe('account: what a sandbox says of itself', () => {
  const line = (change: Record<string, unknown> = {}): string =>
    JSON.stringify({
      url: 'http://127.0.0.1:1234',
      apiKey: 'k',
      apiSecret: 's',
      users: [{ email: 'a@b.c', password: 'p', name: 'A' }, { email: 7 }],
      ...change,
    });

  it('is read, leaving out people who make no sense', () => {
    assert.deepEqual(readSandboxInfo(line()), {
      url: 'http://127.0.0.1:1234',
      apiKey: 'k',
      apiSecret: 's',
      users: [{ email: 'a@b.c', password: 'p', name: 'A' }],
    });
  });

  it('is refused when it points away from this machine or lacks something', () => {
    for (const change of [
      { url: 'http://example.com:1234' },
      { url: 'https://127.0.0.1:1234' },
      { url: 7 },
      { apiKey: '' },
      { apiSecret: undefined },
      { users: [] },
      { users: 'x' },
    ]) {
      assert.equal(readSandboxInfo(line(change)), undefined, JSON.stringify(change));
    }
    for (const text of ['', 'x', '[]', 'null']) assert.equal(readSandboxInfo(text), undefined);
    assert.equal(readSandboxInfo(line({ pid: 1 }))?.pid, undefined, 'never the first process of the machine');
  });
});

import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';

import { SocketLocks } from '../../../src/delivery/node/locks';
import { temporaryFolder } from './support/folders';

/** Another process with locks in the same folder. */
class Rival {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: NodeJS.AsyncIterator<string>;

  constructor(folder: string) {
    this.process = spawn(process.execPath, [
      path.join(__dirname, 'support', 'lockHolder.program.js'),
      folder,
    ]);
    this.process.stderr.pipe(process.stderr);
    this.lines = readline.createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async say(command: string): Promise<string> {
    this.process.stdin.write(`${command}\n`);
    const line: IteratorResult<string> = await this.lines.next();
    return line.done === true ? 'ended' : line.value;
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }
}

describe('delivery: locks', function () {
  // Other processes have to start, on a machine that may be busy.
  this.timeout(30_000);
  const folder = temporaryFolder();
  const rivals: Rival[] = [];
  const rival = (): Rival => {
    const one = new Rival(folder());
    rivals.push(one);
    return one;
  };

  afterEach(async () => {
    await Promise.all(rivals.splice(0).map((one) => one.kill()));
  });

  it('lets one worker of a process hold a key, and others hold other keys', async () => {
    const locks = new SocketLocks(folder());
    const first = await locks.acquire('intent-1');
    assert.ok(first);
    assert.equal(await locks.acquire('intent-1'), undefined);
    assert.equal(await new SocketLocks(folder()).acquire('intent-1'), undefined);
    const other = await locks.acquire('intent-2');
    assert.ok(other);
    await first.release();
    const again = await locks.acquire('intent-1');
    assert.ok(again);
    await again.release();
    await other.release();
    assert.deepEqual(await readdir(folder()), []);
  });

  it('is busy while another process holds the key, free after its release', async () => {
    const locks = new SocketLocks(folder());
    const other = rival();
    assert.equal(await other.say('acquire k'), 'held');
    assert.equal(await locks.acquire('k'), undefined);
    assert.equal(await other.say('release k'), 'released');
    const lock = await locks.acquire('k');
    assert.ok(lock);
    assert.equal(await other.say('acquire k'), 'busy');
    await lock.release();
  });

  it('is free at once after kill -9 of the holder, and leaves nothing behind', async () => {
    const locks = new SocketLocks(folder());
    const other = rival();
    assert.equal(await other.say('acquire k'), 'held');
    await other.kill();
    assert.equal((await readdir(folder())).length, 1, 'the dead claim is still there');
    const lock = await locks.acquire('k');
    assert.ok(lock);
    await lock.release();
    assert.deepEqual(await readdir(folder()), []);
  });

  it('takes a holder that is stopped, and answers nothing, for alive', async function () {
    if (process.platform === 'win32') this.skip();
    const locks = new SocketLocks(folder());
    const other = rival();
    assert.equal(await other.say('acquire k'), 'held');
    other.signal('SIGSTOP');
    assert.equal(await locks.acquire('k'), undefined);
    other.signal('SIGCONT');
    assert.equal(await other.say('release k'), 'released');
    const lock = await locks.acquire('k');
    assert.ok(lock);
    await lock.release();
  });

  it('gives one dead lock to exactly one of many', async () => {
    const others = [rival(), rival(), rival()];
    for (let turn = 0; turn < 5; turn += 1) {
      const victim = rival();
      assert.equal(await victim.say(`acquire k${turn}`), 'held');
      await victim.kill();
      const ends = await Promise.all(others.map((one) => one.say(`acquire k${turn}`)));
      assert.deepEqual([...ends].sort(), ['busy', 'busy', 'held'], `turn ${turn}`);
      await others[ends.indexOf('held')]?.say(`release k${turn}`);
    }
  });

  it('never lets two processes hold one key in a race of many turns, with one killed in the middle', async function () {
    const witness = path.join(folder(), 'witness');
    const victim = rival();
    assert.equal(await victim.say('acquire k'), 'held');
    const others = [rival(), rival(), rival()];
    const ends = Promise.all(others.map((one) => one.say(`race ${witness} k 12`)));
    await victim.kill();
    assert.deepEqual(await ends, ['done', 'done', 'done']);
  });

  it('works where the folder has a long path', async () => {
    const deep = path.join(
      folder(),
      'globalStorage'.repeat(6),
      'publisher.extension',
      'x'.repeat(80),
      'locks',
    );
    const lock = await new SocketLocks(deep).acquire('k');
    assert.ok(lock);
    assert.equal(await new SocketLocks(deep).acquire('k'), undefined);
    await lock.release();
  });

  it('does not mind what else lies in the folder', async () => {
    await writeFile(path.join(folder(), 'README'), 'hello');
    const lock = await new SocketLocks(folder()).acquire('k');
    assert.ok(lock);
    await lock.release();
  });
});

import assert from 'node:assert/strict';
import { LocalSandbox } from '../../../../src/editor/account/sandboxDoor';
import { SandboxFailure } from '../../../../src/editor/account/sandboxProcess';
import { plain } from '../../../../src/editor/platform/translate';
import { FakeProgram, MemoryLog, SANDBOX } from './helpers';

describe('account: door to the sandbox', () => {
  let program: FakeProgram;
  let door: LocalSandbox;
  let heard: boolean[];
  beforeEach(() => {
    program = new FakeProgram();
    door = new LocalSandbox(program, new MemoryLog(), plain);
    heard = [];
    door.onDidChange((running) => heard.push(running));
  });
  afterEach(() => door.dispose());

  it('starts it once for all who ask, and holds it open', async () => {
    assert.equal(door.address, undefined);
    const answers = await Promise.all([door.open(), door.start(), door.open()]);
    assert.deepEqual(answers[0], { address: SANDBOX.url });
    assert.equal(door.address, SANDBOX.url);
    assert.deepEqual([program.starts, program.holds], [1, 1]);
    assert.deepEqual(heard, [true]);
  });

  it('takes the one that another window started', async () => {
    program.running = { ...SANDBOX, url: 'http://127.0.0.1:40009' };
    assert.deepEqual(await door.open(), { address: 'http://127.0.0.1:40009' });
    assert.deepEqual([program.starts, program.holds], [0, 1]);
  });

  it('starts another when the one it found ends that very moment', async () => {
    program.running = SANDBOX;
    const hold = program.hold.bind(program);
    let first = true;
    program.hold = (info, onEnd) => {
      if (!first) return hold(info, onEnd);
      first = false;
      return Promise.reject(new SandboxFailure('gone'));
    };
    await door.open();
    assert.equal(program.starts, 1);
  });

  it('does nothing when it dies, and starts it anew when it is needed', async () => {
    await door.open();
    program.die();
    assert.equal(door.address, undefined);
    assert.deepEqual(heard, [true, false]);
    assert.equal(program.starts, 1);
    await door.open();
    assert.equal(program.starts, 2);
  });

  it('stays stopped until the person starts it', async () => {
    await door.open();
    door.stop();
    assert.deepEqual(program.stopped, [4711]);
    assert.equal(program.released, 1);
    await assert.rejects(door.open(), /was stopped/);
    assert.equal(program.starts, 1);
    await door.start();
    assert.deepEqual(await door.open(), { address: SANDBOX.url });
  });

  it('lets go of one that comes up after it was stopped or put away', async () => {
    const starting = door.open();
    door.stop();
    await assert.rejects(starting, /ended/);
    assert.deepEqual([door.address, program.released], [undefined, 1]);
    const again = door.start();
    door.dispose();
    await assert.rejects(again, /ended/);
    assert.equal(program.released, 2);
  });

  it('lets one caller leave without ending the start for the others', async () => {
    const abort = new AbortController();
    const left = door.open(abort.signal);
    const stays = door.open();
    abort.abort(new Error('left'));
    await assert.rejects(left, /left/);
    assert.deepEqual(await stays, { address: SANDBOX.url });
    await assert.rejects(door.open(AbortSignal.abort(new Error('left before'))), /left before/);
  });

  it('says what went wrong and what to do, and can be tried again', async () => {
    for (const [reason, sentence] of [
      ['missing', /program is missing/],
      ['exited', /ended while it was starting/],
      ['silent', /did not start in time/],
      ['unreadable', /makes no sense/],
    ] as const) {
      program.startFailure = new SandboxFailure(reason);
      await assert.rejects(door.open(), (error) => {
        assert.ok(error instanceof Error && 'userFacing' in error && 'advice' in error);
        assert.match(error.message, sentence);
        return true;
      });
    }
    program.startFailure = undefined;
    await door.open();
  });

  it('forgets everything on reset and reads the facts anew', async () => {
    await door.open();
    program.running = { ...SANDBOX, apiKey: 'new-key' };
    assert.equal((await door.reset()).apiKey, 'new-key');
    assert.equal(program.resets, 1);
    program.die();
    assert.equal(door.address, undefined, 'still hears the end of the same connection');
  });

  it('lets go when the window closes', async () => {
    await door.open();
    door.dispose();
    assert.equal(program.released, 1);
  });
});

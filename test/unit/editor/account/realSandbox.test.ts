import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AccountRoom } from '../../../../src/editor/account/accountRoom';
import { SandboxProcess } from '../../../../src/editor/account/sandboxProcess';
import { plain } from '../../../../src/editor/platform/translate';
import { createClient } from '../../../../src/jsign';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { MemoryLog, MemoryMemento, MemorySecrets } from './helpers';

describe('account: with the real sandbox and the real client', function () {
  this.timeout(40_000);
  let folder: string;
  let secrets: MemorySecrets;
  let rooms: AccountRoom[];
  let program: SandboxProcess;

  const window = (prompts: ScriptedPrompts): AccountRoom => {
    const room = new AccountRoom({
      secrets,
      mementos: { workspace: new MemoryMemento(), global: new MemoryMemento() },
      loadClient: (settings) => Promise.resolve(createClient(settings)),
      certificate: () => Promise.resolve(undefined),
      program,
      prompts,
      t: plain,
      log: new MemoryLog(),
      describe: (error) => String(error),
      execute: () => Promise.resolve(),
      openSetting: () => undefined,
      openOutside: () => Promise.resolve(),
      now: Date.now,
    });
    rooms.push(room);
    return room;
  };
  const envelopes = async (room: AccountRoom): Promise<number> => {
    const { state } = room.sessions;
    assert.equal(state.kind, 'signedIn');
    return (await (await state.session.client()).envelopes.list({}, 1, 10)).total;
  };
  const running = async () => {
    const info = await program.find();
    assert.ok(info?.pid);
    return { ...info, pid: info.pid };
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jsign-real-'));
    secrets = new MemorySecrets();
    rooms = [];
    program = new SandboxProcess({
      program: path.join(__dirname, 'realSandbox.program.js'),
      execPath: process.execPath,
      dataFolder: path.join(folder, 'sandbox'),
      linger: 1,
      startTimeout: 20_000,
    });
  });
  afterEach(async () => {
    const info = await program.find();
    for (const room of rooms) room.dispose();
    if (info?.pid !== undefined) {
      process.kill(info.pid, 'SIGTERM');
      while (await program.find()) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('signs in without an account, survives a kill, and shares one sandbox with the next window', async () => {
    const prompts = new ScriptedPrompts(script.notify(undefined, /as Ada Example/));
    const first = window(prompts);
    await first.start();
    await (await first.desks()).sandbox.tryWithoutAccount();
    prompts.finished();
    assert.equal(await envelopes(first), 0);

    const before = await running();
    process.kill(before.pid, 'SIGKILL');
    while (first.door.isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await envelopes(first), 0, 'the tokens are good for the next process as well');
    const after = await running();
    assert.notEqual(after.pid, before.pid);

    const second = window(new ScriptedPrompts());
    await second.start();
    assert.equal(second.door.isRunning, false);
    assert.equal(await envelopes(second), 0);
    assert.equal((await running()).pid, after.pid);
  });

  it('stays signed in over a reset, and picks another person', async () => {
    const prompts = new ScriptedPrompts(
      script.notify(undefined, /as Ada Example/),
      script.confirm('reset'),
      script.pick('Local sandbox'),
      script.pick(/^Grace/),
    );
    const room = window(prompts);
    await room.start();
    await (await room.desks()).sandbox.tryWithoutAccount();
    await (await room.desks()).sandbox.reset();
    assert.equal(await envelopes(room), 0);
    const account = await (await room.desks()).desk.signIn();
    prompts.finished();
    assert.match(account?.name ?? '', /^Grace/);
    assert.equal(await envelopes(room), 0);
    assert.equal(room.store.list().length, 2);
  });

  it('ends when the person stops it, and starts again when told to', async () => {
    const prompts = new ScriptedPrompts(script.notify(undefined));
    const room = window(prompts);
    await (await room.desks()).sandbox.tryWithoutAccount();
    (await room.desks()).sandbox.stop();
    while (await program.find()) await new Promise((resolve) => setTimeout(resolve, 5));
    await assert.rejects(envelopes(room), /was stopped/);
    await (await room.desks()).sandbox.start();
    assert.equal(await envelopes(room), 0);
  });
});

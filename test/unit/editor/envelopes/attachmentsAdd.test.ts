import assert from 'node:assert/strict';
import { AddAttachments } from '../../../../src/editor/envelopes/attachments/addAttachments';
import { addressesOf, fileAt, fileOf } from '../../../../src/editor/envelopes/attachments/localFiles';
import { isCancelled } from '../../../../src/editor/platform/actions';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { localFile, worldWith } from './attachmentsWorld';

const ref = { accountId: 'acc', envelopeId: '1' };
const said = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'userFacing' in error, String(error));
  const advice = 'advice' in error && typeof error.advice === 'string' ? ` ${error.advice}` : '';
  assert.match(`${error.message}${advice}`, pattern);
  return true;
};
const failure = (facts: Partial<JsignErrorFacts>) =>
  new JsignError({
    kind: 'network',
    operation: 'attachments.add',
    requestSent: true,
    replyRead: false,
    ...facts,
  });
const names = (count: number) => Array.from({ length: count }, (_, index) => `old${index}.txt`);

describe('adding attachments', () => {
  it('sends one file after the other, and reads the envelope again', async () => {
    const prompts = new ScriptedPrompts();
    const world = worldWith(prompts);
    await new AddAttachments(world.ports).add(ref, [localFile('a.txt'), localFile('b.txt')]);
    assert.deepEqual(world.sent, ['a.txt', 'b.txt']);
    assert.equal((await world.store.attachments('1')).length, 2);
    assert.deepEqual(world.statuses, ['Attached 2 files']);
    assert.ok(prompts.progressMessages.some((text) => text === 'Waiting for jSign to take a.txt'));
  });

  it('says before the choice how many more there is room for', async () => {
    const world = worldWith(new ScriptedPrompts(), names(8));
    const titles: string[] = [];
    await new AddAttachments(world.ports).choose(ref, (title) => {
      titles.push(title);
      return Promise.resolve([localFile('a.txt')]);
    });
    assert.deepEqual(titles, ['Attach to "Lease 42": 2 more of 10, each at most 25 MB']);
    assert.deepEqual(world.sent, ['a.txt']);
  });

  it('refuses an eleventh before anybody looks for a file', async () => {
    const world = worldWith(new ScriptedPrompts(), names(10));
    const asked: string[] = [];
    await assert.rejects(
      new AddAttachments(world.ports).choose(ref, (title) => {
        asked.push(title);
        return Promise.resolve([localFile('a.txt')]);
      }),
      said(/"Lease 42" has ten attachments.*Nothing was added/),
    );
    assert.deepEqual([asked, world.sent], [[], []]);
  });

  it('counts anew what is there: another may have added one meanwhile', async () => {
    const world = worldWith(new ScriptedPrompts(), names(8));
    await world.store.attachments('1');
    world.attached.push({ id: 'x', fileName: 'from elsewhere.txt' });
    await assert.rejects(
      new AddAttachments(world.ports).add(ref, [localFile('a.txt'), localFile('b.txt'), localFile('c.txt')]),
      said(/room for 1 more of ten attachments, and 3 were chosen\. Too many: b\.txt, c\.txt/),
    );
    assert.deepEqual(world.sent, []);
  });

  it('names every file that cannot go, and sends none of them', async () => {
    const world = worldWith(new ScriptedPrompts());
    await assert.rejects(
      new AddAttachments(world.ports).add(ref, [
        localFile('good.txt'),
        localFile('large.bin', 25_000_001),
        localFile('empty.txt', 0),
        { ...localFile('gone.txt'), size: () => Promise.resolve(undefined) },
        localFile('folder', 'folder'),
        { ...localFile('locked.txt'), size: () => Promise.reject(new Error('EACCES')) },
      ]),
      said(
        /large\.bin has 25\.000001 MB.*25,000,000 bytes.*empty\.txt is empty.*gone\.txt is not there.*folder is a folder.*locked\.txt could not be read.*Nothing was added/,
      ),
    );
    assert.deepEqual(world.sent, []);
  });

  it('takes a file of exactly the limit', async () => {
    const world = worldWith(new ScriptedPrompts());
    await new AddAttachments(world.ports).add(ref, [localFile('most.bin', 25_000_000)]);
    assert.deepEqual(world.sent, ['most.bin']);
  });

  it('says which went and which did not when jSign refuses one in the middle', async () => {
    const world = worldWith(new ScriptedPrompts(), [], {
      add: (add) => (id, file, options) =>
        file.name === 'b.txt'
          ? Promise.reject(failure({ kind: 'refused', code: 'FILE_INVALID', status: 400, replyRead: true }))
          : add(id, file, options),
    });
    await assert.rejects(
      new AddAttachments(world.ports).add(
        ref,
        ['a.txt', 'b.txt', 'c.txt'].map((name) => localFile(name)),
      ),
      said(/FILE_INVALID\. Added: a\.txt\. Not added: b\.txt, c\.txt\./),
    );
    assert.deepEqual(world.sent, ['a.txt']);
  });

  it('does not repeat what may have arrived, and says that it is not known', async () => {
    let tries = 0;
    const world = worldWith(new ScriptedPrompts(), ['b.txt'], {
      add: (add) => (id, file, options) => {
        if (file.name !== 'b.txt') return add(id, file, options);
        tries += 1;
        return Promise.reject(failure({ network: 'reset' }));
      },
    });
    await assert.rejects(
      new AddAttachments(world.ports).add(
        ref,
        ['a.txt', 'b.txt', 'c.txt'].map((name) => localFile(name)),
      ),
      said(/^We do not know whether b\.txt was added.*does not list it.*Added: a\.txt\. Not added: c\.txt\./),
    );
    assert.equal(tries, 1);
  });

  it('finds in the list what arrived without an answer', async () => {
    const world = worldWith(new ScriptedPrompts(), ['b.txt'], {
      add: (add) => async (id, file, options) => {
        await add(id, file, options);
        throw failure({ kind: 'timeout' });
      },
    });
    await assert.rejects(
      new AddAttachments(world.ports).add(ref, [localFile('b.txt')]),
      said(/^No answer came for b\.txt, but jSign lists it now\.$/),
    );
  });

  it('says that a file is not there when the request never left', async () => {
    const world = worldWith(new ScriptedPrompts(), [], {
      add: () => () => Promise.reject(failure({ network: 'connect', requestSent: false })),
    });
    await assert.rejects(
      new AddAttachments(world.ports).add(ref, [localFile('a.txt')]),
      said(/^It failed: .* Not added: a\.txt\.$/),
    );
  });

  it('adds nothing when it is cancelled before the first, and says nothing', async () => {
    const prompts = new ScriptedPrompts();
    prompts.cancelProgress = /Attaching/;
    const world = worldWith(prompts);
    await assert.rejects(new AddAttachments(world.ports).add(ref, [localFile('a.txt')]), isCancelled);
    assert.deepEqual([world.sent, prompts.asked], [[], []]);
  });

  it('says what is there after a cancel on the way', async () => {
    const prompts = new ScriptedPrompts(script.notify(undefined, /Added: a\.txt\. Not added: c\.txt/));
    const world = worldWith(prompts, [], {
      add: (add) => (id, file, options) =>
        file.name === 'b.txt' ? Promise.reject(failure({ kind: 'cancelled' })) : add(id, file, options),
    });
    await assert.rejects(
      new AddAttachments(world.ports).add(
        ref,
        ['a.txt', 'b.txt', 'c.txt'].map((name) => localFile(name)),
      ),
      isCancelled,
    );
    prompts.finished();
    assert.match(prompts.asked[0]?.text ?? '', /We do not know whether b\.txt was added/);
  });

  it('says that the account is not signed in any more', async () => {
    const world = worldWith(new ScriptedPrompts());
    await assert.rejects(
      new AddAttachments(world.ports).add({ ...ref, accountId: 'other' }, [localFile('a.txt')]),
      said(/signed out/),
    );
  });
});

describe('dropping files on an envelope', () => {
  it('asks, naming files and envelope, and adds them', async () => {
    const prompts = new ScriptedPrompts(script.confirm('attach', /2 files to "Lease 42"\?\na\.txt, b\.txt/));
    const world = worldWith(prompts);
    await new AddAttachments(world.ports).drop(ref, [localFile('a.txt'), localFile('b.txt')]);
    prompts.finished();
    assert.deepEqual(world.sent, ['a.txt', 'b.txt']);
  });

  it('adds nothing without a yes', async () => {
    const prompts = new ScriptedPrompts(script.confirm(undefined, /Attach a\.txt to "Lease 42"\?/));
    const world = worldWith(prompts);
    await assert.rejects(new AddAttachments(world.ports).drop(ref, [localFile('a.txt')]), isCancelled);
    assert.deepEqual(world.sent, []);
  });

  it('says what is wrong before it asks', async () => {
    const world = worldWith(new ScriptedPrompts());
    await assert.rejects(
      new AddAttachments(world.ports).drop(ref, [localFile('empty.txt', 0)]),
      said(/empty\.txt is empty/),
    );
    await assert.rejects(new AddAttachments(world.ports).drop(ref, []), said(/no file/));
  });

  it('reads a dropped list: one address a line, without comments, each once', () => {
    assert.deepEqual(addressesOf('# two\r\nfile:///a%20b.txt\r\n\r\nfile:///c.txt\nfile:///c.txt'), [
      'file:///a%20b.txt',
      'file:///c.txt',
    ]);
    assert.deepEqual(addressesOf(''), []);
  });

  it('reads files by address and files without one', async () => {
    const stats = new Map([['file:///x/a.txt', { kind: 'file' as const, size: 3 }]]);
    const source = {
      stat: (uri: string) => Promise.resolve(stats.get(uri)),
      stream: () => fileOf('', Buffer.from('abc')).open(),
    };
    const file = fileAt(source, 'file:///x/a.txt', '/x/a.txt');
    assert.deepEqual([file.name, await file.size()], ['a.txt', 3]);
    stats.delete('file:///x/a.txt');
    assert.equal(await file.size(), undefined);
    const pieces: Uint8Array[] = [];
    for await (const piece of fileOf('b.txt', Buffer.from('abc')).open()) pieces.push(piece);
    assert.equal(Buffer.concat(pieces).toString(), 'abc');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pathOf } from '../../../../src/editor/documents/address';
import { BytesCache } from '../../../../src/editor/documents/bytesCache';
import { FileShelf } from '../../../../src/editor/documents/fileShelf';
import { JsignError } from '../../../../src/jsign/errors';
import { details, word } from '../envelopes/fakes';
import { bytesOf, document, World } from './world';

const ORIGINAL = '/acc/e1/original/d1/lease.pdf';
const SIGNED = '/acc/e1/signed/d1/lease-signed.pdf';

function setup() {
  const world = new World();
  const side = world.signIn('acc');
  side.envelopes.set(
    'e1',
    details('e1', { documents: [document('d1'), document('d2', { name: '../b.txt' })] }),
  );
  side.attachments.set('e1', [{ id: 'a/1', fileName: 'C:\\plans\\site.png' }]);
  const { files } = world.room();
  return { world, side, files };
}

/** A gate that a test opens when it wants the bytes to come. */
function gate() {
  let open: (bytes: Uint8Array) => void = () => undefined;
  const bytes = new Promise<Uint8Array>((resolve) => (open = resolve));
  return { bytes, open };
}

async function turns(count = 30): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

describe('The cache of bytes', () => {
  it('never keeps more than its cap, and gives what was put in last', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), size: fc.nat(12) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const cache = new BytesCache(10);
        for (const { key, size } of steps) {
          const bytes = new Uint8Array(size);
          cache.set(key, bytes);
          assert.ok(cache.size <= 10);
          assert.equal(cache.get(key), size > 10 ? undefined : bytes);
          const kept = ['a', 'b', 'c', 'd'].map((each) => cache.get(each)?.byteLength ?? 0);
          assert.equal(
            kept.reduce((sum, one) => sum + one, 0),
            cache.size,
          );
        }
      }),
    );
  });

  it('lets go first of what nobody asked for the longest', () => {
    const cache = new BytesCache(3);
    for (const key of ['a', 'b', 'c']) cache.set(key, new Uint8Array(1));
    cache.get('a');
    cache.set('d', new Uint8Array(1));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined),
      [true, false, true, true],
    );
    cache.set('huge', new Uint8Array(4));
    assert.equal(cache.size, 3, 'what does not fit throws nothing else out');
  });
});

describe('The shelf of files', () => {
  const file = { accountId: 'acc', envelopeId: 'e1', shelf: 'original', name: 'x.pdf' } as const;

  it('reads again what the cap threw out, but still knows its size', async () => {
    const read: string[] = [];
    const shelf = new FileShelf(({ id }) => {
      read.push(id);
      return Promise.resolve(new Uint8Array(6));
    }, 10);
    for (const id of ['1', '2', '2', '1']) await shelf.bytes({ ...file, id }, '');
    assert.deepEqual(read, ['1', '2', '1']);
    assert.deepEqual((await shelf.facts({ ...file, id: '2' }, '')).size, 6);
    assert.deepEqual(read, ['1', '2', '1']);
    shelf.dispose();
  });

  it('does not let a late answer overwrite a newer one', async () => {
    const gates = [gate(), gate()];
    let turn = 0;
    const shelf = new FileShelf(() => gates[turn++]?.bytes ?? Promise.reject(new Error('too many')));
    const [old, now] = [shelf.bytes({ ...file, id: '1' }, 'a'), shelf.bytes({ ...file, id: '1' }, 'b')];
    gates[1]?.open(bytesOf('new'));
    assert.deepEqual(await now, bytesOf('new'));
    gates[0]?.open(bytesOf('old'));
    assert.deepEqual(await old, bytesOf('old'));
    assert.deepEqual(await shelf.bytes({ ...file, id: '1' }, 'b'), bytesOf('new'));
    assert.equal(turn, 2);
  });
});

describe('Files of jSign', () => {
  it('gives size, times and bytes, with one download for all of it', async () => {
    const { files, side } = setup();
    const wanted = bytesOf('%PDF-1.7 e1 d1 original');
    const created = Date.UTC(2026, 4, 12, 9);
    assert.deepEqual(await files.stat(ORIGINAL), {
      kind: 'file',
      size: wanted.byteLength,
      created,
      modified: created,
    });
    assert.deepEqual(await files.read(ORIGINAL), wanted);
    assert.deepEqual(await files.read(ORIGINAL), wanted);
    assert.deepEqual(side.calls, ['details e1', 'e1 d1 original']);
  });

  it('downloads once for all who ask at the same time', async () => {
    const { files, side } = setup();
    const { bytes, open } = gate();
    side.answer = () => bytes;
    const asked = [files.read(ORIGINAL), files.read(ORIGINAL), files.stat(ORIGINAL)] as const;
    await turns();
    open(bytesOf('%PDF-1.7'));
    const [one, two, facts] = await Promise.all(asked);
    assert.equal(one, two);
    assert.equal(facts.size, 8);
    assert.deepEqual(side.calls, ['details e1', 'e1 d1 original']);
  });

  it('keeps original and signed copy apart', async () => {
    const { files } = setup();
    assert.deepEqual(await files.read(SIGNED), bytesOf('%PDF-1.7 e1 d1 signed'));
    assert.deepEqual(await files.read(ORIGINAL), bytesOf('%PDF-1.7 e1 d1 original'));
  });

  it('reads a signed copy again, and only that, when the details give another hash or status', async () => {
    const { files, side, world } = setup();
    const changed: string[] = [];
    files.onDidChange((paths) => changed.push(...paths));
    await files.read(ORIGINAL);
    await files.read(SIGNED);
    const before = await files.stat(SIGNED);
    const store = await world.store('acc');

    await store.details('e1', { fresh: true });
    assert.deepEqual(changed, [], 'nothing has changed yet');
    for (const [index, facts] of [
      { status: word('Completed') },
      { status: word('Completed'), documents: [document('d1', { signedHash: 'ab' })] },
    ].entries()) {
      side.envelopes.set('e1', details('e1', facts));
      side.answer = () => bytesOf(`%PDF-1.7 version ${index}, longer`);
      await store.details('e1', { fresh: true });
      assert.deepEqual(changed.splice(0), [SIGNED]);
      await store.details('e1', { fresh: true });
      assert.deepEqual(changed, [], 'told once');
      const after = await files.stat(SIGNED);
      assert.equal(after.modified, before.modified + index + 1);
      assert.deepEqual(await files.read(SIGNED), bytesOf(`%PDF-1.7 version ${index}, longer`));
    }
    await files.read(ORIGINAL);
    assert.equal(side.calls.filter((call) => call === 'e1 d1 original').length, 1);
    assert.equal(side.calls.filter((call) => call === 'e1 d1 signed').length, 3);
  });

  it('lists what makes sense', async () => {
    const { files, side } = setup();
    assert.deepEqual(await files.list('/acc/e1'), [
      { name: 'original', kind: 'folder' },
      { name: 'attachment', kind: 'folder' },
    ]);
    assert.deepEqual(await files.list('/acc/e1/original'), [
      { name: 'd1', kind: 'folder' },
      { name: 'd2', kind: 'folder' },
    ]);
    assert.deepEqual(await files.list('/acc/e1/original/d2'), [{ name: 'b.txt', kind: 'file' }]);
    assert.deepEqual(await files.list('/acc/e1/signed'), []);
    assert.deepEqual(await files.list('/acc/e1/attachment'), [{ name: 'a%2F1', kind: 'folder' }]);
    assert.deepEqual(await files.list('/acc/e1/attachment/a%2F1'), [{ name: 'site.png', kind: 'file' }]);
    assert.deepEqual(side.calls, ['details e1', 'attachments e1'], 'no file was downloaded for it');
    for (const path of ['/', '/acc', '/acc/e1', '/acc/e1/original', '/acc/e1/original/d1'])
      assert.equal((await files.stat(path)).kind, 'folder');
  });

  it('shows the signed shelf once there is something on it', async () => {
    const { files, side } = setup();
    side.envelopes.set('e1', details('e1', { status: word('Completed') }));
    assert.deepEqual(
      (await files.list('/acc/e1')).map(({ name }) => name),
      ['original', 'signed', 'attachment'],
    );
    assert.deepEqual(await files.list('/acc/e1/signed/d1'), [{ name: 'lease-signed.pdf', kind: 'file' }]);
  });

  it('reads attachments, and looks again for one that is not known yet', async () => {
    const { files, side } = setup();
    const path = pathOf({
      accountId: 'acc',
      envelopeId: 'e1',
      shelf: 'attachment',
      id: 'a/1',
      name: 'site.png',
    });
    assert.deepEqual(await files.read(path), bytesOf('%PDF-1.7 e1 a/1 attachment'));
    side.attachments.set('e1', [{ id: 'a2', fileName: 'new.png' }]);
    assert.deepEqual(await files.read('/acc/e1/attachment/a2/new.png'), bytesOf('%PDF-1.7 e1 a2 attachment'));
  });

  it('does not find what is not there, whichever part of the address is wrong', async () => {
    const { files, side } = setup();
    for (const path of [
      '/acc/e1/original/d9/lease.pdf',
      '/acc/e1/original/d1/other.pdf',
      '/acc/e1/original/d1/LEASE.pdf',
      '/acc/e1/signed/d1/lease.pdf',
      '/acc/e9/original/d1/lease.pdf',
      '/acc/e1/attachment/a9/site.png',
      '/acc/e1/attachment/a%2F1/C:\\plans\\site.png',
      '/acc/e1/nowhere/d1/lease.pdf',
      '/acc/../e1/original/d1/lease.pdf',
    ]) {
      await assert.rejects(files.stat(path), { problem: 'notFound' }, path);
      await assert.rejects(files.read(path), { problem: 'notFound' }, path);
    }
    assert.ok(!side.calls.some((call) => /original|signed|attachment$/.test(call)), 'nothing was downloaded');
    await assert.rejects(files.list('/acc/e1/original/d9'), { problem: 'notFound' });
    await assert.rejects(files.read('/acc/e1/original'), { problem: 'isFolder' });
    await assert.rejects(files.list(ORIGINAL), { problem: 'isFile' });
    await assert.rejects(files.list('/acc'), { problem: 'refused' });
    await assert.rejects(files.list('/'), { problem: 'refused' });
  });

  it('says in plain words why a file cannot be read, and tries anew the next time', async () => {
    const { files, side, world } = setup();
    side.failure = new JsignError({ kind: 'expired', operation: 'x', requestSent: true, replyRead: true });
    await assert.rejects(files.read(ORIGINAL), { problem: 'unavailable', message: /The sign-in has ended/ });
    side.failure = undefined;
    side.answer = () => new Uint8Array();
    await assert.rejects(files.read(ORIGINAL), { problem: 'unavailable', message: /empty file/ });
    side.answer = () => bytesOf('%PDF');
    assert.deepEqual(await files.read(ORIGINAL), bytesOf('%PDF'));
    await assert.rejects(files.read('/other/e1/original/d1/lease.pdf'), {
      problem: 'unavailable',
      message: 'This account is signed out. Sign in to see its documents.',
    });
    assert.ok(!world.log.lines.some((line) => /lease|acc\b|e1/.test(line)), world.log.lines.join('\n'));
  });

  it('forgets an account that signs out, ends what is under way and gives out nothing of it', async () => {
    const { files, side, world } = setup();
    await files.read(ORIGINAL);
    const { bytes, open } = gate();
    const signals: (AbortSignal | undefined)[] = [];
    side.answer = (_what, signal) => {
      signals.push(signal);
      return bytes;
    };
    const late = files.read(SIGNED);
    await turns();
    world.signOut('acc');
    await turns();
    assert.equal(signals[0]?.aborted, true);
    open(bytesOf('%PDF late'));
    await assert.rejects(late, { problem: 'unavailable', message: /signed out/ });
    await assert.rejects(files.read(ORIGINAL), { problem: 'unavailable', message: /signed out/ });

    const again = world.signIn('acc');
    again.envelopes.set('e1', details('e1'));
    await files.read(ORIGINAL);
    assert.deepEqual(again.calls, ['details e1', 'e1 d1 original'], 'nothing was left from before');
  });

  it('waits after a reload until the accounts are read, but not for ever', async () => {
    const world = new World();
    const { files } = world.room();
    const waiting = files.read(ORIGINAL);
    const tooLong = assert.rejects(files.stat('/acc/e1/original/d2/b.txt'), {
      problem: 'unavailable',
      message: /still being read/,
    });
    await turns();
    world.clock.pass();
    await tooLong;
    await assert.rejects(waiting, /still being read/);

    const soon = files.read(ORIGINAL);
    await turns();
    world.signIn('acc').envelopes.set('e1', details('e1'));
    assert.deepEqual(await soon, bytesOf('%PDF-1.7 e1 d1 original'));
    assert.ok(world.clock.isIdle, 'no timer is left');
  });
});

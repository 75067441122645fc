import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPdfTools } from '../../../../src/contract/pdf';
import type { DraftDocument } from '../../../../src/delivery/draft';
import { plain } from '../../../../src/editor/platform/translate';
import { GuardedDocuments } from '../../../../src/editor/sending/documentBytes';
import { NodeFiles } from '../../../../src/editor/sending/nodeFiles';
import { PreparedFolder } from '../../../../src/editor/sending/preparedFiles';
import { script } from '../scriptedPrompts';
import { ComposerBench } from './composer/bench';
import { failure } from './fakeClient';
import { World } from './world';

const MIB = 1024 * 1024;

/** Several files go to the composer, here to a real one. */
function composersOf(world: World): void {
  world.desk = new ComposerBench(world).composers;
}

describe('files that cannot be sent', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => {
    world.prompts.finished();
    assert.deepEqual([world.client.uploads, world.client.created, world.journal], [[], [], []]);
  });

  const problem = (text: string) => ({
    pages: [],
    problems: [
      { severity: 'error' as const, code: 'x', message: { text }, advice: { text: 'Make another one.' } },
    ],
  });

  it('that the PDF part finds wrong are named, with what is wrong and what to do', async () => {
    for (const text of [
      'This is no PDF.',
      'The file is cut off.',
      'It is encrypted.',
      'It is already signed.',
    ]) {
      world.pdf.inspections.set('broken', problem(text));
      world.prompts.then(
        script.notify(undefined, new RegExp(`broken\\.pdf: ${text} Make another one\\. Nothing was sent\\.`)),
      );
      await world.send(world.file('broken.pdf'));
    }
  });

  it('with no pages', async () => {
    world.pdf.inspections.set('none', { pages: [] });
    world.prompts.then(script.notify(undefined, /none\.pdf: It has no pages\. Nothing was sent/));
    await world.send(world.file('none.pdf'));
  });

  it('that are empty', async () => {
    world.prompts.then(script.notify(undefined, /sow\.pdf: The file is empty\. Nothing was sent/));
    await world.send(world.file('sow.pdf', ''));
  });

  it('that vanished', async () => {
    const file = world.file('sow.pdf');
    world.files.contents.clear();
    world.prompts.then(script.notify(undefined, /There is no such file any more\. It may have been moved/));
    await world.send(file);
  });

  it('that are folders, or may not be read', async () => {
    const file = world.file('sow.pdf');
    world.files.contents.set(file.uri, 'folder');
    world.prompts.then(script.notify(undefined, /This is a folder/));
    await world.send(file);
    world.files.contents.set(file.uri, 'locked');
    world.prompts.then(script.notify(undefined, /could not be read\. Check that you may open it/));
    await world.send(file);
  });

  it('that are larger than the account takes', async () => {
    world.limits = { maxFileBytes: 10 };
    world.prompts.then(
      script.notify(undefined, /too large: 12 bytes, and your account takes up to 10 bytes/),
    );
    await world.send(world.file('sow.pdf'));
  });

  it('that are more than the plan allows in one envelope', async () => {
    world.limits = { documentsPerEnvelope: 1 };
    composersOf(world);
    world.prompts.then(script.notify(undefined, /allows 1 documents in one envelope; these are 2/));
    await world.send(world.file('a.pdf'), world.file('b.pdf'));
  });

  it('that are larger than usual where the limit is not known: the person decides', async () => {
    world.client.accountFails = true;
    const file = world.file('sow.pdf');
    world.files.contents.set(file.uri, new Uint8Array(26 * MIB));
    world.prompts.then(script.confirm(undefined, /may be too large for jSign[^]*26 MB[^]*up to 25 MB/));
    await world.send(file);
    world.prompts.then(
      script.confirm('continue', /may be too large/),
      script.leave('input', /Name of the envelope/),
    );
    await world.send(file);
  });

  it('one of several is enough to send none', async () => {
    composersOf(world);
    world.prompts.then(script.notify(undefined, /b\.pdf: The file is empty/));
    await world.send(world.file('a.pdf'), world.file('b.pdf', ''));
  });

  it('unsaved: are saved first when the person wants it', async () => {
    const file = world.file('sow.pdf');
    world.unsaved.add(file.uri);
    world.prompts.then(script.confirm(undefined, /"sow\.pdf" has changes that are not saved/));
    await world.send(file);
    world.prompts.then(script.confirm('save', /Only what is saved can be sent/), script.leave('input'));
    await world.send(file);
    assert.equal(world.unsaved.size, 0);
  });

  it('unsaved: nothing is sent when saving fails', async () => {
    const file = world.file('sow.pdf');
    world.unsaved.add(file.uri);
    world.saves = false;
    world.prompts.then(script.confirm('save'), script.notify(undefined, /It could not be saved/));
    await world.send(file);
  });

  it('by the real PDF part: text, a torn file, nothing at all', async () => {
    const tools = createPdfTools();
    world.pdf.inspect = (bytes) => tools.inspect(bytes);
    for (const text of ['hello', '%PDF-1.7\n1 0 obj', '\0\0\0\0']) {
      world.prompts.then(script.notify(undefined, /sow\.pdf: .*Nothing was sent/));
      await world.send(world.file('sow.pdf', text));
    }
  });
});

describe('virtual workspaces', () => {
  it('are read through the editor and sent all the same', async () => {
    const world = new World();
    const uri = 'vscode-vfs://github/ada/contracts/sow.pdf';
    world.files.contents.set(uri, Buffer.from('%PDF virtual'));
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person'),
    );
    await world.send({ uri, path: '/ada/contracts/sow.pdf' });
    world.prompts.finished();
    assert.deepEqual(world.client.inline[0]?.documents[0]?.bytes, Buffer.from('%PDF virtual'));
    assert.equal(world.prompts.progressTitles[0], 'Reading sow.pdf');
  });

  it('can be left while they are read', async () => {
    const world = new World();
    world.prompts.cancelProgress = /Reading/;
    world.files.contents.set('vscode-vfs://x/sow.pdf', Buffer.from('%PDF virtual'));
    await world.send({ uri: 'vscode-vfs://x/sow.pdf', path: '/sow.pdf' });
    world.prompts.finished();
    assert.deepEqual(world.prompts.asked, []);
  });
});

describe('account details that fail', () => {
  it('do not keep anybody from sending', async () => {
    const world = new World();
    world.client.accountFails = true;
    world.prompts.then(
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    world.prompts.finished();
    assert.equal(world.client.created.length, 1);
    assert.equal(failure({ kind: 'server' }).kind, 'server');
  });
});

describe('guarded documents on disk', () => {
  let folder: string;
  let file: string;
  const bytes = Buffer.alloc(3 * MIB, 'jSign');
  const documents = new GuardedDocuments(new NodeFiles(), plain);
  const document = (extra: Partial<DraftDocument> = {}): DraftDocument => ({
    id: 'd',
    name: 'sow.pdf',
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: [],
    origin: { uri: pathToFileURL(file).href },
    ...extra,
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jsign-'));
    file = path.join(folder, 'weird #% ü name.pdf');
    await writeFile(file, bytes);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const collect = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    return Buffer.concat(all);
  };

  it('stream in pieces of a sensible size, more than once', async () => {
    const source = await documents.open(document());
    let largest = 0;
    for await (const piece of source.open()) largest = Math.max(largest, piece.byteLength);
    assert.ok(largest >= 256 * 1024 && largest <= MIB, String(largest));
    assert.ok((await collect(source.open())).equals(bytes));
  });

  it('are refused when changed, grown, cut or gone', async () => {
    await assert.rejects(
      documents.open(document({ sha256: '0'.repeat(64) })),
      /changed while you were sending/,
    );
    await assert.rejects(documents.open(document({ size: 1 })), /changed while you were sending/);
    await truncate(file, 10);
    await assert.rejects(documents.open(document()), /changed while you were sending/);
    await rm(file);
    await assert.rejects(documents.open(document()), /no longer there/);
  });

  it('never give all their bytes when they change between check and upload', async () => {
    for (const change of [
      Buffer.alloc(bytes.byteLength, 'other'),
      Buffer.concat([bytes, bytes]),
      bytes.subarray(1),
    ]) {
      await writeFile(file, bytes);
      const source = await documents.open(document());
      await writeFile(file, change);
      let given = 0;
      await assert.rejects(async () => {
        for await (const piece of source.open()) given += piece.byteLength;
      }, /changed while you were sending/);
      assert.ok(given < bytes.byteLength);
    }
  });

  it('prepared copies are written, opened and removed, and only inside their folder', async () => {
    const prepared = new PreparedFolder(path.join(folder, 'deep', 'prepared'));
    const hash = createHash('sha256').update('copy').digest('hex');
    const address = prepared.address('../../evil', hash);
    assert.match(address, /\/prepared\/evil-[0-9a-f]{16}\.pdf$/);
    await prepared.write(address, Buffer.from('copy'));
    const source = await documents.open(document({ prepared: address, size: 4, sha256: hash }));
    assert.equal((await collect(source.open())).toString(), 'copy');
    await prepared.remove(address);
    await assert.rejects(
      documents.open(document({ prepared: address, size: 4, sha256: hash })),
      /no longer there/,
    );
    await prepared.remove(pathToFileURL(file).href);
    await assert.rejects(prepared.write(pathToFileURL(file).href, Buffer.from('x')), /not a prepared copy/);
    assert.ok((await collect(new NodeFiles().stream(pathToFileURL(file).href))).equals(bytes));
  });

  it('addresses that are no paths name no file', async () => {
    assert.equal(await new NodeFiles().stat('file:///a%2Fb'), undefined);
    assert.equal(await new NodeFiles().stat('file:///a%00b'), undefined);
    assert.equal(await new NodeFiles().stat(pathToFileURL(path.join(file, 'below')).href), undefined);
  });
});

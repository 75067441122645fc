import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Draft } from '../../../../../src/delivery/draft';
import { FileDraftStore, type KeyedFiles } from '../../../../../src/delivery/drafts/store';
import { isDeliveryError } from '../../../../../src/delivery/errors';
import { NodeKeyedFiles } from '../../../../../src/delivery/node/files';
import { systemClock } from '../../../../../src/editor/platform/clock';
import { plain } from '../../../../../src/editor/platform/translate';
import { FolderWatch } from '../../../../../src/editor/sending/composing/folderWatch';
import { freshDraft } from '../../../../../src/editor/sending/composing/freshDraft';
import { DraftShelf, type ShelfPorts } from '../../../../../src/editor/sending/composing/shelf';
import { documentOf, draftOf, signatureOf, signerOf } from '../../../delivery/support/drafts';
import { until } from '../../envelopes/current/world';
import { MemoryFiles, MemoryKeyedFiles, NOW } from '../world';

const kind = (wanted: string) => (error: unknown) => isDeliveryError(error) && error.kind === wanted;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A shelf over memory, and what lies around it. */
class Bench {
  readonly keyed = new MemoryKeyedFiles();
  readonly keptKeyed = new MemoryKeyedFiles();
  readonly kept = new FileDraftStore(this.keptKeyed);
  readonly files = new MemoryFiles();
  now = NOW;
  changes = 0;
  readonly shelf: DraftShelf;

  constructor(ports: Partial<ShelfPorts> = {}) {
    this.shelf = new DraftShelf({
      files: this.keyed,
      watch: () => ({ dispose: () => undefined }),
      prepared: this.files,
      read: (address) => this.files.read(address),
      kept: this.kept,
      translate: plain,
      newId: randomUUID,
      now: () => this.now,
      ...ports,
    });
    this.shelf.onDidChange(() => (this.changes += 1));
  }

  async names(): Promise<readonly string[]> {
    return (await this.shelf.list()).drafts.map(({ name }) => name);
  }

  /** A draft with a document that has a page more than its file. */
  withCopy(id = 'one'): Draft {
    const bytes = Buffer.from('%PDF with a page more');
    const prepared = this.files.address('doc-lease', hashOf(bytes));
    this.files.contents.set(prepared, bytes);
    const document = { ...documentOf('lease'), sha256: hashOf(bytes), size: bytes.byteLength, prepared };
    return draftOf(id, { documents: [document, documentOf('annex')] });
  }
  copies(): readonly string[] {
    return [...this.files.contents.keys()];
  }
}

describe('the shelf of drafts', () => {
  it('gives back what was saved, the one edited last first, and tells of each change', async () => {
    const bench = new Bench();
    await bench.shelf.save(draftOf('one', { name: 'First' }));
    bench.now += 1000;
    await bench.shelf.save(draftOf('two', { name: 'Second' }));
    assert.deepEqual(await bench.names(), ['Second', 'First']);
    assert.equal(bench.changes, 2);
    bench.now += 1000;
    await bench.shelf.save(draftOf('one', { name: 'First, again' }));
    assert.deepEqual(await bench.names(), ['First, again', 'Second']);
    const loaded = await bench.shelf.load('draft-one');
    assert.deepEqual(loaded, { ...draftOf('one', { name: 'First, again' }), editedAt: bench.now });
    await bench.shelf.remove('draft-one');
    assert.equal(await bench.shelf.load('draft-one'), undefined);
    assert.equal(bench.changes, 4);
  });

  it('keeps drafts of earlier versions, which do not say when they were edited, behind the others', async () => {
    const bench = new Bench();
    bench.keyed.texts.set('draft-old', JSON.stringify({ ...draftOf('old', { name: 'Old' }), version: 1 }));
    await bench.shelf.save(draftOf('new', { name: 'New' }));
    assert.deepEqual(await bench.names(), ['New', 'Old']);
  });

  it('says of what it cannot use why and, where it can be seen, whose it is', async () => {
    const bench = new Bench();
    bench.keyed.texts.set('draft-newer', '{"version":99,"accountId":"account-2","pages":"?"}');
    bench.keyed.texts.set('draft-torn', '{"version":2,"accountId":"acc');
    bench.keyed.texts.set('draft-odd', '{"version":2,"accountId":"account-1"}');
    await bench.shelf.save(draftOf('fine'));
    const { drafts, unusable } = await bench.shelf.list();
    assert.equal(drafts.length, 1);
    assert.deepEqual(unusable, [
      { id: 'draft-newer', kind: 'newer', accountId: 'account-2' },
      { id: 'draft-odd', kind: 'broken', accountId: 'account-1' },
      { id: 'draft-torn', kind: 'broken', accountId: undefined },
    ]);
  });

  it('never writes over what a newer version saved, and does not delete it', async () => {
    const bench = new Bench();
    const text = JSON.stringify({ ...draftOf('one'), version: 99 });
    bench.keyed.texts.set('draft-one', text);
    await assert.rejects(bench.shelf.save(draftOf('one')), kind('newer-version'));
    await assert.rejects(bench.shelf.rename('draft-one', 'Mine'), kind('newer-version'));
    await assert.rejects(bench.shelf.discard('draft-one'), kind('newer-version'));
    assert.equal(bench.keyed.texts.get('draft-one'), text);
  });

  it('keeps what there was when the disk is full, and works again afterwards', async () => {
    const bench = new Bench();
    await bench.shelf.save(draftOf('one', { name: 'Before' }));
    const write = bench.keyed.write.bind(bench.keyed);
    bench.keyed.write = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await assert.rejects(bench.shelf.save(draftOf('one', { name: 'After' })), kind('storage-full'));
    await assert.rejects(bench.shelf.rename('draft-one', 'After'), kind('storage-full'));
    await assert.rejects(bench.shelf.duplicate('draft-one'), kind('storage-full'));
    assert.deepEqual(await bench.names(), ['Before']);
    assert.equal(bench.changes, 1, 'nothing changed');
    bench.keyed.write = write;
    await bench.shelf.save(draftOf('one', { name: 'After' }));
    assert.deepEqual(await bench.names(), ['After']);
  });

  it('changes nothing but the name when one is renamed, even while it is being saved', async () => {
    const bench = new Bench();
    await bench.shelf.save(draftOf('one'));
    const saving = bench.shelf.save(draftOf('one', { description: 'typed meanwhile' }));
    await bench.shelf.rename('draft-one', '  Lease\n43 ');
    await saving;
    const now = await bench.shelf.load('draft-one');
    assert.deepEqual([now?.name, now?.description], ['Lease 43', 'typed meanwhile']);
    await assert.rejects(bench.shelf.rename('draft-none', 'x'), /no longer there/);
  });

  it('duplicates under new ids and a new intent, with bytes of its own', async () => {
    const bench = new Bench();
    const draft = { ...bench.withCopy(), replaces: 'envelope-7' };
    await bench.shelf.save(draft);
    const copy = await bench.shelf.duplicate(draft.id);
    assert.equal(copy.name, 'Lease 42 (copy)');
    assert.deepEqual(await bench.shelf.load(copy.id), copy);
    const before = await bench.shelf.load(draft.id);
    assert.ok(before);
    const idsOf = ({ id, intentId, documents }: Draft) => [id, intentId, ...documents.map((one) => one.id)];
    assert.equal(new Set([...idsOf(copy), ...idsOf(before)]).size, 8);
    assert.deepEqual(
      copy.fields.map(({ documentId }) => documentId),
      [copy.documents[0]?.id, copy.documents[0]?.id],
    );
    assert.equal(copy.replaces, undefined, 'only one of them can take the place of an envelope');
    const [own, theirs] = [copy.documents[0]?.prepared, before.documents[0]?.prepared];
    assert.notEqual(own, theirs);
    await bench.shelf.discard(draft.id);
    assert.deepEqual(bench.copies(), [own], 'what goes with the one is not the copy of the other');
    assert.deepEqual(await bench.names(), ['Lease 42 (copy)']);
  });

  it('duplicates nothing where the bytes it needs cannot be read, and leaves nothing behind', async () => {
    const bench = new Bench();
    const draft = bench.withCopy();
    await bench.shelf.save(draft);
    bench.files.contents.clear();
    await assert.rejects(bench.shelf.duplicate(draft.id), /copy of "lease.pdf" .* cannot be read/);
    assert.deepEqual(await bench.names(), ['Lease 42']);

    bench.withCopy();
    bench.keyed.write = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await assert.rejects(bench.shelf.duplicate(draft.id), kind('storage-full'));
    assert.equal(bench.copies().length, 1);
  });

  it('leaves bytes alone that the sender may need', async () => {
    const bench = new Bench();
    const draft = bench.withCopy();
    await bench.shelf.save(draft);
    await bench.shelf.remove(draft.id);
    assert.equal(bench.copies().length, 1, 'taken from the shelf is not deleted');
    await bench.shelf.save(draft);
    await bench.kept.save(draft);
    await bench.shelf.discard(draft.id);
    assert.equal(bench.copies().length, 1);
    await bench.shelf.save(draft);
    bench.keptKeyed.texts.set(draft.id, 'torn');
    await bench.shelf.discard(draft.id);
    assert.equal(bench.copies().length, 1, 'nobody can tell what the sender has');
    await bench.shelf.save(draft);
    await bench.kept.remove(draft.id);
    await bench.shelf.discard(draft.id);
    assert.deepEqual([bench.copies(), await bench.names()], [[], []]);
  });

  it('deletes what makes no sense as it is', async () => {
    const bench = new Bench();
    bench.keyed.texts.set('draft-torn', '{');
    await bench.shelf.discard('draft-torn');
    assert.deepEqual(await bench.shelf.list(), { drafts: [], unusable: [] });
  });
});

describe('a draft under new ids', () => {
  it('keeps the names of fields that come from anchors, after the document they stand in', () => {
    const document = documentOf('lease');
    const signer = signerOf('ada', 1);
    const before = draftOf('one', {
      documents: [document],
      signers: [signer],
      fields: [
        signatureOf(document, signer, { id: 'doc-lease-anchor-1', anchor: '[[sign:us]]' }),
        signatureOf(document, signer, { id: 'placed' }),
      ],
    });
    let count = 0;
    const { draft, documentIds } = freshDraft(before, () => `new-${(count += 1)}`);
    assert.equal(documentIds.get('doc-lease'), 'new-1');
    assert.deepEqual(
      draft.fields.map(({ id, documentId, signerId }) => [id, documentId, signerId]),
      [
        ['new-1-anchor-1', 'new-1', 'signer-ada'],
        ['placed', 'new-1', 'signer-ada'],
      ],
    );
  });
});

describe('the shelf on a disk, in two windows', () => {
  let folder: string;
  const shelves: DraftShelf[] = [];
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'jsign-shelf-'))));
  afterEach(async () => {
    for (const shelf of shelves.splice(0)) shelf.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const place = () => path.join(folder, 'composing');
  /** A window: its shelf, and what it would show, kept up to date by nothing but what it hears. */
  const window = (files: KeyedFiles = new NodeKeyedFiles(place())) => {
    const { shelf } = new Bench({
      files,
      watch: (changed) => new FolderWatch(place(), changed, systemClock),
    });
    shelves.push(shelf);
    const seen = { names: [] as readonly string[] };
    shelf.onDidChange(() => {
      void shelf.list().then(({ drafts }) => (seen.names = drafts.map(({ name }) => name).sort()));
    });
    return { shelf, seen };
  };
  const shows = (seen: { readonly names: readonly string[] }, ...names: readonly string[]) =>
    until(() => seen.names.join() === names.join(), `the window shows ${names.join()}`);

  it('sees what another window makes, changes and deletes', async function () {
    this.timeout(20_000);
    const one = window();
    const other = window();
    await one.shelf.save(draftOf('one', { name: 'Lease' }));
    await shows(other.seen, 'Lease');
    await other.shelf.save(draftOf('two', { name: 'NDA' }));
    await shows(one.seen, 'Lease', 'NDA');
    await one.shelf.rename('draft-two', 'SOW');
    await shows(other.seen, 'Lease', 'SOW');
    await other.shelf.discard('draft-one');
    await shows(one.seen, 'SOW');
  });

  it('sees a folder again that was taken away and came back', async function () {
    this.timeout(20_000);
    await new FileDraftStore(new NodeKeyedFiles(place())).save(draftOf('one', { name: 'Lease' }));
    const one = window();
    await shows(one.seen, 'Lease');
    await rename(place(), path.join(folder, 'aside'));
    await shows(one.seen);
    await rename(path.join(folder, 'aside'), place());
    await shows(one.seen, 'Lease');
  });

  it('never shows a draft half written: windows that save at the same time leave one or the other', async () => {
    const one = window();
    const other = window();
    const save = (shelf: DraftShelf, name: string) =>
      Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          shelf.save(draftOf('one', { name: `${name} ${index}`, description: 'x'.repeat(50_000) })),
        ),
      );
    let looks = 0;
    const over = { is: false };
    const look = (async () => {
      while (!over.is) {
        const { unusable } = await one.shelf.list();
        assert.deepEqual(unusable, []);
        looks += 1;
      }
    })();
    await Promise.all([save(one.shelf, 'one'), save(other.shelf, 'other')]);
    over.is = true;
    await look;
    assert.ok(looks > 0);
    assert.match((await one.shelf.load('draft-one'))?.name ?? '', /^(one|other) 19$/);
    assert.deepEqual(await readdir(place()), ['draft-one.json'], 'no half file is left');
  });

  it('holds two hundred drafts, beside files that are not its own', async () => {
    const { shelf } = window();
    await shelf.save(draftOf('n0'));
    for (let index = 1; index < 200; index += 1)
      await writeFile(path.join(place(), `draft-n${index}.json`), JSON.stringify(draftOf(`n${index}`)));
    await writeFile(path.join(place(), 'My Notes.json'), 'mine');
    await writeFile(path.join(place(), '.DS_Store'), 'x');
    const { drafts, unusable } = await shelf.list();
    assert.deepEqual([drafts.length, unusable.length], [200, 0]);
  });

  it('lets nobody else into its folder', async function () {
    if (process.platform === 'win32') this.skip();
    const { shelf } = window();
    await shelf.save(draftOf('one'));
    assert.equal((await stat(place())).mode & 0o777, 0o700);
    assert.equal((await stat(path.join(place(), 'draft-one.json'))).mode & 0o777, 0o600);
  });
});

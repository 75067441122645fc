import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';

import { readDraft } from '../../../src/delivery/drafts/schema';
import { FileDraftStore } from '../../../src/delivery/drafts/store';
import { NodeKeyedFiles } from '../../../src/delivery/node/files';
import { draftOf } from './support/drafts';
import { temporaryFolder } from './support/folders';

/** As version 1 wrote it, byte for byte. */
const VERSION_1 = `{
  "version": 1,
  "id": "7d0f6c3e-52b1-4a52-9d3d-0c5a4c8f3c11",
  "intentId": "b1a6e6f4-0d6a-4f0c-8f5e-2d8a1f1c9a70",
  "accountId": "account-1",
  "name": "Statement of Work",
  "description": "Phase 2",
  "categories": [
    "SOW"
  ],
  "documents": [
    {
      "id": "doc-1",
      "name": "sow.pdf",
      "size": 182044,
      "sha256": "9f2c6d0b7a1e4f83c5d2e19a0b6c7d8e9f00112233445566778899aabbccdd1b",
      "pages": [
        {
          "width": 595.32,
          "height": 841.92
        }
      ],
      "origin": {
        "uri": "file:///home/ada/contracts/sow.pdf",
        "commit": "1a2b3c4",
        "dirty": false
      }
    }
  ],
  "signers": [
    {
      "id": "signer-1",
      "name": "Ada Example",
      "email": "ada@example.org",
      "order": 1,
      "role": "client"
    }
  ],
  "observers": [],
  "fields": [
    {
      "id": "doc-1-anchor-1",
      "documentId": "doc-1",
      "signerId": "signer-1",
      "kind": "signature",
      "page": 1,
      "box": {
        "x": 72,
        "y": 640.5,
        "width": 150,
        "height": 40
      },
      "required": true,
      "anchor": "[[sign:client]]"
    }
  ],
  "options": {
    "flow": "Parallel",
    "expiresInDays": 14,
    "reminderDays": 3,
    "sendEmails": true
  }
}
`;

describe('delivery: saved drafts', () => {
  const folder = temporaryFolder();
  const place = (): string => path.join(folder(), 'drafts');
  const store = (): FileDraftStore => new FileDraftStore(new NodeKeyedFiles(place()));

  it('come back as they were, in another window too', async () => {
    const draft = draftOf('intent-1');
    assert.equal(await store().load(draft.id), undefined);
    assert.deepEqual(await store().list(), { drafts: [], unusable: [] });
    await store().save(draft);
    await store().save({ ...draft, name: 'Changed' });
    assert.deepEqual(await store().load(draft.id), { ...draft, name: 'Changed' });
    assert.deepEqual(await store().list(), { drafts: [{ ...draft, name: 'Changed' }], unusable: [] });
    assert.deepEqual(await readdir(place()), [`${draft.id}.json`], 'nothing else is left in the folder');
    if (process.platform !== 'win32')
      assert.equal((await stat(path.join(place(), `${draft.id}.json`))).mode & 0o077, 0);
    await store().remove(draft.id);
    await store().remove(draft.id);
    assert.equal(await store().load(draft.id), undefined);
  });

  it('keep how fields are aligned, their limits, and when they were edited', async () => {
    const [first] = draftOf('intent-1').fields;
    assert.ok(first);
    const text = { ...first, kind: 'text', alignment: 'right', charLimit: 40 } as const;
    const draft = draftOf('intent-1', { fields: [text], editedAt: 1_780_000_000_000 });
    await store().save(draft);
    assert.deepEqual(await store().load(draft.id), draft);
    const strange = { ...draft, fields: [{ ...text, alignment: 'justify' }] };
    assert.equal(readDraft(JSON.stringify(strange)).kind, 'broken');
  });

  it('of version 1 are read and become drafts of version 2; on the disk they change when they are saved', async () => {
    await mkdir(place());
    const id = '7d0f6c3e-52b1-4a52-9d3d-0c5a4c8f3c11';
    const file = path.join(place(), `${id}.json`);
    await writeFile(file, VERSION_1);
    const old = JSON.parse(VERSION_1) as object;
    const draft = await store().load(id);
    assert.deepEqual(draft, { ...old, version: 2 });
    assert.deepEqual(await store().list(), { drafts: [draft], unusable: [] });
    assert.equal(await readFile(file, 'utf8'), VERSION_1, 'reading changes nothing');
    assert.ok(draft);
    await store().save({ ...draft, editedAt: 5 });
    assert.equal((JSON.parse(await readFile(file, 'utf8')) as { version: number }).version, 2);
    assert.deepEqual(await store().load(id), { ...draft, editedAt: 5 });
  });

  it('cannot leave their folder by a strange id', async () => {
    for (const id of ['../../evil', 'a/b', '', 'CON', 'ä', 'x'.repeat(300)]) {
      const draft = draftOf('i', { id });
      await store().save(draft);
      assert.deepEqual(await store().load(id), draft);
    }
    assert.deepEqual(await readdir(folder()), ['drafts']);
    assert.equal((await store().list()).drafts.length, 6);
  });

  it('of a newer version are left alone: not loaded, not overwritten, reported', async () => {
    const draft = draftOf('intent-1');
    await mkdir(place());
    const file = path.join(place(), `${draft.id}.json`);
    const text = JSON.stringify({ ...draft, version: 3, documents: 'in another shape' });
    await writeFile(file, text);
    await assert.rejects(store().load(draft.id), { kind: 'newer-version' });
    await assert.rejects(store().save(draft), { kind: 'newer-version' });
    const { drafts, unusable } = await store().list();
    assert.deepEqual(
      [drafts.length, unusable[0]?.key, unusable[0]?.error.kind],
      [0, draft.id, 'newer-version'],
    );
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('that are broken are skipped and reported, not deleted', async () => {
    await store().save(draftOf('intent-1'));
    const bad = [
      '',
      '{',
      'null',
      '[]',
      '{"version":1}',
      '{"version":2}',
      JSON.stringify({ ...draftOf('i'), signers: [{ name: 1 }] }),
    ];
    for (const [index, text] of bad.entries()) await writeFile(path.join(place(), `bad-${index}.json`), text);
    const { drafts, unusable } = await store().list();
    assert.equal(drafts.length, 1);
    assert.deepEqual(
      unusable.map((one) => [one.key, one.error.kind]),
      bad.map((_, index) => [`bad-${index}`, 'draft-broken']),
    );
    await assert.rejects(store().load('bad-1'), { kind: 'draft-broken' });
    assert.equal((await readdir(place())).length, 1 + bad.length);
  });

  it('that cannot be written reject with an error of ours, and the old one stays', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) {
      // No permission stops root: a file in the place of the folder does.
      await writeFile(place(), '');
      await assert.rejects(store().save(draftOf('intent-1')), { kind: 'journal' });
      return;
    }
    await store().save(draftOf('intent-1'));
    await chmod(place(), 0o500);
    await assert.rejects(store().save(draftOf('intent-1', { name: 'x' })), { kind: 'journal' });
    await chmod(place(), 0o700);
    assert.equal((await store().load('draft-intent-1'))?.name, 'Lease 42');
  });

  it('are read without a throw, whatever the text is (property)', () => {
    const whole = JSON.stringify(draftOf('intent-1'));
    fc.assert(fc.property(fc.json(), (text) => readDraft(text).kind !== 'draft'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        assert.equal(readDraft(whole.slice(0, length)).kind, 'broken');
        return true;
      }),
    );
    assert.equal(readDraft(whole).kind, 'draft');
  });
});

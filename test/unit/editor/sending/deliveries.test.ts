import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Draft } from '../../../../src/delivery/draft';
import { FileDraftStore } from '../../../../src/delivery/drafts/store';
import { NodeKeyedFiles } from '../../../../src/delivery/node/files';
import { NodeJournalFile } from '../../../../src/delivery/node/journalFile';
import { sha256 } from '../../../../src/editor/platform/sha256';
import { plain } from '../../../../src/editor/platform/translate';
import { AccountDeliveries } from '../../../../src/editor/sending/deliveries';
import { GuardedDocuments } from '../../../../src/editor/sending/documentBytes';
import { isAnythingKept } from '../../../../src/editor/sending/journalThere';
import { BROKEN } from './fakeClient';
import { ACCOUNT, MemoryFiles, World } from './world';

describe('the deliveries of all accounts', () => {
  let folder: string;
  let world: World;
  const files = new MemoryFiles();
  const bytes = Buffer.from('%PDF sow');
  files.contents.set('file:///folder/sow.pdf', bytes);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jsign-deliveries-'));
    world = new World();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const deliveries = () => new AccountDeliveries(folder, world.accounts, new GuardedDocuments(files, plain));
  const draft: Draft = {
    version: 2,
    id: 'draft',
    intentId: 'intent',
    accountId: ACCOUNT.id,
    name: 'SOW',
    description: '',
    categories: [],
    documents: [
      {
        id: 'd',
        name: 'sow.pdf',
        size: bytes.byteLength,
        sha256: sha256(bytes),
        pages: [{ width: 595, height: 842 }],
        origin: { uri: 'file:///folder/sow.pdf' },
      },
    ],
    signers: [{ id: 's', name: 'Ada Example', email: 'ada@example.org', order: 1 }],
    observers: [],
    fields: [],
    options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true },
  };

  const drafts = () => path.join(folder, 'drafts');

  it('have nothing before anything was sent, and read no journal that is not there', async () => {
    assert.equal(await isAnythingKept(folder, drafts()), false);
    assert.deepEqual(await deliveries().open(), []);
  });

  it('have something as soon as a draft is kept, even if nothing was ever sent', async () => {
    const store = new FileDraftStore(new NodeKeyedFiles(drafts()));
    await store.save(draft);
    assert.equal(await isAnythingKept(folder, drafts()), true);
    await store.remove(draft.id);
    assert.equal(await isAnythingKept(folder, drafts()), false, 'the folder alone is nothing');
    await writeFile(path.join(folder, 'file'), '');
    assert.equal(
      await isAnythingKept(folder, path.join(folder, 'file')),
      true,
      'trouble is said when it is read',
    );
  });

  it('send over one journal on the disk, which another window reads', async () => {
    world.client.faults.push({ call: 'uploadFile', error: BROKEN() });
    const here = deliveries();
    const delivery = here.for(world.session);
    assert.equal(here.for(world.session), delivery, 'one delivery per session');
    assert.equal((await delivery.send(draft)).state, 'failed');
    assert.equal(await isAnythingKept(folder, drafts()), true);
    assert.deepEqual(await deliveries().open(), []);
  });

  it('give what is open of the accounts that are signed in', async () => {
    const entry = { v: 1, intentId: 'i', accountId: ACCOUNT.id, attempt: 1, at: 5, name: 'Lease' };
    const lines = [
      { ...entry, state: 'creating' },
      { ...entry, intentId: 'j', at: 7, state: 'uploading' },
      { ...entry, intentId: 'k', accountId: 'somebody-else', state: 'creating' },
    ];
    const journal = new NodeJournalFile(path.join(folder, 'journal.jsonl'));
    for (const line of lines) await journal.append(JSON.stringify(line));
    assert.deepEqual(
      (await deliveries().open()).map(({ intentId, state }) => [intentId, state]),
      [
        ['j', 'uploading'],
        ['i', 'creating'],
      ],
    );
  });
});

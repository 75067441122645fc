import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plain } from '../../../../../src/editor/platform/translate';
import { When } from '../../../../../src/editor/platform/when';
import { DraftsFeature } from '../../../../../src/editor/sending/composing/draftsFeature';
import { draftOf } from '../../../delivery/support/drafts';
import { ACCOUNT, World } from '../world';

const never = () => Promise.reject(new Error('nobody asked for this'));

describe('the list of drafts, before it is loaded', () => {
  let folder: string;
  let feature: DraftsFeature;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jsign-drafts-'));
    const world = new World();
    feature = new DraftsFeature({
      accounts: world.accounts,
      commands: { register: () => undefined },
      prompts: world.prompts,
      translate: plain,
      when: new When('en-GB'),
      log: world.log(),
      files: world.files,
      folder: (name) => path.join(folder, name),
      composer: { open: never, saveAsTemplate: never },
      useAgain: never,
      pickEnvelope: never,
    });
  });
  afterEach(async () => {
    feature.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('is loaded once, however often its rows are asked for, and tells once that it is there', async () => {
    await feature.shelf.save(draftOf('one', { accountId: ACCOUNT.id }));
    const { list } = feature;
    const counts: number[] = [];
    const isThere = new Promise<void>((resolve) =>
      list.onDidChange(() => {
        counts.push(list.rows(ACCOUNT.id).length);
        if (counts.includes(1)) resolve();
      }),
    );
    for (let redraw = 0; redraw < 5; redraw += 1) assert.deepEqual(list.rows(ACCOUNT.id), []);
    await isThere;
    assert.deepEqual(counts, [0, 1], 'once when it is loaded, and once when it is read');
  });
});

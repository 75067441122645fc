import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileDraftStore } from '../../../../../src/delivery/drafts/store';
import { NodeKeyedFiles } from '../../../../../src/delivery/node/files';
import { SocketLocks } from '../../../../../src/delivery/node/locks';
import { plain } from '../../../../../src/editor/platform/translate';
import type { ComposerPorts } from '../../../../../src/editor/sending/composer/ports';
import { DraftShelf } from '../../../../../src/editor/sending/composing/shelf';
import { PreparedFolder } from '../../../../../src/editor/sending/preparedFiles';
import { script } from '../../scriptedPrompts';
import { World } from '../world';
import { ComposerBench, type FakePanel } from './bench';

/** Waits for what the disk and the sockets of this machine do. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setImmediate(next));
}

describe('composers of two windows over one disk', () => {
  let folder: string;
  let world: World;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jsign-composers-'));
    world = new World();
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
    world.prompts.finished();
  });

  /** A window: the real shelf and the real locks. */
  function window(): ComposerBench {
    const shelf = new DraftShelf({
      files: new NodeKeyedFiles(path.join(folder, 'composing')),
      watch: () => ({ dispose: () => undefined }),
      prepared: new PreparedFolder(path.join(folder, 'prepared')),
      read: (address) => world.files.read(address),
      kept: new FileDraftStore(new NodeKeyedFiles(path.join(folder, 'drafts'))),
      translate: plain,
      newId: randomUUID,
      now: Date.now,
    });
    const changes: Partial<ComposerPorts> = { shelf, locks: new SocketLocks(path.join(folder, 'locks')) };
    return new ComposerBench(world, changes);
  }
  const composed = async (bench: ComposerBench): Promise<FakePanel> => {
    await bench.composers.compose(world.session, [world.file('sow.pdf')]);
    bench.panel.load();
    return bench.panel;
  };
  const idOf = (panel: FakePanel): string => panel.last('init').restore.draftId;

  it('only one has a draft at a time; the other may have a copy, and the draft once it is closed', async () => {
    const [one, other] = [window(), window()];
    const panel = await composed(one);
    const id = idOf(panel);
    world.prompts.then(script.notify('copy', /is open in another window/));
    await other.composers.open(id);
    await until(() => other.panels.length === 1);
    assert.notEqual(idOf(other.panel.load()), id);
    assert.equal(other.panel.composition?.name, 'SOW (copy)');

    panel.edit((composition) => ({ ...composition, name: 'Closed with this name' }));
    panel.close();
    // Asked for in the same window it waits for what is being saved.
    await one.composers.open(id);
    assert.equal(one.panels.length, 2);
    assert.equal(one.panel.load().composition?.name, 'Closed with this name');
  });

  it('what is prepared can be read by this user alone', async function () {
    if (process.platform === 'win32') this.skip();
    await composed(window());
    const place = path.join(folder, 'composing');
    assert.equal((await stat(place)).mode & 0o777, 0o700);
    for (const name of await readdir(place))
      assert.equal((await stat(path.join(place, name))).mode & 0o777, 0o600);
  });
});

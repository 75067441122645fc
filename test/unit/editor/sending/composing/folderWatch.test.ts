import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../../../../src/editor/platform/clock';
import { FolderWatch, type Watch } from '../../../../../src/editor/sending/composing/folderWatch';
import { until } from '../../envelopes/current/world';

/** Time that passes when the test says so, and says what it was asked to wait. */
class Timers implements Clock {
  private readonly waiting = new Map<() => void, number>();
  now(): number {
    return 0;
  }
  after(milliseconds: number, run: () => void) {
    this.waiting.set(run, milliseconds);
    return { dispose: () => this.waiting.delete(run) };
  }
  get pauses(): readonly number[] {
    return [...this.waiting.values()];
  }
  pass(): void {
    for (const [run] of this.waiting) {
      this.waiting.delete(run);
      run();
    }
  }
}

describe('watching a folder', () => {
  let folder: string;
  let clock: Timers;
  let changes: number;
  let watching: FolderWatch | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jsign-watch-'));
    clock = new Timers();
    changes = 0;
  });
  afterEach(async () => {
    watching?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (watch: Watch, place = folder) =>
    (watching = new FolderWatch(place, () => (changes += 1), clock, watch));
  const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
  const never: Watch = () => {
    throw new Error('ENOSPC: too many watchers');
  };
  /** The look that is due is over when the next one is planned. */
  const look = async () => {
    clock.pass();
    await until(() => clock.pauses.length > 0, 'the next look is planned');
  };

  it('looks by itself where the system does not watch', async () => {
    start(never);
    await until(() => clock.pauses.length > 0, 'the first look');
    assert.deepEqual([changes, clock.pauses], [1, [2000]], 'what was read before the first look may be old');
    await look();
    assert.equal(changes, 1, 'nothing has changed');
    await put('a.json', '{}');
    await look();
    assert.equal(changes, 2);
    await put('a.json', '{"another":1}');
    await look();
    assert.equal(changes, 3);
    await put('a.json.new', 'half');
    await look();
    assert.equal(changes, 3, 'what is only being written is no change');
    await rm(path.join(folder, 'a.json'));
    await look();
    assert.equal(changes, 4);
  });

  it('looks until there is a folder', async () => {
    const place = path.join(folder, 'later');
    start(never, place);
    await until(() => clock.pauses.length > 0, 'the first look');
    await mkdir(place);
    await writeFile(path.join(place, 'a.json'), '{}');
    await look();
    assert.equal(changes, 2);
  });

  it('looks as soon as it is told, however often, and seldom without being told', async () => {
    let ears: Parameters<Watch>[1] | undefined;
    start((_folder, given) => {
      ears = given;
      return { dispose: () => undefined };
    });
    await until(() => clock.pauses.length > 0, 'the first look');
    assert.deepEqual(clock.pauses, [100], 'between the look and the watching something may have come');
    await look();
    assert.deepEqual(clock.pauses, [10_000]);
    await put('a.json', '{}');
    for (let index = 0; index < 50; index += 1) ears?.changed();
    assert.deepEqual(clock.pauses, [100]);
    await look();
    assert.equal(changes, 2);
  });

  it('looks again when it is told of something while it looks', async () => {
    let ears: Parameters<Watch>[1] | undefined;
    start((_folder, given) => {
      ears = given;
      return { dispose: () => undefined };
    });
    await until(() => clock.pauses.length > 0, 'the first look');
    clock.pass();
    ears?.changed();
    clock.pass();
    await put('a.json', '{}');
    await until(() => clock.pauses.includes(100), 'another look is planned at once');
    await look();
    // The look that was under way may have seen the file already, even half written.
    assert.ok(changes === 2 || changes === 3);
    assert.deepEqual(clock.pauses, [10_000]);
  });

  it('goes on by looking, and tries to watch again, when the watching fails later', async () => {
    let starts = 0;
    let stops = 0;
    let ears: Parameters<Watch>[1] | undefined;
    start((_folder, given) => {
      starts += 1;
      ears = given;
      return { dispose: () => void (stops += 1) };
    });
    await until(() => clock.pauses.length > 0, 'the first look');
    await look();
    ears?.failed();
    assert.deepEqual([stops, clock.pauses], [1, [2000]]);
    await look();
    assert.equal(starts, 2);
  });

  it('stops when it is put away, even in the middle of a look', async () => {
    let stops = 0;
    const watcher = start(() => ({ dispose: () => void (stops += 1) }));
    await until(() => clock.pauses.length > 0, 'the first look');
    clock.pass();
    watcher.dispose();
    await put('a.json', '{}');
    await until(() => stops === 1, 'the watching ends');
    assert.deepEqual([clock.pauses, changes], [[], 1]);
  });
});

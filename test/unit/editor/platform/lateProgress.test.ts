import assert from 'node:assert/strict';
import { isCancelled } from '../../../../src/editor/platform/actions';
import { Emitter } from '../../../../src/editor/platform/event';
import { withProgress, type ProgressBar } from '../../../../src/editor/platform/lateProgress';
import type { ProgressReport } from '../../../../src/editor/platform/prompts';

/** Work that ends when the test says so, and a screen whose time the test moves. */
class Bench {
  readonly drawn: (readonly [string, number])[] = [];
  readonly cancel = new Emitter<undefined>();
  shown = 0;
  closed = 0;
  waits: number | undefined;
  timeUp = (): void => undefined;
  progress: ProgressReport | undefined;
  signal: AbortSignal | undefined;
  end: (value: string) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;
  private readonly bar: ProgressBar = {
    draw: (message, increment) => this.drawn.push([message, increment]),
    onCancel: (cancel) => this.cancel.event(cancel),
  };

  run(after: number): Promise<string> {
    return withProgress(
      after,
      (progress, signal) => {
        this.progress = progress;
        this.signal = signal;
        return new Promise((resolve, reject) => {
          this.end = resolve;
          this.fail = reject;
        });
      },
      (begin) => {
        this.shown += 1;
        void begin(this.bar).then(() => (this.closed += 1));
      },
      (milliseconds, show) => {
        this.waits = milliseconds;
        this.timeUp = show;
        return { dispose: () => (this.timeUp = () => undefined) };
      },
    );
  }
}

const settled = () => new Promise((next) => setImmediate(next));

describe('A progress that is shown late', () => {
  it('is never shown for what is over before, well or not', async () => {
    const bench = new Bench();
    const reading = bench.run(400);
    assert.deepEqual([bench.shown, bench.waits], [0, 400]);
    bench.end('done');
    assert.equal(await reading, 'done');
    bench.timeUp();
    const failing = bench.run(400);
    bench.fail(new Error('no luck'));
    await assert.rejects(failing, /no luck/);
    bench.timeUp();
    assert.equal(bench.shown, 0);
  });

  it('says what was reported last when it is shown, goes on, and goes with the work', async () => {
    const bench = new Bench();
    const reading = bench.run(400);
    bench.progress?.report('one', 10);
    bench.progress?.report('two', 30);
    bench.timeUp();
    assert.deepEqual(bench.drawn, [['two', 30]]);
    bench.progress?.report('three');
    bench.progress?.report('four', 20);
    bench.progress?.report('five', 50);
    assert.deepEqual(bench.drawn.slice(1), [
      ['three', 0],
      ['four', 0],
      ['five', 20],
    ]);
    bench.end('done');
    assert.equal(await reading, 'done');
    await settled();
    assert.deepEqual([bench.shown, bench.closed], [1, 1]);
  });

  it('is shown at once where nothing is to be waited for, empty until something is reported', async () => {
    const bench = new Bench();
    const reading = bench.run(0);
    assert.deepEqual([bench.shown, bench.waits, bench.drawn], [1, undefined, []]);
    bench.progress?.report('one', 10);
    assert.deepEqual(bench.drawn, [['one', 10]]);
    bench.fail(new Error('no luck'));
    await assert.rejects(reading, /no luck/);
    await settled();
    assert.equal(bench.closed, 1);
  });

  it('can be cancelled once it is shown, and not after it has ended', async () => {
    const bench = new Bench();
    const reading = bench.run(400);
    const { signal } = bench;
    assert.ok(signal);
    bench.cancel.fire(undefined);
    const early = signal.aborted;
    bench.timeUp();
    bench.cancel.fire(undefined);
    assert.deepEqual([early, signal.aborted], [false, true]);
    assert.ok(isCancelled(signal.reason));
    bench.end('done');
    await reading;
    await settled();
    const other = new Bench();
    const over = other.run(0);
    other.end('done');
    await over;
    await settled();
    other.cancel.fire(undefined);
    assert.equal(other.signal?.aborted, false);
  });
});

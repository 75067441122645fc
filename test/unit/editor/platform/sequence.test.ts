import assert from 'node:assert/strict';
import {
  answer,
  BACK,
  CANCEL,
  runSequence,
  type Answer,
  type SequenceStep,
} from '../../../../src/editor/platform/prompts';

type State = Readonly<Record<string, number>>;

function steps(
  script: Record<string, Answer<number>[]>,
  log: string[],
  skip?: string,
): SequenceStep<State>[] {
  return Object.keys(script).map((name) => ({
    skip: (state) => name === skip && state['a'] === 1,
    ask: (state, info) => {
      log.push(`${name} ${info.step}/${info.totalSteps}${info.canGoBack ? ' back' : ''}`);
      const next = script[name]?.shift() ?? CANCEL;
      return Promise.resolve(next.kind === 'value' ? answer({ ...state, [name]: next.value }) : next);
    },
  }));
}

describe('runSequence', () => {
  it('goes through all steps and counts them', async () => {
    const log: string[] = [];
    const result = await runSequence<State>({}, steps({ a: [answer(2)], b: [answer(3)] }, log));
    assert.deepEqual(result, { a: 2, b: 3 });
    assert.deepEqual(log, ['a 1/2', 'b 2/2 back']);
  });

  it('goes back, keeps what was said, and asks on', async () => {
    const log: string[] = [];
    const result = await runSequence<State>(
      {},
      steps({ a: [answer(2), answer(5)], b: [BACK, answer(3)] }, log),
    );
    assert.deepEqual(result, { a: 5, b: 3 });
    assert.deepEqual(log, ['a 1/2', 'b 2/2 back', 'a 1/2', 'b 2/2 back']);
  });

  it('leaves out a skipped step in both directions', async () => {
    const log: string[] = [];
    const script = { a: [answer(1), answer(1)], b: [], c: [BACK, answer(7)] };
    const result = await runSequence<State>({}, steps(script, log, 'b'));
    assert.deepEqual(result, { a: 1, c: 7 });
    assert.deepEqual(log, ['a 1/3', 'c 2/2 back', 'a 1/2', 'c 2/2 back']);
  });

  it('gives nothing when the person leaves', async () => {
    assert.equal(await runSequence<State>({}, steps({ a: [answer(1)], b: [CANCEL] }, [])), undefined);
  });
});

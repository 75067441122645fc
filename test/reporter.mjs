// The reporter of every ring: one line of JSON per event, appended to the file that JSIGN_TEST_EVENTS names. run.mjs reads along and
// prints. A file, because the host ring's tests run in a process that is not ours.
import fs from 'node:fs';

export default class EventReporter {
  constructor(runner) {
    const file = process.env.JSIGN_TEST_EVENTS;
    if (file === undefined)
      throw new Error('JSIGN_TEST_EVENTS names no file: run the tests with node test/run.mjs.');
    const emit = (event) => fs.appendFileSync(file, `${JSON.stringify(event)}\n`);
    const depth = (runnable) => (runnable.parent ? 1 + depth(runnable.parent) : 0);
    const about = (test) => ({ title: test.title, path: test.titlePath().join(' › '), depth: depth(test) });

    runner.on('suite', (suite) => !suite.root && emit({ type: 'suite', ...about(suite) }));
    runner.on('pass', (test) => emit({ type: 'pass', ms: test.duration ?? 0, ...about(test) }));
    runner.on('pending', (test) => emit({ type: 'skip', ...about(test) }));
    runner.on('fail', (test, error) => emit({ type: 'fail', error: describe(error), ...about(test) }));
    runner.on('end', () => emit({ type: 'end' }));
  }
}

function describe(error) {
  const text = String(error?.stack ?? error?.message ?? error);
  if (error?.showDiff === false || !('actual' in Object(error)) || !('expected' in Object(error)))
    return text;
  // node:assert puts its own comparison into the message.
  return error.code === 'ERR_ASSERTION'
    ? text
    : `${text}\nexpected: ${show(error.expected)}\nactual:   ${show(error.actual)}`;
}

function show(value) {
  try {
    return JSON.stringify(value)?.slice(0, 2000) ?? String(value);
  } catch {
    return String(value);
  }
}

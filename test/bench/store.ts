import { type Figure, type Group, median, medianOf } from './figure';
import { runMeasured } from './childProgram';
import { hostMemory } from './hostMemory';
import { withSandbox } from './sandboxInUse';
import type { StoreOrder, StoreOutcome, Took } from './storeOrder';

const ENVELOPES = 10_000;
const MIB = 1024 * 1024;
const RUNS = 7;
const TARGET_MIB = 60;
const TARGET_KEY_MS = 50;

/** Everything of a large account, read by the shipped client: what it takes of memory, and how fast it can be searched. */
export const store: Group = {
  name: 'store',
  async measure(bench) {
    bench.note(`reading and searching ${ENVELOPES} envelopes in ${RUNS} processes`);
    const outcomes = await withSandbox(ENVELOPES, async ({ url }, tokens) => {
      const order: StoreOrder = { host: url, tokens, envelopes: ENVELOPES };
      const all: StoreOutcome[] = [];
      for (let run = 0; run < RUNS; run += 1) all.push((await runMeasured('store', order)) as StoreOutcome);
      return all;
    });
    if (bench.hasVscode)
      return [...memory(outcomes), ...search(outcomes), await hostMemory(ENVELOPES, bench)];
    bench.skip('store.host', 'no real VS Code can run here');
    return [...memory(outcomes), ...search(outcomes)];
  },
};

function memory(outcomes: readonly StoreOutcome[]): readonly Figure[] {
  const target = { atMost: TARGET_MIB };
  return [
    medianOf(
      { id: 'store.memory', what: `${ENVELOPES} envelopes, memory`, unit: 'MiB', target },
      outcomes.map((outcome) => outcome.store / MIB),
    ),
    medianOf(
      {
        id: 'store.memory.search',
        what: `${ENVELOPES} envelopes and their search, memory`,
        unit: 'MiB',
        target,
      },
      outcomes.map((outcome) => outcome.withSearch / MIB),
    ),
  ];
}

function search(outcomes: readonly StoreOutcome[]): readonly Figure[] {
  const where = `search of ${ENVELOPES} envelopes`;
  return [
    medianOf(
      { id: 'store.search.open', what: `${where}, opening it`, unit: 'ms' },
      outcomes.map(({ opening }) => opening.clock),
    ),
    ...presses('store.search.key', `${where}, key press to rows`, (outcome) => outcome.keys, outcomes),
    ...presses(
      'store.search.page',
      `${where}, key press after a page came in`,
      (outcome) => outcome.keysAfterPages,
      outcomes,
    ),
  ];
}

function presses(
  id: string,
  what: string,
  of: (outcome: StoreOutcome) => readonly Took[],
  outcomes: readonly StoreOutcome[],
): readonly Figure[] {
  const clock = outcomes.map((outcome) => of(outcome).map((took) => took.clock));
  const processor = outcomes.map((outcome) => of(outcome).map((took) => took.processor));
  const target = { atMost: TARGET_KEY_MS };
  return [
    medianOf({ id, what, unit: 'ms' }, clock.flat()),
    medianOf({ id: `${id}.worst`, what: `${what}, the slowest`, unit: 'ms', target }, slowest(clock)),
    medianOf(
      { id: `${id}.worst.processor`, what: `${what}, the slowest, processor time`, unit: 'ms' },
      slowest(processor),
    ),
  ];
}

/**
 * The key press with the highest median over all processes, which press the same keys. Of single presses the slowest one would
 * tell when other work took the processor.
 */
function slowest(processes: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = processes;
  const pressed = first.map((_, press) => processes.map((times) => times[press] ?? Number.NaN));
  return pressed.reduce((worst, press) => (median(press) > median(worst) ? press : worst));
}

// Reads everything an account has into a store, as the editor does when it searches, and says how much memory that takes and how
// long key presses of a search over it do. Run with --expose-gc; order and outcome are JSON on standard input and output.
import { text } from 'node:stream/consumers';
import { FindModel } from '../../src/editor/envelopes/finding/findModel';
import { PageWalk } from '../../src/editor/envelopes/finding/pageWalk';
import { ServiceEnvelopeStore } from '../../src/editor/envelopes/store';
import { plain } from '../../src/editor/platform/translate';
import { When } from '../../src/editor/platform/when';
import type { EnvelopeSummary } from '../../src/jsign/types';
import { clientWith, sessionOf } from './sandboxInUse';
import type { StoreOrder, StoreOutcome, Took } from './storeOrder';

/** Typed letter by letter: names, companies, states, categories, people, ids, several words, accents, and what is nowhere. */
const QUERIES = [
  'statement of work acme',
  'mutual nda globex',
  'northwind lease',
  'completed',
  'waiting for others harbour',
  'declined vertex contract',
  'ada example',
  'grace',
  'légal initech',
  'a b c d e f g h i j k l',
  '7f3a',
  'nothing has these words',
];
const PAGE = 100;
const PAGES_AFTER = 20;

async function main(): Promise<void> {
  const { host, tokens, envelopes } = JSON.parse(await text(process.stdin)) as StoreOrder;
  const client = await clientWith(host, tokens);
  const store = new ServiceEnvelopeStore(sessionOf(client));
  // Idle is a client that is loaded and has been used.
  await store.list({}, 1, 1);
  const idle = inUse();
  const walk = new PageWalk((page, size, signal) => store.list({}, page, size, { signal }));
  await walk.run(new AbortController().signal, () => undefined);
  if (store.seen().length !== envelopes) throw new Error(`${store.seen().length} envelopes were read.`);
  const filled = inUse();

  const model = new FindModel({ store, walk, translate: plain, when: new When('en'), describe: String });
  const opening = timeOf(() => model.view.rows.length);
  const keys = typed(model);
  const searched = inUse();
  const keysAfterPages = typedAfterPages(model, store);
  const outcome: StoreOutcome = {
    store: filled - idle,
    withSearch: searched - idle,
    opening,
    keys,
    keysAfterPages,
  };
  model.dispose();
  store.dispose();
  process.stdout.write(JSON.stringify(outcome));
}

function typed(model: FindModel): readonly Took[] {
  return QUERIES.flatMap((query) =>
    Array.from(query, (_, at) => timeOf(() => model.type(query.slice(0, at + 1)).rows.length)),
  );
}

/** A page that comes in while somebody types is new objects for envelopes, of which some are known. */
function typedAfterPages(model: FindModel, store: ServiceEnvelopeStore): readonly Took[] {
  return Array.from({ length: PAGES_AFTER }, (_, page) => {
    const known: readonly EnvelopeSummary[] = store.seen().slice(page * PAGE, (page + 1) * PAGE);
    store.learn(known.map((summary) => ({ ...summary })));
    return timeOf(() => model.type(page % 2 === 0 ? 'work' : 'works').rows.length);
  });
}

function timeOf(work: () => unknown): Took {
  const [started, before] = [performance.now(), process.cpuUsage()];
  work();
  const clock = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1000 };
}

/** Heap and external memory after forced collections, bytes. */
function inUse(): number {
  if (!global.gc) throw new Error('Run with --expose-gc.');
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import assert from 'node:assert/strict';
import { FindModel, type FindView } from '../../../../src/editor/envelopes/finding/findModel';
import { PageWalk, type ReadPage } from '../../../../src/editor/envelopes/finding/pageWalk';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import type { EnvelopeSummary, Page } from '../../../../src/jsign/types';
import { clientWith, details, sessionWith, summary } from './fakes';

const SIZE = 100;
const numbered = (count: number): EnvelopeSummary[] =>
  Array.from({ length: count }, (_, index) => summary(String(index)));
function pageFrom(all: readonly EnvelopeSummary[], page: number, pageCount = Math.ceil(all.length / SIZE)) {
  const items = all.slice((page - 1) * SIZE, page * SIZE);
  return { items, page, pageSize: SIZE, pageCount, total: all.length };
}

/** Walks to the end; fails when that does not come. */
async function walkAll(answer: (page: number) => Page<EnvelopeSummary>) {
  const pages: number[] = [];
  const ids = new Set<string>();
  const read: ReadPage = (page, size) => {
    assert.equal(size, SIZE);
    assert.ok(pages.push(page) < 60, 'the walk does not end');
    const given = answer(page);
    for (const { id } of given.items) ids.add(id);
    return Promise.resolve(given);
  };
  const walk = new PageWalk(read);
  await walk.run(new AbortController().signal, () => undefined);
  assert.ok(walk.state.finished);
  return { pages, ids };
}

describe('PageWalk', () => {
  it('reads every page once', async () => {
    const all = numbered(250);
    const { pages, ids } = await walkAll((page) => pageFrom(all, page));
    assert.deepEqual([pages, ids.size], [[1, 2, 3], 250]);
  });

  it('ends at once for an account without envelopes', async () => {
    assert.deepEqual((await walkAll((page) => pageFrom([], page))).pages, [1]);
  });

  it('misses nothing when the list shrinks between two pages', async () => {
    const all = numbered(300);
    let left = all;
    const { ids } = await walkAll((page) => {
      if (page === 2 && left === all) left = all.slice(3);
      return pageFrom(left, page);
    });
    assert.equal(ids.size, 300);
  });

  it('ends when the list shrinks to less than what was read', async () => {
    const all = numbered(300);
    let calls = 0;
    const { ids } = await walkAll((page) => pageFrom((calls += 1) < 3 ? all : all.slice(150), page));
    assert.ok(ids.size >= 200);
  });

  it('ends when it shrinks with every page', async () => {
    let all = numbered(1000);
    await walkAll((page) => {
      all = all.slice(1);
      return pageFrom(all, page);
    });
  });

  it('ends when the count of pages grows with every page', async () => {
    const { pages } = await walkAll((page) => ({
      items: [summary(String(page))],
      page,
      pageSize: SIZE,
      pageCount: page + 5,
      total: 100 * (page + 5),
    }));
    assert.ok(pages.length <= 3);
  });

  it('takes one page more than there were: something may have come in', async () => {
    const all = numbered(400);
    const { pages } = await walkAll((page) => pageFrom(all, page, page === 1 ? 3 : 4));
    assert.deepEqual(pages, [1, 2, 3, 4]);
  });

  it('ends when a page only repeats what was read', async () => {
    const all = numbered(100);
    const { pages } = await walkAll(() => ({ ...pageFrom(all, 1), pageCount: 50, total: 5000 }));
    assert.deepEqual(pages, [1, 2]);
  });

  it('goes on where it was stopped, and after a failure', async () => {
    const all = numbered(400);
    const pages: number[] = [];
    let broken = true;
    const walk = new PageWalk((page) => {
      pages.push(page);
      if (page === 3 && broken) return Promise.reject(new Error('no'));
      return Promise.resolve(pageFrom(all, page));
    });
    const first = new AbortController();
    await walk.run(first.signal, ({ page }) => {
      if (page === 1) first.abort();
    });
    assert.deepEqual([pages, walk.state.finished], [[1], false]);
    await assert.rejects(walk.run(new AbortController().signal, () => undefined));
    broken = false;
    await walk.run(new AbortController().signal, () => undefined);
    assert.deepEqual(pages, [1, 2, 3, 3, 4]);
  });

  it('is not fresh for ever', async () => {
    let now = 0;
    const walk = new PageWalk(
      (page) => Promise.resolve(pageFrom(numbered(1), page)),
      () => now,
    );
    await walk.run(new AbortController().signal, () => undefined);
    assert.ok(walk.isFresh);
    now += 6 * 60_000;
    assert.ok(!walk.isFresh);
  });
});

describe('FindModel', () => {
  const when = new When('en-GB', () => Date.UTC(2026, 4, 12, 12));

  function world(all: readonly EnvelopeSummary[], fails: (page: number) => boolean = () => false) {
    const asked: number[] = [];
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          details: (id) => Promise.resolve(details(id)),
          list: (_, page, size) => {
            asked.push(page);
            if (fails(page)) return Promise.reject(new Error('no'));
            const items = all.slice((page - 1) * size, page * size);
            const pageCount = Math.ceil(all.length / size);
            return Promise.resolve({ items, page, pageSize: size, pageCount, total: all.length });
          },
        }),
      ),
    );
    const walk = new PageWalk((page, size, signal) => store.list({}, page, size, { signal }));
    const model = () => new FindModel({ store, walk, translate: plain, when, describe: () => 'It failed.' });
    return { asked, store, model };
  }
  /** The first view that fits. */
  const until = (model: FindModel, fits: (view: FindView) => boolean): Promise<FindView> =>
    new Promise((resolve) => {
      const listening = model.onDidChange((view) => {
        if (!fits(view)) return;
        listening.dispose();
        resolve(view);
      });
    });

  it('shows what was seen at once, and what further pages bring as it comes', async () => {
    const all = [...numbered(250), summary('last', { name: 'Lease 42' })];
    const { asked, store, model } = world(all);
    await store.list({}, 1, 100);
    const search = model();
    assert.equal(search.view.rows.length, 100);
    assert.deepEqual([asked, search.view.busy], [[1], false]);
    const notes: string[] = [];
    search.onDidChange((view) => notes.push(view.note));
    const done = until(search, (view) => !view.busy);
    const first = search.type('lease 42');
    assert.deepEqual([first.rows.length, first.busy], [0, true]);
    assert.equal(first.note, 'Searching further pages…');
    const view = await done;
    assert.deepEqual(
      view.rows.map((row) => row.label),
      ['Lease 42'],
    );
    assert.ok(notes.includes('Searching further pages… 2 of 3'));
    assert.equal(view.note, '');
  });

  it('says that nothing was found once every page was read, and not before', async () => {
    const { model } = world(numbered(150));
    const search = model();
    const notes: string[] = [];
    search.onDidChange((view) => notes.push(view.note));
    const done = until(search, (view) => !view.busy);
    assert.equal(search.type('no such contract').note, 'Searching further pages…');
    assert.equal((await done).note, 'Nothing found');
    assert.deepEqual(
      notes.slice(0, -1).filter((note) => note === 'Nothing found'),
      [],
    );
    assert.equal(search.type('  ').note, '');
  });

  it('asks for nothing while nothing was typed', () => {
    const { asked, model } = world(numbered(250));
    model().type('  ');
    assert.deepEqual(asked, []);
  });

  it('stops when it is left, and the next search goes on', async () => {
    const { asked, model } = world(numbered(500));
    const first = model();
    const page = until(first, (view) => view.note.includes('1 of 5'));
    first.type('x');
    await page;
    first.dispose();
    const next = model();
    const done = until(next, (view) => !view.busy);
    next.type('envelope 499');
    const { rows } = await done;
    assert.equal(rows[0]?.envelopeId, '499');
    // The page on its way when the first was left is asked for again at most.
    assert.ok(asked.length <= 6, asked.join());
  });

  it('says why further pages could not be read, and does not ask at every key', async () => {
    const { asked, model } = world(numbered(300), (page) => page === 2);
    const search = model();
    const done = until(search, (view) => !view.busy);
    search.type('e');
    assert.equal((await done).note, 'Further pages could not be read. It failed.');
    assert.equal(search.type('en').rows.length, 100);
    assert.deepEqual(asked, [1, 2]);
  });

  it('finds by signer once the details are known, and says where the words stand', async () => {
    const { store, model } = world([summary('1', { categories: ['lease'] })]);
    await store.list({}, 1, 100);
    const search = model();
    assert.equal(search.view.rows.length, 1);
    await store.details('1');
    const [row] = search.type('grace').rows;
    assert.equal(row?.detail, 'Ada Example, lease, Grace Sample');
    assert.equal(row.description, 'Waiting for 1 of 1 · 12 May');
    search.dispose();
  });
});

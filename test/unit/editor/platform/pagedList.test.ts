import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PagedList } from '../../../../src/editor/platform/pagedList';
import type { Page } from '../../../../src/jsign/types';

interface Item {
  readonly id: string;
}
function page(ids: readonly string[], number: number, size: number, total = ids.length): Page<Item> {
  const items = ids.slice((number - 1) * size, number * size).map((id) => ({ id }));
  return { items, page: number, pageSize: size, pageCount: Math.ceil(total / size), total };
}
const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `e${i + from}`);
const list = (read: (page: number, size: number) => Promise<Page<Item>>, size = 10): PagedList<Item> =>
  new PagedList<Item>(size, (item) => item.id, read);

describe('PagedList', () => {
  it('reads the first page once, then further pages on request, to the end', async () => {
    const asked: number[] = [];
    const all = ids(25);
    const paged = list((number, size) => {
      asked.push(number);
      return Promise.resolve(page(all, number, size));
    });
    await Promise.all([paged.open(), paged.open()]);
    assert.equal(paged.all.length, 10);
    assert.equal(paged.hasMore, true);
    assert.equal(paged.total, 25);
    await paged.more();
    await paged.more();
    await paged.more();
    assert.deepEqual(
      paged.all.map((item) => item.id),
      all,
    );
    assert.equal(paged.hasMore, false);
    assert.deepEqual(asked, [1, 2, 3]);
  });

  it('keeps what is known when a page fails, and reads on after a retry', async () => {
    let fail = false;
    const paged = list((number, size) =>
      fail ? Promise.reject(new Error('down')) : Promise.resolve(page(ids(20), number, size)),
    );
    await paged.open();
    fail = true;
    await paged.more();
    assert.equal(paged.state, 'failed');
    assert.equal(paged.all.length, 10);
    fail = false;
    await paged.more();
    assert.equal(paged.state, 'ready');
    assert.equal(paged.error, undefined);
    assert.equal(paged.all.length, 20);
  });

  it('does not ask a failing service again by itself, only when told to', async () => {
    let calls = 0;
    let fail = true;
    const paged = list((number, size) => {
      calls += 1;
      return fail ? Promise.reject(new Error('down')) : Promise.resolve(page(ids(20), number, size));
    });
    // As a tree does: it asks whenever something changed.
    paged.onDidChange(() => void paged.open());
    await paged.open();
    await paged.open();
    assert.equal(paged.state, 'failed');
    assert.equal(calls, 1);
    fail = false;
    await paged.retry();
    assert.equal(paged.state, 'ready');
    assert.equal(calls, 2);
  });

  it('says nothing when reading again finds the same, and keeps what is equal when something is new', async () => {
    let names = ['a', 'b'];
    const paged = new PagedList<{ readonly id: string; readonly name: string }>(
      10,
      ({ id }) => id,
      () => {
        const items = names.map((name, index) => ({ id: String(index), name }));
        return Promise.resolve({ items, page: 1, pageSize: 10, pageCount: 1, total: items.length });
      },
    );
    await paged.open();
    const [first] = paged.all;
    let changes = 0;
    paged.onDidChange(() => (changes += 1));
    await paged.refresh();
    assert.equal(changes, 0);
    assert.equal(paged.all[0], first);
    names = ['a', 'c'];
    await paged.refresh();
    assert.equal(changes, 1);
    assert.equal(paged.all[0], first, 'an equal row is the same row');
    assert.deepEqual(paged.all[1], { id: '1', name: 'c' });
  });

  it('does again what failed: the next page after the next page, all pages after all pages', async () => {
    let fail = false;
    const asked: number[] = [];
    const paged = list((number, size) => {
      asked.push(number);
      return fail ? Promise.reject(new Error('down')) : Promise.resolve(page(ids(25), number, size));
    });
    await paged.open();
    fail = true;
    await paged.more();
    assert.equal(paged.failedAtEnd, true);
    fail = false;
    await paged.retry();
    assert.equal(paged.all.length, 20);
    fail = true;
    await paged.refresh();
    assert.equal(paged.failedAtEnd, false);
    fail = false;
    await paged.retry();
    assert.equal(paged.all.length, 20);
    await paged.more();
    assert.equal(paged.all.length, 25);
    assert.deepEqual(asked, [1, 2, 2, 1, 1, 2, 3]);
  });

  it('loses no page when reading again fails half-way', async () => {
    let failOn = 0;
    const paged = list((number, size) =>
      number === failOn ? Promise.reject(new Error('down')) : Promise.resolve(page(ids(30), number, size)),
    );
    await paged.open();
    await paged.more();
    failOn = 2;
    await paged.refresh();
    assert.equal(paged.all.length, 20);
    failOn = 0;
    await paged.more();
    assert.deepEqual(
      paged.all.map((item) => item.id),
      ids(30),
    );
  });

  it('drops an answer that comes after it was cleared', async () => {
    let release: (value: Page<Item>) => void = () => undefined;
    const paged = list(() => new Promise((resolve) => (release = resolve)));
    const reading = paged.open();
    paged.clear();
    release(page(ids(3), 1, 10));
    await reading;
    assert.equal(paged.state, 'idle');
    assert.deepEqual(paged.all, []);
  });

  it('ends on a service whose last page never ends', async () => {
    let calls = 0;
    const paged = list((number, size) => {
      calls += 1;
      return Promise.resolve({
        ...page(ids(10), 1, size),
        page: number,
        pageCount: 1_000_000,
        total: 10_000_000,
      });
    });
    await paged.open();
    for (let i = 0; i < 20 && paged.hasMore; i += 1) await paged.more();
    assert.equal(paged.hasMore, false);
    assert.ok(calls <= 3);
    assert.equal(paged.all.length, 10);
  });

  it('reads again as many pages as were read, and sees what has gone', async () => {
    let all = ids(30);
    const paged = list((number, size) => Promise.resolve(page(all, number, size)));
    await paged.open();
    await paged.more();
    all = all.slice(15);
    await paged.refresh();
    assert.deepEqual(
      paged.all.map((item) => item.id),
      all,
    );
  });

  it('never gives an envelope twice while the list changes between pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (states) => {
          let turn = 0;
          const paged = list((number, size) => {
            const state = states[Math.min(turn, states.length - 1)] ?? [];
            turn += 1;
            return Promise.resolve(
              page(
                state.map((n) => `e${n}`),
                number,
                size,
              ),
            );
          }, 5);
          await paged.open();
          for (let i = 0; i < 12 && paged.hasMore; i += 1) await paged.more();
          await paged.refresh();
          const seen = paged.all.map((item) => item.id);
          assert.equal(new Set(seen).size, seen.length);
          assert.ok(paged.total >= seen.length);
        },
      ),
    );
  });
});

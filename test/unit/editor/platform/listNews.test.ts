import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PagedList } from '../../../../src/editor/platform/pagedList';
import type { Page } from '../../../../src/jsign/types';

interface Item {
  readonly id: string;
  readonly age: number;
  readonly text?: string;
}
const SIZE = 5;
const item = (age: number, text?: string): Item => ({
  id: `e${age}`,
  age,
  ...(text === undefined ? {} : { text }),
});
/** A service whose list is sorted by age, and the list over it. */
function world(ages: readonly number[]) {
  const state = { all: ages.map((age) => item(age)), calls: 0 };
  const read = (page: number): Page<Item> => {
    state.calls += 1;
    const items = state.all.slice((page - 1) * SIZE, page * SIZE);
    return {
      items,
      page,
      pageSize: SIZE,
      pageCount: Math.ceil(state.all.length / SIZE),
      total: state.all.length,
    };
  };
  const list = new PagedList<Item>(
    SIZE,
    ({ id }) => id,
    (page) => Promise.resolve(read(page)),
    (one, other) => one.age - other.age,
  );
  return { state, list };
}
const ages = (list: PagedList<Item>): readonly number[] => list.all.map(({ age }) => age);

describe('News of a list', () => {
  it('gives a list that was not opened its count and nothing else', async () => {
    const { list, state } = world([1, 2, 3]);
    list.take({ put: [item(9)], drop: [], total: 7 });
    assert.deepEqual([list.total, list.all.length, list.state, list.hasMore], [7, 0, 'idle', false]);
    list.take({ put: [item(9)], drop: ['e1'] });
    assert.equal(list.total, 7);
    await list.open();
    assert.deepEqual([list.total, state.calls], [3, 1]);
  });

  it('replaces, drops and puts in at its place, without a call', async () => {
    const { list, state } = world([1, 3, 5]);
    await list.open();
    let heard = 0;
    list.onDidChange(() => (heard += 1));
    list.take({ put: [item(4), item(3, 'renamed')], drop: ['e1'] });
    assert.deepEqual(ages(list), [3, 4, 5]);
    assert.equal(list.all[0]?.text, 'renamed');
    assert.deepEqual([list.total, state.calls, heard], [3, 1, 1]);
  });

  it('keeps rows that did not change the same objects, and says nothing then', async () => {
    const { list } = world([1, 3]);
    await list.open();
    const [first] = list.all;
    let heard = 0;
    list.onDidChange(() => (heard += 1));
    list.take({ put: [item(1), item(3)], drop: ['e7'], total: 2 });
    assert.equal(list.all[0], first);
    assert.equal(heard, 0);
  });

  it('counts what belongs behind the pages that were read, and leaves it for them', async () => {
    const { list } = world([1, 2, 3, 4, 5, 6, 7]);
    await list.open();
    list.take({ put: [item(20)], drop: [] });
    assert.deepEqual([list.all.length, list.total], [5, 8]);
  });

  it('joins news to a page that was on its way', async () => {
    const { list, state } = world([1, 2, 3, 4, 5, 6, 7]);
    await list.open();
    const reading = list.more();
    state.all = state.all.filter(({ age }) => age !== 2);
    list.take({ put: [], drop: ['e2'] });
    await reading;
    assert.ok(!ages(list).includes(2));
  });

  it('reads on over a page that news has brought whole', async () => {
    const { list, state } = world([0, 1, 2, 3, 4, 6, 7, 9, 18, 20, 22]);
    await list.open();
    await list.more();
    for (const age of [10, 11, 12, 13, 14]) {
      state.all = [...state.all, item(age)].sort((a, b) => a.age - b.age);
      list.take({ put: [item(age)], drop: [] });
    }
    await list.more();
    assert.deepEqual(
      ages(list),
      state.all.map(({ age }) => age),
    );
  });

  it('shows all of a list read to its end, whatever moved meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 30 }),
        fc.array(fc.record({ age: fc.nat(60), more: fc.boolean() }), { maxLength: 25 }),
        async (start, steps) => {
          const { list, state } = world([...start].sort((a, b) => a - b));
          await list.open();
          for (const { age, more } of steps) {
            const isThere = state.all.some((each) => each.age === age);
            state.all = isThere
              ? state.all.filter((each) => each.age !== age)
              : [...state.all, item(age)].sort((a, b) => a.age - b.age);
            const total = state.all.length;
            list.take(
              isThere ? { put: [], drop: [`e${age}`], total } : { put: [item(age)], drop: [], total },
            );
            if (more) await list.more();
          }
          for (let turn = 0; turn < 40 && list.hasMore; turn += 1) await list.more();
          assert.deepEqual(
            ages(list),
            state.all.map(({ age }) => age),
          );
          assert.equal(list.total, state.all.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

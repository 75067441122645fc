import assert from 'node:assert/strict';
import type { Draft } from '../../../../../src/delivery/draft';
import { Emitter } from '../../../../../src/editor/platform/event';
import { ShelvedDrafts } from '../../../../../src/editor/sending/composing/draftList';
import type { ShelfContent, UnusableOnShelf } from '../../../../../src/editor/sending/composing/shelf';
import { ACCOUNT, draftOf } from '../../../delivery/support/drafts';
import { FakeClock, settled } from '../../details/bench';

class FakeShelf {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  drafts: readonly Draft[] = [];
  unusable: readonly UnusableOnShelf[] = [];
  failure: Error | undefined;
  reads = 0;
  async list(): Promise<ShelfContent> {
    this.reads += 1;
    const { drafts, failure, unusable } = this;
    await Promise.resolve();
    if (failure) throw failure;
    return { drafts, unusable };
  }
  change(): void {
    this.changed.fire();
  }
}

describe('the list of drafts', () => {
  let shelf: FakeShelf;
  let clock: FakeClock;
  let list: ShelvedDrafts;
  let changes: number;
  const logged: string[] = [];
  beforeEach(() => {
    shelf = new FakeShelf();
    clock = new FakeClock();
    changes = 0;
    logged.length = 0;
    list = new ShelvedDrafts(shelf, clock, { error: (event) => void logged.push(event) });
    list.onDidChange(() => (changes += 1));
  });
  afterEach(() => list.dispose());

  const read = async () => {
    list.rows(ACCOUNT);
    await settled();
    return list.rows(ACCOUNT);
  };
  const edited = (id: string, ago: number) => draftOf(id, { editedAt: clock.now() - ago });

  it('reads nothing before somebody asks', async () => {
    shelf.change();
    await settled();
    assert.equal(shelf.reads, 0);
    assert.deepEqual(list.rows(ACCOUNT), []);
    assert.equal(shelf.reads, 1);
    list.rows(ACCOUNT);
    assert.equal(shelf.reads, 1);
  });

  it('gives documents and people of each, and of one account only', async () => {
    shelf.drafts = [
      { ...edited('one', 0), observers: [{ name: 'Legal', email: 'legal@example.com' }] },
      { ...edited('two', 0), accountId: 'account-2' },
    ];
    const [row, ...more] = await read();
    assert.deepEqual(more, []);
    assert.deepEqual(row, {
      kind: 'draft',
      id: 'draft-one',
      name: 'Lease 42',
      documents: ['lease.pdf'],
      people: [
        { name: 'ada Example', email: 'ada@example.org' },
        { name: 'grace Example', email: 'grace@example.org' },
        { name: 'Legal', email: 'legal@example.com' },
      ],
      editedAt: clock.now(),
    });
    assert.equal(changes, 1);
    assert.equal(list.rows('account-2').length, 1);
    assert.deepEqual(list.rows('account-3'), []);
  });

  it('shows what cannot be used behind the others, in its own account where it says which', async () => {
    shelf.drafts = [edited('one', 0)];
    shelf.unusable = [
      { id: 'draft-newer', kind: 'newer', accountId: ACCOUNT },
      { id: 'draft-theirs', kind: 'broken', accountId: 'account-2' },
      { id: 'draft-torn', kind: 'broken', accountId: undefined },
    ];
    await read();
    const kinds = (account: string) => list.rows(account).map((row) => row.kind);
    assert.deepEqual(kinds(ACCOUNT), ['draft', 'newer', 'broken']);
    assert.deepEqual(kinds('account-2'), ['broken', 'broken']);
  });

  it('keeps rows that did not change, and is silent where none did', async () => {
    shelf.drafts = [edited('one', 0), edited('two', 0)];
    const before = await read();
    await clock.forward(2000);
    shelf.change();
    await settled();
    assert.deepEqual([changes, shelf.reads], [1, 2]);
    shelf.drafts = [draftOf('one', { name: 'Other', editedAt: clock.now() }), edited('two', 2000)];
    await clock.forward(2000);
    shelf.change();
    await settled();
    const after = list.rows(ACCOUNT);
    assert.equal(changes, 2);
    assert.notEqual(after[0], before[0]);
    assert.equal(after[1], before[1]);
  });

  it('reads once a second while it is typed, and in the end what is newest', async () => {
    await read();
    for (let index = 0; index < 40; index += 1) {
      shelf.drafts = [draftOf('one', { name: `Name ${index}`, editedAt: clock.now() })];
      shelf.change();
      await clock.forward(100);
    }
    await clock.forward(2000);
    assert.ok(shelf.reads <= 7, `${shelf.reads} reads in 4 seconds`);
    const [row] = list.rows(ACCOUNT);
    assert.equal(row?.kind === 'draft' && row.name, 'Name 39');
  });

  it('is silent while one is typed at that is not called or made of anything else', async () => {
    shelf.drafts = [draftOf('one', { editedAt: clock.now() })];
    await read();
    for (let index = 0; index < 50; index += 1) {
      await clock.forward(1000);
      shelf.drafts = [draftOf('one', { editedAt: clock.now(), description: `text ${index}` })];
      shelf.change();
      await settled();
    }
    assert.ok(shelf.reads > 20);
    assert.equal(changes, 1);
  });

  it('has minutes said anew each minute for an hour, and then no longer', async () => {
    shelf.drafts = [edited('one', 50 * 60_000)];
    await read();
    await clock.forward(2000);
    assert.equal(changes, 1);
    await clock.forward(5 * 60_000);
    assert.equal(changes, 6);
    await clock.forward(60 * 60_000);
    assert.ok(changes < 14, String(changes));
    assert.equal(clock.timers, 0);
  });

  it('says so when none can be read, and shows them as soon as they can be', async () => {
    shelf.failure = Object.assign(new Error('no'), { code: 'EACCES' });
    assert.deepEqual(await read(), [{ kind: 'unreadable' }]);
    assert.equal(logged.length, 1);
    shelf.failure = undefined;
    shelf.drafts = [edited('one', 0)];
    await clock.forward(2000);
    shelf.change();
    await settled();
    assert.deepEqual(
      list.rows(ACCOUNT).map(({ kind }) => kind),
      ['draft'],
    );
  });

  it('holds two hundred', async () => {
    shelf.drafts = Array.from({ length: 200 }, (_, index) => edited(`n${index}`, index * 1000));
    assert.equal((await read()).length, 200);
  });

  it('tells nothing more once it is put away', async () => {
    shelf.drafts = [edited('one', 0)];
    list.rows(ACCOUNT);
    list.dispose();
    await settled();
    assert.deepEqual([changes, clock.timers], [0, 0]);
  });
});

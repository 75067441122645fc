import assert from 'node:assert/strict';
import { AccountStore, type AccountsChange } from '../../../../src/editor/account/accountStore';
import { writeRecord } from '../../../../src/editor/account/accountRecord';
import type { SecretPort } from '../../../../src/editor/account/ports';
import { MemoryLog, MemoryMemento, MemorySecrets, newAccount, record, tokens, until } from './helpers';

const ids = (records: readonly { readonly email: string }[]): string[] => records.map(({ email }) => email);
const said = ({ added, removed, changed, renewed }: AccountsChange) => ({
  added: ids(added),
  removed: ids(removed),
  changed: ids(changed),
  renewed: ids(renewed),
});
const NOTHING = { added: [], removed: [], changed: [], renewed: [] };

describe('account: store', () => {
  let secrets: MemorySecrets;
  let log: MemoryLog;
  let time: number;
  let open: AccountStore[];
  const window = (from: SecretPort = secrets, index = new MemoryMemento()) => {
    const store = new AccountStore(from, index, log, () => (time += 1));
    const changes: ReturnType<typeof said>[] = [];
    store.onDidChange((change) => changes.push(said(change)));
    open.push(store);
    return { store, changes };
  };

  beforeEach(() => {
    secrets = new MemorySecrets();
    log = new MemoryLog();
    time = 0;
    open = [];
  });
  afterEach(() => open.forEach((store) => store.dispose()));

  it('keeps accounts over a reload, in the order they came, each in a secret of its own', async () => {
    const { store, changes } = window();
    await store.add(newAccount());
    await store.add(newAccount({ email: 'grace@example.com' }));
    assert.deepEqual(changes, [
      { ...NOTHING, added: ['ada@example.org'] },
      { ...NOTHING, added: ['grace@example.com'] },
    ]);
    assert.equal(secrets.values.size, 2);
    assert.ok([...secrets.values.keys()].every((key) => key.startsWith('jsign.account.')));

    const { store: next } = window();
    await next.load();
    assert.deepEqual(ids(next.list()), ['ada@example.org', 'grace@example.com']);
    assert.equal(next.list()[0]?.apiSecret, 'secret');
  });

  it('knows a person again who signed out and in', async () => {
    const { store } = window();
    const { id } = await store.add(newAccount());
    assert.match(id, /^[0-9a-f]{32}$/);
    await store.remove(id);
    assert.equal((await store.add(newAccount({ email: 'ADA@example.org' }))).id, id);
    assert.notEqual((await store.add(newAccount({ email: 'grace@example.com' }))).id, id);
    assert.notEqual((await store.add(newAccount({ environment: 'sandbox', host: 'sandbox:' }))).id, id);
  });

  it('replaces the account of the same person in the same environment', async () => {
    const { store, changes } = window();
    const first = await store.add(newAccount());
    const second = await store.add(newAccount({ email: 'Ada@Example.org', tokens: tokens('two') }));
    assert.equal(second.id, first.id);
    assert.equal(second.since, first.since);
    assert.equal(store.list().length, 1);
    assert.deepEqual(changes.at(-1), { ...NOTHING, changed: ['Ada@Example.org'] });
    await store.add(newAccount({ environment: 'sandbox', host: 'sandbox:' }));
    assert.equal(store.list().length, 2);
  });

  it('follows what another window does', async () => {
    const [here, there] = [window(), window()];
    await Promise.all([here.store.load(), there.store.load()]);
    const added = await there.store.add(newAccount());
    await until('added here', () => here.changes.length === 1);
    await there.store.saveTokens(added.id, tokens('two'));
    await until('renewed here', () => here.changes.length === 2);
    assert.equal(here.store.get(added.id)?.tokens.accessToken, 'access-two');
    await there.store.add(newAccount({ name: 'Ada E.' }));
    await until('changed here', () => here.changes.length === 3);
    await there.store.remove(added.id);
    await until('removed here', () => here.changes.length === 4);
    const expected = [
      { ...NOTHING, added: ['ada@example.org'] },
      { ...NOTHING, renewed: ['ada@example.org'] },
      { ...NOTHING, changed: ['ada@example.org'] },
      { ...NOTHING, removed: ['ada@example.org'] },
    ];
    assert.deepEqual(here.changes, expected);
    assert.deepEqual(there.changes, expected, 'its own writes are told once');
  });

  it('does not bring back an account by tokens that come late', async () => {
    const { store } = window();
    const { id } = await store.add(newAccount());
    await store.remove(id);
    await store.saveTokens(id, tokens('late'));
    assert.equal(secrets.values.size, 0);
    assert.deepEqual(store.list(), []);
  });

  it('leaves records that it cannot read as they are, and says so', async () => {
    secrets.values.set('jsign.account.bad', '{"version":1,"account":{"email":"secret@example.org"}}');
    secrets.values.set('jsign.account.new', '{"version":7}');
    secrets.values.set('jsign.account.id-one', writeRecord(record()));
    secrets.values.set('jsign.other', 'not an account');
    const before = new Map(secrets.values);
    const { store } = window();
    await store.load();
    assert.deepEqual(ids(store.list()), ['ada@example.org']);
    assert.deepEqual(store.problems, [
      { id: 'bad', reason: 'damaged' },
      { id: 'new', reason: 'newer' },
    ]);
    assert.deepEqual(secrets.values, before);
    assert.ok(log.lines.includes('account.secretSkipped kind=damaged'));
    assert.ok(!log.lines.join().includes('example.org'));

    await store.discard('bad');
    assert.ok(!secrets.values.has('jsign.account.bad'));
    assert.deepEqual(store.problems, [{ id: 'new', reason: 'newer' }]);
  });

  it('tells a secret that is gone from one that the keyring does not give', async () => {
    const { store, changes } = window();
    const { id } = await store.add(newAccount());
    secrets.failing.add('get');
    assert.deepEqual(await store.lookUp(id), { kind: 'unreadable', reason: 'locked' });
    assert.equal((await store.tokens(id))?.accessToken, 'access-one', 'what is known counts');
    secrets.failing.clear();
    assert.deepEqual((await store.lookUp(id)).kind, 'record');
    secrets.values.clear();
    assert.deepEqual(await store.lookUp(id), { kind: 'missing' });
    assert.equal(await store.tokens(id), undefined);
    assert.deepEqual(changes.at(-1), { ...NOTHING, removed: ['ada@example.org'] });
  });

  it('keeps an account for this window when nothing can be stored, and says so once', async () => {
    const { store } = window();
    let complaints = 0;
    store.onDidFailToStore(() => (complaints += 1));
    secrets.failing.add('store');
    const { id } = await store.add(newAccount());
    await store.add(newAccount({ email: 'grace@example.com' }));
    await store.saveTokens(id, tokens('two'));
    assert.equal(complaints, 1);
    assert.ok(store.isMemoryOnly(id));
    assert.equal((await store.tokens(id))?.accessToken, 'access-two');
    assert.equal(secrets.values.size, 0);

    secrets.failing.clear();
    await store.saveTokens(id, tokens('three'));
    assert.ok(!store.isMemoryOnly(id), 'stored as soon as it can be');
    assert.equal(secrets.values.size, 1);
  });

  it('prefers what could not be stored to what the keyring still holds', async () => {
    const { store } = window();
    const { id } = await store.add(newAccount());
    secrets.failing.add('store');
    await store.add(newAccount({ name: 'Ada E.', tokens: tokens('two') }));
    assert.equal((await store.tokens(id))?.accessToken, 'access-two');
    secrets.failing.clear();
    await store.saveTokens(id, tokens('three'));
    assert.equal(store.get(id)?.name, 'Ada E.');
  });

  it('stays signed in, and says so, when the keyring does not delete', async () => {
    const { store } = window();
    const { id } = await store.add(newAccount());
    secrets.failing.add('delete');
    await assert.rejects(store.remove(id));
    assert.equal(store.list().length, 1);
    secrets.failing.clear();
    await store.remove(id);
    assert.equal(secrets.values.size, 0);
  });

  it('finds its accounts where the editor cannot list secrets', async () => {
    const index = new MemoryMemento();
    const plain: SecretPort = {
      get: (key) => secrets.get(key),
      store: (key, value) => secrets.store(key, value),
      delete: (key) => secrets.delete(key),
      onDidChange: secrets.onDidChange,
    };
    await window(plain, index).store.add(newAccount());
    const { store } = window(plain, index);
    await store.load();
    assert.deepEqual(ids(store.list()), ['ada@example.org']);

    secrets.failing.add('keys');
    const { store: third } = window(secrets, index);
    await third.load();
    assert.deepEqual(ids(third.list()), ['ada@example.org']);
  });

  it('shows a person once when two windows signed in at the same moment, and forgets both', async () => {
    secrets.values.set('jsign.account.a', writeRecord(record({ id: 'a', signedInAt: 5 })));
    secrets.values.set('jsign.account.b', writeRecord(record({ id: 'b', signedInAt: 6, since: 6 })));
    const { store } = window();
    await store.load();
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ['b'],
    );
    await store.remove('b');
    assert.equal(secrets.values.size, 0);
  });
});

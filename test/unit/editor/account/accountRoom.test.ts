import assert from 'node:assert/strict';
import { AccountRoom } from '../../../../src/editor/account/accountRoom';
import { statusText } from '../../../../src/editor/account/statusText';
import type { ServiceClient } from '../../../../src/editor/account/api';
import { plain } from '../../../../src/editor/platform/translate';
import { isJsignError } from '../../../../src/jsign/errors';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import {
  details,
  failure,
  fakeClient,
  FakeLoader,
  FakeProgram,
  MemoryLog,
  MemoryMemento,
  MemorySecrets,
  newAccount,
  SANDBOX,
  tokens,
  until,
} from './helpers';

const { pick, type, confirm, notify, leave } = script;

describe('account: room', () => {
  let secrets: MemorySecrets;
  let program: FakeProgram;
  let log: MemoryLog;
  let time: number;
  let rooms: AccountRoom[];
  let logins: string[];
  let refuse: boolean;

  /** A service that takes every password but `wrong`. */
  const service = (): ServiceClient =>
    fakeClient({
      authorization: {
        login: ({ email, password }) => {
          logins.push(`${email} ${password}`);
          return password === 'wrong'
            ? Promise.reject(failure({ kind: 'credentials', operation: 'authorization.login' }))
            : Promise.resolve(tokens(`login-${logins.length}`, time + 4 * 3_600_000));
        },
      },
      account: { details: () => Promise.resolve(details('Ada', 'Example')) },
      envelopes: {
        list: () =>
          refuse
            ? Promise.reject(failure({ kind: 'expired' }))
            : Promise.resolve({ items: [], page: 1, pageSize: 1, pageCount: 0, total: 0 }),
      },
      renew: () => (refuse ? Promise.reject(failure({ kind: 'expired' })) : Promise.resolve()),
    });

  const open = (prompts: ScriptedPrompts) => {
    const executed: string[] = [];
    const opened: string[] = [];
    const loader = new FakeLoader(service());
    const room = new AccountRoom({
      secrets,
      mementos: { workspace: new MemoryMemento(), global: new MemoryMemento() },
      loadClient: loader.load,
      certificate: () => Promise.resolve(undefined),
      program,
      prompts,
      t: plain,
      log,
      describe: (error) => (error instanceof Error ? error.message : ''),
      execute: (id) => Promise.resolve(executed.push(id)),
      openSetting: () => undefined,
      openOutside: (address) => Promise.resolve(void opened.push(address)),
      now: () => (time += 1),
    });
    rooms.push(room);
    return { room, executed, opened, loader };
  };
  const inUse = (room: AccountRoom) => {
    const { state } = room.sessions;
    assert.equal(state.kind, 'signedIn');
    return state.session;
  };
  const useClient = async (room: AccountRoom): Promise<unknown> => {
    try {
      return await (await inUse(room).client()).envelopes.list({}, 1, 1);
    } catch (error) {
      assert.ok(isJsignError(error));
      return error.kind;
    }
  };

  beforeEach(() => {
    secrets = new MemorySecrets();
    program = new FakeProgram();
    log = new MemoryLog();
    time = 1_000;
    rooms = [];
    logins = [];
    refuse = false;
  });
  afterEach(() => rooms.forEach((room) => room.dispose()));

  it('stores nothing before the service has taken the password', async () => {
    const prompts = new ScriptedPrompts(
      pick('QA'),
      type('key'),
      type('secret'),
      type('ada@example.org'),
      type('wrong'),
      notify(undefined, /did not accept/),
    );
    const { room } = open(prompts);
    await room.start();
    assert.equal(await (await room.desks()).desk.signIn(), undefined);
    prompts.finished();
    assert.equal(secrets.values.size, 0);
    assert.equal(room.sessions.state.kind, 'signedOut');

    prompts.then(pick('QA'), type('key'), type('secret'), type('ada@example.org'), type('right'));
    const account = await (await room.desks()).desk.signIn();
    prompts.finished();
    assert.equal(account?.name, 'Ada Example');
    assert.equal(inUse(room).account.id, account.id);
    const stored = [...secrets.values.values()].join();
    assert.ok(stored.includes('access-login-2') && !stored.includes('right') && !stored.includes('wrong'));
  });

  it('lets the second who wants to sign in join the first', async () => {
    const prompts = new ScriptedPrompts(leave('pick'));
    const { room } = open(prompts);
    const [one, two] = await Promise.all([
      (await room.desks()).desk.signIn(),
      (await room.desks()).desk.signIn(),
    ]);
    assert.deepEqual([one, two], [undefined, undefined]);
    prompts.finished();
  });

  it('tries without an account: sandbox, first person, offer of the sample', async () => {
    const prompts = new ScriptedPrompts(notify('sample', /signed in to the local sandbox as Ada Example/));
    const { room, executed, loader } = open(prompts);
    await room.start();
    assert.equal(program.starts, 0);
    await (await room.desks()).sandbox.tryWithoutAccount();
    await until('sample chosen', () => executed.length === 1);
    prompts.finished();
    assert.deepEqual(executed, ['jsign.sendSample']);
    assert.deepEqual(logins, ['ada@example.org one']);
    assert.equal(loader.settings[0]?.host, SANDBOX.url);
    assert.deepEqual([inUse(room).account.environment, inUse(room).account.host], ['sandbox', 'sandbox:']);

    prompts.then(notify('outbox', /Ada Example/));
    await (await room.desks()).sandbox.tryWithoutAccount();
    await until('outbox chosen', () => executed.length === 2);
    assert.deepEqual(executed[1], 'jsign.openSandboxOutbox');
    assert.equal(logins.length, 1, 'the account that is there is used');
    assert.equal(room.store.list().length, 1);
  });

  it('keeps the sandbox account at work over a reload, and opens the sandbox only when it is used', async () => {
    const first = open(new ScriptedPrompts(notify(undefined)));
    await (await first.room.desks()).sandbox.tryWithoutAccount();
    first.room.dispose();
    program.running = undefined;
    program.next = { ...SANDBOX, url: 'http://127.0.0.1:40007' };
    const { room, loader } = open(new ScriptedPrompts());
    await room.start();
    assert.equal(program.starts, 1);
    await useClient(room);
    assert.equal(program.starts, 2);
    assert.equal(loader.settings[0]?.host, 'http://127.0.0.1:40007');
  });

  it('signs in to the sandbox again by itself when it was reset', async () => {
    const prompts = new ScriptedPrompts(notify(undefined));
    const { room } = open(prompts);
    await (await room.desks()).sandbox.tryWithoutAccount();
    refuse = true;
    assert.equal(await useClient(room), 'expired');
    await until('signed in again', () => logins.length === 2 && !inUse(room).refused);
    prompts.finished();
  });

  it('asks to sign in again, once in a while, and only for the password', async () => {
    const prompts = new ScriptedPrompts(
      notify('signIn', /no longer accepts the stored sign-in of ada@example\.org \(Production\)/),
      type('new password', /Password/),
    );
    const { room } = open(prompts);
    await room.start();
    const { id } = await room.store.add(newAccount({ tokens: tokens('one', time + 4 * 3_600_000) }));
    refuse = true;
    await useClient(room);
    await until('signed in again', () => logins.length === 1 && !inUse(room).refused);
    assert.equal(inUse(room).account.id, id, 'the same account');
    await useClient(room);
    await until('refused again', () => inUse(room).refused);
    prompts.finished();
    assert.equal(statusText(room.sessions.state, plain)?.refusedAccount, id);

    prompts.then(notify(undefined, /no longer accepts/));
    await room.store.add(newAccount({ tokens: tokens('two', time + 4 * 3_600_000) }));
    time += 10 * 60_000;
    await useClient(room);
    await until('asked once more', () => prompts.asked.filter(({ kind }) => kind === 'notify').length === 2);
    prompts.finished();
  });

  it('signs out after saying that this is local, choosing among several', async () => {
    const prompts = new ScriptedPrompts(
      pick(/grace@example\.com QA/),
      confirm(undefined, /cannot be told to revoke/),
      pick(/grace@example\.com QA/),
      confirm('signOut', /Sign out grace@example\.com \(QA\)\?/),
      confirm('signOut', /Sign out ada@example\.org \(Production\)\?/),
    );
    const { room } = open(prompts);
    await room.start();
    await room.store.add(newAccount());
    await room.store.add(
      newAccount({ email: 'grace@example.com', environment: 'qa', host: 'https://qa-api.jsign.com' }),
    );
    await (await room.desks()).desk.signOut();
    assert.equal(secrets.values.size, 2);
    await (await room.desks()).desk.signOut();
    await (await room.desks()).desk.signOut();
    prompts.finished();
    assert.equal(secrets.values.size, 0);
    assert.equal(room.sessions.state.kind, 'signedOut');
    await (await room.desks()).desk.signOut();
    assert.match(prompts.asked.at(-1)?.text ?? '', /No one is signed in/);
  });

  it('says that it did not sign out when the keyring refuses', async () => {
    const prompts = new ScriptedPrompts(confirm('signOut'));
    const { room } = open(prompts);
    await room.store.add(newAccount());
    secrets.failing.add('delete');
    await assert.rejects((await room.desks()).desk.signOut(), /You are still signed in/);
  });

  it('switches accounts, and offers what else there is', async () => {
    const prompts = new ScriptedPrompts(
      pick(/grace@example\.com QA/),
      pick('Try Without an Account'),
      pick('Sign In to Another Account…'),
      leave('pick', /Where/),
    );
    const { room, executed } = open(prompts);
    await room.start();
    await room.store.add(newAccount());
    await room.store.add(
      newAccount({ email: 'grace@example.com', environment: 'qa', host: 'https://qa-api.jsign.com' }),
    );
    assert.equal(inUse(room).account.email, 'ada@example.org');
    await (await room.desks()).desk.switchAccount();
    assert.equal(inUse(room).account.email, 'grace@example.com');
    await (await room.desks()).desk.switchAccount();
    assert.deepEqual(executed, ['jsign.tryWithoutAccount']);
    await (await room.desks()).desk.switchAccount();
    prompts.finished();
  });

  it('resets the sandbox only when told twice, and stays signed in to it', async () => {
    const prompts = new ScriptedPrompts(
      notify(undefined),
      confirm(undefined, /cannot be undone/),
      confirm('reset', /cannot be undone/),
    );
    const { room, executed } = open(prompts);
    await (await room.desks()).sandbox.tryWithoutAccount();
    await (await room.desks()).sandbox.reset();
    assert.equal(program.resets, 0);
    await (await room.desks()).sandbox.reset();
    prompts.finished();
    assert.equal(program.resets, 1);
    assert.equal(logins.length, 2);
    assert.deepEqual(executed, ['jsign.refresh']);
  });

  it('starts, stops and shows the outbox of the sandbox', async () => {
    const { room, opened } = open(new ScriptedPrompts());
    await (await room.desks()).sandbox.start();
    (await room.desks()).sandbox.stop();
    assert.deepEqual(program.stopped, [4711]);
    await (await room.desks()).sandbox.openOutbox();
    assert.deepEqual(opened, [`${SANDBOX.url}/outbox`]);
    assert.equal(program.starts, 2);
  });

  it('says once that sign-ins last until the window closes', async () => {
    const prompts = new ScriptedPrompts(notify(undefined, /lasts until this window closes/));
    const { room } = open(prompts);
    secrets.failing.add('store');
    await room.store.add(newAccount());
    await room.store.add(newAccount({ email: 'grace@example.com' }));
    prompts.finished();
  });

  it('tells of sign-ins that cannot be read, and removes a damaged one only when told', async () => {
    secrets.values.set('jsign.account.x', 'nonsense');
    const kept = new ScriptedPrompts(notify(undefined, /damaged/));
    await open(kept).room.start();
    kept.finished();
    assert.equal(secrets.values.size, 1);
    const removed = new ScriptedPrompts(notify('remove', /damaged/));
    await open(removed).room.start();
    removed.finished();
    assert.equal(secrets.values.size, 0);

    secrets.values.set('jsign.account.x', 'nonsense');
    secrets.failing.add('get');
    const locked = new ScriptedPrompts(notify(undefined, /keyring did not give it/));
    await open(locked).room.start();
    locked.finished();
  });

  describe('for other extensions', () => {
    it('gives the bearer alone, under opaque ids, with the wanted scopes', async () => {
      const { room } = open(new ScriptedPrompts());
      const account = await room.store.add(newAccount({ tokens: tokens('one', time + 4 * 3_600_000) }));
      const sessions = await room.given.list(['a', 'b']);
      assert.deepEqual(sessions, [
        {
          id: account.id,
          accessToken: 'access-one',
          account: { id: account.id, label: 'ada@example.org (Production)' },
          scopes: ['a', 'b'],
        },
      ]);
      assert.ok(!account.id.includes('ada'));
      assert.deepEqual(await room.given.list(['a'], 'stranger'), []);
      assert.deepEqual((await room.given.one(account.id, ['x']))?.scopes, ['x']);
    });

    it('renews an ended token when an extension asks, and not for a menu', async () => {
      const { room, loader } = open(new ScriptedPrompts());
      await room.start();
      const { id } = await room.store.add(newAccount({ tokens: tokens('old', 0) }));
      loader.client = fakeClient({ renew: () => room.store.saveTokens(id, tokens('new', time + 3_600_000)) });
      assert.equal((await room.given.list(undefined))[0]?.accessToken, 'access-old');
      assert.equal(loader.settings.length, 0);
      assert.equal((await room.given.list([]))[0]?.accessToken, 'access-new');
    });

    it('gives the old token without a connection, and none once the service refused it', async () => {
      const prompts = new ScriptedPrompts(notify(undefined, /no longer accepts/));
      const { room, loader } = open(prompts);
      await room.start();
      await room.store.add(newAccount({ tokens: tokens('old', 0) }));
      loader.client = fakeClient({ renew: () => Promise.reject(failure({ kind: 'network' })) });
      assert.equal((await room.given.list([]))[0]?.accessToken, 'access-old');
      room.sessions.forgetClients();
      loader.client = fakeClient({ renew: () => Promise.reject(failure({ kind: 'expired' })) });
      await room.given.list([]);
      await until('refused', () => inUse(room).refused);
      assert.deepEqual(await room.given.list([]), []);
      assert.equal((await room.given.list(undefined)).length, 1, 'still in the menu');
      prompts.finished();
    });

    it('tells what came, went and changed', async () => {
      const { room } = open(new ScriptedPrompts());
      const heard: string[] = [];
      room.store.onDidChange((change) => {
        const { added, removed, changed } = room.given.changes(change);
        heard.push(`${added.length} ${removed.length} ${changed.length}`);
      });
      const { id } = await room.store.add(newAccount());
      await room.store.saveTokens(id, tokens('two'));
      await (await room.desks()).desk.forget(id);
      assert.deepEqual(heard, ['1 0 0', '0 0 1', '0 1 0']);
    });
  });
});

describe('account: status bar', () => {
  it('says where one is signed in, and nothing when signed out', () => {
    assert.equal(statusText({ kind: 'signedOut' }, plain), undefined);
    assert.equal(statusText({ kind: 'loading' }, plain), undefined);
    const session = (environment: 'production' | 'sandbox', host: string) =>
      statusText(
        {
          kind: 'signedIn',
          session: {
            account: { id: 'x', email: 'ada@example.org', name: 'Ada', environment, host },
            refused: false,
            client: () => Promise.reject(new Error('not used')),
          },
        },
        plain,
      );
    assert.equal(session('production', 'https://api.jsign.com')?.text, '$(globe) jSign: Production');
    assert.equal(session('sandbox', 'sandbox:')?.text, '$(vm) jSign: Local sandbox');
    assert.match(session('sandbox', 'sandbox:')?.tooltip ?? '', /ada@example\.org \(Local sandbox\)/);
  });
});

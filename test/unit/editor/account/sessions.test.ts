import assert from 'node:assert/strict';
import { AccountStore } from '../../../../src/editor/account/accountStore';
import type { Account, ServiceClient, SessionState } from '../../../../src/editor/account/api';
import { LocalSandbox } from '../../../../src/editor/account/sandboxDoor';
import { Sessions } from '../../../../src/editor/account/sessions';
import { isJsignError } from '../../../../src/jsign/errors';
import { plain } from '../../../../src/editor/platform/translate';
import {
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

const page = { items: [], page: 1, pageSize: 1, pageCount: 0, total: 0 };
const working = (): ServiceClient => fakeClient({ envelopes: { list: () => Promise.resolve(page) } });

describe('account: sessions', () => {
  let secrets: MemorySecrets;
  let global: MemoryMemento;
  let program: FakeProgram;
  let log: MemoryLog;
  let time: number;
  let ending: (() => void)[];

  const window = (client: ServiceClient = working(), workspace = new MemoryMemento()) => {
    const store = new AccountStore(secrets, global, log, () => (time += 1));
    const door = new LocalSandbox(program, log, plain);
    const loader = new FakeLoader(client);
    const sessions = new Sessions(
      {
        store,
        loadClient: loader.load,
        certificate: () => Promise.resolve('PEM'),
        door,
        log,
        now: () => time,
      },
      { workspace, global },
      plain,
    );
    const states: string[] = [];
    const tell = (state: SessionState) =>
      state.kind === 'signedIn'
        ? `${state.session.account.email}${state.session.refused ? ' refused' : ''}`
        : state.kind;
    sessions.onDidChange((state) => states.push(tell(state)));
    const refused: Account[] = [];
    sessions.onDidRefuse((account) => refused.push(account));
    ending.push(() => {
      sessions.dispose();
      door.dispose();
      store.dispose();
    });
    return { store, sessions, loader, door, states, refused };
  };
  const current = (sessions: Sessions) => {
    assert.equal(sessions.state.kind, 'signedIn');
    return sessions.state.session;
  };
  const list = async (client: ServiceClient) => client.envelopes.list({}, 1, 1);

  beforeEach(() => {
    secrets = new MemorySecrets();
    global = new MemoryMemento();
    program = new FakeProgram();
    log = new MemoryLog();
    time = 0;
    ending = [];
  });
  afterEach(() => ending.forEach((end) => end()));

  it('starts loading, then says that no one is signed in', async () => {
    const { sessions, states } = window();
    assert.deepEqual(sessions.state, { kind: 'loading' });
    await sessions.load();
    assert.deepEqual(states, ['signedOut']);
  });

  it('keeps people signed in over a reload without a request and without loading a client', async () => {
    const { store, sessions } = window();
    await sessions.use((await store.add(newAccount())).id);
    const next = window();
    await next.sessions.load();
    assert.deepEqual(next.states, ['ada@example.org']);
    assert.equal(next.loader.settings.length, 0);
    assert.equal(program.starts, 0);
  });

  it('uses the account of this workspace before the one chosen elsewhere', async () => {
    const { store, sessions } = window();
    await sessions.load();
    const ada = await store.add(newAccount());
    const grace = await store.add(newAccount({ email: 'grace@example.com' }));
    const workspace = new MemoryMemento();
    const here = window(working(), workspace);
    await here.sessions.load();
    await here.sessions.use(grace.id);
    await sessions.use(ada.id);

    const again = window(working(), workspace);
    await again.sessions.load();
    assert.deepEqual(again.states, ['grace@example.com']);
    const elsewhere = window();
    await elsewhere.sessions.load();
    assert.deepEqual(elsewhere.states, ['ada@example.org']);
  });

  it('follows sign-in, renewed tokens and sign-out of another window', async () => {
    const [here, there] = [window(), window()];
    await Promise.all([here.sessions.load(), there.sessions.load()]);
    const { id } = await there.store.add(newAccount());
    await until('signed in here', () => here.states.length === 2);
    const session = current(here.sessions);
    await there.store.saveTokens(id, tokens('two'));
    await until('tokens here', () => here.store.get(id)?.tokens.accessToken === 'access-two');
    assert.equal(current(here.sessions), session, 'renewed tokens are no other session');
    await there.store.add(newAccount());
    await until('signed in anew', () => here.states.length === 3);
    assert.notEqual(current(here.sessions), session);
    await there.sessions.signOut(id);
    await until('signed out here', () => here.states.length === 4);
    assert.deepEqual(here.states, ['signedOut', 'ada@example.org', 'ada@example.org', 'signedOut']);
  });

  it('signs out with everything that was remembered under the account', async () => {
    const workspace = new MemoryMemento();
    const { store, sessions } = window(working(), workspace);
    await sessions.load();
    const ada = await store.add(newAccount());
    const grace = await store.add(newAccount({ email: 'grace@example.com' }));
    await sessions.use(ada.id);
    await global.update(`jsign.seen.${ada.id}`, 1);
    await global.update(`jsign.seen.${grace.id}`, 1);
    await sessions.signOut(ada.id);
    assert.equal(current(sessions).account.email, 'grace@example.com');
    const left = JSON.stringify([...global.values, ...workspace.values, ...secrets.values]);
    assert.ok(!left.includes(ada.id));
    assert.ok(global.values.has(`jsign.seen.${grace.id}`));
  });

  it('makes one client for the host that the account belongs to', async () => {
    const { store, sessions, loader } = window();
    await sessions.load();
    const { id } = await store.add(newAccount());
    const session = current(sessions);
    const [one, two] = await Promise.all([session.client(), session.client()]);
    assert.equal(one, two);
    assert.deepEqual(await list(one), page);
    const [settings] = loader.settings;
    assert.equal(loader.settings.length, 1);
    assert.equal(settings?.host, 'https://api.jsign.com');
    assert.equal(settings.ca, 'PEM');
    assert.equal((await settings.tokens.read())?.accessToken, 'access-one');
    await settings.tokens.write(tokens('two'));
    assert.equal(store.get(id)?.tokens.accessToken, 'access-two');
    sessions.forgetClients();
    await list(one);
    assert.equal(loader.settings.length, 2, 'a kept client sees the changed setting');
  });

  it('opens the sandbox when its account is used, and follows it to another port', async () => {
    const { store, sessions, loader } = window();
    await sessions.load();
    await store.add(newAccount({ environment: 'sandbox', host: 'sandbox:' }));
    assert.equal(program.starts, 0);
    const client = await current(sessions).client();
    await list(client);
    program.die();
    program.next = { ...SANDBOX, url: 'http://127.0.0.1:40002' };
    await list(client);
    await list(client);
    assert.deepEqual(
      loader.settings.map(({ host, ca }) => [host, ca]),
      [
        ['http://127.0.0.1:40001', undefined],
        ['http://127.0.0.1:40002', undefined],
      ],
    );
    assert.equal(program.starts, 2);
  });

  it('says that nothing was sent when the sandbox does not start in the middle of the work', async () => {
    const { store, sessions } = window();
    await sessions.load();
    await store.add(newAccount({ environment: 'sandbox', host: 'sandbox:' }));
    const session = current(sessions);
    const client = await session.client();
    program.die();
    program.startFailure = new Error('no');
    await assert.rejects(list(client), (error) => {
      assert.ok(isJsignError(error));
      assert.deepEqual(
        [error.kind, error.network, error.requestSent, error.operation],
        ['network', 'connect', false, 'envelopes.list'],
      );
      return true;
    });
    await assert.rejects(session.client(), /local sandbox could not be started/);
    program.startFailure = undefined;
    assert.deepEqual(await list(await session.client()), page);
  });

  describe('when the service says no', () => {
    let renewals: number;
    beforeEach(() => (renewals = 0));
    const saysNo = (renewError: Error | undefined) =>
      fakeClient({
        envelopes: { list: () => Promise.reject(failure({ kind: 'expired', code: 'TOKEN_EXPIRED' })) },
        renew: () => {
          renewals += 1;
          return renewError ? Promise.reject(renewError) : Promise.resolve();
        },
      });
    const signedIn = async (client: ServiceClient) => {
      const parts = window(client);
      await parts.sessions.load();
      const { id } = await parts.store.add(newAccount());
      const session = current(parts.sessions);
      await assert.rejects(list(await session.client()), { kind: 'expired' });
      return { ...parts, id, session };
    };
    it('keeps the account, says that its sign-in is refused, once, and loses nothing', async () => {
      const { sessions, states, refused, session, store } = await signedIn(
        saysNo(failure({ kind: 'expired' })),
      );
      await until('refused', () => refused.length === 1);
      assert.deepEqual(states, ['signedOut', 'ada@example.org', 'ada@example.org refused']);
      assert.notEqual(current(sessions), session);
      assert.equal(secrets.values.size, 1);
      await assert.rejects(list(await current(sessions).client()));
      assert.deepEqual([refused.length, renewals], [1, 1], 'what is refused is not tried again');

      await store.add(newAccount({ tokens: tokens('two') }));
      assert.equal(current(sessions).refused, false);
    });

    it('believes another window that renewed the tokens', async () => {
      const { sessions, refused, id } = await signedIn(saysNo(failure({ kind: 'expired' })));
      await until('refused', () => refused.length === 1);
      await window().store.saveTokens(id, tokens('two'));
      await until('good again', () => sessions.state.kind === 'signedIn' && !sessions.state.session.refused);
    });

    it('does not take a network failure, or a call that may not be repeated, for a refusal', async () => {
      for (const error of [
        undefined,
        failure({ kind: 'network', network: 'dns' }),
        failure({ kind: 'server' }),
      ]) {
        const { sessions, refused, store, id } = await signedIn(saysNo(error));
        await until('tried', () => renewals === 1);
        // Whatever follows from the answer has had its turn with the store by then.
        await store.lookUp(id);
        await store.lookUp(id);
        assert.equal(refused.length, 0);
        assert.equal(current(sessions).refused, false);
        renewals = 0;
      }
      assert.equal(secrets.values.size, 1);
    });

    it('does not take a locked keyring for a refusal', async () => {
      const client = saysNo(failure({ kind: 'credentials' }));
      const parts = window(client);
      await parts.sessions.load();
      await parts.store.add(newAccount());
      secrets.failing.add('get');
      await assert.rejects(list(await current(parts.sessions).client()));
      await until('noted', () => log.lines.includes('account.refusedWithoutSecret state=unreadable'));
      assert.equal(parts.refused.length, 0);
    });

    it('tries the tokens at most once a minute', async () => {
      const client = fakeClient({
        envelopes: { list: () => Promise.reject(failure({ kind: 'credentials' })) },
        renew: () => Promise.resolve(void (renewals += 1)),
      });
      const parts = window(client);
      await parts.sessions.load();
      await parts.store.add(newAccount());
      const session = current(parts.sessions);
      const live = await session.client();
      for (let call = 0; call < 5; call += 1) await assert.rejects(list(live));
      assert.equal(renewals, 1);
      time += 60_000;
      await assert.rejects(list(live));
      assert.equal(renewals, 2);
    });
  });

  it('gives a session for an account that is not in use, and none for a stranger', async () => {
    const { store, sessions } = window();
    const ada = await store.add(newAccount());
    const grace = await store.add(
      newAccount({ email: 'grace@example.com', environment: 'custom', host: 'https://s.example' }),
    );
    await sessions.use(ada.id);
    const session = await sessions.session(grace.id);
    assert.equal(session?.account.email, 'grace@example.com');
    assert.equal(await sessions.session('stranger'), undefined);
    assert.deepEqual(
      (await sessions.all()).map((account) => sessions.environmentLabel(account)),
      ['Production', 's.example'],
    );
  });
});

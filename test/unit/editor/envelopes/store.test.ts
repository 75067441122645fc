import assert from 'node:assert/strict';
import type { StoreChange } from '../../../../src/editor/envelopes/api';
import { Outline } from '../../../../src/editor/envelopes/outline';
import { pastPeople } from '../../../../src/editor/envelopes/people';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { JsignError } from '../../../../src/jsign/errors';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { clientWith, details, pageOf, sessionWith, signer, summary, word } from './fakes';

const broken = new JsignError({
  kind: 'server',
  operation: 'envelopes.list',
  status: 500,
  requestSent: true,
  replyRead: true,
});
const outline = new Outline(() => 'It failed.');

describe('EnvelopeStore', () => {
  it('forgets details that a later list contradicts, and keeps those that were asked for after it', async () => {
    let answer: ((expired: boolean) => void) | undefined;
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          details: (id) => Promise.resolve(details(id, { status: word('AwaitingOthers') })),
          list: ({ status }) =>
            new Promise((resolve) => {
              const found = [summary('1', { status: word(status?.[0] ?? 'unknown') })];
              answer = (some) => resolve(pageOf(some ? found : []));
            }),
        }),
      ),
    );
    await store.details('1');
    const same = store.group('DueSoon').open();
    await Promise.resolve();
    answer?.(true);
    await same;
    assert.ok(store.known('1'), 'due soon is a way of waiting');

    const changes: StoreChange[] = [];
    store.onDidChange((change) => changes.push(change));
    const expired = store.group('Expired').open();
    await Promise.resolve();
    answer?.(true);
    await expired;
    assert.equal(store.known('1'), undefined);
    assert.ok(changes.some(({ envelopeId }) => envelopeId === '1'));

    const slow = store.group('Cancelled').open();
    await store.details('1');
    answer?.(true);
    await slow;
    assert.ok(store.known('1'), 'these details are newer than the list');
  });

  it('asks the service only for groups that are opened', async () => {
    const asked: unknown[] = [];
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          list: (filter) => {
            asked.push(filter.status);
            return Promise.resolve(pageOf([summary('1')]));
          },
        }),
      ),
    );
    assert.equal(outline.roots(store).length, 7);
    assert.deepEqual(asked, []);
    const rows = await outline.children({ kind: 'group', status: 'Completed' }, store);
    assert.deepEqual(asked, [['Completed']]);
    assert.deepEqual(
      rows.map((row) => row.kind),
      ['envelope'],
    );
  });

  it('shares concurrent reads of details and keeps them', async () => {
    let calls = 0;
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          details: (id) => {
            calls += 1;
            return Promise.resolve(details(id));
          },
        }),
      ),
    );
    await Promise.all([store.details('1'), store.details('1')]);
    await store.details('1');
    assert.equal(calls, 1);
    await store.details('1', { fresh: true });
    assert.equal(calls, 2);
  });

  it('tells which envelope was read', async () => {
    const store = new ServiceEnvelopeStore(
      sessionWith(clientWith({ details: (id) => Promise.resolve(details(id)) })),
    );
    const heard: StoreChange[] = [];
    store.onDidChange((change) => heard.push(change));
    await store.details('7');
    assert.deepEqual(heard, [{ envelopeId: '7' }]);
  });

  it('drops details that come after it was put away', async () => {
    let release: (value: EnvelopeDetails) => void = () => undefined;
    const store = new ServiceEnvelopeStore(
      sessionWith(clientWith({ details: () => new Promise((resolve) => (release = resolve)) })),
    );
    const reading = store.details('1');
    await Promise.resolve();
    store.dispose();
    release(details('1'));
    await reading;
    assert.equal(store.known('1'), undefined);
  });

  it('shows an error as a node with Retry and keeps the pages that were read', async () => {
    let fail = true;
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({ list: () => (fail ? Promise.reject(broken) : Promise.resolve(pageOf([summary('1')]))) }),
      ),
    );
    const group = { kind: 'group', status: 'AwaitingOthers' } as const;
    assert.deepEqual(await outline.children(group, store), [
      { kind: 'error', group: 'AwaitingOthers', message: 'It failed.' },
    ]);
    fail = false;
    await store.group('AwaitingOthers').more();
    assert.deepEqual(
      (await outline.children(group, store)).map((row) => row.kind),
      ['envelope'],
    );
  });

  it('offers what is left, at most a page', async () => {
    const items = Array.from({ length: 50 }, (_, i) => summary(String(i)));
    const store = new ServiceEnvelopeStore(
      sessionWith(clientWith({ list: () => Promise.resolve(pageOf(items, 214)) })),
    );
    const rows = await outline.children({ kind: 'group', status: 'Completed' }, store);
    assert.deepEqual(rows.at(-1), { kind: 'more', group: 'Completed', left: 50, total: 214 });
  });

  it('has no rows at all once the service said that there is no envelope', async () => {
    const store = new ServiceEnvelopeStore(
      sessionWith(clientWith({ list: () => Promise.resolve(pageOf([])) })),
    );
    await store.probe();
    assert.equal(store.isEmpty, true);
    assert.deepEqual(outline.roots(store), []);
  });

  it('opens an envelope into documents and signers, or into an error with Retry', async () => {
    let fail = false;
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({ details: (id) => (fail ? Promise.reject(broken) : Promise.resolve(details(id))) }),
      ),
    );
    const envelope = {
      kind: 'envelope',
      accountId: 'acc',
      envelopeId: '1',
      group: 'Completed',
      summary: summary('1'),
    } as const;
    const [documents, signers] = await outline.children(envelope, store);
    assert.ok(documents && signers);
    assert.deepEqual(
      (await outline.children(documents, store)).map((row) => row.kind),
      ['document'],
    );
    assert.deepEqual(
      (await outline.children(signers, store)).map((row) => row.kind),
      ['signer'],
    );
    fail = true;
    const other = { ...envelope, envelopeId: '2' };
    assert.deepEqual(await outline.children(other, store), [
      { kind: 'error', group: 'Completed', envelopeId: '2', message: 'It failed.' },
    ]);
  });

  it('forgets details it can no longer read after an action', async () => {
    let fail = false;
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          details: (id) => (fail ? Promise.reject(broken) : Promise.resolve(details(id))),
          list: () => Promise.resolve(pageOf([summary('1')])),
        }),
      ),
    );
    await store.details('1');
    fail = true;
    await store.reread('1');
    assert.equal(store.known('1'), undefined);
  });

  it('offers past people once each, leaving out envelopes that cannot be read', async () => {
    const store = new ServiceEnvelopeStore(
      sessionWith(
        clientWith({
          list: () => Promise.resolve(pageOf([summary('1'), summary('2'), summary('3')])),
          details: (id) =>
            id === '2'
              ? Promise.reject(broken)
              : Promise.resolve(
                  details(id, {
                    signers: [
                      signer(),
                      signer({ email: 'GRACE@example.com' }),
                      signer({ email: `x${id}@example.org` }),
                    ],
                  }),
                ),
        }),
      ),
    );
    await store.group('Completed').open();
    const people = await pastPeople(store, 10);
    assert.deepEqual(
      people.map((person) => person.email),
      ['grace@example.com', 'x1@example.org', 'x3@example.org'],
    );
  });
});

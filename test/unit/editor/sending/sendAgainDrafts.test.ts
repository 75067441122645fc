import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/delivery/draft';
import { answersOf } from '../../../../src/editor/sending/answers';
import { carryOver } from '../../../../src/editor/sending/draftAgain';
import { makeDraft } from '../../../../src/editor/sending/draftMaker';
import { KEPT_FOR, MOST_KEPT, SentDrafts } from '../../../../src/editor/sending/sentDrafts';
import { ACCOUNT, ADA, GRACE, MemoryKeyedFiles, NOW } from './world';

const signer = (id: string, order: number, more: object = {}) => ({ id, ...ADA, order, ...more });
const draft = (change: Partial<Draft> = {}): Draft => ({
  version: 2,
  id: 'draft-1',
  intentId: 'intent-1',
  accountId: ACCOUNT.id,
  name: 'SOW',
  description: '',
  categories: [],
  documents: [],
  signers: [signer('a', 1)],
  observers: [],
  fields: [],
  options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true },
  ...change,
});
const ref = (envelopeId: string, accountId = ACCOUNT.id) => ({ accountId, envelopeId });

describe('drafts that went out', () => {
  let files: MemoryKeyedFiles;
  let now: number;
  const logged: string[] = [];
  const store = () => new SentDrafts(files, { error: (event) => void logged.push(event) }, () => now);
  beforeEach(() => {
    files = new MemoryKeyedFiles();
    now = NOW;
    logged.length = 0;
  });

  it('are found by their envelope, for 30 days', async () => {
    await store().keep(draft(), 'envelope-1');
    assert.deepEqual(await store().of(ref('envelope-1')), draft());
    assert.equal(await store().of(ref('envelope-2')), undefined);
    assert.equal(await store().of(ref('envelope-1', 'account-2')), undefined);
    now += KEPT_FOR + 1;
    assert.equal(await store().of(ref('envelope-3')), undefined);
    assert.equal(files.texts.size, 0, 'what is too old is removed by whoever reads');
    await store().keep(draft(), 'envelope-1');
    now += KEPT_FOR + 1;
    await store().keep(draft({ id: 'draft-2' }), 'envelope-2');
    assert.equal(files.texts.size, 1, 'and with the next one');
  });

  it('are read although one that is too old cannot be removed', async () => {
    await store().keep(draft(), 'envelope-1');
    now += KEPT_FOR + 1;
    files.remove = () => Promise.reject(new Error('locked'));
    await store().keep(draft({ id: 'draft-2' }), 'envelope-2');
    assert.equal((await store().of(ref('envelope-2')))?.id, 'draft-2');
    assert.equal(await store().of(ref('envelope-1')), undefined);
  });

  it('of version 1 are still found', async () => {
    await store().keep(draft(), 'envelope-1');
    const [key = ''] = files.texts.keys();
    files.texts.set(key, JSON.stringify({ v: 1, ...ref('envelope-1'), draft: { ...draft(), version: 1 } }));
    assert.deepEqual(await store().of(ref('envelope-1')), draft());
  });

  it('are not more than so many', async () => {
    for (let index = 0; index <= MOST_KEPT; index += 1) {
      now += 1000;
      await store().keep(draft(), `envelope-${index}`);
    }
    assert.equal(files.texts.size, MOST_KEPT);
    assert.equal(await store().of(ref('envelope-0')), undefined);
    assert.ok(await store().of(ref(`envelope-${MOST_KEPT}`)));
  });

  it('have keys that a file may have, and nothing of a person in them', async () => {
    await store().keep(draft(), '../../ada@example.org');
    assert.match([...files.texts.keys()][0] ?? '', /^[a-z0-9-]{1,64}$/);
    assert.deepEqual(await store().of(ref('../../ada@example.org')), draft());
  });

  it('are not found where the record is broken, another one or of a newer version', async () => {
    await store().keep(draft(), 'envelope-1');
    const [key = ''] = files.texts.keys();
    for (const text of [
      'no json',
      'null',
      '{"v":1}',
      JSON.stringify({ v: 2, ...ref('envelope-1'), draft: draft() }),
      JSON.stringify({ v: 1, ...ref('envelope-1'), draft: { ...draft(), version: 3 } }),
      JSON.stringify({ v: 1, ...ref('envelope-2'), draft: draft() }),
      JSON.stringify({ v: 1, ...ref('envelope-1'), draft: draft({ accountId: 'account-2' }) }),
    ]) {
      files.texts.set(key, text);
      assert.equal(await store().of(ref('envelope-1')), undefined, text);
    }
  });

  it('make no send fail when they cannot be kept or read', async () => {
    files.write = () => Promise.reject(new Error('full'));
    files.keys = () => Promise.reject(new Error('locked'));
    await store().keep(draft(), 'envelope-1');
    assert.equal(await store().of(ref('envelope-1')), undefined);
    assert.equal(logged.length, 2);
    await store().keep(draft(), '');
    assert.equal(logged.length, 2, 'without an id there is nothing to find it by');
  });
});

describe('what is carried over when something is sent again', () => {
  const before = draft({
    description: 'mine',
    categories: ['Sales'],
    observers: [GRACE],
    replaces: 'envelope-1',
    signers: [
      signer('c', 2, { note: 'hello', countryCode: 49, phoneNumber: '123' }),
      signer('a', 1),
      signer('b', 1),
    ],
    options: {
      flow: 'Hybrid',
      expiresInDays: 14,
      reminderDays: 5,
      qrCode: true,
      removeAfterSigning: false,
      captureLocation: true,
      sendEmails: false,
    },
  });
  const made = (change: Partial<Draft> = {}) =>
    draft({
      id: 'draft-2',
      signers: [signer('a', 1), signer('b', 2), signer('c', 3)],
      options: { flow: 'Sequential', expiresInDays: 14, reminderDays: 3, sendEmails: true },
      ...change,
    });

  it('answers are in the order of signing', () => {
    const said = answersOf(before, true);
    assert.deepEqual(
      said.people.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual([said.flow, said.expiresInDays, said.appendPage], ['Hybrid', 14, true]);
    assert.deepEqual(
      [...said.places],
      [
        ['a', 1],
        ['b', 1],
        ['c', 2],
      ],
    );
  });

  it('everything that no question asks for stays, and a hybrid order with the answers', () => {
    const nothing = { documents: [], fields: [], inspections: new Map(), prepared: new Map(), notes: [] };
    const again = makeDraft(answersOf(before, false), nothing, ACCOUNT.id, () => 'draft-2');
    const carried = carryOver(again, before);
    assert.deepEqual(carried.options, before.options);
    assert.deepEqual(
      [carried.description, carried.categories, carried.observers, carried.replaces, carried.id],
      ['mine', ['Sales'], [GRACE], 'envelope-1', 'draft-2'],
    );
    assert.deepEqual(
      carried.signers.map(({ id, order }) => [id, order]),
      [
        ['a', 1],
        ['b', 1],
        ['c', 2],
      ],
    );
    assert.deepEqual(
      carried.signers[2],
      signer('c', 2, { note: 'hello', countryCode: 49, phoneNumber: '123' }),
    );
  });

  it('another order, other people and other days are as they are now', () => {
    assert.equal(carryOver(made(), before).options.flow, 'Sequential');
    assert.equal(
      carryOver(made({ options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true } }), before).options
        .flow,
      'Parallel',
    );
    const others = carryOver(made({ signers: [signer('a', 1), signer('b', 2), signer('d', 3)] }), before);
    assert.equal(others.options.flow, 'Sequential');
    assert.equal(others.signers[2]?.note, undefined);
    const days = carryOver(
      made({ options: { flow: 'Sequential', expiresInDays: 7, reminderDays: 3, sendEmails: true } }),
      before,
    );
    assert.deepEqual([days.options.expiresInDays, days.options.reminderDays], [7, 3]);
  });
});

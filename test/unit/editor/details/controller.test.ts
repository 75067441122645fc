import assert from 'node:assert/strict';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import { details, signer, word } from '../envelopes/fakes';
import type { CopyWhat } from '../../../../src/pages/protocol';
import { act, Bench, OPEN, REF, settled } from './bench';

function failure(facts: Partial<JsignErrorFacts>): JsignError {
  return new JsignError({
    kind: 'network',
    operation: 'envelopes.details',
    requestSent: true,
    replyRead: false,
    ...facts,
  });
}
const GONE = failure({ kind: 'refused', code: 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS', replyRead: true });
const statusOf = (bench: Bench) => bench.page.view.content?.status.phrases[0]?.text;

describe('The details panel', () => {
  it('shows what the service says', async () => {
    const bench = new Bench();
    bench.history = [
      { firstName: 'Ada', lastName: '', at: 1, content: 'Ada created it', activity: 'Created' },
    ];
    await bench.open();
    const { view } = bench.page;
    assert.deepEqual([view.phase, view.title, view.busy, view.message], ['ready', 'Lease 42', false, '']);
    assert.equal(view.content?.timeline[0]?.text, 'Ada created it');
    assert.equal(bench.page.title, 'Lease 42');
    assert.equal(bench.page.posted[0]?.type, 'init');
  });

  it('keeps nothing for after a reload but the two ids', async () => {
    const bench = await new Bench().open();
    const init = bench.page.posted.find((message) => message.type === 'init');
    assert.deepEqual(init?.restore, { accountId: 'acc', envelopeId: 'e1' });
  });

  it('shows at once what is known, while it reads', async () => {
    const bench = new Bench();
    await bench.store?.details('e1');
    bench.details = { ...OPEN, status: word('Completed') };
    let go = (): void => undefined;
    bench.held = new Promise<void>((resolve) => (go = resolve));
    const opening = bench.controller.start();
    await settled();
    assert.deepEqual([bench.page.view.busy, statusOf(bench)], [true, 'Needs your signature']);
    go();
    await opening;
    assert.deepEqual([bench.page.view.busy, statusOf(bench)], [false, 'Completed']);
  });

  it('waits for the accounts after a reload of the window', async () => {
    const bench = new Bench();
    const signedIn = bench.state;
    bench.state = { kind: 'loading' };
    await bench.open();
    assert.deepEqual([bench.page.view.phase, bench.reads], ['loading', 0]);
    bench.changeAccounts(signedIn);
    await settled();
    assert.equal(bench.page.view.phase, 'ready');
  });

  it('says that the account is signed out, offers to sign in, and comes back', async () => {
    const bench = new Bench();
    const { store } = bench;
    bench.store = undefined;
    await bench.open();
    assert.equal(bench.page.view.phase, 'signedOut');
    assert.match(bench.page.view.message, /signed out/);
    bench.page.say({ type: 'signIn' });
    await settled();
    assert.equal(bench.signedInFrom, 1);
    bench.store = store;
    bench.changeAccounts();
    await settled();
    assert.equal(bench.page.view.phase, 'ready');
  });

  it('forgets everything when the account is signed out', async () => {
    const bench = await new Bench().open();
    bench.store = undefined;
    bench.changeAccounts({ kind: 'signedOut' });
    await settled();
    assert.deepEqual([bench.page.view.phase, bench.page.view.content], ['signedOut', undefined]);
  });

  it('drops an answer that was meant for the account before', async () => {
    const bench = new Bench();
    let go = (): void => undefined;
    bench.held = new Promise<void>((resolve) => (go = resolve));
    void bench.controller.start();
    await settled();
    bench.store = undefined;
    bench.changeAccounts({ kind: 'signedOut' });
    go();
    await settled();
    assert.deepEqual([bench.page.view.phase, bench.page.view.content], ['signedOut', undefined]);
  });

  it('drops the answer of an older reading', async () => {
    const bench = await new Bench().open();
    let goOld = (): void => undefined;
    bench.held = new Promise<void>((resolve) => (goOld = resolve));
    bench.details = { ...OPEN, name: 'Old' };
    bench.page.say({ type: 'refresh' });
    await settled();
    bench.newStore();
    bench.held = Promise.resolve();
    bench.details = { ...OPEN, name: 'New' };
    bench.changeAccounts();
    await settled();
    goOld();
    await settled();
    assert.equal(bench.page.view.title, 'New');
  });

  it('keeps what is known when reading fails, and tries again when asked', async () => {
    const bench = await new Bench().open();
    bench.failure = failure({});
    bench.page.say({ type: 'refresh' });
    await settled();
    assert.equal(bench.page.view.phase, 'failed');
    assert.match(bench.page.view.message, /Sentence about/);
    assert.equal(bench.page.view.content?.documents.length, 1);
    bench.failure = undefined;
    bench.page.say({ type: 'refresh' });
    await settled();
    assert.deepEqual([bench.page.view.phase, bench.page.view.message], ['ready', '']);
  });

  it('shows a failure also where nothing is known', async () => {
    const bench = new Bench();
    bench.failure = failure({ kind: 'unreadable', field: 'data' });
    await bench.open();
    assert.deepEqual([bench.page.view.phase, bench.page.view.content], ['failed', undefined]);
    assert.deepEqual(bench.logged, ['details not read']);
    bench.page.say({ type: 'openLog' });
    assert.equal(bench.logOpened, 1);
  });

  it('says that an envelope is gone', async () => {
    const bench = await new Bench().open();
    bench.failure = GONE;
    bench.page.say({ type: 'refresh' });
    await settled();
    assert.deepEqual([bench.page.view.phase, bench.page.view.content], ['gone', undefined]);
  });

  it('offers to sign in when the service takes the tokens no more, and reads again after it', async () => {
    const bench = new Bench();
    bench.failure = failure({ kind: 'expired', status: 401 });
    await bench.open();
    assert.equal(bench.page.view.phase, 'signedOut');
    bench.failure = undefined;
    bench.changeAccounts();
    await settled();
    assert.equal(bench.page.view.phase, 'ready');
  });

  it('says that the timeline could not be read and shows the rest', async () => {
    const bench = new Bench();
    bench.historyFailure = failure({ kind: 'server', status: 500 });
    await bench.open();
    assert.equal(bench.page.view.phase, 'ready');
    assert.match(bench.page.view.content?.timelineProblem ?? '', /Sentence about/);
  });

  it('reads the timeline again after something was done that the details do not show', async () => {
    const bench = await new Bench().open();
    bench.history = [
      { firstName: 'Ada', lastName: '', at: 1, content: 'Ada reminded Grace', activity: 'Reminded' },
    ];
    await bench.store?.details('e1', { fresh: true });
    await settled();
    assert.equal(bench.page.view.content?.timeline.length, 0);
    await bench.store?.reread('e1');
    await settled();
    assert.equal(bench.page.view.content.timeline.length, 1);
  });

  it('follows what others read of this envelope, and of no other', async () => {
    const bench = await new Bench().open();
    bench.details = { ...OPEN, status: word('Declined'), signers: [signer({ state: 'declined' })] };
    const { reads } = bench;
    await bench.store?.details('e1', { fresh: true });
    await settled();
    assert.match(statusOf(bench) ?? '', /Declined/);
    assert.equal(bench.reads, reads + 1, 'the panel reads nothing again by itself');
    const posted = bench.page.posted.length;
    await bench.store?.details('other', { fresh: true });
    await settled();
    assert.equal(bench.page.posted.length, posted);
  });

  it('reads again when it comes back to the front after a while', async () => {
    const bench = await new Bench().open();
    bench.page.show(false);
    bench.page.show(true);
    await settled();
    assert.equal(bench.reads, 1);
    bench.page.show(false);
    await bench.clock.forward(31_000);
    assert.equal(bench.reads, 1, 'nothing is read while nobody looks');
    bench.page.show(true);
    await settled();
    assert.equal(bench.reads, 2);
  });

  it('tells the page everything again when it was loaded anew', async () => {
    const bench = await new Bench().open();
    const before = bench.page.posted.length;
    bench.page.load();
    assert.deepEqual(
      bench.page.posted.slice(before).map((message) => message.type),
      ['init', 'state', 'signing'],
    );
  });

  it('copies ids and hashes of its own envelope and says whether it could', async () => {
    const bench = new Bench();
    const [document] = OPEN.documents;
    assert.ok(document);
    bench.details = { ...OPEN, documents: [{ ...document, originalHash: 'abcd' }] };
    await bench.open();
    const copy = (id: number, what: CopyWhat, documentId?: string) =>
      bench.page.say({ type: 'copy', id, what, documentId, value: undefined });
    copy(1, 'envelopeId');
    copy(2, 'originalHash', 'd1');
    copy(3, 'signedHash', 'd1');
    await settled();
    bench.copyFails = true;
    copy(4, 'envelopeId');
    await settled();
    assert.deepEqual(bench.copied, ['e1', 'abcd']);
    const answers = bench.page.posted.filter((message) => message.type === 'answer');
    assert.deepEqual(answers.map(({ id, ok }) => [id, ok]).sort(), [
      [1, true],
      [2, true],
      [3, false],
      [4, false],
    ]);
  });

  it('runs what the page asks for as a command', async () => {
    const bench = await new Bench().open();
    bench.page.say(act('saveDocument', { documentId: 'd1', which: 'original' }));
    bench.page.say(act('remind', { email: 'grace@example.com' }));
    await settled();
    assert.deepEqual(bench.executed, [
      ['jsign.downloadDocuments', { ...REF, documentId: 'd1', which: 'original' }],
      ['jsign.remindSigner', { ...REF, email: 'grace@example.com' }],
    ]);
    assert.deepEqual(bench.ran, ['jsign.downloadDocuments', 'jsign.remindSigner']);
  });

  it('runs nothing that names somebody or something that is not there', async () => {
    const bench = await new Bench().open();
    bench.page.say(act('remind', { email: 'mallory@example.com' }));
    bench.page.say(act('openDocument', { documentId: 'd9' }));
    bench.page.say(act('saveAttachment', { attachmentId: 'a1' }));
    await settled();
    assert.deepEqual([bench.executed, bench.ran], [[], []]);
    assert.deepEqual(bench.logged, Array(3).fill('page action dropped'));
  });

  it('shows odd words and states without stumbling', async () => {
    const bench = new Bench();
    bench.details = details('e1', {
      name: ' ',
      status: word('unknown', '<b>Odd</b>'),
      flow: 'unknown',
      signers: [signer({ state: 'unknown', order: undefined, firstName: '', lastName: '' })],
      documents: [],
    });
    await bench.open();
    assert.equal(bench.page.view.title, 'Envelope');
    assert.match(statusOf(bench) ?? '', /<b>Odd<\/b>/);
    assert.equal(bench.page.view.content?.signers[0]?.name, 'grace@example.com');
  });

  it('says nothing more once it is closed', async () => {
    const bench = await new Bench().open();
    bench.controller.dispose();
    const before = bench.page.posted.length;
    bench.page.say({ type: 'refresh' });
    bench.page.load();
    bench.changeAccounts();
    await settled();
    assert.equal(bench.page.posted.length, before);
  });
});

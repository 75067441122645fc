import assert from 'node:assert/strict';
import { JsignError } from '../../../../src/jsign/errors';
import { summary, word } from '../envelopes/fakes';
import { Bench, OPEN, settled } from './bench';

const statusOf = (bench: Bench) => bench.page.view.content?.status.phrases[0]?.text;

describe('The details panel and what else is read of its envelope', () => {
  it('reads once after something was done that changed the envelope', async () => {
    const bench = await new Bench().open();
    bench.page.say({ type: 'sections', open: ['enteredValues', 'attachments'] });
    await settled();
    bench.sectionReads.length = 0;
    const { reads, histories } = bench;
    bench.details = { ...OPEN, status: word('Declined') };
    await bench.store?.reread('e1');
    await settled();
    assert.deepEqual([bench.reads, bench.histories], [reads + 1, histories + 1]);
    assert.deepEqual(
      bench.sectionReads.filter((name) => name === 'attachments'),
      ['attachments'],
    );
  });

  it('says that the envelope is looked at when it reads, and at no other time', async () => {
    const bench = new Bench();
    const uses: unknown[] = [];
    bench.store?.onDidUse((use) => uses.push(use));
    await bench.open();
    assert.deepEqual(uses, [{ envelopeId: 'e1', how: 'opened' }]);
    bench.details = { ...OPEN, name: 'Other' };
    await bench.store?.details('e1', { fresh: true });
    await settled();
    assert.equal(uses.length, 1);
  });

  it('reads again what a list contradicts: at once where it is seen, else when it is shown', async () => {
    const bench = await new Bench().open();
    const contradict = async (status: 'Completed' | 'Declined') => {
      bench.details = { ...OPEN, status: word(status) };
      bench.listed = [summary('e1', { status: word(status) })];
      await bench.store?.group(status).open();
      await settled();
    };
    await contradict('Completed');
    assert.deepEqual([statusOf(bench), bench.reads], ['Completed', 2]);
    bench.page.show(false);
    await contradict('Declined');
    assert.deepEqual([statusOf(bench), bench.reads], ['Completed', 2]);
    bench.page.show(true);
    await settled();
    assert.match(statusOf(bench) ?? '', /Declined/);
    assert.equal(bench.reads, 3);
  });

  it('does not try for ever what cannot be read again', async () => {
    const bench = await new Bench().open();
    bench.failure = new JsignError({
      kind: 'network',
      operation: 'envelopes.details',
      requestSent: true,
      replyRead: false,
    });
    bench.listed = [summary('e1', { status: word('Completed') })];
    await bench.store?.group('Completed').open();
    await settled();
    assert.deepEqual([bench.page.view.phase, bench.reads], ['failed', 2]);
    await bench.store?.refresh();
    await settled();
    assert.equal(bench.reads, 2);
  });

  it('shows its sections again when an envelope that was gone is there again', async () => {
    const bench = await new Bench().open();
    bench.page.say({ type: 'sections', open: ['attachments'] });
    await settled();
    bench.failure = new JsignError({
      kind: 'refused',
      operation: 'envelopes.details',
      code: 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
      requestSent: true,
      replyRead: true,
    });
    bench.page.say({ type: 'refresh' });
    await settled();
    bench.failure = undefined;
    const before = bench.page.posted.length;
    bench.page.say({ type: 'refresh' });
    await settled();
    const told = bench.page.posted.slice(before).filter((message) => message.type === 'section');
    assert.deepEqual(
      told.map(({ section }) => section.phase),
      ['loading', 'ready'],
    );
  });
});

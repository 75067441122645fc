import assert from 'node:assert/strict';
import { contentView } from '../../../../src/editor/envelopes/details/contentView';
import { pageStrings } from '../../../../src/editor/envelopes/details/words';
import { plain } from '../../../../src/editor/platform/translate';
import type { EnvelopeDetails, HistoryEntry } from '../../../../src/jsign/types';
import { STRING_KEYS } from '../../../../src/pages/strings';
import { DATE_PLACE } from '../../../../src/pages/view';
import { details, signer, word } from '../envelopes/fakes';

const ACCOUNT = { email: 'ada@example.org' };
const DUE = Date.UTC(2026, 5, 3);
const HASH = '9f2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b';

function content(envelope: Partial<EnvelopeDetails>, history: readonly HistoryEntry[] = []) {
  const source = {
    details: details('e1', envelope),
    history,
    historyProblem: '',
    account: ACCOUNT,
    accountLabel: 'ada@example.org, QA',
  };
  return contentView(source, plain);
}
/** As a person reads it: without isolates, the date as `…`. */
const read = (text: string) => text.replace(/[\u2068\u2069]/g, '').replace(DATE_PLACE, '…');
const firstWord = (envelope: Partial<EnvelopeDetails>) =>
  read(content(envelope).status.phrases[0]?.text ?? '');

describe('The status line', () => {
  const grace = signer({ state: 'viewed' });
  const ada = signer({ email: 'ada@example.org', firstName: 'Ada', lastName: 'Example', state: 'waiting' });

  it('has an icon and a word for each status', () => {
    const seen = (
      [
        'AwaitingMySignature',
        'AwaitingOthers',
        'DueSoon',
        'Completed',
        'Declined',
        'Cancelled',
        'Expired',
      ] as const
    ).map(
      (status) =>
        `${content({ status: word(status) }).status.icon}: ${firstWord({ status: word(status), dueAt: DUE, cancelledAt: DUE })}`,
    );
    assert.deepEqual(seen, [
      'edit: Needs your signature',
      'clock: Waiting for Grace Sample',
      'warning: Due …',
      'pass-filled: Completed',
      'circle-slash: Declined',
      'close: Cancelled on …',
      'calendar: Expired on …',
    ]);
  });

  it('says whom or how many it waits for, where that is known', () => {
    assert.equal(firstWord({ signers: [grace, { ...ada, state: 'signed' }] }), 'Waiting for Grace Sample');
    assert.equal(firstWord({ signers: [grace, ada, signer({ state: 'signed' })] }), 'Waiting for 2 of 3');
    assert.equal(firstWord({ signers: [signer({ state: 'unknown' })] }), 'Waiting for others');
  });

  it('says who declined', () => {
    assert.equal(
      firstWord({ status: word('Declined'), signers: [ada, { ...grace, state: 'declined' }] }),
      'Declined by Grace Sample',
    );
  });

  it('shows a word that nobody knows as the service wrote it', () => {
    const { status } = content({ status: word('unknown', 'In\u202E Quarantine') });
    assert.deepEqual([status.icon, read(status.phrases[0]?.text ?? '')], ['question', 'In Quarantine']);
    assert.equal(firstWord({ status: word('unknown', '  ') }), 'Status not known');
  });

  it('goes on with who sent it, until when, and whose account this is', () => {
    const rest = (envelope: Partial<EnvelopeDetails>) =>
      content(envelope)
        .status.phrases.slice(1)
        .map((each) => read(each.text));
    assert.deepEqual(rest({ dueAt: DUE }), ['sent … by you', 'expires …', 'ada@example.org, QA']);
    assert.deepEqual(rest({ createdBy: 'grace@example.com', status: word('Completed'), dueAt: DUE }), [
      'sent … by grace@example.com',
      'ada@example.org, QA',
    ]);
    assert.deepEqual(rest({ createdAt: undefined }), ['ada@example.org, QA']);
  });
});

describe('What the panel shows of an envelope', () => {
  it('stacks those who sign at the same time', () => {
    const orders = [2, 1, 2, 3].map((order, index) =>
      signer({ order, email: `${index}@x`, firstName: `P${index}`, lastName: '' }),
    );
    const hybrid = content({ flow: 'Hybrid', signers: orders });
    assert.deepEqual(
      hybrid.signers.map((each) => each.name),
      ['P1', 'P0', 'P2', 'P3'],
    );
    assert.deepEqual(hybrid.steps, [[0], [1, 2], [3]]);
    assert.deepEqual(content({ flow: 'Parallel', signers: orders }).steps, [[0, 1, 2, 3]]);
    assert.deepEqual(
      content({ flow: 'unknown', signers: orders }).signers.map((each) => each.order),
      [undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(content({ signers: [] }).steps, []);
  });

  it('offers to sign to those whose turn it is, and only while somebody can', () => {
    const me = signer({ email: 'ADA@example.org', order: 2 });
    const both = content({
      status: word('AwaitingMySignature'),
      flow: 'Parallel',
      signers: [signer({}), me],
    });
    assert.deepEqual([both.canSign, both.signers.map((each) => each.canSign)], [true, ['inPerson', 'self']]);
    const done = content({ status: word('Completed'), signers: [me] });
    assert.deepEqual([done.canSign, done.signers[0]?.canSign], [false, 'no']);
  });

  it('offers to remind whom the creator waits for, and never oneself', () => {
    const signers = [signer({ order: 1, email: 'ada@example.org' }), signer({ order: 2 })];
    const reminds = (envelope: Partial<EnvelopeDetails>) =>
      content({ flow: 'Parallel', signers, ...envelope }).signers.map((each) => each.canRemind);
    assert.deepEqual(reminds({}), [false, true]);
    assert.deepEqual(reminds({ flow: 'Sequential' }), [false, false], 'it is not their turn');
    assert.deepEqual(reminds({ createdBy: 'grace@example.com' }), [false, false], 'the creator reminds');
    assert.deepEqual(reminds({ status: word('Completed') }), [false, false]);
  });

  it('names a hash by its kind only where its form tells', () => {
    const documentOf = (facts: Partial<EnvelopeDetails['documents'][number]>) => {
      const [first] = details('e').documents;
      assert.ok(first);
      return content({ documents: [{ ...first, ...facts }] }).documents[0];
    };
    assert.deepEqual(documentOf({ originalHash: `0x${HASH}` })?.original, {
      label: 'sha-256',
      short: '9f2c4b…4e1b',
      full: `0x${HASH}`,
    });
    assert.deepEqual(documentOf({ originalHash: 'ab12' })?.original, {
      label: 'hash',
      short: 'ab12',
      full: 'ab12',
    });
    assert.equal(documentOf({ originalHash: ' ' })?.original, undefined);
    const both = documentOf({ originalHash: HASH, signedHash: HASH, signProcessCompleted: true });
    assert.deepEqual(
      [both?.original?.label, both?.signed?.label, both?.hasSignedCopy],
      ['original sha-256', 'signed sha-256', true],
    );
  });

  it('puts the newest event first, and has a mark for an activity that nobody knows', () => {
    const entry = (activity: string, at: number | undefined, content = ''): HistoryEntry => ({
      firstName: 'Ada',
      lastName: 'Example',
      at,
      content,
      activity,
    });
    const { timeline } = content({}, [
      entry('Created', 1, 'Ada created it'),
      entry('Zorbed', undefined),
      entry('Signed', 5, 'Ada signed it'),
    ]);
    assert.deepEqual(
      timeline.map((each) => each.text),
      ['Ada signed it', 'Ada created it', 'Ada Example Zorbed'],
    );
    assert.deepEqual(
      timeline.map((each) => each.icon),
      ['check', 'add', 'question'],
    );
  });

  it('has a mark for everything that can be done from here', () => {
    const done = ['Reminded', 'Updated', 'Attached', 'Extended', 'Deleted', 'Cancelled'];
    const history = done.map((activity, index): HistoryEntry => ({
      firstName: 'Ada',
      lastName: '',
      at: done.length - index,
      content: activity,
      activity,
    }));
    assert.deepEqual(
      content({}, history).timeline.map(({ icon }) => icon),
      ['mail', 'edit', 'add', 'calendar', 'trash', 'close'],
    );
  });

  it('keeps events of one instant in the order in which they came, whichever way the service lists them', () => {
    const entries = ['created', 'signed', 'completed'].map((content): HistoryEntry => ({
      firstName: 'Ada',
      lastName: 'Example',
      at: content === 'created' ? 1 : 5,
      content,
      activity: 'Signed',
    }));
    const newestFirst = ['completed', 'signed', 'created'];
    for (const history of [entries, entries.toReversed()]) {
      assert.deepEqual(
        content({}, history).timeline.map((each) => each.text),
        newestFirst,
      );
    }
  });

  it('lists what is known of the envelope and leaves out the rest', () => {
    const labels = (envelope: Partial<EnvelopeDetails>) => content(envelope).facts.map((each) => each.label);
    assert.deepEqual(labels({ flow: 'unknown', createdAt: undefined }), [
      'Created by',
      'Account',
      'Envelope id',
    ]);
    assert.ok(
      labels({
        description: 'x',
        categories: ['a'],
        cancelReason: 'r',
        dueAt: DUE,
        observers: [{ email: 'l@x', name: '' }],
      }).includes('Observers'),
    );
  });

  it('has a word for everything the page says', () => {
    const words = pageStrings(plain);
    assert.deepEqual(Object.keys(words).sort(), [...STRING_KEYS].sort());
    for (const text of Object.values(words)) assert.ok(text !== '');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomeOf, whoCanSign } from '../../../../src/editor/envelopes/details/whoCanSign';
import { ENVELOPE_STATUSES, type EnvelopeDetails, type SignerState } from '../../../../src/jsign/types';
import { details, signer, word } from '../envelopes/fakes';

const ME = 'ada@example.org';
const person = (email: string, order: number | undefined, state: SignerState) =>
  signer({ email, firstName: email, lastName: '', order, state });
const emails = (envelope: EnvelopeDetails) => whoCanSign(envelope, ME).map((choice) => choice.email);
const waiting = word('AwaitingOthers');

describe('Who can sign', () => {
  it('is everybody at once in a parallel envelope, with oneself first', () => {
    const signers = [person('b@x', 1, 'waiting'), person('c@x', 2, 'viewed'), person(ME, 3, 'waiting')];
    assert.deepEqual(emails(details('e', { flow: 'Parallel', status: waiting, signers })), [
      ME,
      'b@x',
      'c@x',
    ]);
  });

  it('is the next one in a sequence', () => {
    const signers = [person('a@x', 1, 'signed'), person('c@x', 3, 'waiting'), person('b@x', 2, 'waiting')];
    assert.deepEqual(emails(details('e', { flow: 'Sequential', status: waiting, signers })), ['b@x']);
  });

  it('is the next group in a hybrid envelope', () => {
    const signers = [
      person('a@x', 1, 'signed'),
      person('b@x', 2, 'waiting'),
      person('c@x', 2, 'viewed'),
      person('d@x', 3, 'waiting'),
    ];
    assert.deepEqual(emails(details('e', { flow: 'Hybrid', status: waiting, signers })), ['b@x', 'c@x']);
  });

  it('includes those whose state the service does not tell, and they block nobody', () => {
    const signers = [person('a@x', 1, 'unknown'), person('b@x', 2, 'waiting')];
    assert.deepEqual(emails(details('e', { flow: 'Sequential', status: waiting, signers })), ['a@x', 'b@x']);
  });

  it('believes the service that it is one’s own turn', () => {
    const signers = [person('a@x', 1, 'waiting'), person('ADA@example.org ', 2, 'waiting')];
    const choices = whoCanSign(
      details('e', { flow: 'Sequential', status: word('AwaitingMySignature'), signers }),
      ME,
    );
    assert.deepEqual(
      choices.map((choice) => choice.self),
      [true, false],
    );
  });

  it('is nobody once an envelope has ended', () => {
    for (const ended of ['Completed', 'Declined', 'Cancelled', 'Expired'] as const) {
      assert.deepEqual(
        emails(details('e', { status: word(ended), signers: [person(ME, 1, 'waiting')] })),
        [],
      );
    }
  });

  it('goes by the signers alone where the status is a word that nobody knows', () => {
    const signers = [person('a@x', 1, 'unknown'), person('b@x', 1, 'viewed')];
    assert.deepEqual(emails(details('e', { status: word('unknown', 'Failed'), signers })), ['b@x']);
  });

  it('is never somebody who has signed or declined', () => {
    const anySigner = fc.record({
      email: fc.constantFrom(ME, 'b@x', 'c@x', 'd@x'),
      order: fc.option(fc.nat(3), { nil: undefined }),
      state: fc.constantFrom<SignerState>('waiting', 'viewed', 'signed', 'declined', 'unknown'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anySigner, { selector: (each) => each.email }),
        fc.constantFrom('Parallel', 'Sequential', 'Hybrid', 'unknown'),
        fc.constantFrom(...ENVELOPE_STATUSES, 'unknown' as const),
        (people, flow, status) => {
          const signers = people.map((each) => person(each.email, each.order, each.state));
          const envelope = details('e', { flow, status: word(status), signers });
          for (const choice of whoCanSign(envelope, ME)) {
            const found = signers.find((each) => each.email === choice.email);
            assert.ok(found && found.state !== 'signed' && found.state !== 'declined');
            assert.equal(choice.self, choice.email === ME);
          }
        },
      ),
    );
  });
});

describe('What became of a signature', () => {
  const choice = { email: ME, name: 'Ada', self: true };
  const before = details('e', { status: word('AwaitingMySignature'), signers: [person(ME, 1, 'waiting')] });
  const now = (state: SignerState, status: Parameters<typeof word>[0]) =>
    outcomeOf(before, details('e', { status: word(status), signers: [person(ME, 1, state)] }), choice);

  it('is what the signer’s own state says', () => {
    assert.equal(now('signed', 'AwaitingOthers'), 'signed');
    assert.equal(now('declined', 'Declined'), 'declined');
    assert.equal(now('viewed', 'AwaitingMySignature'), 'open');
  });

  it('is signed when the whole envelope is completed', () => {
    assert.equal(now('unknown', 'Completed'), 'signed');
  });

  it('follows the envelope where the signer’s state is not told', () => {
    assert.equal(now('unknown', 'AwaitingOthers'), 'signed');
    assert.equal(now('unknown', 'AwaitingMySignature'), 'open');
    const other = { email: 'b@x', name: 'B', self: false };
    const later = details('e', { status: word('AwaitingOthers'), signers: [person('b@x', 1, 'unknown')] });
    assert.equal(outcomeOf(before, later, other), 'open', 'nothing is concluded for somebody else');
  });

  it('is over when the envelope has ended otherwise', () => {
    for (const ended of ['Cancelled', 'Expired', 'Declined'] as const)
      assert.equal(now('waiting', ended), 'ended');
    assert.equal(now('waiting', 'unknown'), 'open');
  });
});

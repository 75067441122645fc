import assert from 'node:assert/strict';
import { asUserError, whyNot } from '../../../../../src/editor/envelopes/actions/whyNot';
import { allowedActions, type EnvelopeAction } from '../../../../../src/editor/envelopes/allowed';
import { plain } from '../../../../../src/editor/platform/translate';
import { ENVELOPE_STATUSES, type EnvelopeDetails } from '../../../../../src/jsign/types';
import { signer, word } from '../fakes';
import { ADA, GRACE, OPEN, RECEIVED } from './world';

const OWN = 'ada@example.org';
const say = (action: EnvelopeAction, details: EnvelopeDetails): string => {
  const { message, advice } = asUserError(whyNot(action, details, OWN), plain);
  return [message, advice].filter(Boolean).join(' ');
};

describe('Why something cannot be done', () => {
  it('says for every state and role what the state is, in whole sentences', () => {
    const roles = [
      OPEN,
      RECEIVED,
      { ...RECEIVED, signers: [GRACE] },
      { ...RECEIVED, signers: [{ ...ADA, state: 'signed' as const }] },
      { ...RECEIVED, signers: [{ ...ADA, state: 'declined' as const }] },
    ];
    const actions = ['remind', 'cancel', 'decline', 'extend', 'delete'] as const;
    let said = 0;
    for (const role of roles) {
      for (const status of [...ENVELOPE_STATUSES, 'unknown' as const]) {
        const details = { ...role, status: word(status) };
        const allowed = allowedActions(details, details, OWN);
        for (const action of actions.filter((each) => !allowed.has(each))) {
          const text = say(action, details);
          assert.match(text, /^\S.*\.$/, `${action} ${status}`);
          assert.doesNotMatch(text, /\{\d\}|undefined/, text);
          assert.match(text, /Lease 42/, text);
          said += 1;
        }
      }
    }
    assert.ok(said > 100, String(said));
  });

  it('tells what can be done instead', () => {
    const ended = (status: 'Completed' | 'Declined' | 'Cancelled' | 'Expired', of = OPEN) => ({
      ...of,
      status: word(status),
    });
    assert.equal(
      say('cancel', ended('Completed')),
      '"Lease 42" is completed: everybody has signed. Its signed documents can be downloaded.',
    );
    assert.equal(
      say('remind', ended('Declined', { ...OPEN, signers: [signer({ state: 'declined' })] })),
      '"Lease 42" was declined by Grace Sample. It has ended for everybody. To go on, send a new one.',
    );
    assert.equal(say('cancel', ended('Expired')), '"Lease 42" has expired. Extend its due date to go on.');
    assert.match(
      say('decline', ended('Expired', RECEIVED)),
      /Only grace@example\.com, who sent it, can extend/,
    );
    assert.equal(say('decline', OPEN), 'You sent "Lease 42", so you cannot decline it. Cancel it instead.');
    assert.match(
      say('cancel', RECEIVED),
      /Only grace@example\.com.*can cancel it\. You can sign it, or decline to\./,
    );
    assert.match(say('extend', OPEN), /has not expired.*cancel it and send it again\./);
    assert.match(
      say('extend', ended('Expired', RECEIVED)),
      /Only grace@example\.com.*can extend its due date\./,
    );
    assert.match(say('delete', OPEN), /waits for signatures.*Cancel it instead\./);
    assert.match(say('delete', ended('Cancelled')), /is cancelled\. Only the files of completed/);
  });
});

import assert from 'node:assert/strict';
import { commandFor, offeredActions } from '../../../../src/editor/envelopes/details/pageActions';
import { emailOf } from '../../../../src/editor/envelopes/api';
import { formatOf } from '../../../../src/editor/envelopes/details/arguments';
import { COMMAND_IDS } from '../../../../src/editor/platform/commandIds';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { ACTIONS } from '../../../../src/pages/actions';
import { details, signer, word } from '../envelopes/fakes';
import { act, REF } from './bench';

const ADA = 'ada@example.org';
const offered = (facts: Partial<EnvelopeDetails>, email = ADA) => offeredActions(details('e1', facts), email);

describe('The menu of the details panel', () => {
  const always = ['edit', 'attach', 'download', 'copyLink'];

  it('offers the creator what ends or hurries an open envelope', () => {
    assert.deepEqual(offered({}), ['remindAll', ...always, 'sendAgain', 'cancel']);
  });

  it('offers a signer who is not the creator to decline, and not to cancel', () => {
    assert.deepEqual(offered({ signers: [signer()] }, 'grace@example.com'), ['decline', ...always]);
  });

  it('offers to extend what has expired and to delete what is completed', () => {
    assert.deepEqual(offered({ status: word('Expired') }), ['extend', ...always]);
    assert.deepEqual(offered({ status: word('Completed') }), [...always, 'deleteFiles']);
    assert.deepEqual(offered({ status: word('Cancelled') }), always);
  });
});

describe('What the page asks for', () => {
  const targets = {
    details: details('e1', { signers: [signer()] }),
    attachments: [{ id: 'a1', fileName: 'annex.xlsx' }],
  };
  const about = { email: 'grace@example.com', documentId: 'd1', attachmentId: 'a1' };

  it('is a command of ours, whatever it is, with no more than that needs', () => {
    for (const action of ACTIONS) {
      const command = commandFor(act(action, about), REF, targets);
      assert.ok(command && COMMAND_IDS.includes(command.id), action);
    }
    assert.deepEqual(commandFor(act('cancel', about), REF, targets), {
      id: 'jsign.cancelEnvelope',
      argument: REF,
    });
    assert.deepEqual(commandFor(act('openAttachment', about), REF, targets)?.argument, {
      ...REF,
      attachmentId: 'a1',
      fileName: 'annex.xlsx',
    });
    assert.deepEqual(commandFor(act('exportAuditLog', { format: 'csv' }), REF, targets)?.argument, {
      ...REF,
      format: 'csv',
    });
  });

  it('is nothing where it points at what is not there', () => {
    for (const action of ['remind', 'openDocument', 'compareDocument', 'openAttachment'] as const) {
      assert.equal(commandFor(act(action), REF, targets), undefined, action);
      assert.equal(commandFor(act(action, about), REF, { details: undefined, attachments: [] }), undefined);
    }
  });
});

describe('What a menu passes to a command of the panel', () => {
  it('names a person by itself or in a row', () => {
    assert.equal(emailOf({ ...REF, email: 'a@x' }), 'a@x');
    assert.equal(emailOf({ ...REF, kind: 'signer', signer: { email: 'b@x' } }), 'b@x');
    for (const odd of [undefined, null, 'a@x', {}, { email: 3 }, { signer: 'b@x' }, { signer: null }])
      assert.equal(emailOf(odd), undefined);
  });

  it('names one of the known kinds of file', () => {
    assert.equal(formatOf({ format: 'json' }), 'json');
    for (const odd of [undefined, {}, { format: 'exe' }, { format: 1 }])
      assert.equal(formatOf(odd), undefined);
  });
});

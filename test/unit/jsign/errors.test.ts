import assert from 'node:assert/strict';
import { isEnvelopeGone, JsignError, surelyNotDone, type JsignErrorKind } from '../../../src/jsign/errors';

function error(kind: JsignErrorKind, requestSent = true, code?: string): JsignError {
  const facts = { kind, operation: 'envelopes.cancel', requestSent, replyRead: true };
  return new JsignError(code === undefined ? facts : { ...facts, code });
}

describe('What an error says of what was asked for', () => {
  it('was surely not done where the answer was no, or the request never left', () => {
    for (const kind of ['credentials', 'expired', 'refused', 'not-found'] as const)
      assert.equal(surelyNotDone(error(kind)), true, kind);
    for (const kind of ['network', 'timeout', 'cancelled', 'server', 'unreadable'] as const) {
      assert.equal(surelyNotDone(error(kind)), false, kind);
      assert.equal(surelyNotDone(error(kind, false)), true, kind);
    }
  });

  it('is gone only where the service says so of the envelope', () => {
    assert.ok(isEnvelopeGone(error('refused', true, 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS')));
    assert.ok(isEnvelopeGone(error('refused', true, 'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS')));
    assert.ok(isEnvelopeGone(error('refused', true, 'DOCUMENT_NOT_FOUND')));
    assert.ok(!isEnvelopeGone(error('refused', true, 'SUPPORTING_DOCUMENT_NOT_FOUND')));
    assert.ok(!isEnvelopeGone(error('refused')));
    assert.ok(!isEnvelopeGone(error('not-found', true, 'ENVELOPE_NOT_FOUND')));
    assert.ok(!isEnvelopeGone(new Error('ENVELOPE_NOT_FOUND')));
  });
});

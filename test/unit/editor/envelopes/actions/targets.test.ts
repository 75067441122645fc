import assert from 'node:assert/strict';
import { targetOf } from '../../../../../src/editor/envelopes/actions/targets';
import { GRACE, LINUS, REF } from './world';

describe('What an action works on', () => {
  it('is the row of an envelope, of a signer, or a plain object', () => {
    assert.deepEqual(targetOf([{ ...REF, kind: 'envelope' }]), { ref: REF, emails: [] });
    assert.deepEqual(targetOf([{ ...REF, kind: 'signer', signer: GRACE }]), {
      ref: REF,
      emails: [GRACE.email],
    });
    assert.deepEqual(targetOf([{ ...REF, email: 'a@example.org' }]), { ref: REF, emails: ['a@example.org'] });
  });

  it('is nothing where nothing usable was passed', () => {
    for (const given of [[], [undefined], [null], ['e1'], [{ accountId: 1, envelopeId: 'e1' }], [{}, []]]) {
      assert.equal(targetOf(given), undefined);
    }
    assert.deepEqual(targetOf([{ ...REF, email: 7, signer: null }]), { ref: REF, emails: [] });
  });

  it('is a whole selection within one envelope, and never one of several envelopes', () => {
    const one = { ...REF, signer: GRACE };
    const other = { ...REF, signer: LINUS };
    assert.deepEqual(targetOf([one, [one, other, one, { kind: 'group' }]]), {
      ref: REF,
      emails: [GRACE.email, LINUS.email],
    });
    assert.equal(targetOf([one, [one, { ...REF, envelopeId: 'e2' }]]), 'several');
  });
});

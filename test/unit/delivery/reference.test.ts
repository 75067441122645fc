import assert from 'node:assert/strict';

import fc from 'fast-check';

import { describe as describeDraft, referenceIn, referenceOf } from '../../../src/delivery/reference';
import { documentOf, draftOf } from './support/drafts';

describe('delivery: reference and description', () => {
  const reference = referenceOf('intent-1');

  it('makes the same short reference of the same intent, and different ones of different intents', () => {
    assert.match(reference, /^[0-9a-z]{12}$/);
    assert.equal(referenceOf('intent-1'), reference);
    const many = new Set(Array.from({ length: 20_000 }, (_, index) => referenceOf(`intent-${index}`)));
    assert.equal(many.size, 20_000);
  });

  it('adds one line: reference, 16 digits of the hash, short commit', () => {
    const draft = draftOf('intent-1', { documents: [documentOf('lease', { sha256: 'ab'.repeat(32) })] });
    assert.equal(
      describeDraft(draft, reference),
      `The flat on the second floor.\n\nRef jsign-${reference} · sha256 abababababababab · commit 1a2b3c4`,
    );
  });

  it('marks a commit that the file differs from, and names each document', () => {
    const origin = { uri: 'file:///x.pdf', commit: 'ABCDEF0123456789', dirty: true };
    const documents = [
      documentOf('a', { sha256: '1'.repeat(64), origin }),
      documentOf('b', { sha256: '2'.repeat(64) }),
    ];
    assert.equal(
      describeDraft(draftOf('intent-1', { description: '', documents }), reference),
      `Ref jsign-${reference} · sha256 1111111111111111 2222222222222222 · commit abcdef0123+ 1a2b3c4`,
    );
  });

  it('leaves provenance out if asked, never the reference', () => {
    assert.equal(describeDraft(draftOf('i', { description: '' }), reference, true), `Ref jsign-${reference}`);
  });

  it('says nothing of paths, branches or addresses', () => {
    const origin = {
      uri: 'file:///home/ada/secret-project/lease.pdf',
      commit: 'feature/for-ada@example.org',
    };
    const text = describeDraft(
      draftOf('intent-1', { description: '', documents: [documentOf('lease', { origin })] }),
      reference,
    );
    assert.doesNotMatch(text, /secret|home|feature|@|file:/);
  });

  it('does not carry the reference of an earlier envelope along', () => {
    const earlier = describeDraft(draftOf('intent-0'), referenceOf('intent-0'));
    const text = describeDraft(draftOf('intent-1', { description: earlier }), reference);
    assert.ok(!text.includes(referenceOf('intent-0')));
    assert.ok(text.startsWith('The flat on the second floor.\n\nRef '));
    const glued = `Hello Ref jsign-${referenceOf('intent-0')} and more`;
    assert.ok(
      !describeDraft(draftOf('intent-1', { description: glued }), reference).includes(
        referenceOf('intent-0'),
      ),
    );
  });

  it('finds the reference again behind any description, also with the line breaks gone (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (description) => {
        const text = describeDraft(draftOf('intent-1', { description }), reference);
        assert.equal(referenceIn(text), reference);
        assert.equal(referenceIn(text.replace(/\s+/g, ' ').toUpperCase()), reference);
        return true;
      }),
    );
    assert.equal(referenceIn(`Ref jsign-${reference}x`), undefined);
    assert.equal(referenceIn('no reference'), undefined);
  });
});

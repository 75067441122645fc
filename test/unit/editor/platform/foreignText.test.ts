import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, shortText } from '../../../../src/editor/platform/foreignText';
import { When } from '../../../../src/editor/platform/when';

describe('text from outside', () => {
  it('leaves no markup alive in a tooltip', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(escapeMarkdown(text), /(^|[^\\])(\\\\)*[<>[\]*_`|]/);
      }),
    );
    assert.equal(escapeMarkdown('<script>'), '\\<script\\>');
    assert.equal(escapeMarkdown('[x](command:a)'), '\\[x\\]\\(command\\:a\\)');
  });

  it('cuts long names by whole characters and takes out direction overrides', () => {
    assert.equal(shortText('ab\u202ecd'), 'ab cd');
    assert.equal(Array.from(shortText('😀'.repeat(300))).length, 120);
    assert.ok(shortText('x'.repeat(300)).endsWith('…'));
    assert.equal(shortText('Mutual NDA'), 'Mutual NDA');
  });
});

describe('names in sentences', () => {
  it('cannot turn a sentence, break it, or stand in for its date', () => {
    assert.equal(shortText('a\u202Eb\nc\uFFFCd\u2066'), 'a b c d');
    assert.equal(Array.from(shortText('🖋️'.repeat(300))).length, 120);
  });
});

describe('When', () => {
  const now = new Date(2026, 4, 12, 23, 30).getTime();
  const when = new When('en-GB', () => now);
  it('counts calendar days, not 24 hours', () => {
    assert.equal(when.daysUntil(new Date(2026, 4, 13, 0, 10).getTime()), 1);
    assert.equal(when.near(new Date(2026, 4, 13, 0, 10).getTime()), 'tomorrow');
    assert.equal(when.near(new Date(2026, 4, 11, 8).getTime()), 'yesterday');
    assert.equal(when.near(new Date(2026, 4, 15, 8).getTime()), 'in 3 days');
  });
  it('names the day beyond a fortnight, with the year when it is another one', () => {
    assert.equal(when.near(new Date(2026, 7, 3).getTime()), '3 Aug');
    assert.equal(when.near(new Date(2025, 7, 3).getTime()), '3 Aug 2025');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ANCHOR_KINDS,
  formatAnchor,
  MAX_ANCHOR_LENGTH,
  parseAnchors,
  type Anchor,
  type AnchorContent,
} from '../../../src/contract/anchors';

const contentOf = (found: Anchor): AnchorContent =>
  Object.fromEntries(
    Object.entries(found).filter(([key]) => !['token', 'start', 'end'].includes(key)),
  ) as unknown as AnchorContent;
const one = (text: string): AnchorContent | undefined => {
  const [found] = parseAnchors(text).anchors;
  return found && contentOf(found);
};
const fault = (text: string): string | undefined => parseAnchors(text).malformed[0]?.fault;

describe('contract/anchors', () => {
  it('reads each kind', () => {
    assert.deepEqual(one('[[sign:client]]'), { kind: 'signature', role: 'client', required: true });
    assert.deepEqual(one('[[initials:us]]'), { kind: 'initials', role: 'us', required: true });
    assert.deepEqual(one('[[date:us]]'), { kind: 'date', role: 'us', required: true });
    assert.deepEqual(one('[[text:client "Street" required]]'), {
      kind: 'text',
      role: 'client',
      required: true,
      label: 'Street',
    });
    assert.deepEqual(one('[[text:client "Street"]]'), {
      kind: 'text',
      role: 'client',
      required: false,
      label: 'Street',
    });
    assert.deepEqual(one('[[check:client "I agree"]]'), {
      kind: 'checkbox',
      role: 'client',
      required: false,
      label: 'I agree',
    });
    assert.deepEqual(one('[[choice:us "Plan" required Basic plan | Pro|Basic plan]]'), {
      kind: 'dropdown',
      role: 'us',
      required: true,
      label: 'Plan',
      choices: ['Basic plan', 'Pro'],
    });
  });

  it('forgives spaces, case and the quotes of word processors', () => {
    assert.deepEqual(one('[[ Sign : client ]]'), { kind: 'signature', role: 'client', required: true });
    assert.deepEqual(one('[[text:client “Street” required]]'), {
      kind: 'text',
      role: 'client',
      required: true,
      label: 'Street',
    });
    assert.deepEqual(one('[[text:kläger-2 „Straße“]]'), {
      kind: 'text',
      role: 'kläger-2',
      required: false,
      label: 'Straße',
    });
  });

  it('gives offsets of each token', () => {
    const text = 'Signed: [[sign:a]]  Date: [[date:a]], [[[sign:b]]]';
    const { anchors } = parseAnchors(text);
    assert.deepEqual(
      anchors.map((a) => text.slice(a.start, a.end)),
      ['[[sign:a]]', '[[date:a]]', '[[sign:b]]'],
    );
    assert.deepEqual(
      anchors.map((a) => a.token),
      ['[[sign:a]]', '[[date:a]]', '[[sign:b]]'],
    );
  });

  it('names what is wrong with something that was meant as an anchor', () => {
    const faults: Readonly<Record<string, string>> = {
      '[[sign:client': 'unclosed',
      '[[sign:client\n]]': 'unclosed',
      '[[sing:client]]': 'unknown-kind',
      '[[sign]]': 'no-role',
      '[[sign:]]': 'no-role',
      '[[sign:a/b]]': 'bad-role',
      '[[text:a "Street]]': 'bad-label',
      '[[text:a ""]]': 'bad-label',
      '[[text:a]]': 'no-label',
      '[[choice:a x|y]]': 'no-label',
      '[[sign:a now]]': 'unexpected-text',
      '[[choice:a "Plan" one]]': 'too-few-choices',
      '[[choice:a "Plan" one|one]]': 'too-few-choices',
    };
    for (const [text, expected] of Object.entries(faults)) assert.equal(fault(`x ${text} y`), expected, text);
    assert.equal(fault(`[[sign:${'a'.repeat(600)}]]`), 'too-long');
    assert.deepEqual(
      parseAnchors('[[sign:a [[sign:b]]').malformed.map((m) => m.token),
      ['[[sign:a '],
    );
    assert.deepEqual(
      parseAnchors('[[sign:a [[sign:b]]').anchors.map((a) => a.role),
      ['b'],
    );
  });

  it('leaves other double brackets alone', () => {
    for (const text of [
      '[[1]]',
      '[[Page name]]',
      'a[[0, 1], [2, 3]]',
      '[[]]',
      '[[ ]]',
      '[[signature-page]]',
      '[ [sign:a]]',
      '',
    ]) {
      assert.deepEqual(parseAnchors(text), { anchors: [], malformed: [] }, text);
    }
  });

  const word = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,20}$/u);
  const label = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((s) => s.replace(/[\r\n\u2028]|\p{C}|[“”„‟«»]/gu, '').trim())
    .filter((s) => s !== '' && s.length < 80);
  const choice = fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,.-]{0,15}[A-Za-z0-9]$/)
    .filter((s) => !/^required/i.test(s));
  const anchor: fc.Arbitrary<AnchorContent> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('signature', 'initials', 'date'),
      role: word,
      required: fc.constant(true),
    }),
    fc.record({ kind: fc.constantFrom('text', 'checkbox'), role: word, required: fc.boolean(), label }),
    fc.record({
      kind: fc.constant('dropdown' as const),
      role: word,
      required: fc.boolean(),
      label,
      choices: fc.uniqueArray(choice, { minLength: 2, maxLength: 5 }),
    }),
  );

  it('reads back what it writes, in any surroundings', () => {
    fc.assert(
      fc.property(
        fc.array(anchor, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[^[\]]{0,30}$/),
        (contents, between) => {
          const text = between + contents.map(formatAnchor).join(between);
          const read = parseAnchors(text);
          assert.deepEqual(read.malformed, []);
          assert.equal(read.anchors.length, contents.length);
          read.anchors.forEach((found, i) => {
            const { token, start, end, ...content } = found;
            assert.deepEqual(content, { ...contents[i] });
            assert.equal(text.slice(start, end), token);
            assert.ok(token.length <= MAX_ANCHOR_LENGTH);
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '[[',
          ']]',
          '[',
          ']',
          '"',
          '“',
          '\\',
          ':',
          '|',
          '\n',
          ' ',
          'required',
          ...Object.keys(ANCHOR_KINDS),
        ),
        fc.string({ maxLength: 6, unit: 'binary' }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  it('never throws, and its tokens are parts of the text, in order, that do not overlap', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { anchors, malformed } = parseAnchors(text);
        const all = [...anchors, ...malformed].sort((a, b) => a.start - b.start);
        let at = 0;
        for (const { start, end, token } of all) {
          assert.ok(start >= at && end > start && end <= text.length);
          assert.equal(text.slice(start, end), token);
          at = end;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('looks at each character a bounded number of times', () => {
    // Steps are counted instead of time: every look at the text goes through `charAt`.
    for (const piece of [
      '[[',
      '[[sign:',
      '[[text:a "',
      '[[text:a "]]',
      '[[sign:a]] ',
      '[[[[[',
      '[[sign:a "\\',
    ]) {
      const steps = (times: number): number => {
        let count = 0;
        const text = piece.repeat(times);
        const counted = new Proxy(new String(text), {
          get: (target, key) => {
            if (key === 'charAt') return (i: number) => (count++, text.charAt(i));
            const value: unknown = Reflect.get(target, key, target);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        });
        parseAnchors(counted as unknown as string);
        return count;
      };
      const [small, large] = [steps(200), steps(2000)];
      assert.ok(large <= 12 * Math.max(small, 1), `${piece}: ${small} steps for 200, ${large} for 2,000`);
      assert.ok(large <= 2 * MAX_ANCHOR_LENGTH * piece.length * 2000);
    }
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referenceIn } from '../../../../../src/delivery/reference';
import { joinDescription, splitDescription } from '../../../../../src/delivery/description';
import { fromOneLine, toOneLine } from '../../../../../src/editor/envelopes/actions/description';

const LINE = 'Ref jsign-4k2m9x0qpt7c · sha256 0123456789abcdef · commit 0a1b2c3';

describe('The reference in a description', () => {
  it('stays out of what the person edits, and comes back as the last line', () => {
    const split = splitDescription(`Flat in the old town\n\n${LINE}`);
    assert.deepEqual(split, { own: 'Flat in the old town', reference: LINE });
    assert.equal(joinDescription({ ...split, own: 'House' }), `House\n\n${LINE}`);
    assert.equal(joinDescription({ ...split, own: '' }), LINE);
  });

  it('is kept where the service gives other line ends, or where text was added below it', () => {
    const split = splitDescription(`One\r\n${LINE}\r\nTwo`);
    assert.deepEqual(split, { own: 'One\nTwo', reference: LINE });
    assert.equal(joinDescription(split), `One\nTwo\n\n${LINE}`);
  });

  it('is kept where somebody wrote it into a sentence', () => {
    const split = splitDescription('As Ref jsign-4k2m9x0qpt7c says');
    assert.equal(split.own, 'As Ref jsign-4k2m9x0qpt7c says');
    assert.equal(joinDescription(split), 'As Ref jsign-4k2m9x0qpt7c says');
    assert.equal(joinDescription({ ...split, own: 'Shorter' }), 'Shorter\n\nRef jsign-4k2m9x0qpt7c');
  });

  it('is not made up where there is none', () => {
    assert.deepEqual(splitDescription('Ref jsign-short'), { own: 'Ref jsign-short', reference: undefined });
    assert.equal(joinDescription({ own: 'Text ', reference: undefined }), 'Text');
  });

  it('survives whatever the person writes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, typed) => {
        const split = splitDescription(`${before}\n\n${LINE}`);
        const after = joinDescription({ ...split, own: fromOneLine(typed) });
        assert.equal(referenceIn(after), '4k2m9x0qpt7c');
      }),
    );
  });

  it('shows line breaks in a box of one line and takes them back', () => {
    assert.equal(toOneLine('One\n\nTwo'), 'One⏎⏎Two');
    assert.equal(fromOneLine('One⏎⏎Two ⏎'), 'One\n\nTwo');
  });
});

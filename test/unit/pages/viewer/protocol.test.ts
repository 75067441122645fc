import assert from 'node:assert/strict';
import fc from 'fast-check';
import { viewerStrings } from '../../../../src/editor/documents/viewer/words';
import { plain } from '../../../../src/editor/platform/translate';
import { deedOf } from '../../../../src/pages/viewer/keys';
import { isKept, isPlace, START, turnedBy, within } from '../../../../src/pages/viewer/place';
import { isHostMessage, isPageMessage, isWebAddress } from '../../../../src/pages/viewer/protocol';
import { filled } from '../../../../src/pages/viewer/strings';

describe('What the viewer and the extension say to each other', () => {
  const strings = viewerStrings(plain);

  it('passes what is agreed', () => {
    for (const message of [
      { type: 'init', strings, place: undefined },
      { type: 'init', strings, place: START },
      { type: 'document', bytes: new ArrayBuffer(3) },
      { type: 'problem', text: 'Gone.', advice: '' },
    ])
      assert.ok(isHostMessage(message), message.type);
    for (const message of [
      { type: 'ready' },
      { type: 'retry' },
      { type: 'shown', pages: 2, milliseconds: 80 },
      { type: 'failed', why: 'notPdf' },
      { type: 'place', place: START },
      { type: 'open', url: 'https://example.com/' },
    ])
      assert.ok(isPageMessage(message), message.type);
  });

  it('drops everything else', () => {
    const fewer = Object.fromEntries(Object.entries(strings).slice(1));
    for (const message of [
      { type: 'init', strings: fewer, place: START },
      { type: 'init', strings, place: { ...START, page: 0 } },
      { type: 'document', bytes: 'abc' },
      { type: 'document', bytes: new Uint8Array(3) },
      { type: 'problem', text: 1, advice: '' },
    ])
      assert.equal(isHostMessage(message), false, JSON.stringify(message).slice(0, 60));
    for (const message of [
      { type: 'open', url: 'command:workbench.action.quit' },
      { type: 'place', place: { ...START, turned: 45 } },
      { type: 'failed', why: 'because' },
      { type: 'shown', pages: NaN, milliseconds: 1 },
    ])
      assert.equal(isPageMessage(message), false, JSON.stringify(message));
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.equal(isHostMessage(value), false);
        assert.equal(isPageMessage(value), false);
      }),
    );
  });

  it('opens web and mail addresses only', () => {
    for (const good of [
      'https://example.com/a?b#c',
      'http://example.com',
      'mailto:ada@example.org',
      'HTTPS://EXAMPLE.COM',
    ])
      assert.ok(isWebAddress(good), good);
    for (const bad of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'vscode://x',
      'https://',
      ' https://example.com',
      'data:text/html,x',
      `https://example.com/${'x'.repeat(5000)}`,
    ])
      assert.equal(isWebAddress(bad), false, bad);
  });
});

describe('A place in a document', () => {
  it('is kept only in its shape', () => {
    assert.ok(
      isPlace({ ...START, zoom: 1.5 }) &&
        isKept({ ...START, search: undefined }) &&
        isKept({ ...START, search: 'fee' }),
    );
    for (const wrong of [
      { page: 1.5 },
      { page: 0 },
      { zoom: 'large' },
      { zoom: 0 },
      { turned: 1 },
      { offset: '0' },
      { outline: 1 },
    ])
      assert.equal(isPlace({ ...START, ...wrong }), false, JSON.stringify(wrong));
    assert.equal(isKept({ ...START, search: 1 }), false);
  });

  it('is one that exists', () => {
    assert.equal(within({ ...START, page: 9, offset: 0.5 }, 9).offset, 0.5);
    assert.deepEqual(within({ ...START, page: 9, offset: 0.5 }, 4), { ...START, page: 4, offset: 0 });
    assert.equal(within({ ...START, page: 9 }, 0).page, 1);
  });

  it('turns round', () => {
    assert.deepEqual([turnedBy(270, 1), turnedBy(0, -1), turnedBy(90, 1)], [0, 270, 180]);
  });

  it('fills words in', () => {
    assert.equal(filled('{0} of {1}', 2, 9), '2 of 9');
    assert.equal(filled('Open {0}', '{1}'), 'Open {1}');
  });
});

describe('A key in the viewer', () => {
  const stroke = (key: string, held: Partial<Parameters<typeof deedOf>[0]> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  });

  it('does what it does in the editor', () => {
    assert.equal(deedOf(stroke('f', { ctrlKey: true }), true), 'search');
    assert.equal(deedOf(stroke('f', { metaKey: true }), false), 'search');
    assert.equal(deedOf(stroke('F3'), true), 'nextMatch');
    assert.equal(deedOf(stroke('G', { metaKey: true, shiftKey: true }), false), 'previousMatch');
    assert.equal(deedOf(stroke('+', { shiftKey: true }), false), 'zoomIn');
    assert.equal(deedOf(stroke('End'), false), 'lastPage');
  });

  it('is left to fields and to VS Code', () => {
    assert.equal(deedOf(stroke('0'), true), undefined);
    assert.equal(deedOf(stroke('Home'), true), undefined);
    assert.equal(deedOf(stroke('Escape'), true), 'escape');
    assert.equal(deedOf(stroke('+', { ctrlKey: true }), false), undefined);
    assert.equal(deedOf(stroke('F', { ctrlKey: true, shiftKey: true }), false), undefined);
    assert.equal(deedOf(stroke('f', { ctrlKey: true, altKey: true }), false), undefined);
  });
});

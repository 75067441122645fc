import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addressOf,
  decodeId,
  encodeId,
  parsePath,
  pathOf,
  SHELVES,
  type FileAddress,
} from '../../../../src/editor/documents/address';
import { safeFileName } from '../../../../src/editor/platform/safeFileName';

/** Ids of every kind, and pieces that have made trouble in paths elsewhere. */
const wildId = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('..', '.', '/', '\\', '%2F', '%', '?', '#', ' ', '\0', ':', '~', 'ä', '🖋️', '\u202E'),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))
  .filter((id) => id !== '');
const wildName = fc.string({ unit: 'binary', maxLength: 40 }).map((name) => safeFileName(name));
const wildFile: fc.Arbitrary<FileAddress> = fc.record(
  {
    accountId: wildId,
    envelopeId: wildId,
    shelf: fc.constantFrom(...SHELVES),
    id: wildId,
    name: wildName,
  },
  { noNullPrototype: true },
);

describe('Addresses of documents', () => {
  it('writes an ordinary one as people expect it', () => {
    const file = {
      accountId: 'ab12',
      envelopeId: '5d0f-77',
      shelf: 'signed',
      id: '77',
      name: 'Mutual NDA (v2)-signed.pdf',
    } as const;
    assert.equal(pathOf(file), '/ab12/5d0f-77/signed/77/Mutual NDA (v2)-signed.pdf');
    assert.equal(addressOf(file), 'jsign:/ab12/5d0f-77/signed/77/Mutual%20NDA%20%28v2%29-signed.pdf');
    assert.deepEqual(parsePath(pathOf(file)), { kind: 'file', file });
  });

  it('reads back whatever it wrote, from the path and from the text', () => {
    fc.assert(
      fc.property(wildFile, (file) => {
        const path = pathOf(file);
        assert.deepEqual(parsePath(path), { kind: 'file', file });
        const text = addressOf(file);
        assert.match(text, /^jsign:\/[A-Za-z0-9\-._~%/]+$/, 'nothing that ends a URI or a line');
        // One decoding is what VS Code does to the text.
        assert.equal(decodeURIComponent(text.slice('jsign:'.length)), path);
      }),
    );
  });

  it('keeps every id one harmless segment, and different ids apart', () => {
    fc.assert(
      fc.property(wildId, wildId, (one, other) => {
        assert.match(encodeId(one), /^[A-Za-z0-9_%-]+$/);
        assert.equal(decodeId(encodeId(one)), one);
        assert.equal(encodeId(one) === encodeId(other), one === other);
      }),
    );
  });

  it('has one way to write an id', () => {
    for (const segment of [
      '',
      '..',
      '.',
      'a.b',
      '%41',
      '%2f',
      '%zz',
      '%',
      'a b',
      'ä',
      '%00x/',
      'x'.repeat(201),
    ])
      assert.equal(decodeId(segment), undefined, segment);
    for (const id of ['', 'x'.repeat(201), '\uD800']) assert.throws(() => encodeId(id));
  });

  it('knows the folders above a file', () => {
    const ref = { accountId: 'a', envelopeId: 'e' };
    assert.deepEqual(parsePath('/'), { kind: 'root' });
    assert.deepEqual(parsePath(''), { kind: 'root' });
    assert.deepEqual(parsePath('/a'), { kind: 'account', accountId: 'a' });
    assert.deepEqual(parsePath('/a/e/'), { kind: 'envelope', ref });
    assert.deepEqual(parsePath('/a/e/attachment'), { kind: 'shelf', ref, shelf: 'attachment' });
    assert.deepEqual(parsePath('/a/e/original/d'), { kind: 'item', ref, shelf: 'original', id: 'd' });
  });

  it('finds nothing where nothing can be', () => {
    for (const path of [
      'a/e/original/d/x.pdf',
      '//e/original/d/x.pdf',
      '/a//original/d/x.pdf',
      '/a/e/original//x.pdf',
      '/a/e/drafts/d/x.pdf',
      '/a/e/original/../x.pdf',
      '/a/../../etc/passwd',
      '/a/e/original/d/x.pdf/more',
      '/a/e/Original/d/x.pdf',
    ])
      assert.equal(parsePath(path), undefined, path);
  });

  it('never throws, whatever path comes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(wildId, fc.constantFrom(...SHELVES, '%', ''))), (parts) => {
        const place = parsePath(`/${parts.join('/')}`);
        if (place?.kind === 'file') assert.equal(parsePath(pathOf(place.file))?.kind, 'file');
      }),
    );
  });
});

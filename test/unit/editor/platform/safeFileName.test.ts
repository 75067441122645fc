import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numbered, safeFileName, safeFolderName } from '../../../../src/editor/platform/safeFileName';

/** Names of every kind: any code unit, and pieces that have made trouble elsewhere. */
const piece = fc.oneof(
  fc.nat(0xffff).map((code) => String.fromCharCode(code)),
  fc.constantFrom(
    '..',
    '/',
    '\\',
    '.',
    ' ',
    'CON',
    'nul',
    '.pdf',
    '\u202E',
    '\0',
    '🖋️',
    'ö',
    ':',
    'a'.repeat(80),
    '\n',
    'כ',
  ),
);
const wildName = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

const UNSAFE = /[/\\<>:"|?*\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

function assertSafe(name: string): void {
  assert.doesNotMatch(name, UNSAFE);
  assert.ok(name.trim() !== '', 'not empty');
  assert.doesNotMatch(name, /[. ]$/, 'Windows drops a dot or space at the end');
  assert.doesNotMatch(name, /^\./, 'not hidden, not a folder');
  assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
  assert.ok(Buffer.byteLength(name) <= 255);
  assert.doesNotMatch(name, /\p{Cs}/u, 'no half characters');
}

describe('Safe file names', () => {
  it('keeps an ordinary name as it is', () => {
    for (const name of [
      'lease.pdf',
      'Mutual NDA (v2).pdf',
      'Vertrag für Müller.pdf',
      'חוזה.pdf',
      'nda 🖋️.pdf',
      'a.b.c.pdf',
    ]) {
      assert.equal(safeFileName(name), name.normalize('NFC'));
    }
  });

  for (const [given, wanted] of [
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/abs/lease.pdf', 'lease.pdf'],
    ['C:\\lease.pdf', 'lease.pdf'],
    ['a:b?.pdf', 'a_b_.pdf'],
    ['', 'document.pdf'],
    ['..', 'document.pdf'],
    ['///', 'document.pdf'],
    ['.pdf', 'document.pdf'],
    ['   ', 'document.pdf'],
    ['lease.pdf. . .', 'lease.pdf'],
    ['.hidden.pdf', 'hidden.pdf'],
    ['CON', '_CON'],
    ['nul.pdf', '_nul.pdf'],
    ['lpt1.tar.gz', '_lpt1.tar.gz'],
    ['contract\u202Efdp.exe', 'contractfdp.exe'],
    ['a\0b\r\n.pdf', 'ab.pdf'],
    ['<script>.pdf', '_script_.pdf'],
  ] as const) {
    it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(given)}`, () => {
      assert.equal(safeFileName(given), wanted);
    });
  }

  it('cuts a long name and keeps its extension', () => {
    const made = safeFileName(`${'x'.repeat(300)}.pdf`);
    assert.equal(made.length, 120);
    assert.ok(made.endsWith('x.pdf'));
    assert.ok(Buffer.byteLength(safeFileName(`${'漢'.repeat(300)}.pdf`)) <= 240);
  });

  it('puts a suffix before the extension, whatever the extension was', () => {
    assert.equal(safeFileName('lease.pdf', '-signed', '.pdf'), 'lease-signed.pdf');
    assert.equal(safeFileName('lease.docx', '-signed', '.pdf'), 'lease-signed.pdf');
    assert.equal(safeFileName('', '-signed', '.pdf'), 'document-signed.pdf');
    assert.ok(safeFileName('y'.repeat(300), '-signed', '.pdf').endsWith('y-signed.pdf'));
  });

  it('is safe for anything', () => {
    fc.assert(
      fc.property(wildName, (name) => {
        assertSafe(safeFileName(name));
        assertSafe(safeFileName(name, '-signed', '.pdf'));
        assertSafe(numbered(safeFileName(name), 12));
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing of what it made', () => {
    fc.assert(
      fc.property(wildName, (name) => {
        const made = safeFileName(name);
        assert.equal(safeFileName(made), made);
      }),
    );
  });

  it('numbers before the extension, and each number differently', () => {
    assert.equal(numbered('lease.pdf', 2), 'lease (2).pdf');
    assert.equal(numbered('lease', 3), 'lease (3)');
    const long = safeFileName(`${'x'.repeat(300)}.pdf`);
    assert.notEqual(numbered(long, 2), numbered(long, 3));
    assert.ok(numbered(long, 2).length <= 120);
  });

  it('makes folder names that keep their dots and slashes apart', () => {
    for (const [given, wanted] of [
      ['Contract v1.2', 'Contract v1.2'],
      ['Lease 1/2026', 'Lease 1-2026'],
      ['..\\..', '-'],
      ['CON', '_CON'],
      ['NDA.', 'NDA'],
      ['', 'document'],
    ] as const)
      assert.equal(safeFolderName(given), wanted, given);
    fc.assert(fc.property(wildName, (name) => assertSafe(safeFolderName(name))));
  });
});

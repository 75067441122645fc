import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { PdfInspection, Problem } from '../../../src/contract/types';
import type { Draft } from '../../../src/delivery/draft';
import { isAddress, preflight } from '../../../src/delivery/preflight';
import { documentOf, draftOf } from './support/drafts';
import {
  ACCOUNT,
  ADA,
  check,
  codes,
  field,
  FINE,
  GRACE,
  LEASE,
  options,
  withField,
} from './support/preflightCase';

describe('delivery: preflight', () => {
  it('finds nothing in a good draft, with and without an account', () => {
    assert.deepEqual(check({}), []);
    assert.deepEqual(check({}, FINE, ACCOUNT), []);
  });

  it('fills every place of its sentences, and puts errors first', () => {
    const problems = [
      ...check({
        documents: [],
        signers: [],
        name: '',
        fields: [field({})],
        observers: [{ name: '', email: 'x' }],
      }),
      ...check({ documents: [LEASE, LEASE, documentOf('x', { size: 0, name: 'x.exe' })] }, FINE, ACCOUNT),
      ...check({ signers: [ADA, { ...ADA, id: 'b' }], name: 'x'.repeat(300) }),
    ];
    for (const { message, advice } of problems) {
      for (const sentence of [message, ...(advice === undefined ? [] : [advice])]) {
        const places = [...sentence.text.matchAll(/\{(\d+)\}/g)].map((match) => Number(match[1]));
        assert.deepEqual(new Set(places), new Set((sentence.args ?? []).keys()), sentence.text);
        assert.match(sentence.text, /\.$/);
        assert.doesNotMatch(sentence.text, /!|please|success/i);
      }
    }
    const mixed = check({
      name: 'x'.repeat(300),
      signers: [ADA, { ...GRACE, email: 'x' }],
      documents: [LEASE, { ...LEASE, id: 'b' }],
    });
    const severities = mixed.map((one) => one.severity);
    const rank = ['error', 'warning', 'info'];
    assert.deepEqual(
      severities,
      [...severities].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)),
    );
    assert.ok(severities.includes('error') && severities.includes('warning'));
  });

  it('never throws, whatever the numbers are (property)', () => {
    const wild = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(wild, wild, wild, wild, wild, (page, x, y, width, days) => {
        const problems = check({
          ...withField({ page, box: { x, y, width, height: width } }),
          ...options({ expiresInDays: days }),
        });
        const inside = page === 1 && x >= 0 && y >= 0 && width > 0 && x + width <= 595 && y + width <= 842;
        const said = codes(problems).some((code) => /field-(off-page|without-page|without-size)/.test(code));
        assert.equal(said || inside || (page === 1 && x > -1 && y > -1 && width > 0), true);
        return true;
      }),
    );
  });
});

describe('delivery: preflight of documents', () => {
  it('no document', () => {
    assert.ok(codes(check({ documents: [], fields: [] })).includes('error no-documents'));
  });

  it('a type that the plan does not list; without a list anything but PDF is uncertain', () => {
    const odt = { documents: [{ ...LEASE, name: 'lease.odt' }] };
    assert.deepEqual(codes(check(odt, FINE, ACCOUNT)), ['error file-type']);
    assert.deepEqual(codes(check(odt)), ['warning file-type-unknown']);
    assert.deepEqual(codes(check({ documents: [{ ...LEASE, name: 'lease' }] }, FINE, ACCOUNT)), [
      'error file-type',
    ]);
    assert.deepEqual(codes(check({ documents: [{ ...LEASE, name: 'LEASE.PDF' }] }, FINE, ACCOUNT)), []);
    assert.deepEqual(codes(check({ documents: [{ ...LEASE, name: 'a.docx' }] }, FINE, ACCOUNT)), []);
  });

  it('too large for the plan, and only for the plan', () => {
    const size = 1_048_577;
    const large = { documents: [{ ...LEASE, size }] };
    const [problem] = check(large, FINE, ACCOUNT);
    assert.equal(problem?.code, 'file-too-large');
    assert.deepEqual(problem.message.args, ['lease.pdf', 1.1, 1]);
    assert.deepEqual(check(large), []);
    assert.deepEqual(check({ documents: [{ ...LEASE, size: size - 1 }] }, FINE, ACCOUNT), []);
  });

  it('empty, without pages, or as the inspection says: each once', () => {
    const none: PdfInspection = { ...FINE, pages: [] };
    const broken: Problem = {
      severity: 'error',
      code: 'pdf-encrypted',
      message: { text: 'It is encrypted.' },
    };
    const fields = { fields: [] };
    const own = (problems: readonly Problem[]) =>
      codes(problems).filter((code) => !code.includes('signer-without'));
    assert.deepEqual(own(check({ ...fields, documents: [{ ...LEASE, size: 0 }] }, none)), [
      'error file-empty',
    ]);
    assert.deepEqual(own(check(fields, none)), ['error no-pages']);
    assert.deepEqual(own(check(fields, { ...none, problems: [broken] })), ['error pdf-encrypted']);
    const found = check({}, { ...FINE, problems: [{ ...broken, severity: 'warning', where: { page: 1 } }] });
    assert.deepEqual(found, [{ ...broken, severity: 'warning', where: { page: 1, documentId: LEASE.id } }]);
    assert.deepEqual(
      own(preflight(draftOf('i', { ...fields, documents: [{ ...LEASE, pages: [] }] }), new Map())),
      ['error no-pages'],
    );
  });

  it('names: missing, or the same twice', () => {
    assert.ok(codes(check({ documents: [{ ...LEASE, name: ' ' }] })).includes('error document-without-name'));
    const twice = check({ documents: [LEASE, { ...LEASE, id: 'b', name: 'Lease.PDF' }] });
    assert.deepEqual(codes(twice), ['warning same-document-name', 'info document-without-field']);
    assert.equal(twice[0]?.where?.documentId, 'b');
  });
});

describe('delivery: preflight of signers', () => {
  it('nobody', () => {
    assert.ok(codes(check({ signers: [], fields: [] })).includes('error no-signers'));
  });

  it('a name or an address that is missing or no address', () => {
    assert.deepEqual(codes(check({ signers: [{ ...ADA, name: ' ' }, GRACE] })), [
      'error signer-without-name',
    ]);
    assert.deepEqual(codes(check({ signers: [{ ...ADA, email: '' }, GRACE] })), [
      'error signer-without-email',
    ]);
    assert.deepEqual(codes(check({ signers: [{ ...ADA, email: 'ada@' }, GRACE] })), ['error bad-email']);
  });

  it('the same address twice, however it is written', () => {
    const problems = check({ signers: [ADA, { ...GRACE, email: ' ADA@example.ORG' }] });
    assert.deepEqual(codes(problems), ['error same-signer']);
    assert.equal(problems[0]?.where?.signerId, GRACE.id);
  });

  it('half a phone', () => {
    assert.deepEqual(codes(check({ signers: [{ ...ADA, countryCode: 49 }, GRACE] })), [
      'error phone-incomplete',
    ]);
    assert.deepEqual(codes(check({ signers: [{ ...ADA, phoneNumber: '1' }, GRACE] })), [
      'error phone-incomplete',
    ]);
    assert.deepEqual(check({ signers: [{ ...ADA, countryCode: 49, phoneNumber: '170 1' }, GRACE] }), []);
  });

  it('a note that is too long', () => {
    assert.deepEqual(codes(check({ signers: [{ ...ADA, note: 'x'.repeat(101) }, GRACE] })), [
      'warning note-too-long',
    ]);
    assert.deepEqual(check({ signers: [{ ...ADA, note: 'x'.repeat(100) }, GRACE] }), []);
  });

  it('orders with gaps, shared, or below one', () => {
    const orders = (flow: Draft['options']['flow'], ...numbers: [number, number]) =>
      codes(
        check({
          ...options({ flow }),
          signers: [
            { ...ADA, order: numbers[0] },
            { ...GRACE, order: numbers[1] },
          ],
        }),
      );
    assert.deepEqual(orders('Sequential', 1, 3), ['error order-gap']);
    assert.deepEqual(orders('Sequential', 2, 3), ['error order-gap']);
    assert.deepEqual(orders('Hybrid', 1, 3), ['error order-gap']);
    assert.deepEqual(orders('Sequential', 1, 1), ['error order-shared']);
    assert.deepEqual(orders('Hybrid', 1, 1), []);
    assert.deepEqual(orders('Parallel', 4, 4), []);
    assert.deepEqual(orders('Sequential', 2, 1), []);
    assert.deepEqual(orders('Sequential', 1, 0), ['error bad-order']);
    assert.deepEqual(orders('Hybrid', 1, 1.5), ['error bad-order']);
  });

  it('observers: no address, or a signer', () => {
    assert.deepEqual(codes(check({ observers: [{ name: 'x', email: 'x' }] })), ['error bad-observer-email']);
    assert.deepEqual(codes(check({ observers: [{ name: 'x', email: 'Ada@example.org' }] })), [
      'warning observer-signs',
    ]);
  });

  it('tells addresses from what is none', () => {
    const good = [
      'a@b.co',
      ' a.b+c@sub.example.org ',
      "o'neil@example.org",
      'jürgen@müller.example',
      '用户@例子.公司',
      'a@xn--bcher-kva.example',
    ];
    const bad = [
      '',
      'a',
      '@b.co',
      'a@',
      'a@b',
      'a b@c.de',
      'a@b..co',
      '.a@b.co',
      'a.@b.co',
      'a..b@c.de',
      'a@-b.co',
      'a@b-.co',
    ];
    const worse = [
      'a@b.co,c@d.co',
      'a@1.2.3.4',
      'a@b@c.de',
      '<a@b.co>',
      `${'x'.repeat(65)}@b.co`,
      `a@${'x'.repeat(64)}.co`,
      'a@b.co\nBcc: x@y.z',
    ];
    for (const text of good) assert.equal(isAddress(text), true, text);
    for (const text of [...bad, ...worse]) assert.equal(isAddress(text), false, text);
  });
});

import assert from 'node:assert/strict';

import type { Field, Problem } from '../../../../src/contract/types';
import { preflight } from '../../../../src/delivery/preflight';
import { documentOf, draftOf, signatureOf } from '../support/drafts';
import { ADA, check, codes, FINE, GRACE, LEASE, options, withField } from '../support/preflightCase';

const ROOM = { x: 300, y: 300, width: 120, height: 30 };
const filled = (extra: Partial<Field>) => codes(check(withField({ box: ROOM, ...extra })));
const signed = (extra: object) => codes(check({ signers: [{ ...ADA, ...extra }, GRACE] }));

describe('delivery: preflight of what is in a field', () => {
  it('a list: blank choices, the same twice, nothing but blanks, a default that is none of them', () => {
    const list = (extra: Partial<Field>) => filled({ kind: 'dropdown', ...extra });
    assert.deepEqual(list({ choices: ['a', 'b'] }), []);
    assert.deepEqual(list({ choices: ['a', ' '] }), ['warning dropdown-choice-blank']);
    assert.deepEqual(list({ choices: ['a', 'a ', 'b', 'b'] }), ['warning dropdown-choice-twice']);
    assert.deepEqual(list({ choices: ['a', 'A'] }), []);
    assert.deepEqual(list({ choices: [' ', ''] }), ['error dropdown-without-choices']);
    assert.deepEqual(list({ choices: ['a'], defaultValue: '' }), []);
    assert.deepEqual(list({ choices: ['a'], defaultValue: 'A' }), ['error dropdown-default']);
  });

  it('a text that starts longer than it may be', () => {
    const text = (defaultValue: string) => filled({ kind: 'text', charLimit: 5, defaultValue });
    assert.deepEqual(text('12345'), []);
    assert.deepEqual(text('123456'), ['error default-too-long']);
    assert.deepEqual(filled({ kind: 'date', charLimit: 5, defaultValue: '' }), []);
  });

  it('a date that starts with no day of the calendar', () => {
    const date = (defaultValue: string) => filled({ kind: 'date', defaultValue });
    for (const good of ['', '02/28/2026', '02/29/2028']) assert.deepEqual(date(good), [], good);
    for (const bad of ['today', '2026-02-28', '02/30/2026', '13/01/2026', '2/3/2026', '00/00/0000'])
      assert.deepEqual(date(bad), ['warning date-default'], bad);
  });

  it('labels: the same twice, or missing twice, of one signer', () => {
    const two = (label: string | undefined, other: string | undefined, extra: Partial<Field> = {}) => {
      const texts = [label, other].map((one, index) =>
        signatureOf(LEASE, ADA, {
          id: `text-${index}`,
          kind: 'text',
          box: { ...ROOM, y: 300 + 60 * index },
          ...(one === undefined ? {} : { label: one }),
          ...(index === 1 ? extra : {}),
        }),
      );
      return codes(check({ fields: [...draftOf('i').fields, ...texts] }));
    };
    assert.deepEqual(two('Street', 'City'), []);
    assert.deepEqual(two('Street', 'street '), ['warning same-label']);
    assert.deepEqual(two(undefined, ' '), ['warning label-missing']);
    assert.deepEqual(two('Street', undefined), []);
    assert.deepEqual(two('Street', 'Street', { signerId: GRACE.id }), []);
    assert.deepEqual(two('Street', 'Street', { kind: 'date' }), []);
  });
});

describe('delivery: preflight of where a field stands', () => {
  it('too small to be read, or to be filled in', () => {
    const least = {
      signature: [70, 18],
      initials: [24, 14],
      date: [50, 9],
      text: [24, 9],
      textArea: [40, 18],
      checkbox: [7, 7],
      dropdown: [30, 9],
    } as const;
    for (const [name, [width, height]] of Object.entries(least)) {
      const kind = name as keyof typeof least;
      const sized = (w: number, h: number) =>
        filled({ kind, choices: ['a'], box: { x: 300, y: 300, width: w, height: h } });
      const code = kind === 'signature' || kind === 'initials' ? 'signature-too-small' : 'field-too-small';
      assert.deepEqual(sized(width, height), []);
      assert.deepEqual(sized(width - 1, height), [`warning ${code}`], kind);
      assert.deepEqual(sized(width, height - 1), [`warning ${code}`], kind);
    }
  });

  it('a pile of fields says so once for each but the first', () => {
    const pile = Array.from({ length: 50 }, (_, index) =>
      signatureOf(LEASE, ADA, { id: `pile-${index}`, box: { ...ROOM, y: 300 + index / 10 } }),
    );
    const problems = check({ fields: [...draftOf('i').fields, ...pile] });
    assert.deepEqual(
      problems.map(({ where }) => where?.fieldId),
      pile.slice(1).map(({ id }) => id),
    );
  });

  it('a document without any field is only worth knowing, and not said while none has one', () => {
    const annex = documentOf('annex');
    const problems = check({ documents: [LEASE, annex] });
    assert.deepEqual(codes(problems), ['info document-without-field']);
    assert.equal(problems[0]?.where?.documentId, annex.id);
    const none = codes(check({ documents: [LEASE, annex], fields: [] }));
    assert.deepEqual(none, ['error signer-without-field', 'error signer-without-field']);
  });

  it('pages without a size, or beyond what a PDF may have', () => {
    const pages = (width: number, height: number) => ({
      documents: [{ ...LEASE, pages: [...LEASE.pages, { width, height }] }],
    });
    assert.deepEqual(codes(check(pages(14_400, 14_400))), []);
    assert.deepEqual(codes(check(pages(14_401, 100))), ['warning page-too-large']);
    assert.deepEqual(codes(check(pages(100, 0))), ['error page-without-size']);
    assert.deepEqual(codes(check(pages(Number.NaN, 5))), ['error page-without-size']);
    const said: Problem = { severity: 'warning', code: 'pdf-page-size', message: { text: 'It is large.' } };
    assert.deepEqual(codes(check(pages(20_000, 100), { ...FINE, problems: [said] })), [
      'warning pdf-page-size',
    ]);
  });
});

describe('delivery: preflight of people', () => {
  it('phones: country codes, numbers, and both in one', () => {
    const phone = (countryCode: number, phoneNumber: string) => signed({ countryCode, phoneNumber });
    for (const number of ['170 1234567', '(0170) 123-45/67', '12.34.56'])
      assert.deepEqual(phone(49, number), []);
    for (const code of [0, -1, 1000, 4.5, Number.NaN])
      assert.deepEqual(phone(code, '170 123'), ['error bad-country-code'], String(code));
    for (const number of ['123', 'x'.repeat(6), '+1 170 123', '1'.repeat(15)])
      assert.deepEqual(phone(49, number), ['warning bad-phone'], number);
    for (const number of ['+49 170 123', '0049 170123', '+49170123'])
      assert.deepEqual(phone(49, number), ['warning phone-with-country'], number);
    assert.deepEqual(signed({ phoneNumber: ' ' }), []);
  });

  it('observers: twice, a signer as well, without an address', () => {
    const watching = (...emails: string[]) => {
      const problems = check({ observers: emails.map((email) => ({ name: 'Eve', email })) });
      assert.ok(problems.every(({ where }) => where?.option === 'observers'));
      return codes(problems);
    };
    assert.deepEqual(watching('eve@example.org', 'legal@example.org'), []);
    assert.deepEqual(watching('eve@example.org', ' EVE@example.org'), ['warning same-observer']);
    assert.deepEqual(watching(' '), ['error observer-without-email']);
    assert.deepEqual(watching('', ''), ['error observer-without-email', 'error observer-without-email']);
    assert.deepEqual(watching('ada@example.org'), ['warning observer-signs']);
    assert.deepEqual(
      codes(check({ signers: [{ ...ADA, email: '' }, GRACE], observers: [{ name: 'E', email: '' }] })),
      ['error signer-without-email', 'error observer-without-email'],
    );
  });
});

describe('delivery: where problems of the envelope itself are', () => {
  it('says which part of the form it is about', () => {
    const optionOf = (problems: readonly Problem[]) => problems.map(({ where }) => where?.option);
    assert.deepEqual(optionOf(check({ name: '' })), ['name']);
    assert.deepEqual(optionOf(check({ name: 'x'.repeat(256) })), ['name']);
    assert.deepEqual(optionOf(check(options({ expiresInDays: 400 }))), ['expiresInDays']);
    assert.deepEqual(optionOf(check(options({ reminderDays: 0 }))), ['reminderDays']);
    assert.deepEqual(optionOf(check(options({ reminderDays: 20 }))), ['reminderDays']);
    assert.deepEqual(optionOf(check({ signers: [ADA, { ...GRACE, order: 3 }] })), ['flow']);
    assert.deepEqual(optionOf(check({ signers: [ADA, { ...GRACE, order: 1 }] })), ['flow']);
  });

  it('finds nothing new in the drafts that went out so far', () => {
    assert.deepEqual(preflight(draftOf('i'), new Map()), []);
  });
});

describe('delivery: preflight of who lacks something', () => {
  const BLANK = { ...ADA, name: ' ', email: '' };
  const said = (signer: object) =>
    check({ signers: [GRACE, { ...BLANK, ...signer }], fields: [] })
      .filter(({ where }) => where?.signerId === ADA.id)
      .map(({ message: { text, args = [] } }) => text.replace('{0}', String(args[0])));

  it('by the place in the list while nothing is known', () => {
    assert.deepEqual(said({}), [
      'Signer 2 has no name.',
      'Signer 2 has no e-mail address.',
      'Signer 2 has no signature field.',
    ]);
  });

  it('by the role', () => {
    assert.deepEqual(said({ role: 'client' }), [
      'The signer for the role client has no name.',
      'The signer for the role client has no e-mail address.',
      'The signer for the role client has no signature field.',
    ]);
  });

  it('by the address or the name', () => {
    const { name, email } = ADA;
    assert.deepEqual(said({ email, role: 'client' }), [
      `The signer ${email} has no name.`,
      `${email} has no signature field.`,
    ]);
    assert.deepEqual(said({ name, role: 'client' }), [
      `${name} has no e-mail address.`,
      `${name} has no signature field.`,
    ]);
  });

  it('and of somebody without a name by address, role or place, never with nothing in the sentence', () => {
    const argsOf = (extra: object, code: string) =>
      check({ signers: [ADA, { ...GRACE, name: ' ', ...extra }], ...withTwins }).find(
        (one) => one.code === code,
      )?.message.args;
    const box = { x: 300, y: 500, width: 120, height: 18 };
    const twin = signatureOf(LEASE, GRACE, { kind: 'text', label: 'City', box });
    const withTwins = {
      fields: [
        ...draftOf('i').fields,
        { ...twin, id: 'one' },
        { ...twin, id: 'two', box: { ...box, y: 600 } },
      ],
    };
    assert.deepEqual(argsOf({}, 'same-label'), [2, GRACE.email, 'City']);
    assert.deepEqual(argsOf({ email: '', role: 'tenant' }, 'same-label'), [2, 'tenant', 'City']);
    assert.deepEqual(argsOf({ email: '' }, 'same-label'), [2, '#2', 'City']);
    assert.deepEqual(argsOf({ email: '', countryCode: 49 }, 'phone-incomplete'), ['#2']);
    assert.deepEqual(argsOf({ email: '', order: 0 }, 'bad-order'), ['#2']);
    assert.deepEqual(argsOf({ note: 'x'.repeat(101) }, 'note-too-long'), [GRACE.email, 100]);
    const [watching] = check({ observers: [{ name: ' ', email: '' }] });
    assert.equal(watching?.message.text, 'An observer has neither a name nor an e-mail address.');
  });
});

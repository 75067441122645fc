import assert from 'node:assert/strict';

import type { Draft, Field } from '../../../../src/delivery/draft';
import { fixOf } from '../../../../src/delivery/fixes';
import { draftOf, templateDraftOf } from '../support/drafts';
import { fixed, foundIn, lastOf, notFixed } from '../support/fixing';
import { ADA, field, GRACE, LEASE, options, withField } from '../support/preflightCase';

const [OF_ADA, OF_GRACE] = draftOf('i').fields;
assert.ok(OF_ADA && OF_GRACE);
/** No half of a character is left. */
const isWhole = (text: string) => !/[\ud800-\udfff]/u.test(text);

describe('delivery: fixes of what is in fields', () => {
  const box = { x: 300, y: 300, width: 120, height: 30 };
  const last = (extra: Partial<Field>, code: string) => {
    const { draft, label, left } = fixed(withField({ box, ...extra }), code);
    assert.deepEqual(left, [], code);
    const { choices, defaultValue, charLimit } = lastOf(draft);
    return { label, choices, defaultValue, charLimit };
  };

  it('tidies choices, with the default that goes along', () => {
    const blank = last(
      { kind: 'dropdown', choices: ['a', ' ', 'b '], defaultValue: 'b ' },
      'dropdown-choice-blank',
    );
    assert.deepEqual([blank.choices, blank.defaultValue], [['a', 'b'], 'b']);
    const twice = last(
      { kind: 'dropdown', choices: ['a', 'a ', 'b'], defaultValue: 'a ' },
      'dropdown-choice-twice',
    );
    assert.deepEqual([twice.choices, twice.defaultValue], [['a', 'b'], 'a']);
    notFixed(withField({ box, kind: 'dropdown', choices: [' '] }), 'dropdown-without-choices');
  });

  it('lets a list start with the choice that was meant, or with nothing', () => {
    const list = (defaultValue: string) =>
      last({ kind: 'dropdown', choices: ['Basic', 'Pro'], defaultValue }, 'dropdown-default');
    assert.deepEqual([list(' pro').label, list(' pro').defaultValue], ['Let it start with "Pro"', 'Pro']);
    assert.deepEqual([list('x').label, list('x').defaultValue], ['Let it start with nothing', undefined]);
  });

  it('raises a limit rather than cutting a text, and writes dates as jSign does', () => {
    const limit = last({ kind: 'text', charLimit: 3, defaultValue: 'abcdef' }, 'default-too-long');
    assert.deepEqual([limit.charLimit, limit.defaultValue], [6, 'abcdef']);
    const iso = last({ kind: 'date', defaultValue: '2026-02-03' }, 'date-default');
    assert.deepEqual([iso.label, iso.defaultValue], ['Write it as 02/03/2026', '02/03/2026']);
    for (const text of ['3.2.2026', '2026-02-30'])
      assert.equal(last({ kind: 'date', defaultValue: text }, 'date-default').defaultValue, undefined);
  });

  it('numbers labels that are the same, and finds none for those that are missing', () => {
    const texts = (...labels: string[]) =>
      labels.map((label, index) =>
        field({ id: `t${index}`, kind: 'text', label, box: { ...box, y: 300 + 50 * index } }),
      );
    const { draft, label, left } = fixed(
      { fields: [OF_ADA, OF_GRACE, ...texts('A', 'A 2', 'a', 'A')] },
      'same-label',
    );
    assert.deepEqual(
      draft.fields.slice(2).map((one) => one.label),
      ['A', 'A 2', 'a 3', 'A 4'],
    );
    assert.deepEqual([label, left], ['Number them, from "a 3"', []]);
    notFixed({ fields: [OF_ADA, OF_GRACE, ...texts('', '')] }, 'label-missing');
  });
});

describe('delivery: fixes of people', () => {
  const people = (one: object, other: object = {}, extra: Partial<Draft> = {}): Partial<Draft> => ({
    signers: [
      { ...ADA, ...one },
      { ...GRACE, ...other },
    ],
    ...extra,
  });

  it('takes an address out of what was pasted, but not the address of somebody else', () => {
    for (const email of [
      'ada @example.org',
      'Ada <ada@example.org>',
      'mailto:ada@example.org;',
      '\u200bada@example.org',
    ]) {
      const { draft, label, left } = fixed(people({ email }), 'bad-email');
      assert.deepEqual(
        [draft.signers[0]?.email, label, left],
        ['ada@example.org', 'Use ada@example.org', []],
      );
    }
    notFixed(people({ email: 'ada' }), 'bad-email');
    notFixed(people({ email: '<grace@example.org>' }), 'bad-email');
  });

  it('makes one signer of two that are plainly the same, with all their fields', () => {
    const same = people({ name: 'Ada Example' }, { name: ' ada example', email: 'ADA@example.org' });
    const { draft, left, select } = fixed(same, 'same-signer');
    assert.deepEqual(
      draft.signers.map(({ id, order }) => [id, order]),
      [[ADA.id, 1]],
    );
    assert.ok(draft.fields.every(({ signerId }) => signerId === ADA.id));
    assert.deepEqual([left, select], [[], [OF_GRACE.id]]);
    notFixed(people({}, { email: ADA.email }), 'same-signer');
    const template = templateDraftOf('i');
    const twice = {
      ...template,
      signers: template.signers.map((one) => ({ ...one, name: 'A', email: 'a@b.co' })),
    };
    assert.equal(fixOf(foundIn(twice, 'same-signer'), twice), undefined, 'a title would have nobody');
  });

  it('removes a phone that is none, and takes the country out of a number', () => {
    for (const [code, phone] of [
      ['phone-incomplete', { countryCode: 49 }],
      ['phone-incomplete', { phoneNumber: '170' }],
      ['bad-country-code', { countryCode: 0, phoneNumber: '170 123' }],
    ] as const) {
      const { draft, left } = fixed(people(phone), code);
      assert.deepEqual([draft.signers[0], left], [ADA, []]);
    }
    const { draft } = fixed(people({ countryCode: 49, phoneNumber: '+49 170 123' }), 'phone-with-country');
    assert.deepEqual(draft.signers[0]?.phoneNumber, '170 123');
  });

  it('shortens a note between characters', () => {
    const { draft, left } = fixed(people({ note: `${'x'.repeat(98)}👩‍👩‍👧 and more` }), 'note-too-long');
    const note = draft.signers[0]?.note ?? '';
    assert.ok(note.length <= 100 && note.endsWith('…') && isWhole(note));
    assert.deepEqual(left, []);
  });

  it('numbers signers, and lets those that share a place sign at the same time', () => {
    const orders = (flow: Draft['options']['flow'], code: string, one: number, other: number) => {
      const { draft, left } = fixed(people({ order: one }, { order: other }, options({ flow })), code);
      assert.deepEqual(left, []);
      return [draft.options.flow, ...draft.signers.map(({ order }) => order)];
    };
    assert.deepEqual(orders('Sequential', 'order-gap', 7, 3), ['Sequential', 2, 1]);
    assert.deepEqual(orders('Hybrid', 'order-gap', 4, 4), ['Hybrid', 1, 1]);
    assert.deepEqual(orders('Sequential', 'bad-order', 1, Number.NaN), ['Sequential', 1, 2]);
    assert.deepEqual(orders('Sequential', 'order-shared', 1, 1), ['Parallel', 1, 1]);
    const third = { ...ADA, id: 'c', email: 'c@example.org', order: 2 };
    const three = {
      signers: [ADA, { ...GRACE, order: 1 }, third],
      fields: [
        OF_ADA,
        OF_GRACE,
        field({ signerId: third.id, box: { x: 60, y: 400, width: 150, height: 40 } }),
      ],
    };
    const grouped = fixed(three, 'order-shared');
    assert.deepEqual([grouped.draft.options.flow, grouped.left], ['Hybrid', []]);
  });

  it('mends observers, drops who is there twice, or signs as well', () => {
    const eve = { name: 'Eve', email: 'eve@example.org' };
    const watching = (...observers: Draft['observers']) => ({ observers });
    const once = fixed(watching({ ...eve, name: '' }, { ...eve, email: 'EVE@example.org' }), 'same-observer');
    assert.deepEqual([once.draft.observers, once.left], [[eve], []]);
    const signs = fixed(watching(eve, { name: 'Ada', email: ' ADA@example.org' }), 'observer-signs');
    assert.deepEqual(signs.draft.observers, [eve]);
    const clean = fixed(watching({ ...eve, email: 'eve@ example.org' }), 'bad-observer-email');
    assert.deepEqual(clean.draft.observers, [eve]);
    const none = fixed(watching(eve, { name: 'Bob', email: '' }), 'observer-without-email');
    const nobody = fixed(watching(eve, { name: ' ', email: '' }), 'observer-without-email');
    assert.deepEqual(nobody.draft.observers, [eve]);
    assert.deepEqual(none.draft.observers, [eve]);
    notFixed(watching({ ...eve, email: 'eve' }), 'bad-observer-email');
  });
});

describe('delivery: fixes of the envelope itself', () => {
  it('names it after the first document, or shortens its name', () => {
    const { draft, label } = fixed({ name: ' ' }, 'no-name');
    assert.deepEqual([draft.name, label], ['lease', 'Call it "lease"']);
    const long = fixed({ name: '👩‍👩‍👧'.repeat(60) }, 'name-too-long').draft.name;
    assert.ok(long.length <= 255 && isWhole(long));
    const template = { ...templateDraftOf('i'), name: '' };
    assert.equal(fixOf(foundIn(template, 'no-name'), template)?.apply(template).name, 'Lease');
  });

  it('brings days and reminders into their range', () => {
    const days = (expiresInDays: number, reminderDays?: number) => {
      const rest = { flow: 'Sequential', sendEmails: true } as const;
      const extra = {
        options: { ...rest, expiresInDays, ...(reminderDays === undefined ? {} : { reminderDays }) },
      };
      const { draft, left } = fixed(extra, 'bad-expiry');
      assert.deepEqual(left, []);
      return [draft.options.expiresInDays, draft.options.reminderDays];
    };
    assert.deepEqual(days(0), [1, undefined]);
    assert.deepEqual(days(9999, 400), [365, 364]);
    assert.deepEqual(days(Infinity), [365, undefined]);
    assert.deepEqual(days(2.4, 2), [2, 1]);
    assert.deepEqual(days(Number.NaN, 3), [14, 3]);
    const reminders = (reminderDays: number, expiresInDays: number, code: string) =>
      fixed(options({ reminderDays, expiresInDays }), code);
    assert.equal(reminders(20, 14, 'reminder-before-sending').draft.options.reminderDays, 13);
    assert.equal(reminders(0, 14, 'bad-reminder').label, 'Start reminders 1 day before it expires');
    assert.equal(reminders(1, 1, 'reminder-before-sending').label, 'Send no reminders');
    const both = draftOf('i', options({ reminderDays: 0, expiresInDays: 0 }));
    assert.equal(fixOf(foundIn(both, 'bad-reminder'), both), undefined, 'when it expires comes first');
  });

  it('tells documents apart by a number, and names those without a name after their file', () => {
    const named = (...names: string[]) => ({
      documents: names.map((name, index) => ({ ...LEASE, id: index === 0 ? LEASE.id : `d${index}`, name })),
    });
    const { draft, label } = fixed(named('a.pdf', 'a, 2.pdf', 'A.pdf', 'a.pdf'), 'same-document-name');
    assert.deepEqual(
      draft.documents.map(({ name }) => name),
      ['a.pdf', 'a, 2.pdf', 'A, 3.pdf', 'a, 4.pdf'],
    );
    assert.equal(label, 'Rename it to A, 3.pdf');
    const origin = { uri: 'file:///home/ada/Miet%20vertrag.pdf' };
    const nameless = fixed({ documents: [{ ...LEASE, name: ' ', origin }] }, 'document-without-name');
    assert.deepEqual([nameless.draft.documents[0]?.name, nameless.left], ['Miet vertrag.pdf', []]);
  });

  it('leaves what is mended already as it is, and knows nothing of problems of others', () => {
    const bad = draftOf('i', { name: '' });
    const fix = fixOf(foundIn(bad, 'no-name'), bad);
    assert.equal(fix?.apply({ ...bad, documents: [] }).name, '');
    const unknown = { severity: 'error', code: 'pdf-encrypted', message: { text: 'x' } } as const;
    assert.equal(fixOf(unknown, bad), undefined);
  });
});

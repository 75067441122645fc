import assert from 'node:assert/strict';

import type { FoundAnchor } from '../../../src/contract/types';
import type { Field } from '../../../src/delivery/draft';
import type { AccountDetails } from '../../../src/jsign/types';
import { draftOf, signatureOf } from './support/drafts';
import { ACCOUNT, check, codes, FINE, GRACE, LEASE, options, withField } from './support/preflightCase';

describe('delivery: preflight of fields', () => {
  it('a signer without a signature, even with other fields', () => {
    const [first] = draftOf('i').fields;
    assert.ok(first);
    const problems = check({ fields: [first, signatureOf(LEASE, GRACE, { kind: 'date' })] });
    assert.deepEqual(codes(problems), ['error signer-without-field']);
    assert.equal(problems[0]?.where?.signerId, GRACE.id);
  });

  it('a field of nobody', () => {
    assert.deepEqual(
      codes(check(withField({ signerId: 'gone', box: { x: 300, y: 300, width: 90, height: 20 } }))),
      ['error field-of-nobody'],
    );
  });

  it('off the page, without a page, without a size', () => {
    const at = (x: number, y: number, width = 100, height = 40) =>
      codes(check(withField({ box: { x, y, width, height } })));
    assert.deepEqual(at(495, 802), []);
    assert.deepEqual(at(496, 300), ['error field-off-page']);
    assert.deepEqual(at(300, 803), ['error field-off-page']);
    assert.deepEqual(at(-1, 300), ['error field-off-page']);
    assert.deepEqual(at(300, -1), ['error field-off-page']);
    assert.deepEqual(at(Number.NaN, 300), ['error field-off-page']);
    assert.deepEqual(at(300, 300, 0), ['error field-without-size']);
    assert.deepEqual(at(300, 300, 100, Number.NaN), ['error field-without-size']);
    for (const extra of [{ page: 2 }, { page: 0 }, { documentId: 'gone' }]) {
      assert.deepEqual(codes(check(withField(extra))), ['error field-without-page']);
    }
  });

  it('overlapping, but not touching, nor on other pages', () => {
    const [first] = draftOf('i').fields;
    assert.ok(first);
    const { box } = first;
    assert.deepEqual(codes(check(withField({ box }))), ['error fields-overlap']);
    assert.deepEqual(check(withField({ box: { ...box, x: box.x + box.width } })), []);
    const pages = [...LEASE.pages, ...LEASE.pages];
    assert.deepEqual(check({ ...withField({ box, page: 2 }), documents: [{ ...LEASE, pages }] }), []);
  });

  it('a list without choices, or with a default that is none of them', () => {
    const list = (extra: Partial<Field>) =>
      codes(check(withField({ kind: 'dropdown', box: { x: 300, y: 300, width: 90, height: 20 }, ...extra })));
    assert.deepEqual(list({}), ['error dropdown-without-choices']);
    assert.deepEqual(list({ choices: ['a'], defaultValue: 'b' }), ['error dropdown-default']);
    assert.deepEqual(list({ choices: ['a'], defaultValue: 'a' }), []);
  });

  it('anchors that no field covers', () => {
    const [first] = draftOf('i').fields;
    assert.ok(first);
    const anchor: FoundAnchor = {
      token: '[[sign:client]]',
      kind: 'signature',
      role: 'client',
      required: true,
      page: 1,
      box: first.box,
    };
    const left: FoundAnchor = {
      ...anchor,
      role: 'us',
      token: '[[sign:us]]',
      box: { x: 400, y: 700, width: 80, height: 12 },
    };
    const problems = check({}, { ...FINE, anchors: [anchor, left] });
    assert.deepEqual(codes(problems), ['warning anchor-left-over']);
    assert.deepEqual(problems[0]?.message.args, ['[[sign:us]]', 1]);
    assert.deepEqual(codes(check({}, { ...FINE, anchors: [{ ...anchor, page: 2 }] })), [
      'warning anchor-left-over',
    ]);
  });
});

describe('delivery: preflight of options and account', () => {
  it('name: missing or very long', () => {
    assert.deepEqual(codes(check({ name: '  ' })), ['error no-name']);
    assert.deepEqual(codes(check({ name: 'x'.repeat(256) })), ['warning name-too-long']);
    assert.deepEqual(check({ name: '<script>../ 契約 🖊'.padEnd(255, 'x') }), []);
  });

  it('expiry: a whole number from 1 to 365', () => {
    for (const expiresInDays of [0, -1, 366, 1.5, Number.NaN]) {
      assert.ok(codes(check(options({ expiresInDays }))).includes('error bad-expiry'), String(expiresInDays));
    }
    for (const expiresInDays of [4, 365]) assert.deepEqual(check(options({ expiresInDays })), []);
  });

  it('reminders: whole days, fewer than until it expires', () => {
    assert.deepEqual(codes(check(options({ reminderDays: 14 }))), ['error reminder-before-sending']);
    assert.deepEqual(codes(check(options({ reminderDays: 0 }))), ['error bad-reminder']);
    assert.deepEqual(codes(check(options({ reminderDays: 1.5 }))), ['error bad-reminder']);
    assert.deepEqual(check(options({ reminderDays: 13 })), []);
  });

  it('account: locked, inactive, quota used up, too many documents, plan without e-signature', () => {
    const { alerts, plan, user } = ACCOUNT;
    const with_ = (extra: Partial<AccountDetails>) => codes(check({}, FINE, { ...ACCOUNT, ...extra }));
    assert.deepEqual(with_({ alerts: { ...alerts, locked: true } }), ['error account-locked']);
    assert.deepEqual(with_({ alerts: { ...alerts, documentsExhausted: true } }), ['error quota-used-up']);
    assert.deepEqual(
      with_({ alerts: { ...alerts, templatesExhausted: true, cancellationRequested: true } }),
      [],
    );
    assert.deepEqual(with_({ user: { ...user, status: 'inactive' } }), ['error account-inactive']);
    assert.deepEqual(with_({ plan: { ...plan, documentsPerEnvelope: 0 } }), ['error too-many-documents']);
    assert.deepEqual(with_({ plan: { ...plan, documentsPerEnvelope: undefined } }), []);
    assert.deepEqual(with_({ plan: { ...plan, signTypes: ['Digital'] } }), ['error plan-without-esignature']);
    assert.deepEqual(with_({ plan: { ...plan, signTypes: [] } }), []);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readRecord,
  sameIdentity,
  toAccount,
  writeRecord,
} from '../../../../src/editor/account/accountRecord';
import { record } from './helpers';

function change(edit: (envelope: Record<string, unknown>, account: Record<string, unknown>) => void): string {
  const envelope = JSON.parse(writeRecord(record())) as Record<string, unknown>;
  edit(envelope, envelope['account'] as Record<string, unknown>);
  return JSON.stringify(envelope);
}

describe('account: stored record', () => {
  it('comes back as it was written', () => {
    assert.deepEqual(readRecord('id-one', writeRecord(record())), { kind: 'record', record: record() });
  });

  it('is told apart when damaged or written by a later version', () => {
    const damaged = { kind: 'bad', reason: 'damaged' };
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{}',
      '{"version":1}',
      '{"version":1,"account":null}',
    ]) {
      assert.deepEqual(readRecord('id-one', text), damaged, text);
    }
    for (const field of Object.keys(record())) {
      const text = change((_, account) => (account[field] = undefined));
      assert.deepEqual(readRecord('id-one', text), damaged, `without ${field}`);
    }
    assert.deepEqual(
      readRecord(
        'id-one',
        change((envelope) => (envelope['version'] = 2)),
      ),
      {
        kind: 'bad',
        reason: 'newer',
      },
    );
    assert.deepEqual(
      readRecord('id-other', writeRecord(record())),
      damaged,
      'under the key of another account',
    );
  });

  it('is damaged when its host is not one of its environment', () => {
    const text = change((_, account) => (account['host'] = 'https://evil.example.com'));
    assert.equal(readRecord('id-one', text).kind, 'bad');
  });

  it('never breaks on wild input', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.equal(readRecord('id-one', text).kind, 'bad');
      }),
    );
  });

  it('shows other rooms no secret', () => {
    assert.deepEqual(Object.keys(toAccount(record())).sort(), ['email', 'environment', 'host', 'id', 'name']);
  });

  it('belongs to one person in one environment', () => {
    assert.ok(sameIdentity(record(), record({ id: 'other', email: 'ADA@example.org' })));
    assert.ok(!sameIdentity(record(), record({ email: 'grace@example.com' })));
    assert.ok(!sameIdentity(record(), record({ environment: 'qa', host: 'https://qa-api.jsign.com' })));
  });
});

import assert from 'node:assert/strict';
import { COOL_DOWN, ReminderRecord } from '../../../../../src/editor/envelopes/actions/reminderRecord';
import { KeptMemory, REF } from './world';

describe('The record of reminders', () => {
  let memory: KeptMemory;
  let now: number;
  const record = () => new ReminderRecord(memory, () => now);

  beforeEach(() => {
    memory = new KeptMemory();
    now = Date.UTC(2026, 4, 12);
  });

  it('keeps one hour per signer and envelope, over a reload', async () => {
    await record().mark(REF, 'Grace@example.com');
    now += COOL_DOWN - 1;
    assert.equal(record().left(REF, ' grace@EXAMPLE.com'), 1);
    assert.equal(record().left(REF, 'linus@example.net'), 0);
    assert.equal(record().left({ ...REF, envelopeId: 'e2' }, 'grace@example.com'), 0);
    assert.equal(record().left({ ...REF, accountId: 'other' }, 'grace@example.com'), 0);
    now += 1;
    assert.equal(record().left(REF, 'grace@example.com'), 0);
  });

  it('holds neither addresses nor ids in plain, and drops what is old', async () => {
    await record().mark(REF, 'grace@example.com');
    assert.doesNotMatch(memory.json, /grace|example|e1|acc/);
    now += COOL_DOWN;
    await record().mark(REF, 'linus@example.net');
    const kept = memory.get('jsign.reminded');
    assert.ok(typeof kept === 'object' && kept !== null);
    assert.equal(Object.keys(kept).length, 1);
  });

  it('forgets who was not reminded after all', async () => {
    await record().mark(REF, 'grace@example.com');
    await record().mark(REF, 'linus@example.net');
    await record().clear(REF, 'grace@example.com');
    assert.equal(record().left(REF, 'grace@example.com'), 0);
    assert.equal(record().left(REF, 'linus@example.net'), COOL_DOWN);
  });

  it('is not fooled by a clock that was a day ahead', async () => {
    now += 24 * COOL_DOWN;
    await record().mark(REF, 'grace@example.com');
    now -= 24 * COOL_DOWN;
    assert.equal(record().left(REF, 'grace@example.com'), 0);
  });

  it('takes damaged state for none, and a full disk for no failure', async () => {
    for (const damage of ['"text"', 'null', '{"a":"b","c":null}', '[1]']) {
      memory.json = `{"jsign.reminded":${damage}}`;
      assert.equal(record().left(REF, 'grace@example.com'), 0, damage);
    }
    memory.fails = true;
    await record().mark(REF, 'grace@example.com');
  });
});

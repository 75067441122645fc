import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, noonOf, readDueDate, todayAt } from '../../../../../src/editor/envelopes/actions/dueDate';
import { plain } from '../../../../../src/editor/platform/translate';

const TODAY = { here: '2026-05-12', utc: '2026-05-12' };
const read = (text: string, today = TODAY): string => {
  const result = readDueDate(text, today);
  return 'day' in result ? result.day : plain(result.problem);
};

describe('A new due date', () => {
  it('is a day of the calendar, or a number of days from today', () => {
    assert.equal(read('2026-05-26'), '2026-05-26');
    assert.equal(read(' 2026-6-1 '), '2026-06-01');
    assert.equal(read('14'), '2026-05-26');
    assert.equal(read('in 14 days'), '2026-05-26');
    assert.equal(read('In 1 day'), '2026-05-13');
    assert.equal(read('2028-02-29'), '2028-02-29');
  });

  it('refuses what is no date, with two that would do', () => {
    for (const text of [
      '',
      'soon',
      '12/24/2026',
      '2026-02-30',
      '2026-13-01',
      '2027-02-29',
      '2026-05',
      '-3',
      '1.5',
      '2026-05-26T10:00',
    ]) {
      assert.match(read(text), /This is no date\. .*2026-05-26.*14/, text);
    }
  });

  it('refuses the past and today', () => {
    for (const text of ['2026-05-11', '1999-01-01', '0000-01-01', '2026-05-12', '0', 'in 0 days']) {
      assert.match(read(text), /must lie in the future: 2026-05-13 at the earliest/, text);
    }
  });

  it('counts the later of both todays: the service counts in UTC', () => {
    const west = { here: '2026-05-12', utc: '2026-05-13' };
    assert.match(read('2026-05-13', west), /2026-05-14 at the earliest/);
    assert.match(read('1', west), /2026-05-14 at the earliest/);
    const east = { here: '2026-05-13', utc: '2026-05-12' };
    assert.match(read('2026-05-13', east), /2026-05-14 at the earliest/);
    assert.equal(read('1', east), '2026-05-14');
  });

  it('refuses what is more than five years away', () => {
    assert.equal(read('2031-05-12'), '2031-05-12');
    for (const text of ['2031-05-13', '9999-12-31', '99999', 'in 1827 days']) {
      assert.match(read(text), /more than 5 years away\. The latest is 2031-05-12/, text);
    }
    assert.match(read('999999'), /This is no date/);
    // From a leap day on.
    assert.equal(read('2033-03-01', { here: '2028-02-29', utc: '2028-02-29' }), '2033-03-01');
  });

  it('never takes anything but a day after today', () => {
    const wild = fc.oneof(
      fc.string(),
      fc.integer({ min: -10, max: 200_000 }).map(String),
      fc
        .tuple(
          fc.integer({ min: 0, max: 9999 }),
          fc.integer({ min: 0, max: 13 }),
          fc.integer({ min: 0, max: 32 }),
        )
        .map((parts) => parts.join('-')),
    );
    fc.assert(
      fc.property(wild, (text) => {
        const result = readDueDate(text, TODAY);
        if ('problem' in result) return;
        assert.match(result.day, /^\d{4}-\d\d-\d\d$/);
        assert.ok(result.day > TODAY.here && result.day <= '2031-05-12');
        assert.equal(new Date(`${result.day}T00:00:00Z`).toISOString().slice(0, 10), result.day);
      }),
    );
  });

  it('is shown as that very day wherever the person is', () => {
    const day = addDays(todayAt(Date.UTC(2026, 4, 12, 12)).here, 3);
    const shown = new Date(noonOf(day));
    assert.equal(todayAt(shown.getTime()).here, day);
  });
});

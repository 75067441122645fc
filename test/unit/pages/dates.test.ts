import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeLeft } from '../../../src/pages/details/countdown';
import { Dates, knownLocale, splitPhrase } from '../../../src/pages/details/dates';
import { DATE_PLACE } from '../../../src/pages/view';

const NOW = Date.UTC(2026, 4, 12, 10, 0);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('Dates on the page', () => {
  const berlin = new Dates('en-GB', 'Europe/Berlin');

  it('are short in the year they are in, and have the year otherwise', () => {
    assert.equal(berlin.short(Date.UTC(2026, 4, 12, 7, 41), 'day', NOW), '12 May');
    assert.equal(berlin.short(Date.UTC(2025, 4, 12, 7, 41), 'day', NOW), '12 May 2025');
    assert.equal(berlin.short(Date.UTC(2026, 4, 12, 7, 41), 'moment', NOW), '12 May, 09:41');
    const us = new Dates('en-US', 'Europe/Berlin').short(Date.UTC(2026, 4, 12, 7, 41), 'moment', NOW);
    assert.match(us, /^May 12, 9:41\sAM$/);
  });

  it('stand in the zone of the person', () => {
    const at = Date.UTC(2026, 4, 12, 23, 30);
    assert.equal(berlin.short(at, 'day', NOW), '13 May');
    assert.equal(new Dates('en-GB', 'America/New_York').short(at, 'day', NOW), '12 May');
    assert.match(berlin.full(at), /^Wednesday.*13 May 2026.*01:30:00.*(?:CEST|GMT\+2)$/);
  });

  it('count calendar days, and hours and minutes below one', () => {
    assert.equal(berlin.short(NOW + 3 * DAY, 'relative', NOW), 'in 3 days');
    assert.equal(berlin.short(NOW + 30 * HOUR, 'relative', NOW), 'tomorrow');
    assert.equal(berlin.short(NOW - 30 * HOUR, 'relative', NOW), 'yesterday');
    assert.equal(berlin.short(NOW + 5 * HOUR, 'relative', NOW), 'in 5 hours');
    assert.equal(berlin.short(NOW - 10 * 60_000, 'relative', NOW), '10 minutes ago');
  });

  it('are counted right over the change to summer time', () => {
    const before = Date.UTC(2026, 2, 28, 11);
    assert.equal(berlin.short(before + 2 * DAY, 'relative', before), 'in 2 days');
  });

  it('speak the language of the editor where the browser knows it', () => {
    assert.equal(knownLocale('de'), 'de');
    assert.equal(knownLocale('not a tag'), 'en');
    assert.match(new Dates('de', 'UTC').short(NOW, 'day', NOW), /12\. Mai/);
  });

  it('go where the phrase has their place', () => {
    const { before, after } = splitPhrase({ text: `signed ${DATE_PLACE} here`, at: 1, as: 'day' });
    assert.deepEqual([before, after], ['signed ', ' here']);
    assert.deepEqual(splitPhrase({ text: 'signed', at: undefined, as: 'day' }), {
      before: 'signed',
      after: undefined,
    });
  });
});

describe('The countdown', () => {
  it('reads as people read a clock', () => {
    assert.equal(timeLeft(522_000, 0).text, '8:42');
    assert.equal(timeLeft(600_000, 0).text, '10:00');
    assert.equal(timeLeft(5_000, 0).text, '0:05');
  });

  it('is short in the last minute and ended after it', () => {
    assert.deepEqual([timeLeft(61_000, 0).short, timeLeft(60_000, 0).short], [false, true]);
    assert.deepEqual(
      [timeLeft(1, 0).ended, timeLeft(0, 0).ended, timeLeft(0, 9e9).ended],
      [false, true, true],
    );
  });

  it('never goes up and never below zero', () => {
    fc.assert(
      fc.property(fc.nat(900_000), fc.nat(900_000), fc.nat(900_000), (end, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        assert.ok(timeLeft(end, early).seconds >= timeLeft(end, late).seconds);
        assert.ok(timeLeft(end, late).seconds >= 0);
      }),
    );
  });
});

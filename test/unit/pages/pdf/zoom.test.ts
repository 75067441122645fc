import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bounded,
  byWheel,
  factorOf,
  FULL,
  LARGEST,
  sharpness,
  SMALLEST,
  stepFrom,
} from '../../../../src/pages/pdf/zoom';

const A4 = { width: 595, height: 842 };
const ROOM = { width: 1000, height: 700 };

describe('Zoom', () => {
  it('fits the width, the page, and does not blow up by itself', () => {
    assert.equal(factorOf('width', A4, ROOM, 12), 976 / (595 * FULL));
    assert.equal(factorOf('page', A4, ROOM, 12), 676 / (842 * FULL));
    assert.equal(factorOf('auto', A4, ROOM, 12), 976 / (595 * FULL));
    assert.equal(factorOf('auto', A4, { width: 3000, height: 700 }, 12), 1.25);
    assert.equal(factorOf(1.5, A4, ROOM, 12), 1.5);
  });

  it('stays within bounds, whatever it is given', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (factor, delta) => {
        for (const value of [bounded(factor), byWheel(bounded(factor), delta), stepFrom(bounded(factor), 1)])
          assert.ok(value >= SMALLEST && value <= LARGEST);
      }),
    );
    assert.equal(factorOf('width', A4, { width: 1, height: 1 }, 12), SMALLEST);
  });

  it('goes up and down by steps, and every step back leads where it came from', () => {
    assert.equal(stepFrom(1, 1), 1.1);
    assert.equal(stepFrom(1, -1), 0.9);
    assert.equal(stepFrom(1.03, 1), 1.1);
    assert.equal(stepFrom(LARGEST, 1), LARGEST);
    assert.equal(stepFrom(SMALLEST, -1), SMALLEST);
    for (let factor = SMALLEST; factor < LARGEST; factor = stepFrom(factor, 1))
      assert.equal(stepFrom(stepFrom(factor, 1), -1), factor);
  });

  it('gives a canvas no more pixels than is sane', () => {
    assert.equal(sharpness({ width: 600, height: 800 }, 2), 2);
    const sharp = sharpness({ width: 8000, height: 11000 }, 2);
    assert.ok(8000 * 11000 * sharp * sharp <= 16_777_217);
  });
});

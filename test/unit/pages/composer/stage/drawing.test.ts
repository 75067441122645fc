import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heightsOf } from '../../../../../src/pages/composer/stage/baselines';
import { fitOf } from '../../../../../src/pages/composer/stage/placed';
import { dragged, isDrawn, sidesAt, spanned } from '../../../../../src/pages/composer/stage/resizing';

const PAGE = { width: 600, height: 800 };
const text = (transform: readonly number[], words = 'Signature:') => ({ text: words, transform });

describe('Lines of text to stand on', () => {
  // What pdf.js gives for a page that is not turned: y runs upwards in the file and downwards on the screen.
  const upright = [1, 0, 0, -1, 0, 800];

  it('are the heights of level text, each once, from the top', () => {
    const texts = [
      text([12, 0, 0, 12, 72, 100]),
      text([12, 0, 0, 12, 72, 700]),
      text([9, 0, 0, 9, 300, 699.75]),
      text([12, 0, 0, 12, 72, 500], '   '),
    ];
    assert.deepEqual(heightsOf(texts, upright, 800, PAGE), [100, 700]);
  });

  it('are on the page as displayed: turned, cropped and stretched', () => {
    // A page that is turned by 90: text that goes up in the file is level on the screen.
    const turned = [0, 1, 1, 0, 0, 0];
    assert.deepEqual(
      heightsOf([text([0, 12, -12, 0, 250, 100])], turned, 600, { width: 800, height: 600 }),
      [250],
    );
    assert.deepEqual(
      heightsOf([text([12, 0, 0, 12, 250, 100])], turned, 600, { width: 800, height: 600 }),
      [],
    );
    const twice = [2, 0, 0, -2, 0, 1600];
    assert.deepEqual(heightsOf([text([12, 0, 0, 12, 72, 700])], twice, 1600, PAGE), [100]);
    const cropped = [1, 0, 0, -1, -100, 700];
    assert.deepEqual(
      heightsOf([text([12, 0, 0, 12, 72, 750]), text([12, 0, 0, 12, 72, 650])], cropped, 800, PAGE),
      [50],
    );
  });

  it('leave out what goes up, down or askew, and what is not a number', () => {
    const askew = text([10, 3, -3, 10, 72, 400]);
    const upwards = text([0, 12, -12, 0, 72, 400]);
    const nothing = text([NaN, 0, 0, 12, 72, 400]);
    assert.deepEqual(heightsOf([askew, upwards, nothing, text([])], upright, 800, PAGE), []);
  });
});

describe('Boxes that are dragged', () => {
  const box = { x: 100, y: 100, width: 50, height: 20 };

  it('move the sides that are held, and no other', () => {
    assert.deepEqual(dragged(box, ['right', 'bottom'], 10, 5), { ...box, width: 60, height: 25 });
    assert.deepEqual(dragged(box, ['left', 'top'], -10, -5), { x: 90, y: 95, width: 60, height: 25 });
    assert.deepEqual(dragged(box, ['top'], 99, 5), { ...box, y: 105, height: 15 });
  });

  it('never turn inside out', () => {
    const sides = fc.constantFrom(['left'], ['right'], ['top', 'left'], ['bottom', 'right'], [
      'top',
      'right',
    ] as const);
    fc.assert(
      fc.property(
        sides,
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        (held, dx, dy) => {
          const { width, height, x, y } = dragged(box, held, dx, dy);
          assert.ok(width >= 8 && height >= 8);
          if (!(held as readonly string[]).includes('left')) assert.equal(x, box.x);
          if (!(held as readonly string[]).includes('top')) assert.equal(y, box.y);
        },
      ),
    );
  });

  it('are drawn between any two points, and stay on the page', () => {
    assert.deepEqual(spanned({ x: 100, y: 100 }, { x: 50, y: 130 }, PAGE), {
      x: 50,
      y: 100,
      width: 50,
      height: 30,
    });
    assert.deepEqual(spanned({ x: 590, y: 790 }, { x: 900, y: 900 }, PAGE), {
      x: 590,
      y: 790,
      width: 10,
      height: 10,
    });
    assert.deepEqual(sidesAt({ x: 100, y: 100 }, { x: 50, y: 130 }), ['left', 'bottom']);
    assert.equal(isDrawn({ x: 0, y: 0, width: 7, height: 100 }), false);
    assert.equal(isDrawn({ x: 0, y: 0, width: 8, height: 8 }), true);
  });
});

describe('Words in a field', () => {
  it('are there as far as they fit, the initial before the kind', () => {
    assert.equal(fitOf(200, 40, 'A', 'Signature'), 'all');
    assert.equal(fitOf(50, 40, 'A', 'Signature'), 'initial');
    assert.equal(fitOf(17, 17, 'AM', 'Checkbox'), 'small');
    assert.equal(fitOf(8, 6, 'A', 'Checkbox'), 'none');
  });
});

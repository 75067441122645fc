import assert from 'node:assert/strict';
import { FIELD_KINDS, type FieldKind } from '../../../../../src/pages/composer/composition';
import {
  addField,
  addFields,
  DEFAULT_SIZES,
  mayHave,
  MIN_SIZE,
  moveFields,
  moveToPage,
  newField,
  removeFields,
  resizeField,
  setFields,
} from '../../../../../src/pages/composer/model/fields';
import {
  assertInside,
  assertSound,
  A4,
  box,
  boxOf,
  composition,
  field,
  fieldOf,
  SMALL,
} from './compositions';

const ANCHOR = '[[sign:client]]';

describe('A new field', () => {
  const wish = { id: 'new', signerId: 'ada', documentId: 'sow', page: 1 };

  it('has its middle where somebody clicked, and its usual size', () => {
    for (const kind of FIELD_KINDS) {
      const made = newField(composition(), { ...wish, kind, x: 300, y: 400 });
      const { width, height } = DEFAULT_SIZES[kind];
      assert.deepEqual(made.box, { x: 300 - width / 2, y: 400 - height / 2, width, height });
      assertSound(addField(made)(composition()));
    }
  });

  it('has its corner where somebody began to draw, and no less than the least size', () => {
    const made = newField(composition(), { ...wish, kind: 'text', x: 50, y: 60, width: 3, height: 70 });
    assert.deepEqual(made.box, { x: 50, y: 60, width: MIN_SIZE.width, height: 70 });
  });

  it('stays on the page, however small that is', () => {
    const corner = newField(composition(), { ...wish, kind: 'signature', x: 0, y: 5000 });
    assert.deepEqual(corner.box, { x: 0, y: A4.height - 40, width: 150, height: 40 });
    const small = newField(composition(), { ...wish, page: 3, kind: 'textArea', x: 10, y: 10 });
    assert.deepEqual(small.box, { x: 0, y: 0, width: SMALL.width, height: 60 });
  });

  it('must be filled in, unless it is a box to tick', () => {
    const required = (kind: FieldKind): boolean =>
      newField(composition(), { ...wish, kind, x: 0, y: 0 }).required;
    assert.deepEqual(FIELD_KINDS.map(required), [true, true, true, true, true, false, true]);
  });
});

describe('Adding and removing fields', () => {
  it('takes only what has a new id, a signer and a page', () => {
    const first = composition([field('one')]);
    const none = addFields([
      field('one'),
      field('a', { signerId: 'nobody' }),
      field('b', { page: 4 }),
      field('c', { page: 0 }),
      field('d', { page: 1.5 }),
      field('e', { documentId: 'none' }),
      field('f', { box: box(Number.NaN, 0) }),
    ])(first);
    assert.equal(none, first);
    const some = addFields([field('two'), field('two'), field('off', { box: box(590, -40) })])(first);
    assert.deepEqual(
      some.fields.map(({ id }) => id),
      ['one', 'two', 'off'],
    );
    assert.deepEqual(boxOf(some, 'off'), box(495, 0));
  });

  it('removes those that are there and keeps the others as they are', () => {
    const first = composition([field('one'), field('two')]);
    assert.equal(removeFields(['none'])(first), first);
    const after = removeFields(['one', 'none'])(first);
    assert.equal(after.fields.length, 1);
    assert.equal(after.fields[0], first.fields[1]);
  });
});

describe('Moving fields', () => {
  const first = composition([
    field('one', { box: box(10, 10) }),
    field('two', { box: box(480, 700), anchor: ANCHOR }),
    field('three', { page: 2 }),
  ]);

  it('moves all by as much as the one that is nearest to an edge can go', () => {
    const after = moveFields(['one', 'two'], 100, -100)(first);
    assert.deepEqual(boxOf(after, 'one'), box(25, 0));
    assert.deepEqual(boxOf(after, 'two'), box(495, 690));
    assert.equal(fieldOf(after, 'three'), fieldOf(first, 'three'));
  });

  it('unties from the anchor what moves, and only that', () => {
    assert.equal('anchor' in fieldOf(moveFields(['two'], 1, 0)(first), 'two'), false);
    assert.equal(fieldOf(moveFields(['one'], 1, 0)(first), 'two').anchor, ANCHOR);
  });

  it('gives the same object where nothing moves', () => {
    assert.equal(moveFields(['one'], 0, 0)(first), first);
    assert.equal(moveFields(['none'], 5, 5)(first), first);
    assert.equal(moveFields([], 5, 5)(first), first);
    assert.equal(moveFields(['one'], Number.NaN, 0)(first), first);
    const corner = composition([field('one', { box: box(0, 0) })]);
    assert.equal(moveFields(['one'], -3, -3)(corner), corner);
  });

  it('lets one that reaches over the edge come in, and go no further out', () => {
    const out = composition([field('one', { box: box(-10, 830) })]);
    assert.deepEqual(boxOf(moveFields(['one'], -5, 5)(out), 'one'), box(-10, 830));
    assert.deepEqual(boxOf(moveFields(['one'], 20, -20)(out), 'one'), box(10, 810));
  });

  it('brings fields to another page, to the same place where that is on it', () => {
    const after = moveToPage(['one', 'two'], 'sow', 3)(first);
    assert.deepEqual(boxOf(after, 'one'), { x: 0, y: 10, width: 100, height: 20 });
    assert.deepEqual(boxOf(after, 'two'), { x: 0, y: 100, width: 100, height: 20 });
    assert.equal('anchor' in fieldOf(after, 'two'), false);
    assert.equal(fieldOf(moveToPage(['one'], 'annex', 2)(first), 'one').documentId, 'annex');
    assert.equal(moveToPage(['one'], 'sow', 1)(first), first);
    assert.equal(moveToPage(['one'], 'sow', 9)(first), first);
  });
});

describe('Resizing a field', () => {
  const first = composition([field('one', { box: box(100, 100, 100, 50), anchor: ANCHOR })]);
  const resized = (to: ReturnType<typeof box>): ReturnType<typeof box> =>
    boxOf(resizeField('one', to)(first), 'one');

  it('is cut off by the page', () => {
    assert.deepEqual(resized(box(100, 100, 900, 50)), box(100, 100, 495, 50));
    assert.deepEqual(resized(box(-20, -30, 220, 180)), box(0, 0, 200, 150));
  });

  it('gives way where it was dragged when it gets too small', () => {
    assert.deepEqual(resized(box(100, 100, 2, 50)), box(100, 100, 8, 50));
    assert.deepEqual(resized(box(198, 100, 2, 50)), box(192, 100, 8, 50));
    assert.deepEqual(resized(box(100, 147, 100, 3)), box(100, 142, 100, 8));
  });

  it('keeps the anchor while the corner stays at it', () => {
    assert.equal(fieldOf(resizeField('one', box(100, 100, 120, 60))(first), 'one').anchor, ANCHOR);
    assert.equal('anchor' in fieldOf(resizeField('one', box(90, 100, 110, 50))(first), 'one'), false);
  });

  it('changes nothing without a difference, for an unknown field or without numbers', () => {
    assert.equal(resizeField('one', box(100, 100, 100, 50))(first), first);
    assert.equal(resizeField('none', box(0, 0))(first), first);
    assert.equal(resizeField('one', box(0, Infinity))(first), first);
  });
});

describe('Properties of fields', () => {
  it('are set, changed and taken away', () => {
    const first = composition([field('one'), field('two')]);
    const set = setFields(['one', 'two'], {
      label: 'Street',
      defaultValue: 'here',
      alignment: 'right',
      charLimit: 40,
      required: false,
      signerId: 'grace',
    })(first);
    assert.deepEqual(fieldOf(set, 'two'), {
      ...field('two'),
      label: 'Street',
      defaultValue: 'here',
      alignment: 'right',
      charLimit: 40,
      required: false,
      signerId: 'grace',
    });
    const bare = setFields(['one'], {
      label: undefined,
      defaultValue: '',
      alignment: undefined,
      charLimit: undefined,
    })(set);
    assert.deepEqual(fieldOf(bare, 'one'), { ...field('one'), required: false, signerId: 'grace' });
  });

  it('that no kind or nobody can have are left out', () => {
    const first = composition([field('sign', { kind: 'signature' }), field('tick', { kind: 'checkbox' })]);
    const patch = { defaultValue: 'x', alignment: 'left', charLimit: 3, choices: ['a'] } as const;
    assert.equal(setFields(['sign', 'tick'], patch)(first), first);
    assert.equal(setFields(['sign'], { signerId: 'nobody' })(first), first);
    assert.equal(setFields(['sign'], { required: undefined, kind: undefined })(first), first);
    assert.equal(
      fieldOf(setFields(['tick'], { defaultValue: 'checked' })(first), 'tick').defaultValue,
      'checked',
    );
  });

  it('are no numbers where somebody emptied a number', () => {
    const first = composition([field('one', { charLimit: 10 })]);
    const after = setFields(['one'], { charLimit: Number.NaN })(first);
    assert.equal('charLimit' in fieldOf(after, 'one'), false);
  });

  it('of equal value change nothing, also choices of another list', () => {
    const first = composition([field('one', { kind: 'dropdown', choices: ['a', 'b'] })]);
    assert.equal(setFields(['one'], { choices: ['a', 'b'] })(first), first);
    assert.deepEqual(fieldOf(setFields(['one'], { choices: ['b'] })(first), 'one').choices, ['b']);
  });

  it('follow the kind', () => {
    const text = field('one', { alignment: 'left', charLimit: 5, defaultValue: 'b', anchor: ANCHOR });
    const first = composition([text]);
    const list = setFields(['one'], { kind: 'dropdown', choices: ['a', 'b'] })(first);
    assert.deepEqual(fieldOf(list, 'one'), {
      ...field('one'),
      kind: 'dropdown',
      choices: ['a', 'b'],
      defaultValue: 'b',
      anchor: ANCHOR,
    });
    const emptyList = fieldOf(setFields(['one'], { kind: 'dropdown' })(first), 'one');
    assert.deepEqual([emptyList.choices, emptyList.defaultValue], [[], undefined]);
    const ticked = composition([field('one', { kind: 'checkbox', defaultValue: 'checked' })]);
    assert.equal(fieldOf(setFields(['one'], { kind: 'text' })(ticked), 'one').defaultValue, undefined);
  });

  it('of a new kind bring its usual size where the size was usual, and always to and from a box to tick', () => {
    const usual = composition([field('one', { kind: 'signature', box: box(500, 800, 150, 40) })]);
    assert.deepEqual(boxOf(setFields(['one'], { kind: 'initials' })(usual), 'one'), box(500, 800, 60, 28));
    const own = composition([field('one', { kind: 'signature', box: box(400, 800, 180, 40) })]);
    assert.deepEqual(boxOf(setFields(['one'], { kind: 'initials' })(own), 'one'), box(400, 800, 180, 40));
    const tick = setFields(['one'], { kind: 'checkbox' })(own);
    assert.deepEqual(boxOf(tick, 'one'), box(400, 800, 14, 14));
    assertInside(boxOf(setFields(['one'], { kind: 'textArea' })(tick), 'one'), A4);
  });

  it('are known per kind', () => {
    assert.equal(mayHave('signature', 'label'), true);
    assert.equal(mayHave('signature', 'defaultValue'), false);
    assert.equal(mayHave('date', 'alignment'), true);
    assert.equal(mayHave('date', 'charLimit'), false);
  });
});

import assert from 'node:assert/strict';
import {
  describeField,
  describeSelection,
  describeSize,
  placeOf,
  type KindNames,
} from '../../../../../src/pages/composer/model/announce';
import { box, field } from './compositions';

const KINDS: KindNames = {
  signature: 'Signature',
  initials: 'Initials',
  date: 'Date',
  text: 'Text',
  textArea: 'Text area',
  checkbox: 'Checkbox',
  dropdown: 'List',
};
const PLACE = '{0}, {1}, page {2}, {3} by {4}';
const signature = field('f', { kind: 'signature', page: 2, box: box(119.6, 640.2, 150.4, 40) });

describe('What is announced', () => {
  it('says where a field is and whose, in whole points', () => {
    assert.equal(
      describeField(signature, 'Ada Example', KINDS, PLACE),
      'Signature, Ada Example, page 2, 120 by 640',
    );
    assert.deepEqual(placeOf(signature, 'Ada Example', KINDS), {
      kind: 'Signature',
      name: 'Ada Example',
      page: 2,
      x: 120,
      y: 640,
    });
  });

  it('says it in the order of another language, and takes names as they are', () => {
    assert.equal(
      describeField(signature, '{2} $1', KINDS, 'Seite {2}: {0} von {1}'),
      'Seite 2: Signature von {2} $1',
    );
  });

  it('says how large a field is', () => {
    assert.equal(describeSize(signature, KINDS, '{0}, {1} wide, {2} high'), 'Signature, 150 wide, 40 high');
  });

  it('says what is selected', () => {
    const templates = { one: PLACE, several: '{0} fields selected', none: 'Nothing selected' };
    const nameOf = (id: string): string => `name of ${id}`;
    const said = (count: number): string =>
      describeSelection(Array(count).fill(signature), nameOf, KINDS, templates);
    assert.equal(said(0), 'Nothing selected');
    assert.equal(said(1), 'Signature, name of ada, page 2, 120 by 640');
    assert.equal(said(3), '3 fields selected');
  });
});

import assert from 'node:assert/strict';
import { adopt } from '../../../../../src/pages/composer/model/adopt';
import { moveFields, removeFields, setFields } from '../../../../../src/pages/composer/model/fields';
import { moveDocument } from '../../../../../src/pages/composer/model/documents';
import { crowded, composition, field, fieldOf } from './compositions';

describe('Taking over a composition', () => {
  it('changes nothing where all is equal', () => {
    const first = crowded(20);
    assert.equal(adopt(structuredClone(first))(first), first);
  });

  it('keeps the objects of what is equal', () => {
    const first = composition([field('one'), field('two'), field('three')]);
    const sent = structuredClone(moveFields(['three'], 1, 0)(removeFields(['one'])(first)));
    const after = adopt(sent)(first);
    assert.deepEqual(after, sent);
    assert.equal(fieldOf(after, 'two'), fieldOf(first, 'two'));
    assert.equal(fieldOf(after, 'three').anchor, undefined);
    assert.notEqual(fieldOf(after, 'three'), fieldOf(first, 'three'));
    assert.equal(after.documents, first.documents);
    assert.equal(after.options, first.options);
  });

  it('sees another order, and what was taken away', () => {
    const first = composition([field('one', { label: 'Street' })]);
    const moved = structuredClone(moveDocument('annex', 0)(first));
    assert.deepEqual(adopt(moved)(first), moved);
    assert.equal(adopt(moved)(first).documents[1], first.documents[0]);
    const bare = structuredClone(setFields(['one'], { label: undefined })(first));
    assert.deepEqual(adopt(bare)(first), bare);
    const none = structuredClone({ ...first, fields: [] });
    assert.deepEqual(adopt(none)(first), none);
    assert.deepEqual(adopt(first)(none), first);
  });
});

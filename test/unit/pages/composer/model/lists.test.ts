import assert from 'node:assert/strict';
import { moveDocument, removeDocument } from '../../../../../src/pages/composer/model/documents';
import {
  setCategories,
  setDescription,
  setName,
  setOptions,
} from '../../../../../src/pages/composer/model/options';
import { composition, field } from './compositions';

describe('Documents', () => {
  const first = composition([field('one'), field('two', { documentId: 'annex' })]);

  it('move within the list', () => {
    const after = moveDocument('annex', 0)(first);
    assert.deepEqual(
      after.documents.map(({ id }) => id),
      ['annex', 'sow'],
    );
    assert.equal(after.fields, first.fields);
    assert.equal(moveDocument('annex', 5)(first), first);
    assert.equal(moveDocument('none', 0)(first), first);
  });

  it('leave with their fields', () => {
    const after = removeDocument('sow')(first);
    assert.deepEqual(
      [after.documents.map(({ id }) => id), after.fields.map(({ id }) => id)],
      [['annex'], ['two']],
    );
    assert.equal(removeDocument('none')(first), first);
  });
});

describe('Options', () => {
  const first = composition();

  it('are set, and change nothing where they are the same', () => {
    assert.equal(setName('Lease 42')(first).name, 'Lease 42');
    assert.equal(setDescription('For the flat')(first).description, 'For the flat');
    assert.deepEqual(setCategories(['a', 'b', 'a'])(first).categories, ['a', 'b']);
    for (const edit of [
      setName(first.name),
      setDescription(''),
      setCategories([]),
      setOptions({ expiresInDays: 14, sendEmails: true }),
      setOptions({}),
    ])
      assert.equal(edit(first), first);
  });

  it('are taken away where they may be missing, and stay where not', () => {
    const set = setOptions({ reminderDays: 3, qrCode: true, captureLocation: false })(first);
    assert.deepEqual(set.options, {
      ...first.options,
      reminderDays: 3,
      qrCode: true,
      captureLocation: false,
    });
    const bare = setOptions({ reminderDays: undefined, qrCode: undefined, captureLocation: undefined })(set);
    assert.deepEqual(bare.options, first.options);
    assert.equal(setOptions({ expiresInDays: undefined, sendEmails: undefined })(first), first);
    assert.equal(setOptions({ expiresInDays: Number.NaN })(first), first);
    assert.equal('reminderDays' in setOptions({ reminderDays: Number.NaN })(set).options, false);
  });
});

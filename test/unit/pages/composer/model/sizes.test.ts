import assert from 'node:assert/strict';
import { USUAL_SIZES } from '../../../../../src/contract/fieldSizes';
import { FIELD_KINDS } from '../../../../../src/pages/composer/composition';
import { DEFAULT_SIZES } from '../../../../../src/pages/composer/model/sizes';

describe('The usual size of a field', () => {
  // The page may import nothing of the contract, so it has a copy.
  it('is the same whoever places it: a person, an anchor or a suggestion', () => {
    assert.deepEqual(DEFAULT_SIZES, USUAL_SIZES);
    assert.deepEqual(Object.keys(DEFAULT_SIZES).sort(), [...FIELD_KINDS].sort());
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FindIndex, MOST_ROWS, type Searched } from '../../../../src/editor/envelopes/finding/findIndex';
import { fold } from '../../../../src/editor/envelopes/finding/fold';
import { statusWords } from '../../../../src/editor/envelopes/status';
import { plain } from '../../../../src/editor/platform/translate';
import type { EnvelopeDetails, EnvelopeSummary } from '../../../../src/jsign/types';
import { details, signer, summary, word } from './fakes';

interface Shelf extends Searched {
  all: readonly EnvelopeSummary[];
  readonly details: Map<string, EnvelopeDetails>;
}
function shelfOf(...all: readonly EnvelopeSummary[]): Shelf {
  const known = new Map<string, EnvelopeDetails>();
  const shelf: Shelf = { all, details: known, seen: () => shelf.all, known: (id) => known.get(id) };
  return shelf;
}
const indexOf = (shelf: Searched) =>
  new FindIndex(shelf, (each, known) => statusWords(known?.status ?? each.status, known, plain));
const idsOf = (index: FindIndex, text: string) => index.search(text).map((found) => found.summary.id);

describe('fold', () => {
  it('takes accents, strokes and capitals away', () => {
    assert.equal(fold('  Łódź  ÅNGSTRÖM straße İstanbul ÆØ '), 'lodz angstrom strasse istanbul aeo');
    assert.equal(fold('Договор № 5'), 'договор no 5');
  });

  it('gives the same for what is folded already, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('FindIndex', () => {
  it('finds by name, category, creator, status and signer, all words at once', () => {
    const shelf = shelfOf(
      summary('1', { name: 'Mietvertrag Zürich', categories: ['Leases'] }),
      summary('2', { name: 'NDA', createdBy: 'Grace Sample', status: word('Declined') }),
    );
    shelf.details.set(
      '2',
      details('2', { status: word('Declined'), signers: [signer({ lastName: 'Müller' })] }),
    );
    const index = indexOf(shelf);
    assert.deepEqual(idsOf(index, 'zurich leas'), ['1']);
    assert.deepEqual(idsOf(index, 'DECLINED nda'), ['2']);
    assert.deepEqual(idsOf(index, 'muller grace'), ['2']);
    assert.deepEqual(idsOf(index, 'muller zurich'), []);
  });

  it('finds by the word of the service for a status that is not known', () => {
    assert.deepEqual(
      idsOf(indexOf(shelfOf(summary('1', { status: word('unknown', 'Archived2') }))), 'archived2'),
      ['1'],
    );
  });

  it('puts the best first, then the newest', () => {
    const shelf = shelfOf(
      summary('beside', { name: 'NDA', categories: ['lease'] }),
      summary('inside', { name: 'Sublease' }),
      summary('newer', { name: 'The lease' }),
      summary('older', { name: 'A lease' }),
      summary('start', { name: 'Lease 42' }),
    );
    const index = indexOf(shelf);
    assert.deepEqual(idsOf(index, 'lease'), ['start', 'newer', 'older', 'inside', 'beside']);
    assert.deepEqual(
      index.search('lease').map(({ besideName }) => besideName),
      [false, false, false, false, true],
    );
  });

  it('follows what the store learns: envelopes at once, details when it is told', () => {
    const shelf = shelfOf(summary('1', { name: 'One' }));
    const index = indexOf(shelf);
    assert.deepEqual(idsOf(index, 'grace'), []);
    shelf.details.set('1', details('1'));
    index.forget('1');
    assert.deepEqual(idsOf(index, 'grace'), ['1']);
    shelf.all = [summary('2', { name: 'Two' }), summary('1', { name: 'Renamed' })];
    assert.deepEqual(idsOf(index, 'renamed'), ['1']);
    assert.deepEqual(idsOf(index, ''), ['2', '1']);
  });

  it('gives at most a hundred rows', () => {
    const all = Array.from({ length: 300 }, (_, index) => summary(String(index)));
    assert.equal(idsOf(indexOf(shelfOf(...all)), '').length, MOST_ROWS);
    assert.equal(idsOf(indexOf(shelfOf(...all)), 'envelope').length, MOST_ROWS);
  });

  it('never fails on what people type', () => {
    const index = indexOf(shelfOf(summary('1', { name: 'Lease (42) [x]*' })));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => index.search(text).length <= 1),
    );
    assert.deepEqual(idsOf(index, '(42) [x]*'), ['1']);
  });

  it('folds ten thousand envelopes once, not at every key', () => {
    let reads = 0;
    const all = Array.from({ length: 10_000 }, (_, index) => {
      const { name, ...rest } = summary(String(index), { name: `Contract ${index} für Größe ${index % 97}` });
      return {
        ...rest,
        get name() {
          reads += 1;
          return name;
        },
      };
    });
    const shelf = shelfOf(...all);
    const index = indexOf(shelf);
    index.search('g');
    for (const text of ['gr', 'gro', 'gros', 'grosse', 'grosse 5', 'grosse 55', 'nothing like it'])
      index.search(text);
    assert.equal(reads, 10_000);
    assert.equal(idsOf(index, 'contract 9999')[0], '9999');
    // A page of the list that came again is folded again, and nothing else.
    shelf.all = all.map((each, at) => (at < 100 ? summary(each.id, { name: `Again ${at}` }) : each));
    assert.deepEqual(idsOf(index, 'again 7')[0], '7');
    assert.equal(reads, 10_000);
  });
});

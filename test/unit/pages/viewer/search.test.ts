import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesIn, searchAll, wantedOf } from '../../../../src/pages/viewer/search/finder';
import { fold } from '../../../../src/pages/viewer/search/fold';
import { Found } from '../../../../src/pages/viewer/search/found';
import { PageText } from '../../../../src/pages/viewer/search/pageText';

const find = (text: string, query: string) =>
  matchesIn(new PageText([{ str: text, hasEOL: false }]), wantedOf(query));
const words = (text: string, query: string) =>
  find(text, query).map(({ start, end }) => text.slice(start, end));

describe('Searching a text', () => {
  it('makes no difference of case, accents, quotes, dashes and white space', () => {
    assert.deepEqual(words('Fee, FEE and fee.', 'fee'), ['Fee', 'FEE', 'fee']);
    assert.deepEqual(words('Das Café, das cafe\u0301.', 'cafe'), ['Café', 'cafe\u0301']);
    assert.deepEqual(words('the “giver” – or not', '"giver" - or'), ['“giver” – or']);
    assert.deepEqual(words('two\nlines  here', 'two lines here'), ['two\nlines  here']);
    assert.deepEqual(words('Die Straße', 'strasse'), ['Straße']);
    assert.deepEqual(words('an ofﬁce', 'office'), ['ofﬁce']);
  });

  it('puts words together that are divided at the end of a line', () => {
    assert.deepEqual(words('This agree-\nment holds.', 'agreement'), ['agree-\nment']);
    assert.deepEqual(words('well-known and 5-\n6', 'wellknown'), []);
    assert.deepEqual(words('a co\u00ADoperation', 'cooperation'), ['co\u00ADoperation']);
  });

  it('finds nothing for nothing', () => {
    assert.deepEqual(find('abc', ''), []);
    assert.deepEqual(find('abc', '  '), []);
    assert.deepEqual(find('', 'a'), []);
  });

  it('gives matches from the left that do not overlap and lie in the text, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 4 }),
        (text, query) => {
          let end = 0;
          for (const match of find(text, query)) {
            assert.ok(match.start >= end && match.end > match.start && match.end <= text.length);
            end = match.end;
          }
        },
      ),
    );
  });

  it('finds every piece of a plain text in it', () => {
    const plain = fc.stringMatching(/^[a-z .]{1,60}$/);
    fc.assert(
      fc.property(plain, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const piece = text.slice(start, start + 1 + (length % 8));
        if (piece.trim() !== piece || / {2}/.test(text)) return;
        assert.ok(find(text, piece).length > 0);
      }),
    );
  });

  it('keeps one origin for each character, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const { text: folded, origin } = fold(text);
        assert.equal(origin.length, folded.length + 1);
        assert.equal(origin[folded.length], text.length);
        for (let i = 1; i < origin.length; i += 1) assert.ok((origin[i] ?? 0) >= (origin[i - 1] ?? 0));
      }),
    );
  });
});

describe('The text of a page', () => {
  const pieces = [
    { str: 'The rec', hasEOL: false },
    { str: '', hasEOL: false },
    { str: 'eiver', hasEOL: true },
    { str: 'pays.', hasEOL: false },
  ];

  it('finds the pieces of a match, without ends of lines', () => {
    const page = new PageText(pieces);
    assert.equal(page.text, 'The receiver\npays.');
    const [match] = matchesIn(page, wantedOf('receiver pays'));
    assert.ok(match);
    assert.deepEqual(page.ranges(match), [
      { piece: 0, from: 4, to: 7 },
      { piece: 2, from: 0, to: 5 },
      { piece: 3, from: 0, to: 4 },
    ]);
  });

  it('gives back every match in full', () => {
    const piece = fc.record({ str: fc.stringMatching(/^[a-c ]{0,4}$/), hasEOL: fc.boolean() });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.stringMatching(/^[a-c]{1,3}$/), (all, query) => {
        const page = new PageText(all);
        for (const match of matchesIn(page, wantedOf(query))) {
          const shown = page
            .ranges(match)
            .map(({ piece: at, from, to }) => (all[at]?.str ?? '').slice(from, to));
          assert.equal(shown.join(''), page.text.slice(match.start, match.end).replaceAll('\n', ''));
        }
      }),
    );
  });
});

describe('Searching all pages', () => {
  const texts = ['one fee', 'nothing', 'a fee and a fee'].map(
    (str) => new PageText([{ str, hasEOL: false }]),
  );
  const textOf = (page: number) =>
    page === 1 ? Promise.reject(new Error('damaged')) : Promise.resolve(texts[page] ?? new PageText([]));
  const pause = () => Promise.resolve();

  it('begins where the person is, goes round, and gets over a damaged page', async () => {
    const seen: [number, number][] = [];
    const { signal } = new AbortController();
    await searchAll({
      query: 'fee',
      pages: 3,
      from: 2,
      textOf,
      signal,
      pause,
      report: (page, found) => seen.push([page, found.length]),
    });
    assert.deepEqual(seen, [
      [2, 2],
      [0, 1],
      [1, 0],
    ]);
  });

  it('ends when it is cancelled', async () => {
    const running = new AbortController();
    const seen: number[] = [];
    await searchAll({
      query: 'fee',
      pages: 3,
      from: 0,
      textOf,
      signal: running.signal,
      pause,
      report: (page) => {
        seen.push(page);
        running.abort();
      },
    });
    assert.deepEqual(seen, [0]);
  });

  it('counts and walks through matches in the order of pages, round at both ends', () => {
    const found = new Found();
    assert.equal(found.move(1), undefined);
    found.add(4, [
      { start: 0, end: 1 },
      { start: 2, end: 3 },
    ]);
    found.select({ page: 4, index: 0 });
    found.add(1, [{ start: 0, end: 1 }]);
    assert.deepEqual([found.total, found.ordinal()], [3, 2]);
    assert.deepEqual(found.move(1), { page: 4, index: 1 });
    assert.deepEqual(found.move(1), { page: 1, index: 0 });
    assert.deepEqual(found.move(-1), { page: 4, index: 1 });
    found.add(1, []);
    assert.equal(found.total, 2);
    found.select({ page: 9, index: 0 });
    assert.deepEqual(found.current, { page: 4, index: 1 });
  });
});

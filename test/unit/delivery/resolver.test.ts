import assert from 'node:assert/strict';

import fc from 'fast-check';

import { factsOf } from '../../../src/delivery/facts';
import { referenceOf } from '../../../src/delivery/reference';
import { findEnvelope } from '../../../src/delivery/resolver/resolver';
import type { Search } from '../../../src/delivery/resolver/match';
import type { EnvelopeDetails, EnvelopeFilter, EnvelopeSummary, Page } from '../../../src/jsign/types';
import { envelopeOf, jsignError, NOW, summaryOf } from './support/desk';
import { documentOf, draftOf } from './support/drafts';

const EMAILS = ['grace@example.org', 'Ada@Example.org'];
const HASHES = [documentOf('lease').sha256];
const REFERENCE = `Ref jsign-${referenceOf('intent-1')}`;
const MINUTE = 60_000;

const search = (extra: Partial<Search> = {}): Search => ({
  facts: factsOf(draftOf('intent-1')),
  attemptAt: NOW,
  taken: new Set(),
  rivals: false,
  ...extra,
});
const ours = (id: string) =>
  envelopeOf(id, EMAILS, HASHES, { description: `Some text. ${REFERENCE} · sha256 00` });
const alike = (id: string, extra: Partial<EnvelopeDetails> = {}) => envelopeOf(id, EMAILS, HASHES, extra);
const stranger = (id: string) =>
  envelopeOf(id, ['x@example.org'], ['ff'.repeat(32)], {
    name: 'Something else',
    createdAt: NOW - 5 * 3_600_000,
  });

type Listing = (page: number, call: number) => Page<EnvelopeSummary> | Error;

/** A service of these envelopes; pages of two unless `listing` says otherwise. */
class Shelf {
  readonly filters: EnvelopeFilter[] = [];
  readonly opened: string[] = [];
  calls = 0;

  constructor(
    private readonly envelopes: readonly EnvelopeDetails[],
    private readonly listing?: Listing,
    private readonly locked: readonly string[] = [],
  ) {}

  list(filter: EnvelopeFilter, page: number): Promise<Page<EnvelopeSummary>> {
    this.calls += 1;
    this.filters.push(filter);
    const reply = this.listing?.(page, this.calls) ?? pageOf(this.envelopes, page);
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  }

  details(id: string): Promise<EnvelopeDetails> {
    this.opened.push(id);
    const found = this.envelopes.find((one) => one.id === id);
    if (found === undefined || this.locked.includes(id))
      return Promise.reject(jsignError({ kind: 'server', status: 500 }));
    return Promise.resolve(found);
  }
}

function pageOf(envelopes: readonly EnvelopeDetails[], page: number, size = 2): Page<EnvelopeSummary> {
  return {
    items: envelopes.slice((page - 1) * size, page * size).map(summaryOf),
    page,
    pageSize: size,
    pageCount: Math.ceil(envelopes.length / size),
    total: envelopes.length,
  };
}

describe('delivery: resolver, the list', () => {
  it('reads all pages from the day before to the day after the attempt, in UTC', async () => {
    const shelf = new Shelf([stranger('a'), stranger('b'), stranger('c'), stranger('d'), ours('e')]);
    const late = Date.UTC(2026, 11, 31, 23, 59, 59);
    assert.equal((await findEnvelope(shelf, search({ attemptAt: late }))).envelopeId, 'e');
    assert.equal(shelf.calls, 3);
    assert.deepEqual(shelf.filters[0], { from: '2026-12-30', to: '2027-01-01' });
  });

  it('finds nothing in an empty list, and says that it has seen all of it', async () => {
    assert.deepEqual(await findEnvelope(new Shelf([]), search()), {
      evidence: { candidates: [], complete: true },
      envelopeId: undefined,
    });
  });

  it('reads once more when the list changed between two pages, and finds what slipped', async () => {
    // While page 1 was read the first envelope vanished, so the third moved to page 1 unseen.
    const before = [stranger('a'), stranger('b'), ours('c'), stranger('d')];
    const after = before.slice(1);
    const shelf = new Shelf(before, (page, call) => pageOf(call === 1 ? before : after, page));
    const found = await findEnvelope(shelf, search());
    assert.equal(found.envelopeId, 'c');
    assert.equal(found.evidence.complete, true);
  });

  it('does not claim to have seen all of a list that changes at every call', async () => {
    const grown = Array.from({ length: 60 }, (_, index) => stranger(`s${index}`));
    const shelf = new Shelf([], (page, call) => pageOf(grown.slice(0, 4 + call), page));
    assert.equal((await findEnvelope(shelf, search())).evidence.complete, false);
  });

  it('does not claim to have seen all when there are more results than were shown', async () => {
    const shelf = new Shelf([], (page) => ({ ...pageOf([stranger('a')], page), total: 5 }));
    assert.equal((await findEnvelope(shelf, search())).evidence.complete, false);
  });

  it('stops at an empty page, and at a list that never ends', async () => {
    const empty = new Shelf([], (page) => ({ items: [], page, pageSize: 2, pageCount: 1e9, total: 1e9 }));
    assert.equal((await findEnvelope(empty, search())).evidence.complete, false);
    assert.equal(empty.calls, 2);
    const endless = new Shelf([], (page) => ({
      ...pageOf([stranger(`n${page}`)], 1),
      page,
      pageCount: page + 1,
    }));
    assert.equal((await findEnvelope(endless, search())).evidence.complete, false);
    assert.equal(endless.calls, 100);
  });

  it('keeps what it has when a later page fails, and rejects when the first one does', async () => {
    const shelf = new Shelf([ours('a'), stranger('b'), alike('c')], (page, call) =>
      page === 1
        ? pageOf([ours('a'), stranger('b'), alike('c')], 1)
        : jsignError({ kind: 'timeout', status: call }),
    );
    const found = await findEnvelope(shelf, search());
    assert.equal(found.evidence.complete, false);
    assert.equal(found.envelopeId, 'a');
    const dead = new Shelf([], () => jsignError({ kind: 'network', network: 'dns' }));
    await assert.rejects(findEnvelope(dead, search()), { kind: 'network' });
  });

  it('rejects when it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const shelf = new Shelf([stranger('a'), stranger('b'), ours('c')], (page) => {
      if (page === 1) return pageOf([stranger('a'), stranger('b'), ours('c')], 1);
      abort.abort();
      return jsignError({ kind: 'cancelled' });
    });
    await assert.rejects(findEnvelope(shelf, search(), abort.signal), { kind: 'cancelled' });
  });

  it('adopts nothing but ours from any list, in any order (property)', async () => {
    const kinds = fc.constantFrom('stranger', 'foreign', 'old', 'other bytes');
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { maxLength: 7 }), fc.nat(7), fc.boolean(), async (list, at, here) => {
        const shelf = list.map((kind, index) => {
          const id = `${kind}-${index}`;
          if (kind === 'foreign') return alike(id, { description: `Ref jsign-${referenceOf('intent-2')}` });
          if (kind === 'old') return alike(id, { createdAt: NOW - 11 * MINUTE });
          if (kind === 'other bytes') return envelopeOf(id, EMAILS, ['00'.repeat(32)]);
          return stranger(id);
        });
        if (here) shelf.splice(at, 0, ours('ours'));
        const { envelopeId } = await findEnvelope(new Shelf(shelf), search());
        assert.equal(envelopeId, here ? 'ours' : undefined);
      }),
    );
  });
});

describe('delivery: resolver, which one', () => {
  const find = (
    envelopes: readonly EnvelopeDetails[],
    extra: Partial<Search> = {},
    locked: readonly string[] = [],
  ) => findEnvelope(new Shelf(envelopes, undefined, locked), search(extra));

  it('takes the one with the reference, whatever else was changed', async () => {
    const changed = { ...ours('a'), name: 'Renamed', createdAt: undefined, signers: [], documents: [] };
    assert.equal((await find([changed, alike('b')])).envelopeId, 'a', 'also without a time');
    const near = await find([{ ...changed, createdAt: NOW + MINUTE }, alike('b')]);
    assert.equal(near.envelopeId, 'a');
    assert.deepEqual(
      near.evidence.candidates.map((one) => [one.envelopeId, one.matches.join()]),
      [
        ['b', 'name,signers,documents'],
        ['a', 'reference'],
      ],
    );
  });

  it('takes none of two with the reference', async () => {
    const found = await find([ours('a'), ours('b')]);
    assert.equal(found.envelopeId, undefined);
    assert.equal(found.evidence.candidates.length, 2);
  });

  it('takes the one with the reference on partial knowledge, but not one that is only alike', async () => {
    assert.equal((await find([ours('a'), alike('b')], {}, ['b'])).envelopeId, 'a');
    const partial = await find([alike('a'), alike('b')], {}, ['b']);
    assert.equal(partial.envelopeId, undefined);
    assert.deepEqual(partial.evidence, {
      candidates: [
        { envelopeId: 'a', name: 'Lease 42', createdAt: NOW, matches: ['name', 'signers', 'documents'] },
        { envelopeId: 'b', name: 'Lease 42', createdAt: NOW, matches: ['name'] },
      ],
      complete: false,
    });
  });

  it('without a reference anywhere: takes the only one with the same name, signers and bytes', async () => {
    assert.equal((await find([alike('a'), stranger('b')])).envelopeId, 'a');
    assert.equal((await find([alike('a', { description: 'edited' })])).envelopeId, 'a');
    assert.equal((await find([alike('a', { name: ' Lease  42 ' })])).envelopeId, 'a');
    assert.equal((await find([alike('a'), alike('b')])).envelopeId, undefined);
  });

  it('without a reference: does not take one that disagrees in anything', async () => {
    const others: Record<string, EnvelopeDetails> = {
      name: alike('a', { name: 'Lease 43' }),
      signers: envelopeOf('a', ['ada@example.org'], HASHES),
      bytes: envelopeOf('a', EMAILS, ['ab'.repeat(32)]),
      'more documents': envelopeOf('a', EMAILS, [...HASHES, ...HASHES]),
      'one document more, without a hash': envelopeOf('a', EMAILS, [...HASHES, undefined]),
      age: alike('a', { createdAt: NOW - 11 * MINUTE }),
      'no time': alike('a', { createdAt: undefined }),
    };
    for (const [what, envelope] of Object.entries(others)) {
      assert.equal((await find([envelope])).envelopeId, undefined, what);
    }
  });

  it('where no hash can be compared: name and signers are enough only if nobody wrote a description', async () => {
    for (const hash of [undefined, 'abcd', 'ab'.repeat(20)]) {
      assert.equal((await find([envelopeOf('a', EMAILS, [hash])])).envelopeId, 'a');
      const described = envelopeOf('a', EMAILS, [hash], { description: 'By hand.' });
      assert.equal((await find([described])).envelopeId, undefined);
    }
  });

  it('reads a hash in capitals or with 0x', async () => {
    const hash = `0x${HASHES.join('').toUpperCase()}`;
    const described = envelopeOf('a', EMAILS, [hash], { description: 'By hand.' });
    assert.equal((await find([described])).envelopeId, 'a');
  });

  it('leaves out what belongs to another intent, by journal or by reference', async () => {
    const foreign = alike('b', { description: `Ref jsign-${referenceOf('intent-2')}` });
    const found = await find([alike('a'), foreign], { taken: new Set(['a']) });
    assert.deepEqual(found, { evidence: { candidates: [], complete: true }, envelopeId: undefined });
  });

  it('asks when another undecided intent may own the one that is alike', async () => {
    assert.equal((await find([alike('a')], { rivals: true })).envelopeId, undefined);
    assert.equal((await find([ours('a'), alike('b')], { rivals: true })).envelopeId, 'a');
  });

  it('asks about one that is alike when there are too many others to open, one of which may be ours', async () => {
    const others = Array.from({ length: 21 }, (_, index) => ({
      ...stranger(`s${index}`),
      createdAt: NOW + MINUTE,
    }));
    assert.equal((await find([alike('a'), ...others])).envelopeId, undefined);
    assert.equal((await find([alike('a'), ...others.slice(1)])).envelopeId, 'a');
    assert.equal((await find([ours('a'), ...others])).envelopeId, 'a');
  });

  it('opens only what may be it', async () => {
    const shelf = new Shelf([...Array.from({ length: 30 }, (_, index) => stranger(`s${index}`)), ours('a')]);
    await findEnvelope(shelf, search());
    assert.deepEqual(shelf.opened, ['a']);
  });
});

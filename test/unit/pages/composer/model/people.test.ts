import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ComposedSigner, Composition } from '../../../../../src/pages/composer/composition';
import {
  addObserver,
  addSigner,
  colourOf,
  initialOf,
  moveSigner,
  orderGroups,
  removeObserver,
  removeSigner,
  setFlow,
  setOrder,
  updateObserver,
  updateSigner,
} from '../../../../../src/pages/composer/model/people';
import { composition, field, signer } from './compositions';

function ordersOf({ signers }: Composition): Record<string, number> {
  return Object.fromEntries(signers.map(({ id, order }) => [id, order]));
}
function hybrid(orders: Readonly<Record<string, number>>): Composition {
  const signers = Object.entries(orders).map(([id, order]) => signer(id, order));
  return { ...composition([], 'Hybrid'), signers };
}

describe('Signers', () => {
  it('are added at the end, with the order that the flow asks for', () => {
    assert.deepEqual(ordersOf(addSigner(signer('bob', 9))(composition())), { ada: 1, grace: 2, bob: 3 });
    const parallel = addSigner(signer('bob', 9))(composition([], 'Parallel'));
    assert.deepEqual(ordersOf(parallel), { ada: 1, grace: 1, bob: 1 });
    const joins = addSigner(signer('bob', 2))(composition([], 'Hybrid'));
    assert.deepEqual(ordersOf(joins), { ada: 1, grace: 2, bob: 2 });
    assert.deepEqual(ordersOf(addSigner(signer('bob', 9))(composition([], 'Hybrid'))), {
      ada: 1,
      grace: 2,
      bob: 3,
    });
    const first = composition();
    assert.equal(addSigner(signer('ada'))(first), first);
  });

  it('are changed, and lose what is emptied', () => {
    const first = composition();
    const with_ = updateSigner('ada', {
      name: 'Ada',
      countryCode: 49,
      phoneNumber: '123',
      note: 'Hello',
      role: 'client',
    })(first);
    assert.deepEqual(with_.signers[0], {
      ...signer('ada', 1, 'Ada'),
      countryCode: 49,
      phoneNumber: '123',
      note: 'Hello',
      role: 'client',
    });
    const without = updateSigner('ada', {
      countryCode: Number.NaN,
      phoneNumber: '',
      note: undefined,
      role: '',
    })(with_);
    assert.deepEqual(without.signers[0], signer('ada', 1, 'Ada'));
    assert.equal(updateSigner('ada', { name: 'ada', email: undefined })(first), first);
    assert.equal(updateSigner('none', { name: 'x' })(first), first);
    assert.equal(updateSigner('ada', { name: '' })(first).signers[0]?.name, '');
  });

  it('leave with their fields, and the others move up', () => {
    const first = composition([field('one'), field('two', { signerId: 'grace' })]);
    const after = removeSigner('ada')(first);
    assert.deepEqual(ordersOf(after), { grace: 1 });
    assert.deepEqual(
      after.fields.map(({ id }) => id),
      ['two'],
    );
    assert.equal(removeSigner('none')(first), first);
    assert.deepEqual(ordersOf(removeSigner('b')(hybrid({ a: 1, b: 2, c: 3, d: 3 }))), { a: 1, c: 2, d: 2 });
  });

  it('move in the list, which is the order in Sequential', () => {
    const first = addSigner(signer('bob'))(composition());
    assert.deepEqual(Object.entries(ordersOf(moveSigner('bob', 0)(first))), [
      ['bob', 1],
      ['ada', 2],
      ['grace', 3],
    ]);
    assert.deepEqual(Object.keys(ordersOf(moveSigner('ada', 99)(first))), ['grace', 'bob', 'ada']);
    assert.equal(moveSigner('ada', -5)(first), first);
    assert.equal(moveSigner('ada', Number.NaN)(first), first);
    assert.equal(moveSigner('none', 0)(first), first);
    assert.deepEqual(ordersOf(moveSigner('b', 0)(hybrid({ a: 1, b: 2 }))), { b: 2, a: 1 });
  });

  it('sign together or between others in Hybrid, without gaps', () => {
    const first = hybrid({ a: 1, b: 2, c: 3 });
    assert.deepEqual(ordersOf(setOrder('a', 2)(first)), { a: 1, b: 1, c: 2 });
    assert.deepEqual(ordersOf(setOrder('a', 2.5)(first)), { a: 2, b: 1, c: 3 });
    assert.deepEqual(ordersOf(setOrder('a', 99)(first)), { a: 3, b: 1, c: 2 });
    assert.deepEqual(ordersOf(setOrder('c', 0)(first)), { a: 2, b: 3, c: 1 });
    assert.equal(setOrder('a', 1)(first), first);
    assert.equal(setOrder('c', 99)(first), first);
    const sequential = composition();
    assert.equal(setOrder('ada', 2)(sequential), sequential);
  });

  it('are numbered anew for another flow', () => {
    const first = hybrid({ a: 2, b: 1, c: 2 });
    assert.deepEqual(Object.entries(ordersOf(setFlow('Sequential')(first))), [
      ['b', 1],
      ['a', 2],
      ['c', 3],
    ]);
    const parallel = setFlow('Parallel')(first);
    assert.deepEqual(Object.entries(ordersOf(parallel)), [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    assert.deepEqual(Object.keys(ordersOf(setFlow('Sequential')(parallel))), ['a', 'b', 'c']);
    assert.equal(setFlow('Hybrid')(first), first);
    assert.deepEqual(ordersOf(setFlow('Hybrid')(setFlow('Sequential')(first))), { b: 1, a: 2, c: 3 });
  });

  it('come in groups of those who sign at the same time', () => {
    const groups = (of: Composition): string[][] => orderGroups(of).map((group) => group.map(({ id }) => id));
    assert.deepEqual(groups(hybrid({ a: 2, b: 1, c: 2 })), [['b'], ['a', 'c']]);
    assert.deepEqual(groups(composition()), [['ada'], ['grace']]);
    assert.deepEqual(groups(composition([], 'Parallel')), [['ada', 'grace']]);
    assert.deepEqual(groups({ ...composition([], 'Parallel'), signers: [] }), []);
  });
});

describe('What tells signers apart', () => {
  const initials = (...names: readonly string[]): string[] => {
    const all = names.map((name, index) => ({ ...signer(`s${index}`, 1, name), email: '' }));
    return all.map((one) => initialOf(one, all));
  };

  it('is the first letter, as far as that is enough', () => {
    assert.deepEqual(initials('Ada Example', 'Grace Sample'), ['A', 'G']);
    assert.deepEqual(initials('Ada Example', 'Anna Sample', 'Grace'), ['AE', 'AS', 'G']);
    assert.deepEqual(initials('Ada', 'Anna', 'A'), ['AD', 'AN', 'A3']);
    assert.deepEqual(initials('Ada Example', 'Alan Eden'), ['A1', 'A2']);
  });

  it('is of any alphabet, of the address or the role where there is no name, or the place', () => {
    assert.deepEqual(initials('élan', 'ßeta', '山田', '"Ωmega"'), ['É', 'ß', '山', 'Ω']);
    assert.deepEqual(initials('', '😀', '42'), ['1', '2', '3']);
    const mail: ComposedSigner = { id: 'm', name: ' ', email: '7zoe@example.org', order: 1 };
    const role: ComposedSigner = { id: 'r', name: '', email: '', order: 1, role: 'client' };
    assert.deepEqual([initialOf(mail, [mail, role]), initialOf(role, [mail, role])], ['Z', 'C']);
  });

  it('is never the same for two', () => {
    const names = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 4 }), fc.constantFrom('A B', 'a b', 'Ab', '')),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(names, (all) => {
        const given = initials(...all);
        assert.equal(new Set(given).size, given.length, given.join());
        for (const one of given) assert.ok(one.length > 0);
      }),
    );
  });

  it('is one of eight colours', () => {
    assert.deepEqual([0, 7, 8, 17, -1].map(colourOf), [0, 7, 0, 1, 7]);
  });
});

describe('Observers', () => {
  const legal = { name: 'Legal', email: 'legal@example.com' };
  it('are added, changed and removed by their place', () => {
    const one = addObserver(legal)(composition());
    const two = addObserver({ name: '', email: '' })(one);
    assert.deepEqual(updateObserver(1, { name: 'Bob' })(two).observers, [legal, { name: 'Bob', email: '' }]);
    assert.equal(updateObserver(1, { name: '' })(two), two);
    assert.equal(updateObserver(2, { name: 'x' })(two), two);
    assert.deepEqual(removeObserver(0)(two).observers, [{ name: '', email: '' }]);
    assert.equal(removeObserver(-1)(two), two);
  });
});

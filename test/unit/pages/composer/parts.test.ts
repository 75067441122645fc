import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ComposedSigner, Composition } from '../../../../src/pages/composer/composition';
import { carriesFiles, urisOf } from '../../../../src/pages/composer/drops';
import { Looks } from '../../../../src/pages/composer/looks';
import {
  folded,
  looksComplete,
  matchingCategories,
  matchingPeople,
} from '../../../../src/pages/composer/matching';
import { pageCommand } from '../../../../src/pages/composer/pageKeys';
import { pageWindow } from '../../../../src/pages/composer/pageWindow';
import { counted, hasErrors, inOrder, readTheSame } from '../../../../src/pages/composer/problems';
import type { ShownProblem } from '../../../../src/pages/composer/protocol';

const nowhere = {
  documentId: undefined,
  page: undefined,
  fieldId: undefined,
  signerId: undefined,
  option: undefined,
};
function problem(severity: ShownProblem['severity'], text: string, key = text): ShownProblem {
  return { severity, code: 'code', text, advice: undefined, where: nowhere, fix: undefined, key };
}

describe('problems of the composer', () => {
  it('stand errors first, otherwise as they came', () => {
    const problems = [
      problem('info', 'a'),
      problem('error', 'b'),
      problem('warning', 'c'),
      problem('error', 'd'),
    ];
    assert.equal(
      inOrder(problems)
        .map(({ text }) => text)
        .join(''),
      'bdca',
    );
    assert.deepEqual(counted(problems), [
      { severity: 'error', count: 2 },
      { severity: 'warning', count: 1 },
      { severity: 'info', count: 1 },
    ]);
    assert.deepEqual(counted([]), []);
    assert.equal(hasErrors(problems), true);
    assert.equal(hasErrors([problem('warning', 'c')]), false);
  });

  it('read the same whatever their keys are', () => {
    assert.equal(readTheSame([problem('error', 'a', '1')], [problem('error', 'a', '2')]), true);
    assert.equal(readTheSame([problem('error', 'a')], [problem('warning', 'a')]), false);
    assert.equal(readTheSame([problem('error', 'a')], []), false);
    assert.equal(readTheSame([{ ...problem('error', 'a'), fix: 'Mend' }], [problem('error', 'a')]), false);
  });
});

describe('page numbers of the composer', () => {
  const shown = (count: number, current: number, most: number) =>
    pageWindow(count, current, most)
      .map(({ page, gap }) => (gap ? `(${page})` : String(page)))
      .join(' ');

  it('are all where they are few, otherwise a window around the current one', () => {
    assert.equal(shown(0, 0, 9), '');
    assert.equal(shown(3, 0, 9), '1 2 3');
    assert.equal(shown(20, 10, 9), '1 (4) 8 9 10 11 12 (16) 20');
    assert.equal(shown(20, 1, 9), '1 2 3 4 5 6 (13) 20');
    assert.equal(shown(20, 20, 9), '1 (8) 15 16 17 18 19 20');
    assert.equal(shown(20, 0, 9), shown(20, 1, 9), 'another document is looked at');
  });

  it('have the first, the last and the current page, in order, and no more than they may', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(2000),
        fc.integer({ min: 7, max: 30 }),
        (count, at, most) => {
          const current = Math.min(count, Math.max(1, at));
          const marks = pageWindow(count, current, most);
          const plain = marks.filter(({ gap }) => !gap).map(({ page }) => page);
          assert.ok(marks.length <= most);
          assert.ok([1, current, count].every((page) => plain.includes(page)));
          const pages = marks.map(({ page }) => page);
          assert.deepEqual(
            pages,
            [...new Set(pages)].sort((a, b) => a - b),
          );
          // What is left out lies behind a gap.
          marks.forEach(({ page, gap }, index) => {
            const before = marks[index - 1];
            if (before && !before.gap && !gap) assert.equal(page, before.page + 1);
          });
        },
      ),
    );
  });
});

describe('what is dropped on the composer', () => {
  const reader = (lists: Readonly<Record<string, string>>) => (type: string) => lists[type] ?? '';

  it('is known by its types while it is dragged', () => {
    assert.equal(carriesFiles(['text/plain', 'application/vnd.code.uri-list']), true);
    assert.equal(carriesFiles(['Files']), true);
    assert.equal(carriesFiles(['application/x-jsign-field']), false);
  });

  it('gives addresses, each once, and those of VS Code first', () => {
    const list =
      '# of the explorer\r\nfile:///a%20b.pdf\r\n\r\nvscode-vfs://github/x/y.pdf\nfile:///a%20b.pdf\nno address\n';
    assert.deepEqual(urisOf(reader({ 'text/uri-list': list })), [
      'file:///a%20b.pdf',
      'vscode-vfs://github/x/y.pdf',
    ]);
    assert.deepEqual(
      urisOf(
        reader({ 'application/vnd.code.uri-list': 'file:///code.pdf', 'text/uri-list': 'file:///other.pdf' }),
      ),
      ['file:///code.pdf'],
    );
    assert.deepEqual(urisOf(reader({})), []);
  });
});

describe('suggestions of the composer', () => {
  const people = [
    { name: 'Ada Example', email: 'ada@example.org' },
    { name: 'Grace Sample-Gräfin', email: 'gs@example.com' },
    { name: 'Noël Ames', email: 'noel@example.net' },
  ];
  const names = (typed: string, taken: readonly string[] = []) =>
    matchingPeople(typed, people, taken).map(({ name }) => name.split(' ')[0]);

  it('fit by the beginning of a name, a part of it, or the address, without accents and case', () => {
    assert.deepEqual(names('EX'), ['Ada']);
    assert.deepEqual(names('grafin'), ['Grace']);
    assert.deepEqual(names('noel'), ['Noël']);
    assert.deepEqual(names('grace sam'), ['Grace']);
    assert.deepEqual(names('gs@'), ['Grace']);
    assert.deepEqual(names('xample'), []);
    assert.deepEqual(names(' '), ['Ada', 'Grace', 'Noël']);
  });

  it('leave out who is there already, and never are too many', () => {
    assert.deepEqual(names('a', [' ADA@example.org']), ['Noël']);
    const many = Array.from({ length: 50 }, (_, index) => ({ name: 'Ada', email: `${index}@example.org` }));
    assert.equal(matchingPeople('ada', many, []).length, 6);
  });

  it('offer categories that are not chosen yet', () => {
    assert.deepEqual(matchingCategories('cli', ['Clients', 'Cliff', 'People'], ['clients']), ['Cliff']);
    assert.equal(folded(' Éa '), 'ea');
  });

  it('put nobody in the place of an address that may be complete', () => {
    for (const email of ['ada@example.org', ' a@b.co ']) assert.equal(looksComplete(email), true);
    for (const email of ['', 'ada', 'ada@', 'ada@example', 'ada@example.', 'ada@example.o'])
      assert.equal(looksComplete(email), false);
  });
});

describe('keys of the composer', () => {
  const none = { ctrl: false, shift: false, alt: false };
  const pages = { typing: false, bound: false };
  const bound = { typing: true, bound: true };
  const own = { typing: true, bound: false };

  it('undo and redo what is part of it, and leave other fields theirs', () => {
    assert.equal(pageCommand({ ...none, key: 'z', ctrl: true }, pages), 'undo');
    assert.equal(pageCommand({ ...none, key: 'z', ctrl: true }, bound), 'undo');
    assert.equal(pageCommand({ ...none, key: 'Z', ctrl: true, shift: true }, bound), 'redo');
    assert.equal(pageCommand({ ...none, key: 'y', ctrl: true }, pages), 'redo');
    assert.equal(pageCommand({ ...none, key: 'z', ctrl: true }, own), undefined);
    assert.equal(pageCommand({ ...none, key: 'z' }, pages), undefined);
  });

  it('walk, review and help', () => {
    assert.equal(pageCommand({ ...none, key: 'F6' }, own), 'nextPane');
    assert.equal(pageCommand({ ...none, key: 'F6', shift: true }, pages), 'previousPane');
    assert.equal(pageCommand({ ...none, key: 'F6', ctrl: true }, pages), undefined);
    assert.equal(pageCommand({ ...none, key: 'Enter', ctrl: true }, own), 'review');
    assert.equal(pageCommand({ ...none, key: 'Enter' }, pages), undefined);
    assert.equal(pageCommand({ ...none, key: '?', shift: true }, pages), 'help');
    assert.equal(pageCommand({ ...none, key: '?', shift: true }, bound), undefined);
    assert.equal(pageCommand({ ...none, key: 'y', ctrl: true, alt: true }, pages), undefined);
  });
});

describe('looks of signers', () => {
  const signer = (id: string, more: Partial<ComposedSigner> = {}): ComposedSigner => ({
    id,
    name: '',
    email: '',
    order: 1,
    ...more,
  });

  it('have a name whatever is known, and follow the list', () => {
    let signers = [
      signer('a', { name: 'Ada Example', email: 'ada@example.org' }),
      signer('b', { email: 'b@example.org' }),
      signer('c', { role: 'client' }),
      signer('d'),
    ];
    const looks = new Looks(() => ({ signers }) as unknown as Composition, 'Signer {0}');
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e'].map((id) => looks.of(id).name),
      ['Ada Example', 'b@example.org', 'client', 'Signer 4', 'Signer 5'],
    );
    assert.deepEqual(
      ['a', 'b', 'e'].map((id) => looks.of(id).colour),
      [0, 1, 4],
    );
    signers = signers.slice(1);
    assert.equal(looks.of('b').colour, 0);
  });
});

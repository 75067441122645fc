import assert from 'node:assert/strict';
import { isDay } from '../../../../src/editor/envelopes/finding/calendarDay';
import {
  FilterQuestions,
  type FilterAnswers,
} from '../../../../src/editor/envelopes/finding/filterQuestions';
import { FilterShelf, MOST_FILTERS } from '../../../../src/editor/envelopes/finding/savedFilters';
import { plain } from '../../../../src/editor/platform/translate';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { memory } from './attachmentsWorld';

const now = Date.UTC(2026, 4, 12, 23, 30);
const any = { status: [], categories: [], range: { kind: 'any' } } as const;

function shelfOver(kept = memory()): FilterShelf {
  let count = 0;
  return new FilterShelf(
    kept,
    () => String((count += 1)),
    () => now,
  );
}

describe('calendar days', () => {
  it('are those that there are', () => {
    for (const day of ['2026-05-12', '2024-02-29', '1999-12-31']) assert.ok(isDay(day), day);
    for (const none of [
      '2026-02-29',
      '2026-13-01',
      '2026-5-1',
      '12.05.2026',
      '05/12/2026',
      '0000-01-01',
      '2026-05-12T00',
      '',
    ])
      assert.ok(!isDay(none), none);
  });
});

describe('FilterShelf', () => {
  it('keeps saved filters of each account, in their order, over a restart', async () => {
    const kept = memory();
    const shelf = shelfOver(kept);
    await shelf.put('acc', 'One', any);
    await shelf.put('acc', 'Two', { ...any, status: ['Completed'], categories: ['lease'] });
    await shelf.put('other', 'Three', any);
    const again = shelfOver(kept).of('acc');
    assert.deepEqual(
      again.map(({ name }) => name),
      ['One', 'Two'],
    );
    assert.deepEqual(again[1]?.categories, ['lease']);
  });

  it('shows one without a name until another comes, and does not keep it', async () => {
    const kept = memory();
    const shelf = shelfOver(kept);
    const first = await shelf.put('acc', '', any);
    const second = await shelf.put('acc', '', any);
    assert.deepEqual(shelf.of('acc'), [second]);
    assert.ok(shelf.isNew(first.key));
    assert.deepEqual(shelfOver(kept).of('acc'), []);
  });

  it('changes a filter in its place, under another key', async () => {
    const shelf = shelfOver();
    const one = await shelf.put('acc', 'One', any);
    await shelf.put('acc', 'Two', any);
    const changed = await shelf.put('acc', 'First', any, one);
    assert.notEqual(changed.key, one.key);
    assert.deepEqual(
      shelf.of('acc').map(({ name }) => name),
      ['First', 'Two'],
    );
  });

  it('saves the one that was only shown when it gets a name', async () => {
    const shelf = shelfOver();
    const once = await shelf.put('acc', '', any);
    await shelf.put('acc', 'Kept', any, once);
    assert.deepEqual(
      shelf.of('acc').map(({ name }) => name),
      ['Kept'],
    );
  });

  it('removes several at once, shown ones as well', async () => {
    const kept = memory();
    const shelf = shelfOver(kept);
    const one = await shelf.put('acc', 'One', any);
    const once = await shelf.put('acc', '', any);
    await shelf.remove('acc', [one.key, once.key]);
    assert.deepEqual(shelf.of('acc'), []);
    assert.equal(kept.get('jsign.filters.acc'), undefined);
  });

  it('leaves out what is kept and no filter', () => {
    const good = { key: 'filter:1', name: 'Good', ...any };
    const bad = [
      null,
      'x',
      { ...good, key: 'Completed' },
      { ...good, name: '' },
      { ...good, status: 'Completed' },
      { ...good, range: { kind: 'between', from: '2026-02-30' } },
      { ...good, range: { kind: 'lastDays', days: -1 } },
      { ...good, range: { kind: 'never' } },
    ];
    const odd = { ...good, key: 'filter:2', status: ['Completed', 'Nonsense', 3], categories: ['a', 4] };
    const shelf = shelfOver(memory({ 'jsign.filters.acc': [...bad, good, odd] }));
    assert.deepEqual(shelf.of('acc'), [good, { ...odd, status: ['Completed'], categories: ['a'] }]);
    assert.deepEqual(shelfOver(memory({ 'jsign.filters.acc': 'x' })).of('acc'), []);
  });

  it('asks for days in UTC, and never for an end that a slow clock could get wrong', () => {
    const shelf = shelfOver();
    const asked = (range: FilterAnswers['range']) => shelf.toService({ ...any, range });
    assert.deepEqual(asked({ kind: 'any' }), {});
    assert.deepEqual(asked({ kind: 'lastDays', days: 7 }), { from: '2026-05-05' });
    assert.deepEqual(asked({ kind: 'thisYear' }), { from: '2026-01-01' });
    assert.deepEqual(asked({ kind: 'between', from: '2026-01-02', to: '2026-01-02' }), {
      from: '2026-01-02',
      to: '2026-01-02',
    });
    assert.deepEqual(asked({ kind: 'between', to: '2026-01-02' }), { to: '2026-01-02' });
  });
});

describe('Filter Envelopes…', () => {
  const ask = (
    lines: readonly ReturnType<typeof script.type>[],
    known: readonly string[] = ['lease', 'nda'],
    names: readonly string[] = [],
    before?: FilterAnswers,
  ) => {
    const prompts = new ScriptedPrompts(...lines);
    const said = new FilterQuestions({ prompts, translate: plain }).ask(known, names, before);
    return { prompts, said };
  };

  it('asks for status, categories, dates and a name', async () => {
    const { prompts, said } = ask([
      script.pickMany(['Completed', 'Declined'], /status/),
      script.pickMany(['nda'], /categories/),
      script.pick('Last 30 days'),
      script.type('Mine'),
    ]);
    assert.deepEqual(await said, {
      name: 'Mine',
      status: ['Completed', 'Declined'],
      categories: ['nda'],
      range: { kind: 'lastDays', days: 30 },
    });
    prompts.finished();
    assert.deepEqual(
      prompts.asked.map(({ step, canGoBack }) => [step, canGoBack]),
      [
        ['1/4', false],
        ['2/4', true],
        ['3/4', true],
        ['4/4', true],
      ],
    );
  });

  it('takes categories that nobody has seen yet', async () => {
    const lines = [
      script.pickMany([]),
      script.pickMany(['lease', 'Others…']),
      script.type(' Räume , plans,, plans ', /commas/),
      script.pick('Any time'),
      script.type(''),
    ];
    const { prompts, said } = ask(lines);
    assert.deepEqual((await said)?.categories, ['lease', 'Räume', 'plans']);
    prompts.finished();
    const unknown = ask(
      [script.pickMany([]), script.type(''), script.pick('This year'), script.type('')],
      [],
    );
    assert.deepEqual(await unknown.said, { ...any, name: '', range: { kind: 'thisYear' } });
  });

  it('takes days from and to, and refuses what is none', async () => {
    const { prompts, said } = ask([
      script.pickMany([]),
      script.pickMany([]),
      script.pick('From a day to a day…'),
      script.refused('12.05.2026', /yyyy-mm-dd/, /First day/),
      script.refused('2026-02-30', /A day that there is/),
      script.type('2026-05-12'),
      script.refused('2026-05-11', /before the first day, 2026-05-12/, /Last day/),
      script.refused('tomorrow', /yyyy-mm-dd/),
      script.type(' 2026-05-12 '),
      script.type('One day'),
    ]);
    assert.deepEqual((await said)?.range, { kind: 'between', from: '2026-05-12', to: '2026-05-12' });
    prompts.finished();
  });

  it('lets one end open, not both', async () => {
    const { prompts, said } = ask([
      script.pickMany([]),
      script.pickMany([]),
      script.pick('From a day to a day…'),
      script.type(''),
      script.refused('', /A first or a last day is needed/),
      script.type('2026-05-12'),
      script.type(''),
    ]);
    assert.deepEqual((await said)?.range, { kind: 'between', to: '2026-05-12' });
    prompts.finished();
  });

  it('keeps what was said when going back', async () => {
    const { prompts, said } = ask([
      script.pickMany(['Completed']),
      script.pickMany(['nda']),
      script.pick('From a day to a day…'),
      script.type('2026-05-01'),
      script.back('input'),
      script.type('2026-05-02'),
      script.type(''),
      script.back('input'),
      script.back('input'),
      script.back('input'),
      script.pick('Any time'),
      script.type(''),
    ]);
    assert.deepEqual(await said, { ...any, name: '', status: ['Completed'], categories: ['nda'] });
    prompts.finished();
    assert.equal(prompts.asked.find(({ text }) => text.includes('First day'))?.value, '');
    assert.equal(prompts.asked.filter(({ text }) => text.includes('First day'))[1]?.value, '2026-05-01');
  });

  it('refuses a name that is taken, too long, or one too many', async () => {
    const start = [script.pickMany([]), script.pickMany([]), script.pick('Any time')];
    const names = Array.from({ length: MOST_FILTERS }, (_, index) => `F${index}`);
    const { prompts, said } = ask(
      [
        ...start,
        script.refused('f3', /already/),
        script.refused('x'.repeat(61), /60 characters/),
        script.refused('New', /the most/),
        script.type('  '),
      ],
      ['lease'],
      names,
    );
    assert.equal((await said)?.name, '');
    prompts.finished();
  });

  it('starts from the filter that is changed, whose own name is not taken', async () => {
    const before = {
      ...any,
      name: 'Mine',
      categories: ['odd'],
      range: { kind: 'between', to: '2026-01-02' },
    } as const;
    const { prompts, said } = ask(
      [
        script.pickMany([]),
        script.pickMany(['Others…']),
        script.type('odd, lease'),
        script.pick('From a day to a day…'),
        script.type('2026-01-01'),
        script.type('2026-01-02'),
        script.type('Mine'),
      ],
      ['lease'],
      ['Mine', 'Other'],
      before,
    );
    assert.deepEqual(await said, {
      ...before,
      categories: ['odd', 'lease'],
      range: { kind: 'between', from: '2026-01-01', to: '2026-01-02' },
    });
    prompts.finished();
    assert.equal(prompts.asked.find(({ text }) => text.includes('commas'))?.value, 'odd');
  });

  it('gives nothing when the person leaves', async () => {
    assert.equal(await ask([script.leave('pickMany')]).said, undefined);
  });
});

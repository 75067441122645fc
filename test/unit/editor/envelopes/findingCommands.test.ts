import assert from 'node:assert/strict';
import type { FilterKey } from '../../../../src/editor/envelopes/api';
import { FilterQuestions } from '../../../../src/editor/envelopes/finding/filterQuestions';
import { FindingCommands } from '../../../../src/editor/envelopes/finding/findingCommands';
import { FilterShelf } from '../../../../src/editor/envelopes/finding/savedFilters';
import { Outline } from '../../../../src/editor/envelopes/outline';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { isCancelled } from '../../../../src/editor/platform/actions';
import { plain } from '../../../../src/editor/platform/translate';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { memory } from './attachmentsWorld';
import { clientWith, pageOf, sessionWith, summary } from './fakes';

function world(prompts: ScriptedPrompts, count: number, chosen?: string, kept = memory()) {
  const store = new ServiceEnvelopeStore(
    sessionWith(
      clientWith({
        list: () =>
          Promise.resolve(
            pageOf(Array.from({ length: count }, (_, at) => summary(`e${at}`, { categories: ['lease'] }))),
          ),
      }),
    ),
  );
  let id = 0;
  const shelf = new FilterShelf(kept, () => String((id += 1)));
  const executed: unknown[] = [];
  const searched: string[] = [];
  const revealed: FilterKey[] = [];
  const commands = new FindingCommands({
    stores: { current: store },
    commands: {
      execute: (name, ...args) => {
        executed.push([name, ...args]);
        return Promise.resolve();
      },
    },
    prompts,
    translate: plain,
    shelf,
    filters: new FilterQuestions({ prompts, translate: plain }),
    search: (_, title) => {
      searched.push(title);
      return Promise.resolve(chosen);
    },
    reveal: (key) => revealed.push(key),
  });
  const rows = () => new Outline(String, shelf).roots(store).filter((node) => node.kind === 'filter');
  return { store, shelf, commands, executed, searched, revealed, rows };
}
const make = (name: string) => [
  script.pickMany(['Completed']),
  script.pickMany(['lease']),
  script.pick('Any time'),
  script.type(name),
];

describe('commands that find and filter', () => {
  it('open what was found', async () => {
    const { commands, executed } = world(new ScriptedPrompts(), 1, 'e0');
    await commands.find();
    assert.deepEqual(executed, [['jsign.openEnvelope', { accountId: 'acc', envelopeId: 'e0' }]]);
    await assert.rejects(world(new ScriptedPrompts(), 1).commands.find(), isCancelled);
  });

  it('make a filter, show its group, and offer categories that were seen', async () => {
    const prompts = new ScriptedPrompts(...make('Leases'));
    const { store, commands, revealed, rows } = world(prompts, 3);
    await store.group('Completed').open();
    await commands.filter(undefined);
    prompts.finished();
    assert.deepEqual(revealed, ['filter:1']);
    assert.deepEqual(
      rows().map((row) => [row.filter.name, row.filter.categories]),
      [['Leases', ['lease']]],
    );
    await store.group('filter:1').open();
    assert.equal(store.group('filter:1').all.length, 3);
  });

  it('change a filter from its row, and let go of the list of the old one', async () => {
    const prompts = new ScriptedPrompts(...make('Leases'), ...make('Old leases'));
    const { store, commands, rows } = world(prompts, 1);
    await store.group('Completed').open();
    await commands.filter(undefined);
    await store.group('filter:1').open();
    await commands.filter(rows()[0]);
    assert.deepEqual(
      rows().map((row) => [row.group, row.filter.name]),
      [['filter:2', 'Old leases']],
    );
    assert.deepEqual(store.group('filter:1').all, []);
  });

  it('remove the selected filters, or the one that is chosen', async () => {
    const prompts = new ScriptedPrompts(script.pick('C'));
    const { shelf, commands, rows } = world(prompts, 1);
    const any = { status: [], categories: [], range: { kind: 'any' } } as const;
    for (const name of ['A', 'B', 'C']) await shelf.put('acc', name, any);
    const [a, b] = rows();
    await commands.remove(a, [a, b]);
    assert.deepEqual(
      rows().map((row) => row.filter.name),
      ['C'],
    );
    await commands.remove(undefined, undefined);
    prompts.finished();
    assert.deepEqual(rows(), []);
    await assert.rejects(commands.remove(undefined, undefined), /There is no filter/);
  });

  it('say that a filter could not be saved', async () => {
    const kept = { ...memory(), update: () => Promise.reject(new Error('ENOSPC')) };
    const { store, commands } = world(new ScriptedPrompts(...make('Leases')), 1, undefined, kept);
    await store.group('Completed').open();
    await assert.rejects(commands.filter(undefined), /could not be saved/);
  });

  it('choose one of a few from a list, and search among many', async () => {
    const few = new ScriptedPrompts(script.pick('Envelope e1', /Choose an envelope/));
    const small = world(few, 3);
    assert.deepEqual(await small.commands.pickEnvelope(), { accountId: 'acc', envelopeId: 'e1' });
    assert.deepEqual(small.searched, []);
    const large = world(new ScriptedPrompts(), 21, 'e20');
    assert.deepEqual(await large.commands.pickEnvelope(), { accountId: 'acc', envelopeId: 'e20' });
    assert.deepEqual(large.searched, ['Choose an envelope']);
  });
});

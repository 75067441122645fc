import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Draft } from '../../../../../src/delivery/draft';
import { FileDraftStore } from '../../../../../src/delivery/drafts/store';
import { isCancelled } from '../../../../../src/editor/platform/actions';
import { plain } from '../../../../../src/editor/platform/translate';
import { When } from '../../../../../src/editor/platform/when';
import { DraftCommands } from '../../../../../src/editor/sending/composing/draftCommands';
import { DraftShelf } from '../../../../../src/editor/sending/composing/shelf';
import { draftOf } from '../../../delivery/support/drafts';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { ACCOUNT, MemoryFiles, MemoryKeyedFiles, NOW, World } from '../world';

const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

describe('commands of drafts', () => {
  let keyed: MemoryKeyedFiles;
  let shelf: DraftShelf;
  let prompts: ScriptedPrompts;
  let commands: DraftCommands;
  let opened: string[];
  let templates: string[];
  let now: number;
  beforeEach(async () => {
    keyed = new MemoryKeyedFiles();
    prompts = new ScriptedPrompts();
    opened = [];
    templates = [];
    now = NOW;
    const files = new MemoryFiles();
    shelf = new DraftShelf({
      files: keyed,
      watch: () => ({ dispose: () => undefined }),
      prepared: files,
      read: (address) => files.read(address),
      kept: new FileDraftStore(new MemoryKeyedFiles()),
      translate: plain,
      newId: randomUUID,
      now: () => now,
    });
    commands = new DraftCommands({
      shelf,
      accounts: new World().accounts,
      prompts,
      translate: plain,
      when: new When('en-GB', () => NOW + 5 * 60_000),
      open: async (id) => Promise.resolve(void opened.push(id)),
      saveAsTemplate: async (id) => Promise.resolve(void templates.push(id)),
    });
    for (const [id, name] of [
      ['one', 'Lease'],
      ['two', 'NDA'],
      ['three', ''],
    ] as const)
      await shelf.save(draftOf(id, { name, accountId: ACCOUNT.id }));
  });
  afterEach(() => prompts.finished());

  const row = (id: string) => ({ kind: 'draft', accountId: ACCOUNT.id, draftId: `draft-${id}`, row: {} });
  const all = async (): Promise<readonly Draft[]> => (await shelf.list()).drafts;
  const names = async () => (await all()).map(({ name }) => name).sort();

  it('open the row that was clicked, and all that are selected with it', async () => {
    await commands.open(row('one'));
    await commands.open(row('one'), [row('two'), row('three')]);
    assert.deepEqual(opened, ['draft-one', 'draft-one'], 'a row outside the selection stands for itself');
    await commands.open(row('one'), [row('one'), row('two'), { kind: 'envelope' }, row('two')]);
    assert.deepEqual(opened.slice(2), ['draft-one', 'draft-two']);
  });

  it('ask which draft, among those of the account in use', async () => {
    await shelf.save(draftOf('four', { name: 'Theirs', accountId: 'account-2' }));
    prompts.then(script.pick(/NDA edited 5 minutes ago/, /Open Draft/));
    await commands.open();
    assert.deepEqual(opened, ['draft-two']);
    assert.deepEqual([...(prompts.asked[0]?.choices ?? [])].sort(), ['Lease', 'NDA', 'Untitled draft']);
    prompts.then(script.leave('pick'));
    await assert.rejects(commands.saveAsTemplate(), isCancelled);
    assert.deepEqual(templates, []);
  });

  it('say so where there is none', async () => {
    for (const { id } of await all()) await shelf.discard(id);
    await assert.rejects(commands.open(), /has no drafts/);
  });

  it('rename, starting from the name it has', async () => {
    prompts.then(script.refused('  ', /needs a name/), script.type(' Lease 43 '));
    await commands.rename(row('one'), [row('one'), row('two')]);
    assert.equal(prompts.asked[0]?.value, 'Lease');
    assert.deepEqual(await names(), ['', 'Lease 43', 'NDA']);
    now += 1000;
    prompts.then(script.type('Lease 43'));
    await commands.rename(row('one'));
    assert.equal((await shelf.load('draft-one'))?.editedAt, NOW, 'the same name changes nothing');
    prompts.then(script.leave('input'));
    await assert.rejects(commands.rename(row('one')), isCancelled);
    await assert.rejects(commands.rename(row('none')), /no longer there/);
  });

  it('open the copy that was made of one, and only list those of several', async () => {
    await commands.duplicate(row('one'));
    const copy = (await all()).find(({ name }) => name === 'Lease (copy)');
    assert.deepEqual(opened, [copy?.id]);
    await commands.duplicate(row('two'), [row('two'), row('three')]);
    assert.deepEqual(await names(), ['', '', 'Lease', 'Lease (copy)', 'NDA', 'NDA (copy)']);
    assert.equal(opened.length, 1);
  });

  it('delete what was confirmed by name, and nothing else', async () => {
    prompts.then(script.confirm(undefined, /Delete the draft "Lease"\?/));
    await assert.rejects(commands.delete(row('one')), isCancelled);
    assert.equal((await all()).length, 3);
    prompts.then(script.confirm('delete', /Delete the draft "Lease"\?[^]*not sent[^]*files stay/));
    await commands.delete(row('one'));
    assert.deepEqual(await names(), ['', 'NDA']);
    prompts.then(script.confirm('delete', /Delete 2 drafts\?\n• NDA\n• Untitled draft\n/));
    await commands.delete(row('two'), [row('two'), row('three'), row('one')]);
    assert.deepEqual(await names(), []);
    await assert.rejects(commands.delete(row('one')), /no longer there/);
  });

  it('name ten of those to be deleted, and count the others', async () => {
    const rows = [];
    for (let index = 0; index < 12; index += 1) {
      await shelf.save(draftOf(`n${index}`, { name: `N$(bug)${index}` }));
      rows.push(row(`n${index}`));
    }
    prompts.then(script.confirm(undefined));
    await assert.rejects(commands.delete(rows[0], rows), isCancelled);
    const text = prompts.asked[0]?.text ?? '';
    assert.match(text, /Delete 12 drafts/);
    assert.match(text, /and 2 more/);
    assert.ok(!text.includes('$(bug)'), 'names make no icons');
  });

  it('delete one that cannot be read, but none of a newer version', async () => {
    keyed.texts.set('draft-torn', '{');
    keyed.texts.set('draft-newer', '{"version":99}');
    prompts.then(script.confirm('delete', /"Draft that cannot be read"/));
    await commands.delete(row('torn'));
    assert.equal(keyed.texts.has('draft-torn'), false);
    await assert.rejects(commands.delete(row('newer')), /newer version .* nothing was changed/);
    assert.equal(keyed.texts.has('draft-newer'), true);
  });

  it('speak of drafts and not of sends when something fails', async () => {
    keyed.write = full;
    prompts.then(script.type('Other'));
    await assert.rejects(commands.rename(row('one')), /^UserError: The disk is full, so nothing was changed/);
    await assert.rejects(commands.duplicate(row('one')), /The disk is full/);
    keyed.keys = () => Promise.reject(new Error('no'));
    await assert.rejects(commands.open(), /drafts cannot be read or written/);
    keyed.texts.set('draft-one', '{');
    await assert.rejects(commands.rename(row('one')), /The draft cannot be read/);
  });

  it('make a template of the one that was clicked', async () => {
    await commands.saveAsTemplate(row('two'), [row('one'), row('two')]);
    assert.deepEqual(templates, ['draft-two']);
  });
});

import assert from 'node:assert/strict';
import { Actions } from '../../../../src/editor/platform/actions';
import { plain } from '../../../../src/editor/platform/translate';
import { When } from '../../../../src/editor/platform/when';
import { templateRef } from '../../../../src/editor/templates/api';
import { createTemplates } from '../../../../src/editor/templates/part';
import { filterWords, templateNodes, templateRow } from '../../../../src/editor/templates/present';
import { fits, NO_FILTER, type TemplateShelf } from '../../../../src/editor/templates/store';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { FakeTemplates, failure, NOW, shelfOf, template } from './shelf';

const describeError = () => 'It failed.';
const rows = (shelf: TemplateShelf) =>
  templateNodes(shelf, describeError).map((node) => templateRow(node, plain, new When('en-GB', () => NOW)));

describe('the templates view', () => {
  let service: FakeTemplates;
  let prompts: ScriptedPrompts;
  let statuses: string[];
  let logged: string[];
  beforeEach(() => {
    service = new FakeTemplates();
    service.all = Array.from({ length: 120 }, (_, index) => template(index + 1));
    prompts = new ScriptedPrompts();
    statuses = [];
    logged = [];
  });
  afterEach(() => prompts.finished());
  const part = () =>
    createTemplates({ prompts, translate: plain, showStatus: (text) => void statuses.push(text) });
  /** As the command runs it: failures become notifications. */
  const run = (work: () => Promise<void>) => {
    const write = (event: string) => void logged.push(event);
    const log = { trace: () => undefined, info: write, warn: write, error: write };
    return new Actions(log, prompts, plain, () => undefined).run('jsign.deleteTemplate', work);
  };
  const refOf = (index: number) => ({ accountId: 'account-1', template: template(index) });

  it('shows each with status, age, icon, a tooltip and what a screen reader says', async () => {
    service.all = [
      template(1),
      template(3),
      { ...template(4), status: { known: 'unknown', raw: 'In *review*' }, createdAt: undefined },
    ];
    const shelf = shelfOf(service);
    await shelf.list.open();
    const [active, inactive, other] = rows(shelf);
    assert.deepEqual(
      [active?.label, active?.description, active?.icon?.name, active?.context],
      ['Work order 1', 'Active · 12 May', 'file', 'template+active'],
    );
    assert.deepEqual(
      [inactive?.description, inactive?.icon, inactive?.context, inactive?.spoken],
      [
        'Inactive · 12 May',
        { name: 'circle-slash', color: 'disabledForeground' },
        'template+inactive',
        'Work order 3, template, Inactive',
      ],
    );
    assert.match(inactive?.tooltip ?? '', /no envelope can be made from it/);
    assert.match(inactive?.tooltip ?? '', /Made 12 May 2026/);
    assert.deepEqual([other?.description, other?.context], ['In *review*', 'template+unknown']);
    assert.match(other?.tooltip ?? '', /In \\\*review\\\*/);
  });

  it('hands its rows to commands, which take nothing else', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    const [node] = templateNodes(shelf, describeError);
    assert.deepEqual(templateRef(node), refOf(1));
    for (const other of [
      undefined,
      'x',
      {},
      { accountId: 'a' },
      { accountId: 1, template: template(1) },
      { accountId: 'a', template: { id: 'x' } },
    ])
      assert.equal(templateRef(other), undefined);
  });

  it('loads page by page without a filter', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    assert.deepEqual([rows(shelf).length, rows(shelf).at(-1)?.label], [51, 'Load 50 more (of 120)']);
    await shelf.list.more();
    await shelf.list.more();
    assert.equal(rows(shelf).length, 120);
  });

  it('activates and deactivates without a question, once, and reads the list again', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    await part().actions.run(shelf, refOf(1), 'deactivate');
    await part().actions.run(shelf, refOf(3), 'activate');
    assert.deepEqual(service.actions, ['deactivate template-1', 'activate template-3']);
    assert.deepEqual(
      shelf.list.all.slice(0, 3).map(({ status }) => status.known),
      ['inactive', 'active', 'active'],
    );
    assert.deepEqual(statuses, [
      'Deactivated the template "Work order 1"',
      'Activated the template "Work order 3"',
    ]);
  });

  it('deletes only after a confirmation that names it and says what stays', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    prompts.then(script.confirm(undefined), script.confirm('delete'));
    await run(() => part().actions.run(shelf, refOf(1), 'delete'));
    assert.deepEqual(service.actions, []);
    await run(() => part().actions.run(shelf, refOf(1), 'delete'));
    assert.deepEqual(service.actions, ['delete template-1']);
    assert.equal(
      shelf.list.all.some(({ id }) => id === 'template-1'),
      false,
    );
    const asked = prompts.asked.at(-1);
    assert.match(
      asked?.text ?? '',
      /Delete the template "Work order 1"\?\nThis cannot be undone.*stay as they are/,
    );
    assert.deepEqual(asked?.choices, ['Delete Template']);
  });

  it('explains the refusal of a template that was deleted elsewhere, and shows what there is now', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    service.all = service.all.filter(({ id }) => id !== 'template-2');
    prompts.then(script.notify(undefined, /"Work order 2" is no longer there: it was deleted elsewhere/));
    await run(() => part().actions.run(shelf, refOf(2), 'activate'));
    assert.equal(
      shelf.list.all.some(({ id }) => id === 'template-2'),
      false,
    );
    assert.deepEqual(statuses, []);
  });

  it('knows it by the list where the refusal says something else', async () => {
    service.all = [template(1)];
    const shelf = shelfOf(service);
    await shelf.list.open();
    service.all = [];
    service.fault = { error: failure({ kind: 'refused', status: 400, code: 'ACTION_INVALID' }), done: false };
    prompts.then(script.notify(undefined, /deleted elsewhere/));
    await run(() => part().actions.run(shelf, refOf(1), 'activate'));
  });

  it('says any other refusal as it is', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    service.fault = { error: failure({ kind: 'refused', status: 400, code: 'ACTION_INVALID' }), done: false };
    prompts.then(script.notify(undefined, /did not accept/));
    await run(() => part().actions.run(shelf, refOf(1), 'deactivate'));
    assert.equal(service.pages.length, 2, 'and reads the list again');
  });

  it('takes it for done when the answer was lost and the list says so; otherwise does not repeat it by itself', async () => {
    service.all = [template(1), template(2)];
    const shelf = shelfOf(service);
    await shelf.list.open();
    prompts.then(script.confirm('delete'));
    service.fault = { error: failure({ kind: 'network', network: 'reset' }), done: true };
    await run(() => part().actions.run(shelf, refOf(1), 'delete'));
    assert.deepEqual(statuses, ['Deleted the template "Work order 1"']);

    prompts.then(script.confirm('delete'), script.notify(undefined, /connection broke/i));
    service.fault = { error: failure({ kind: 'network', network: 'reset' }), done: false };
    await run(() => part().actions.run(shelf, refOf(2), 'delete'));
    assert.deepEqual(service.actions, ['delete template-1', 'delete template-2']);

    service.fault = { error: failure({ kind: 'timeout' }), done: true };
    service.listFault = failure({ kind: 'timeout' });
    prompts.then(script.notify(undefined, /too long/));
    await run(() => part().actions.run(shelf, refOf(2), 'deactivate'));
    assert.equal(statuses.length, 1, 'a list that cannot be read proves nothing');
  });

  it('does nothing to a template of another account', async () => {
    const shelf = shelfOf(service);
    await shelf.list.open();
    prompts.then(script.notify(undefined, /no longer in use.*Switch/));
    await run(() => part().actions.run(shelf, { ...refOf(1), accountId: 'account-2' }, 'delete'));
    assert.deepEqual(service.actions, []);
  });
});

describe('the filter of templates', () => {
  let service: FakeTemplates;
  let prompts: ScriptedPrompts;
  let shelf: TemplateShelf;
  beforeEach(async () => {
    service = new FakeTemplates();
    service.all = Array.from({ length: 520 }, (_, index) => template(index + 1));
    prompts = new ScriptedPrompts();
    shelf = shelfOf(service);
    await shelf.list.open();
  });
  afterEach(() => prompts.finished());
  const filtering = () =>
    createTemplates({ prompts, translate: plain, showStatus: () => undefined }).filtering;

  it('by a part of the name reads on until the end, with progress', async () => {
    let told = 0;
    shelf.onDidFilter(() => (told += 1));
    prompts.then(script.pickText('nda'));
    await filtering().choose(shelf);
    assert.equal(told, 1);
    assert.equal(shelf.shown.length, 50);
    await filtering().readOn(shelf);
    assert.equal(shelf.shown.length, 52);
    assert.equal(service.pages.length, 11);
    assert.equal(shelf.list.hasMore, false);
    assert.deepEqual(prompts.progressTitles, [
      'Looking through the templates',
      'Looking through the templates',
    ]);
    assert.equal(prompts.progressMessages[0], '50 of 520 read');
    assert.equal(filterWords(shelf.filter, plain), '"nda"');
  });

  it('stops reading when one look has enough, and goes on when asked', async () => {
    prompts.then(script.pick('Active Only'));
    await filtering().choose(shelf);
    assert.deepEqual(service.pages, [1, 2]);
    assert.equal(rows(shelf).at(-1)?.label, 'Search further (100 of 520 read)');
    assert.equal(rows(shelf).at(-1)?.command?.id, 'jsign.loadMoreTemplates');
    await filtering().readOn(shelf);
    assert.ok(shelf.shown.length >= 100);
    assert.ok(shelf.list.hasMore);
  });

  it('keeps status and text together, and can be cleared', async () => {
    prompts.then(script.pickText('order'), script.pick('Inactive Only'), script.pick('Clear the Filter'));
    await filtering().choose(shelf);
    await filtering().choose(shelf);
    assert.deepEqual(shelf.filter, { status: 'inactive', text: 'order' });
    assert.equal(filterWords(shelf.filter, plain), 'Inactive · "order"');
    assert.ok(shelf.shown.every((each) => each.status.known === 'inactive'));
    await filtering().choose(shelf);
    assert.deepEqual(shelf.filter, NO_FILTER);
    assert.equal(filterWords(shelf.filter, plain), '');
    assert.deepEqual(
      prompts.asked.map(({ choices }) => choices[0]),
      ['Active and Inactive', 'Clear the Filter', 'Clear the Filter'],
    );
  });

  it('ends even when the pages never do', async () => {
    service.endless = true;
    const endless = shelfOf(service);
    prompts.then(script.pickText('not there'));
    await filtering().choose(endless);
    assert.equal(endless.shown.length, 0);
    assert.ok(service.pages.length < 110);
    assert.match(rows(endless)[0]?.label ?? '', /^Search further/);
  });

  it('stops when cancelled, and at a page that fails', async () => {
    prompts.cancelProgress = /Looking through/;
    prompts.then(script.pickText('nda'), script.pickText('nda 5'));
    await filtering().choose(shelf);
    assert.deepEqual(service.pages, [1]);
    prompts.cancelProgress = undefined;
    service.listFault = failure({ kind: 'timeout' });
    await filtering().choose(shelf);
    assert.deepEqual(service.pages, [1, 2]);
    assert.equal(rows(shelf).at(-1)?.label, 'It failed.');
  });

  it('says that nothing fits, and leads to the filter', async () => {
    service.all = [template(1)];
    const small = shelfOf(service, { status: 'inactive', text: '' });
    await small.list.open();
    assert.deepEqual(
      rows(small).map(({ label, command }) => [label, command?.id]),
      [['No template fits the filter', 'jsign.filterTemplates']],
    );
  });

  it('leaves nothing out for a status word that is not known', () => {
    const odd = { ...template(1), status: { known: 'unknown' as const, raw: 'Archived' } };
    assert.ok(fits({ status: 'active', text: 'WORK' }, odd));
    assert.ok(!fits({ status: 'active', text: 'nda' }, odd));
    assert.ok(!fits({ status: 'active', text: '' }, template(3)));
  });

  it('changes nothing when the person leaves', async () => {
    prompts.then(script.leave('pick'));
    await assert.rejects(filtering().choose(shelf), { name: 'Cancelled' });
    assert.deepEqual(shelf.filter, NO_FILTER);
  });
});

import assert from 'node:assert/strict';
import { MOST_INLINE } from '../../../../src/delivery/request';
import { script } from '../scriptedPrompts';
import { BROKEN, failure } from './fakeClient';
import { ACCOUNT, anchorOf, NOW, World } from './world';

const REVIEW = /· Create the template "/;

describe('creating a template from a file', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());
  const create = (file = world.file('sow.pdf')) =>
    world.actions.run('jsign.createTemplate', () => world.flow.createTemplate(file));
  const upTo = (name = 'SOW') => [
    script.type(name, /Name of the template/),
    script.type('Client, Contractor', /by role/),
    script.pick('Create Template', REVIEW),
  ];

  it('asks for the file where none is given, and starts in the folder of the last choice', async () => {
    world.chosen = [world.file('sow.pdf')];
    world.prompts.then(...upTo(), script.leave('input'));
    const choose = () =>
      world.actions.run('jsign.createTemplate', () => world.flow.createTemplate(undefined));
    await choose();
    await choose();
    assert.deepEqual(
      world.dialogs.map(({ several, folder }) => [several, folder]),
      [
        [false, undefined],
        [false, 'file:///folder/'],
      ],
    );
    world.chosen = undefined;
    await choose();
    assert.equal(world.client.templates.length, 1);
  });

  it('shows what it will be, lets everything be changed, and remembers the roles', async () => {
    world.prompts.then(
      script.type('SOW', /Name of the template/),
      script.type('Client', /by role/),
      script.pick(/description/, REVIEW),
      script.type('For small  jobs', /What the template is for/),
      script.pick(/categories/, REVIEW),
      script.type('Legal, Sales; legal', /Categories/),
      script.pick(/^1 {2}Client/, REVIEW),
      script.type('Client, Contractor', /by role/),
      script.pick(/name of the template/, REVIEW),
      script.back('input'),
      script.pick('Create Template', REVIEW),
    );
    await create();
    const [template] = world.client.templates;
    assert.deepEqual(
      [template?.name, template?.description, template?.categories],
      ['SOW', 'For small jobs', ['Legal', 'Sales']],
    );
    assert.deepEqual(
      template?.roles.map(({ title, tabs }) => [title, tabs.length]),
      [
        ['Client', 2],
        ['Contractor', 2],
      ],
    );
    assert.deepEqual(await world.roles.of(ACCOUNT.id, 'template-1'), ['Client', 'Contractor']);
    assert.equal(world.templatesRead, 1);
    const review = world.prompts.asked.findLast(({ text }) => text.includes('· Create the template "'));
    assert.match(review?.text ?? '', /^Production · ada@example\.org · Create the template "SOW"\?/);
  });

  it('uploads nothing before the review is through, and nothing while there is an error', async () => {
    world.pdf.inspections.set('sow', {
      anchors: [anchorOf('date', 'client', 500)],
    });
    world.prompts.then(
      script.type('SOW'),
      script.pick(/client has no signature field/, REVIEW),
      script.leave('pick', REVIEW),
    );
    await create();
    assert.ok(!world.prompts.asked.at(-1)?.choices.includes('Create Template'));
    assert.deepEqual([world.client.templateUploads, world.client.templates], [[], []]);
  });

  it('sends a small document without a path inside the request, and uploads a large one', async () => {
    const virtual = (name: string, size: number) => {
      const uri = `vscode-vfs://github/acme/${name}`;
      world.files.contents.set(uri, Buffer.alloc(size, name));
      return { uri, path: `/acme/${name}` };
    };
    world.prompts.then(...upTo(), ...upTo('Large'));
    await create(virtual('sow.pdf', 40));
    assert.equal(world.client.templateUploads.length, 0);
    const [inline] = world.client.inlineTemplates;
    assert.deepEqual(inline?.documents[0]?.bytes, Buffer.alloc(40, 'sow.pdf'));
    assert.deepEqual(
      inline.roles.map(({ title, tabs }) => [title, tabs.map(({ documentRef }) => documentRef)]),
      [
        ['Client', [1, 1]],
        ['Contractor', [1, 1]],
      ],
    );

    await create(virtual('large.pdf', MOST_INLINE + 1));
    assert.equal(world.client.templateUploads.length, 1);
    assert.equal(world.client.templates.length, 1);
  });

  it('shows what is new under that name when the answer was lost, and takes it when the person says so', async () => {
    world.client.addTemplate('SOW', NOW - 11 * 60_000);
    world.client.addTemplate('Other');
    world.client.faults.push({ call: 'template', error: BROKEN(), commits: true });
    world.prompts.then(
      ...upTo(),
      script.notify('choose', /connection broke.*1 template of that name that was made about then/),
      script.pick(/^SOW created/, /Which template is "SOW"/),
    );
    await create();
    assert.equal(world.client.templates.length, 1);
    assert.deepEqual(await world.roles.of(ACCOUNT.id, 'template-3'), ['Client', 'Contractor']);
    assert.equal(await world.roles.of(ACCOUNT.id, 'template-1'), undefined);
  });

  it('makes it again only when the person has said twice that it was not made', async () => {
    world.client.faults.push({ call: 'template', error: BROKEN() });
    world.prompts.then(
      ...upTo(),
      script.notify('again', /found nothing so far/),
      script.confirm(undefined, /two of them/),
      script.notify('look'),
      script.notify('again'),
      script.confirm('again'),
    );
    await create();
    assert.equal(world.client.templates.length, 1);
    assert.deepEqual(
      world.client.templates[0]?.documents[0]?.requestId,
      'template-upload-2',
      'an upload is good for one call',
    );
  });

  it('says that the list cannot be read, and that a template of the name may be an older one', async () => {
    // The service does not say when it was made.
    world.client.templateList.push({
      id: 'template-0',
      name: 'SOW',
      status: { known: 'active', raw: 'Active' },
      createdAt: undefined,
    });
    world.client.faults.push(
      { call: 'template', error: BROKEN(), commits: true },
      { call: 'templateList', error: failure({ kind: 'server', status: 500 }) },
    );
    world.prompts.then(
      ...upTo(),
      script.notify('look', /problem of its own/),
      script.notify(undefined, /it may have been there before/),
    );
    await create();
    assert.equal(world.client.templates.length, 1);
  });

  it('finds it under a name that the service spells in another way', async () => {
    world.client.faults.push({ call: 'template', error: BROKEN() });
    world.client.addTemplate('Contrat  signe\u0301');
    world.prompts.then(
      ...upTo('Contrat sign\u00e9'),
      script.notify(undefined, /1 template of that name that was made about then/),
    );
    await create();
    assert.equal(world.client.templates.length, 0);
  });

  it('reads no list as long as the answer is there', async () => {
    world.prompts.then(...upTo());
    await create();
    assert.equal(world.client.templateLists, 0);
  });

  for (const [what, error] of [
    ['a conflict', failure({ kind: 'refused', status: 409, code: 'CONFLICT', replyRead: true })],
    ['a 401 that is not about the token', failure({ kind: 'credentials', status: 401, replyRead: true })],
    ['an error that is not of the client', new Error('boom')],
  ] as const) {
    it(`takes ${what} for what it is: nobody knows whether the template was made`, async () => {
      world.client.faults.push({ call: 'template', error, commits: true });
      world.prompts.then(...upTo(), script.notify(undefined, /We do not know whether the template "SOW"/));
      await create();
      assert.equal(world.client.templates.length, 1);
    });
  }

  it('takes an answer without an id for a lost one', async () => {
    world.client.namelessTemplate = true;
    world.prompts.then(...upTo(), script.notify(undefined, /We do not know whether the template "SOW"/));
    await create();
    assert.equal(await world.roles.of(ACCOUNT.id, ''), undefined);
  });

  it('tries the other path once and a new token once, and then says what is wrong', async () => {
    const notFound = failure({ kind: 'not-found', status: 404 });
    const expired = failure({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED', replyRead: true });
    world.client.faults.push(
      { call: 'template', error: notFound },
      { call: 'template', error: expired },
      { call: 'template', error: notFound },
    );
    world.prompts.then(...upTo(), script.notify(undefined));
    await create();
    assert.deepEqual(world.client.templateOptions, [{}, { variant: true }, { variant: true }]);
    assert.deepEqual([world.client.renewed, world.client.templates.length], [1, 0]);
  });

  it('says for certain that nothing was made where jSign refused it', async () => {
    const refused = failure({ kind: 'refused', status: 400, code: 'NAME_INVALID', replyRead: true });
    world.client.faults.push({ call: 'template', error: refused });
    world.prompts.then(...upTo(), script.notify(undefined));
    await create();
    assert.doesNotMatch(world.prompts.asked.at(-1)?.text ?? '', /We do not know/);
  });

  it('does not take a failed renewal of the sign-in for a lost answer', async () => {
    const expired = failure({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED', replyRead: true });
    world.client.faults.push({ call: 'template', error: expired });
    world.client.renew = () => Promise.reject(failure({ kind: 'timeout' }));
    world.prompts.then(...upTo(), script.notify(undefined, /too long/));
    await create();
    assert.equal(world.client.templateOptions.length, 1);
  });

  it('says before anything is uploaded that the plan has no room for a template', async () => {
    world.alerts = { templatesExhausted: true };
    world.prompts.then(
      script.type('SOW'),
      script.type('Client'),
      script.pick(/allows no more templates/, REVIEW),
      script.leave('pick'),
    );
    await create();
    assert.deepEqual(world.client.templateUploads, []);
  });
});

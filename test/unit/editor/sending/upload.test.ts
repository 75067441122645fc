import assert from 'node:assert/strict';
import { script } from '../scriptedPrompts';
import { BROKEN, failure } from './fakeClient';
import { anchorOf, World } from './world';

const NEXT = /is uploaded \(sha-256/;

describe('uploading the active file', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());
  const upload = () =>
    world.actions.run('jsign.uploadActiveFile', () => world.flow.upload(world.file('sow.pdf')));

  it('uploads, and leaves it at that when nothing is to be made of it', async () => {
    world.prompts.then(script.leave('pick', NEXT));
    await upload();
    assert.equal(world.client.uploads.length, 1);
    assert.ok(world.prompts.progressMessages.includes('12 of 12 bytes'));
    assert.deepEqual(world.journal, []);
  });

  it('stops when cancelled', async () => {
    world.prompts.cancelProgress = /Uploading/;
    await upload();
    assert.equal(world.client.uploads.length, 0);
    assert.equal(world.prompts.asked.length, 0);
  });

  it('offers to try again when the upload fails', async () => {
    world.client.faults.push({
      call: 'uploadFile',
      error: failure({ kind: 'timeout', operation: 'envelopes.uploadFile' }),
    });
    world.prompts.then(script.notify('retry', /too long/), script.leave('pick', NEXT));
    await upload();
    assert.equal(world.client.uploads.length, 2);
  });

  it('makes an envelope of it by the quick way', async () => {
    world.prompts.then(
      script.pick('Make an Envelope of It', NEXT),
      script.type('SOW'),
      script.pick('Grace Sample'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Send to 1 person'),
    );
    await upload();
    assert.equal(world.client.created.length, 1);
    assert.equal(
      world.client.created[0]?.documents[0]?.requestId,
      'upload-2',
      'an upload of its own, in the journal',
    );
  });

  it('makes a template of it with a block for each role', async () => {
    world.prompts.then(
      script.pick('Make a Template of It', NEXT),
      script.type('SOW template', /Name of the template/),
      script.refused('Client, client', /name of its own/),
      script.refused(' , ', /at least one role/),
      script.type('Client; Contractor '),
      script.pick('Create Template'),
    );
    await upload();
    const [template] = world.client.templates;
    assert.deepEqual(
      template?.roles.map(({ title, tabs }) => [title, tabs.map(({ kind }) => kind)]),
      [
        ['Client', ['signature', 'date']],
        ['Contractor', ['signature', 'date']],
      ],
    );
    assert.deepEqual(template.documents, [{ requestId: 'template-upload-1', ref: 1, name: 'sow.pdf' }]);
    assert.equal(world.templatesRead, 1);
    assert.deepEqual(world.statuses, [
      'Made the template "SOW template": it stands under Templates in the jSign view',
    ]);
  });

  it('takes the roles of a template from its anchors', async () => {
    world.pdf.inspections.set('sow', {
      anchors: [anchorOf('signature', 'client', 500), anchorOf('date', 'client', 600)],
    });
    world.prompts.then(
      script.pick('Make a Template of It'),
      script.type('SOW'),
      script.pick('Create Template'),
    );
    await upload();
    assert.deepEqual(
      world.client.templates[0]?.roles.map(({ title, tabs }) => [title, tabs.map(({ kind }) => kind)]),
      [['client', ['signature', 'date']]],
    );
  });

  it('appends a page to a template only when the person agrees', async () => {
    world.pdf.hasRoom = false;
    world.prompts.then(
      script.pick('Make a Template of It'),
      script.type('SOW'),
      script.type('Client'),
      script.back('pick', /no free place/),
      script.type('Client', /by role/),
      script.pick('Append Signature Page'),
      script.pick('Create Template'),
    );
    await upload();
    assert.equal(world.client.templates[0]?.roles[0]?.tabs[0]?.page, 2);
    assert.notEqual(world.client.templateUploads[0], world.client.uploads[0]?.sha256);
  });

  it('makes no template when left half-way', async () => {
    world.prompts.then(script.pick('Make a Template of It'), script.type('SOW'), script.leave('input'));
    await upload();
    assert.deepEqual([world.client.templates, world.client.templateUploads], [[], []]);
  });

  const template = () => [
    script.pick('Make a Template of It'),
    script.type('SOW'),
    script.type('Client'),
    script.pick('Create Template'),
  ];

  it('renews an expired sign-in and takes the other path, each once', async () => {
    world.client.faults.push({
      call: 'template',
      error: failure({ kind: 'expired', status: 401, code: 'TOKEN_EXPIRED', replyRead: true }),
    });
    world.prompts.then(...template());
    await upload();
    assert.deepEqual([world.client.renewed, world.client.templates.length], [1, 1]);

    world.client.faults.push({ call: 'template', error: failure({ kind: 'not-found', replyRead: true }) });
    world.prompts.then(...template());
    await upload();
    assert.deepEqual(world.client.templateOptions.at(-1), { variant: true });
    assert.equal(world.client.templates.length, 2);
  });

  it('says that the outcome of making a template is unknown, without making it again', async () => {
    world.client.faults.push({ call: 'template', error: BROKEN() });
    world.prompts.then(
      ...template(),
      script.notify(undefined, /We do not know whether the template "SOW" was made.*found nothing so far/),
    );
    await upload();
    assert.equal(world.client.templateOptions.length, 1);
    assert.equal(world.templatesRead, 1);
    assert.deepEqual(world.prompts.asked.at(-1)?.choices, ['Look Again', 'Make It Again', 'Open Log']);
  });

  it('says a refusal', async () => {
    world.client.faults.push({
      call: 'template',
      error: failure({
        kind: 'refused',
        operation: 'templates.createWithFiles',
        code: 'FILE_INVALID',
        replyRead: true,
      }),
    });
    world.prompts.then(...template(), script.notify(undefined));
    await upload();
    assert.equal(world.client.templateOptions.length, 1);
  });
});

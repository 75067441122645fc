import assert from 'node:assert/strict';
import { script } from '../../scriptedPrompts';
import { anchorOf, GRACE } from '../world';
import { ComposerBench, type FakePanel } from './bench';

const TEXT = ['%PDF', 'Statement of Work', 'Fee: EUR 12 000', 'Signature: ______', 'Date: ______'];
const URI = 'file:///folder/sow.pdf';

describe('the documents of a composer', () => {
  let bench: ComposerBench;
  beforeEach(() => (bench = new ComposerBench()));
  afterEach(() => bench.world.prompts.finished());

  async function composeText(lines: readonly string[] = TEXT): Promise<FakePanel> {
    const file = bench.world.file('sow.pdf', lines.join('\n'));
    await bench.composers.compose(bench.world.session, [file]);
    return bench.ready();
  }
  const idOf = (panel: FakePanel): string => panel.composition?.documents[0]?.id ?? '';
  /** Beside the line "Signature", which is the fourth. */
  function placeField(panel: FakePanel): void {
    panel.edit((before) => ({
      ...before,
      signers: [{ ...GRACE, id: 's0', order: 1 }],
      fields: [
        {
          id: 'f0',
          documentId: idOf(panel),
          signerId: 's0',
          kind: 'signature',
          page: 1,
          box: { x: 200, y: 110, width: 150, height: 40 },
          required: true,
          label: 'Sign',
        },
      ],
    }));
  }

  it('are read again from where they lie when the page wants them', async () => {
    const panel = await composeText();
    panel.say({ type: 'load', documentId: idOf(panel) });
    panel.say({ type: 'load', documentId: 'nobody' });
    await bench.quiet();
    assert.equal(panel.all('document').length, 1);
    assert.equal(panel.last('document').sha256, panel.composition?.documents[0]?.sha256);
  });

  it('are not shown as something else: a file that changed while it was not open is said to have changed', async () => {
    const panel = await composeText();
    const { id } = await bench.saved();
    panel.close();
    await bench.write(URI, '%PDF other');
    const again = await bench.open(id);
    again.say({ type: 'load', documentId: idOf(again) });
    await bench.quiet();
    assert.deepEqual(again.last('documentProblem'), {
      type: 'documentProblem',
      documentId: idOf(again),
      text: 'The file has changed since it was added.',
      advice: 'Reload it to use it as it is now.',
    });
    assert.equal(again.last('onDisk').state, 'changed');
    assert.ok(again.codes.includes('document-changed'));
  });

  it('are watched: a change and a deletion are noticed, and taken back', async () => {
    const panel = await composeText();
    await bench.write(URI, '%PDF other');
    assert.deepEqual(
      [panel.last('onDisk').state, panel.codes.includes('document-changed')],
      ['changed', true],
    );
    await bench.write(URI, undefined);
    assert.deepEqual(
      [panel.last('onDisk').state, panel.codes.includes('document-deleted')],
      ['deleted', true],
    );
    await bench.write(URI, TEXT.join('\n'));
    assert.deepEqual([panel.last('onDisk').state, panel.codes.includes('document-changed')], ['same', false]);
  });

  it('still show what they were while they are open', async () => {
    const panel = await composeText();
    await bench.write(URI, '%PDF other');
    panel.say({ type: 'load', documentId: idOf(panel) });
    await bench.quiet();
    assert.equal(Buffer.from(panel.last('document').bytes).toString(), TEXT.join('\n'));
  });

  it('are reloaded with fields where their text is now, as one step', async () => {
    const panel = await composeText();
    placeField(panel);
    await bench.write(URI, ['%PDF', 'New first line', 'Another', ...TEXT.slice(1)].join('\n'));
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    const [field] = panel.composition?.fields ?? [];
    assert.deepEqual(field?.box, { x: 200, y: 150, width: 150, height: 40 }, 'two lines further down');
    assert.equal(field.label, 'Sign');
    assert.equal(panel.last('replace').label, 'Reloaded sow.pdf');
    assert.equal(panel.last('onDisk').state, 'same');
    assert.ok(!panel.codes.includes('document-changed'));
    assert.equal((await bench.saved()).documents[0]?.sha256, panel.composition?.documents[0]?.sha256);
  });

  it('are reloaded once, however often that is asked for', async () => {
    const panel = await composeText();
    placeField(panel);
    await bench.write(URI, ['%PDF', 'New first line', 'Another', ...TEXT.slice(1)].join('\n'));
    panel.say({ type: 'reload', documentId: idOf(panel) });
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    assert.equal(panel.composition?.fields[0]?.box.y, 150, 'two lines further down, and not four');
  });

  it('have no trouble of a version that was reloaded meanwhile', async () => {
    const panel = await composeText();
    const { id } = await bench.saved();
    panel.close();
    await bench.write(URI, '%PDF other');
    const again = await bench.open(id);
    const { files } = bench.world;
    const stat = files.stat.bind(files);
    let fail: () => void = () => undefined;
    files.stat = async () => {
      files.stat = stat;
      await new Promise<void>((resolve) => (fail = resolve));
      throw new Error('EIO');
    };
    again.say({ type: 'load', documentId: idOf(again) });
    again.say({ type: 'reload', documentId: idOf(again) });
    await bench.quiet();
    again.say({ type: 'load', documentId: idOf(again) });
    await bench.quiet();
    fail();
    await bench.quiet();
    assert.equal(Buffer.from(again.last('document').bytes).toString(), '%PDF other');
    assert.deepEqual(again.all('documentProblem'), []);
  });

  it('come back as they were when the reload is undone, and are then said to have changed', async () => {
    const panel = await composeText();
    const before = panel.composition;
    assert.ok(before);
    await bench.write(URI, '%PDF other');
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    panel.edit(() => before);
    await bench.quiet();
    assert.equal((await bench.saved()).documents[0]?.sha256, before.documents[0]?.sha256);
    assert.ok(panel.codes.includes('document-changed'));
  });

  it('that are what they were need no reload', async () => {
    const panel = await composeText();
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    assert.deepEqual([panel.all('replace').length, panel.all('document').length], [0, 1]);
  });

  it('that cannot be read any more are left as they are by a reload', async () => {
    const panel = await composeText();
    await bench.write(URI, undefined);
    bench.world.prompts.then(script.notify(undefined, /no such file any more/));
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    assert.equal(panel.composition?.documents.length, 1);
  });

  it('are added from the dialog, each once', async () => {
    const panel = await composeText();
    bench.world.chosen = [bench.world.file('annex.pdf'), bench.world.file('b.pdf')];
    panel.say({ type: 'addFiles' });
    await bench.quiet();
    assert.equal(panel.last('replace').label, 'Added 2 documents');
    bench.world.chosen = [bench.world.file('annex.pdf')];
    bench.world.prompts.then(script.notify(undefined, /annex.pdf is in the envelope already/));
    panel.say({ type: 'addFiles' });
    await bench.quiet();
    assert.equal(panel.composition?.documents.length, 3);
    bench.world.chosen = undefined;
    panel.say({ type: 'addFiles' });
    await bench.quiet();
  });

  it('are dropped: what can be added is, and of the rest is said why not', async () => {
    const panel = await composeText();
    bench.world.files.contents.set('file:///folder/sub', 'folder');
    bench.world.pdf.inspections.set('word', {
      pages: [],
      problems: [{ severity: 'error', code: 'pdf-header', message: { text: 'This is no PDF.' } }],
    });
    const annex = bench.world.file('annex.pdf');
    const word = bench.world.file('letter.docx', 'word');
    bench.world.prompts.then(
      script.notify(
        undefined,
        /no file that VS Code can read.*sub: This is a folder.*letter.docx: This is no PDF/,
      ),
    );
    panel.say({
      type: 'drop',
      uris: ['https://example.org/a.pdf', 'file:///folder/sub', word.uri, annex.uri],
    });
    await bench.quiet();
    assert.deepEqual(
      panel.composition?.documents.map(({ name }) => name),
      ['sow.pdf', 'annex.pdf'],
    );
  });

  it('that are dropped once more while they are read are added once', async () => {
    const panel = await composeText();
    const { uri } = bench.world.file('annex.pdf');
    panel.say({ type: 'drop', uris: [uri] });
    panel.say({ type: 'drop', uris: [uri] });
    await bench.quiet();
    assert.equal(panel.composition?.documents.length, 2);
  });

  it('that are not saved are asked about, and left out when they are not to be saved', async () => {
    const panel = await composeText();
    const annex = bench.world.file('annex.pdf');
    bench.world.unsaved.add(annex.uri);
    bench.world.prompts.then(script.confirm(undefined, /changes that are not saved/));
    panel.say({ type: 'drop', uris: [annex.uri] });
    await bench.quiet();
    assert.equal(panel.composition?.documents.length, 1);
  });

  it('cannot be made up by the page', async () => {
    const panel = await composeText();
    placeField(panel);
    panel.edit((before) => ({
      ...before,
      documents: before.documents.map((document) => ({ ...document, sha256: 'f'.repeat(64) })),
    }));
    await bench.quiet();
    const draft = await bench.saved();
    assert.deepEqual([draft.documents, draft.fields], [[], []]);
  });

  it('get fields where places to sign are suggested and no field is near', async () => {
    const panel = await composeText();
    const at = (y: number) => ({ x: 60, y, width: 150, height: 40 });
    bench.world.pdf.suggestions = [
      { signerId: undefined, kind: 'signature', page: 1, box: at(100), why: 'line' },
      { signerId: undefined, kind: 'date', page: 1, box: { ...at(100), x: 300, height: 18 }, why: 'label' },
    ];
    panel.say({ type: 'suggest' });
    await bench.quiet();
    assert.deepEqual(
      [panel.last('replace').label, panel.selected.length, panel.composition?.signers.length],
      ['Suggested 2 places', 2, 1],
    );
    panel.say({ type: 'suggest' });
    await bench.quiet();
    assert.equal(panel.last('state').notice, 'Every place that was found has a field already.');
    bench.world.pdf.suggestions = [];
    panel.say({ type: 'suggest' });
    await bench.quiet();
    assert.match(panel.last('state').notice, /No place to sign was found/);
    panel.edit((before) => ({ ...before, name: 'Typed' }));
    assert.equal(panel.last('state').notice, '');
  });

  it('let fields of anchors follow their anchors', async () => {
    const anchors = (y: number) => ({
      anchors: [anchorOf('signature', 'client', y), anchorOf('date', 'client', y + 60)],
    });
    bench.world.pdf.inspections.set('first', anchors(100));
    bench.world.pdf.inspections.set('second', {
      anchors: [anchorOf('signature', 'client', 400), anchorOf('initials', 'client', 500)],
    });
    const panel = await composeText(['first']);
    panel.edit((before) => ({
      ...before,
      fields: before.fields.map((field) => ({ ...field, required: false })),
    }));
    await bench.write(URI, 'second');
    panel.say({ type: 'reload', documentId: idOf(panel) });
    await bench.quiet();
    assert.deepEqual(
      panel.composition?.fields.map(({ kind, box, required }) => [
        kind,
        Math.round(box.y + box.height),
        required,
      ]),
      [
        ['signature', 412, false],
        ['initials', 512, true],
      ],
    );
    assert.equal(
      panel.last('replace').label,
      'Reloaded sow.pdf; 1 field had no place any more and was removed',
    );
  });

  it('become a template with the roles as titles, if it is one', async () => {
    bench.world.pdf.inspections.set('anchored', { anchors: [anchorOf('signature', 'client', 100)] });
    const panel = await composeText(['anchored']);
    bench.world.prompts.then(script.pick('Create Template', /Create the template "SOW"/));
    panel.say({ type: 'saveAsTemplate' });
    await bench.quiet();
    bench.world.prompts.then(script.pick('SOW', /Create the template/), script.leave('input'));
    panel.say({ type: 'saveAsTemplate' });
    await bench.quiet();
    assert.equal(bench.world.client.templates.length, 1, 'whoever leaves a question leaves');
    const [template] = bench.world.client.templates;
    assert.equal(template?.name, 'SOW');
    assert.deepEqual(
      template.roles.map(({ title, tabs }) => [title, tabs.length]),
      [['client', 1]],
    );
    bench.world.chosen = [bench.world.file('annex.pdf')];
    panel.say({ type: 'addFiles' });
    await bench.quiet();
    bench.world.prompts.then(
      script.notify(undefined, /A template is made of one document; this draft has 2/),
    );
    panel.say({ type: 'saveAsTemplate' });
    await bench.quiet();
    assert.equal(panel.last('state').busy, false);
  });
});

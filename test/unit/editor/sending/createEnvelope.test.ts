import assert from 'node:assert/strict';
import { FileChoice, type OpenFilesOptions } from '../../../../src/editor/sending/fileChoice';
import { plain } from '../../../../src/editor/platform/translate';
import { script } from '../scriptedPrompts';
import { World } from './world';

describe('creating an envelope from chosen files', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());
  const create = () => world.actions.run('jsign.createEnvelope', () => world.flow.createEnvelope());

  it('offers PDF and what the plan lists, then opens the composer with all files', async () => {
    world.limits = { fileTypes: ['pdf', '.DOCX', ''] };
    world.chosen = [world.file('sow.pdf'), world.file('annex.pdf')];
    await create();
    assert.deepEqual(world.composed, [['sow.pdf', 'annex.pdf']]);
    assert.deepEqual(world.dialogs, [
      {
        title: 'Choose what to send for signature',
        openLabel: 'Create Envelope',
        several: true,
        types: [
          { label: 'Files that jSign takes', extensions: ['pdf', 'docx'] },
          { label: 'PDF', extensions: ['pdf'] },
        ],
      },
    ]);
  });

  it('says why a file that is no PDF cannot be signed, before anything is read', async () => {
    world.chosen = [world.file('sow.pdf'), world.file('annex.docx')];
    world.prompts.then(script.notify(undefined, /annex\.docx: places to sign.*Nothing was sent/));
    await create();
    assert.equal(world.client.uploads.length, 0);
  });

  it('does nothing when the dialog is left', async () => {
    world.chosen = undefined;
    await create();
    world.chosen = [];
    await create();
    assert.equal(world.prompts.asked.length, 0);
  });

  it('asks for the files to send as well where none is open or clicked, and remembers the folder', async () => {
    world.chosen = [world.file('sow.pdf')];
    world.prompts.then(script.leave('input', /Name of the envelope/));
    await world.send();
    world.chosen = undefined;
    await world.send();
    const dialog = {
      title: 'Choose what to send for signature',
      openLabel: 'Send for Signature',
      several: true,
      types: [{ label: 'PDF', extensions: ['pdf'] }],
    };
    assert.deepEqual(world.dialogs, [dialog, { ...dialog, folder: 'file:///folder/' }]);
  });

  it('starts in the last folder, of any file system, and does without where it cannot be kept', async () => {
    const asked: (string | undefined)[] = [];
    let kept: unknown = 7;
    const openFiles = async ({ folder }: OpenFilesOptions) => {
      asked.push(folder);
      return Promise.resolve([
        { uri: 'vscode-vfs://github/acme/a%2Fb/sow.pdf?ref=x/y', path: '/acme/sow.pdf' },
      ]);
    };
    const choice = new FileChoice({
      openFiles,
      translate: plain,
      memory: {
        get: () => kept,
        update: async (_key, value) => {
          kept = value;
          return Promise.reject(new Error('full'));
        },
      },
    });
    const ask = () => choice.ask({ title: '', openLabel: '', several: false });
    await ask();
    await ask();
    assert.deepEqual(asked, [undefined, 'vscode-vfs://github/acme/a%2Fb/']);
  });
});

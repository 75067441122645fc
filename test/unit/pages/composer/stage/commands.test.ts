import assert from 'node:assert/strict';
import { plain } from '../../../../../src/editor/platform/translate';
import { composerStrings } from '../../../../../src/editor/sending/composer/words';
import { Editor } from '../../../../../src/pages/composer/model/editor';
import { Commands } from '../../../../../src/pages/composer/stage/commands';
import { Words } from '../../../../../src/pages/composer/stage/words';
import { composition, field } from '../model/compositions';

/** The commands of a stage on which a field has the focus; `said` is what was read out. */
function stageOn(focused: string | undefined) {
  const editor = new Editor(composition([field('one'), field('two')]), 1);
  const strings = composerStrings(plain);
  const look = (signerId: string) => ({ colour: 0, initial: 'X', name: signerId });
  const said: string[] = [];
  const commands = new Commands({
    editor,
    focus: {
      fieldId: focused,
      isInside: true,
      beside: () => undefined,
      toField: () => true,
      toPages: () => undefined,
    },
    words: new Words(editor, () => strings, look),
    strings: () => strings,
    newId: () => 'new',
    announce: (text) => said.push(text),
    nameOf: (signerId) => signerId,
    inView: () => undefined,
    reveal: () => undefined,
    openProperties: () => undefined,
  });
  return { editor, commands, said };
}

describe('The key of a signer', () => {
  const signerOf = (editor: Editor, id: string) =>
    editor.composition.fields.find((each) => each.id === id)?.signerId;

  it('gives the selected fields to them, whatever has the focus', () => {
    const { editor, commands } = stageOn('two');
    const [, other] = editor.composition.signers;
    assert.ok(other);
    editor.select(['one']);
    assert.equal(commands.run({ do: 'signer', index: 1 }), true);
    assert.equal(signerOf(editor, 'one'), other.id);
    assert.notEqual(signerOf(editor, 'two'), other.id);
    assert.deepEqual(editor.selected, ['one']);
  });

  it('says who is next where nothing is selected, also while a field has the focus', () => {
    const { editor, commands, said } = stageOn('one');
    const [, other] = editor.composition.signers;
    assert.ok(other);
    editor.select(['one']);
    commands.run({ do: 'escape' });
    assert.equal(commands.run({ do: 'signer', index: 1 }), true);
    assert.equal(editor.signerId, other.id);
    assert.notEqual(signerOf(editor, 'one'), other.id);
    assert.deepEqual([editor.selected, editor.undoLabel], [[], undefined]);
    assert.equal(said.at(-1), `Next fields are for ${other.id}`);
  });
});

describe('Undoing on the stage', () => {
  it('says what was done, or that there is nothing to do', () => {
    const { editor, commands, said } = stageOn(undefined);
    commands.run({ do: 'undo' });
    editor.apply((before) => ({ ...before, name: 'Lease' }), 'Name');
    commands.run({ do: 'undo' });
    commands.run({ do: 'redo' });
    commands.run({ do: 'redo' });
    assert.deepEqual(said, ['Nothing to undo', 'Undone: Name', 'Redone: Name', 'Nothing to redo']);
  });
});

import assert from 'node:assert/strict';
import type { Composition } from '../../../../../src/pages/composer/composition';
import { Editor, type Difference } from '../../../../../src/pages/composer/model/editor';
import {
  addField,
  moveFields,
  removeFields,
  setFields,
} from '../../../../../src/pages/composer/model/fields';
import { setName } from '../../../../../src/pages/composer/model/options';
import { addSigner, removeSigner } from '../../../../../src/pages/composer/model/people';
import { boxOf, composition, crowded, field, signer } from './compositions';

const one = field('one');
const two = field('two', { box: { x: 300, y: 300, width: 100, height: 20 } });

function editorOf(of: Composition = composition([one, two])): Editor {
  return new Editor(of, 7);
}
function heardBy(editor: Editor): Difference[] {
  const heard: Difference[] = [];
  editor.onDidChange((difference) => heard.push(difference));
  return heard;
}

describe('The editor', () => {
  it('counts states, also those that undo and redo come to', () => {
    const editor = editorOf();
    assert.equal(editor.revision, 7);
    editor.apply(setName('a'), 'Name');
    editor.undo();
    editor.redo();
    assert.equal(editor.revision, 10);
  });

  it('does nothing and says nothing where an edit changes nothing', () => {
    const editor = editorOf();
    const heard = heardBy(editor);
    assert.equal(editor.apply(setName('Statement of Work'), 'Name'), false);
    assert.equal(editor.undo(), false);
    assert.equal(editor.redo(), false);
    assert.equal(editor.revision, 7);
    assert.deepEqual(heard, []);
  });

  it('keeps what can be redone when an edit changes nothing, and forgets it when one does', () => {
    const editor = editorOf();
    editor.apply(setName('a'), 'Name');
    editor.undo();
    editor.apply((same) => same, 'Nothing');
    assert.equal(editor.redoLabel, 'Name');
    editor.apply(setName('b'), 'Other name');
    assert.equal(editor.redo(), false);
    assert.equal(editor.redoLabel, undefined);
    assert.equal(editor.undoLabel, 'Other name');
  });

  it('gives back the very same object by undo and redo', () => {
    const first = composition([one, two]);
    const editor = editorOf(first);
    editor.apply(moveFields(['one'], 5, 5), 'Move');
    const second = editor.composition;
    editor.apply(removeFields(['two']), 'Remove');
    const third = editor.composition;
    editor.undo();
    assert.equal(editor.composition, second);
    editor.undo();
    assert.equal(editor.composition, first);
    editor.redo();
    editor.redo();
    assert.equal(editor.composition, third);
  });

  it('makes one step of those that follow each other with the same key', () => {
    const editor = editorOf();
    for (const name of ['L', 'Le', 'Lea']) editor.apply(setName(name), 'Name', { merge: 'name' });
    editor.apply(moveFields(['one'], 1, 0), 'Move', { merge: 'drag' });
    editor.apply(moveFields(['one'], 1, 0), 'Move', { merge: 'drag' });
    editor.endMerge();
    editor.apply(moveFields(['one'], 1, 0), 'Move', { merge: 'drag' });
    const places = [103, 102, 100].map((x) => {
      assert.equal(boxOf(editor.composition, 'one').x, x);
      return editor.undo();
    });
    assert.deepEqual(places, [true, true, true]);
    assert.equal(editor.composition.name, 'Statement of Work');
    assert.equal(editor.undo(), false);
  });

  it('joins nothing across undo, redo, a step without a key, or another selection', () => {
    const between: readonly ((editor: Editor) => void)[] = [
      (editor) => assert.ok(editor.undo() && editor.redo()),
      (editor) => void editor.apply(setName('other'), 'Name'),
      (editor) => editor.select(['two']),
      (editor) => editor.endMerge(),
    ];
    for (const act of between) {
      const editor = editorOf();
      editor.apply(moveFields(['one'], 1, 0), 'Move', { merge: 'nudge' });
      act(editor);
      editor.apply(moveFields(['one'], 1, 0), 'Move', { merge: 'nudge' });
      editor.undo();
      assert.equal(boxOf(editor.composition, 'one').x, 101, String(act));
    }
  });

  it('joins no step from before an undo', () => {
    const editor = editorOf();
    editor.apply(setName('a'), 'Name', { merge: 'name' });
    editor.endMerge();
    editor.apply(setName('b'), 'Name', { merge: 'name' });
    editor.undo();
    editor.apply(setName('c'), 'Name', { merge: 'name' });
    editor.undo();
    assert.equal(editor.composition.name, 'a');
  });

  it('keeps no step of a drag that ends where it began', () => {
    const first = composition([one, two]);
    const editor = editorOf(first);
    editor.apply(moveFields(['one'], 5, 0), 'Move', { merge: 'drag' });
    assert.equal(
      editor.apply(() => first, 'Move', { merge: 'drag' }),
      true,
    );
    assert.equal(editor.undoLabel, undefined);
    assert.equal(editor.undo(), false);
    editor.apply(moveFields(['one'], 5, 0), 'Move', { merge: 'drag' });
    assert.equal(editor.undo(), true);
    assert.equal(editor.composition, first);
  });

  it('selects fields that exist, each once, in the order given', () => {
    const editor = editorOf();
    const heard = heardBy(editor);
    editor.select(['two', 'nobody', 'one', 'two']);
    assert.deepEqual(editor.selected, ['two', 'one']);
    const before = editor.selected;
    editor.select(['two', 'one']);
    assert.equal(editor.selected, before);
    assert.deepEqual(heard, [{ composition: false, selection: true, tool: false }]);
  });

  it('selects what an edit asks for, lets go of what is gone, and brings the selection back', () => {
    const editor = editorOf();
    editor.select(['one']);
    editor.apply(addField(field('three', { box: { x: 0, y: 0, width: 9, height: 9 } })), 'Add', {
      select: ['three'],
    });
    assert.deepEqual(editor.selected, ['three']);
    editor.apply(removeFields(['three']), 'Remove');
    assert.deepEqual(editor.selected, []);
    editor.undo();
    assert.deepEqual(editor.selected, ['three']);
    editor.undo();
    assert.deepEqual(editor.selected, ['one']);
    editor.redo();
    assert.deepEqual(editor.selected, ['three']);
  });

  it('says exactly what is different', () => {
    const editor = editorOf();
    const heard = heardBy(editor);
    editor.apply(setName('a'), 'Name');
    editor.setTool('date');
    editor.setTool('date');
    editor.setSigner('grace');
    editor.setSigner('nobody');
    editor.select(['one']);
    editor.apply(removeFields(['one']), 'Remove');
    editor.apply(removeSigner('grace'), 'Remove');
    assert.deepEqual(heard, [
      { composition: true, selection: false, tool: false },
      { composition: false, selection: false, tool: true },
      { composition: false, selection: false, tool: true },
      { composition: false, selection: true, tool: false },
      { composition: true, selection: true, tool: false },
      { composition: true, selection: false, tool: true },
    ]);
  });

  it('knows whose fields come next as long as anybody signs', () => {
    const editor = editorOf();
    assert.equal(editor.signerId, 'ada');
    editor.setSigner('grace');
    editor.apply(removeSigner('grace'), 'Remove');
    assert.equal(editor.signerId, 'ada');
    editor.apply(removeSigner('ada'), 'Remove');
    assert.equal(editor.signerId, undefined);
    editor.apply(addSigner(signer('bob')), 'Add');
    assert.equal(editor.signerId, 'bob');
    assert.equal(editor.tool, undefined);
  });

  it('tells every listener until that one ends, even while others are told', () => {
    const editor = editorOf();
    const heard: string[] = [];
    const hear = (): void => void heard.push('same');
    const endFirst = editor.onDidChange(hear);
    editor.onDidChange(hear);
    endFirst();
    endFirst();
    editor.onDidChange(() => endLast());
    const endLast = editor.onDidChange(() => heard.push('last'));
    editor.setTool('text');
    assert.deepEqual(heard, ['same']);
  });

  it('stays as it was when an edit fails', () => {
    const editor = editorOf();
    const before = editor.composition;
    assert.throws(() =>
      editor.apply(() => {
        throw new Error('edit');
      }, 'Fail'),
    );
    assert.equal(editor.composition, before);
    assert.equal(editor.undo(), false);
  });

  it('goes back through ten thousand steps that share what they do not change', function () {
    this.timeout(30_000);
    const count = 200;
    const first = crowded(count);
    const editor = editorOf(first);
    const steps = 10_000;
    for (let step = 0; step < steps; step += 1) {
      const id = `f${(step * 7) % count}`;
      if (step % 3 === 0) editor.apply(setFields([id], { label: `label ${step}` }), 'Label');
      else editor.apply(moveFields([id], Math.floor(step / count) % 2 === 0 ? 1 : -1, 0), 'Move');
    }
    const last = editor.composition;
    let undone = 0;
    let changed = 0;
    for (let after = last; editor.undo(); after = editor.composition) {
      undone += 1;
      const { fields, ...before } = editor.composition;
      for (const [index, each] of fields.entries()) if (each !== after.fields[index]) changed += 1;
      for (const key of ['documents', 'signers', 'options'] as const) assert.equal(before[key], after[key]);
    }
    assert.equal(undone, steps);
    assert.equal(changed, steps);
    assert.equal(editor.composition, first);
    while (editor.redo());
    assert.equal(editor.composition, last);
  });
});

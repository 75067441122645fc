import assert from 'node:assert/strict';
import type { Composition } from '../../../../src/pages/composer/composition';
import { Editor } from '../../../../src/pages/composer/model/editor';
import { LONGEST_MS, Outbox, QUIET_MS } from '../../../../src/pages/composer/outbox';
import type { PageMessage, ReplaceMessage } from '../../../../src/pages/composer/protocol';

const START: Composition = {
  name: 'Lease',
  description: '',
  categories: [],
  documents: [],
  signers: [],
  observers: [],
  fields: [],
  options: { flow: 'Parallel', expiresInDays: 14, sendEmails: true },
};

/** An outbox on a clock that goes when it is told to. */
function world() {
  const said: PageMessage[] = [];
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = 0;
  const editor = new Editor(START, 5);
  const outbox = new Outbox({
    editor,
    post: (message) => said.push(message),
    later: (run, milliseconds) => {
      const one = { at: now + milliseconds, run };
      waiting.add(one);
      return () => waiting.delete(one);
    },
  });
  editor.onDidChange(() => outbox.changed());
  return {
    said,
    editor,
    outbox,
    type: (name: string) =>
      editor.apply((composition) => ({ ...composition, name }), 'Name', { merge: 'name' }),
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const one of [...waiting].filter(({ at }) => at <= now)) {
        waiting.delete(one);
        one.run();
      }
    },
    get waiting() {
      return waiting.size;
    },
  };
}
const replace = (base: number, name: string): ReplaceMessage => ({
  type: 'replace',
  number: 3,
  base,
  composition: { ...START, name },
  label: 'Named it',
  select: [],
});

describe('the outbox of the composer', () => {
  it('says nothing of what the extension knows', () => {
    const { outbox, said } = world();
    outbox.changed();
    outbox.flush();
    assert.deepEqual(said, []);
    assert.equal(outbox.isEmpty, true);
  });

  it('tells of the newest state once it is quiet, and of none twice', () => {
    const it = world();
    it.type('A');
    it.pass(QUIET_MS - 1);
    it.type('AB');
    it.pass(QUIET_MS - 1);
    assert.deepEqual(it.said, []);
    assert.equal(it.outbox.isEmpty, false);
    it.pass(1);
    assert.deepEqual(it.said, [{ type: 'change', revision: 7, composition: { ...START, name: 'AB' } }]);
    it.outbox.flush();
    it.pass(10 * LONGEST_MS);
    assert.equal(it.said.length, 1);
    assert.equal(it.waiting, 0);
  });

  it('tells of it while somebody goes on typing', () => {
    const it = world();
    for (let at = 0; at < LONGEST_MS; at += 100) {
      it.type(`A${at}`);
      it.pass(100);
    }
    assert.equal(it.said.length, 1);
  });

  it('tells of an undone state, which is a new one', () => {
    const it = world();
    it.type('A');
    it.outbox.flush();
    it.editor.undo();
    it.outbox.flush();
    assert.deepEqual(
      it.said.map((message) => message.type === 'change' && [message.revision, message.composition.name]),
      [
        [6, 'A'],
        [7, 'Lease'],
      ],
    );
  });

  it('tells before it says what depends on it', () => {
    const it = world();
    it.type('A');
    it.outbox.say({ type: 'review' });
    it.outbox.say({ type: 'suggest' });
    assert.deepEqual(
      it.said.map(({ type }) => type),
      ['change', 'review', 'suggest'],
    );
  });

  it('takes over what was made of this state, as one step, and tells of it', () => {
    const it = world();
    assert.equal(it.outbox.replace(replace(5, 'Named')), true);
    assert.deepEqual(it.said, [{ type: 'change', revision: 6, composition: { ...START, name: 'Named' } }]);
    assert.equal(it.editor.undoLabel, 'Named it');
    it.editor.undo();
    assert.equal(it.editor.composition.name, 'Lease');
  });

  it('has what was made of another state made anew, of one that the extension knows', () => {
    const it = world();
    it.type('A');
    assert.equal(it.outbox.replace(replace(5, 'Named')), false);
    assert.deepEqual(it.said, [
      { type: 'change', revision: 6, composition: { ...START, name: 'A' } },
      { type: 'again', number: 3 },
    ]);
    assert.equal(it.editor.composition.name, 'A');
    assert.equal(it.outbox.replace(replace(6, 'Named')), true);
  });

  it('answers for a state that it has already, which is no step', () => {
    const it = world();
    assert.equal(it.outbox.replace(replace(5, 'Lease')), true);
    assert.deepEqual(it.said, [{ type: 'change', revision: 5, composition: START }]);
    assert.equal(it.editor.undoLabel, undefined);
  });

  it('joins nothing that is typed afterwards with it', () => {
    const it = world();
    it.type('A');
    it.outbox.flush();
    it.outbox.replace(replace(6, 'Named'));
    it.type('B');
    it.editor.undo();
    assert.equal(it.editor.composition.name, 'Named');
    it.editor.undo();
    assert.equal(it.editor.composition.name, 'A');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FIELD_KINDS, FLOWS, type Composition } from '../../../../../src/pages/composer/composition';
import { moveDocument, removeDocument } from '../../../../../src/pages/composer/model/documents';
import { Editor, type Edit } from '../../../../../src/pages/composer/model/editor';
import {
  addField,
  alignFields,
  copyFields,
  distributeFields,
  duplicateFields,
  duplicateToAllPages,
  freeBox,
  inReadingOrder,
  moveFields,
  moveToPage,
  newField,
  pasteFields,
  removeFields,
  resizeField,
  setFields,
  type Copied,
} from '../../../../../src/pages/composer/model/fields';
import { setName, setOptions } from '../../../../../src/pages/composer/model/options';
import {
  addSigner,
  moveSigner,
  removeSigner,
  setFlow,
  setOrder,
  updateSigner,
} from '../../../../../src/pages/composer/model/people';
import { aDocument, assertSound, A4, box, composition, counter, field, signer, SMALL } from './compositions';

/** Numbers from which an edit is made: which fields, where, how far. */
interface Wild {
  readonly deed: number;
  readonly picks: readonly number[];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly merges: boolean;
}
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 900 }),
  fc.double({ min: -2000, max: 2000, noNaN: true }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity),
);
const wilds: fc.Arbitrary<readonly Wild[]> = fc.array(
  fc.record({
    deed: fc.nat(),
    picks: fc.array(fc.nat(), { maxLength: 5 }),
    a: numbers,
    b: numbers,
    c: numbers,
    merges: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[(Number.isFinite(at) ? Math.abs(Math.trunc(at)) : 0) % Math.max(1, list.length)];
}

/** Turns wild numbers into edits of what is there, and sometimes of what is not. */
class Person {
  private readonly newId = counter('id');
  private copied: Copied = { fields: [] };

  edit(of: Composition, { deed, picks, a, b, c }: Wild): Edit {
    const ids = picks.map((at) => pick(of.fields, at)?.id ?? 'none');
    const one = ids[0] ?? 'none';
    const someone = pick(of.signers, a)?.id ?? 'nobody';
    const documentId = pick(of.documents, b)?.id ?? 'none';
    const page = Number.isFinite(c) ? (Math.trunc(c) % 5) + 1 : c;
    const kind = pick(FIELD_KINDS, c) ?? 'text';
    const place = { id: this.newId(), kind, signerId: someone, documentId, page };
    const make: readonly (() => Edit)[] = [
      () => addField(newField(of, { ...place, x: a, y: b })),
      () => addField(newField(of, { ...place, x: a, y: b, width: c, height: a })),
      () => addField({ ...newField(of, { ...place, x: 0, y: 0 }), box: freeBox(of, place, box(a, b)) }),
      () => moveFields(ids, a, b),
      () => resizeField(one, box(a, b, c, a)),
      () => setFields(ids, { kind, signerId: someone }),
      () =>
        setFields(ids, {
          label: String(a),
          charLimit: b,
          alignment: 'left',
          choices: ['a'],
          defaultValue: 'a',
        }),
      () => moveToPage(ids, documentId, page),
      () =>
        alignFields(ids, pick(['left', 'center', 'right', 'top', 'middle', 'bottom'] as const, a) ?? 'left'),
      () => distributeFields(ids, a > b ? 'horizontal' : 'vertical'),
      () => duplicateFields(of, ids, this.newId).edit,
      () => duplicateToAllPages(of, ids.slice(0, 2), this.newId).edit,
      () => pasteFields(of, this.copied, documentId, page, this.newId).edit,
      () => removeFields(ids.slice(0, 2)),
      () => addSigner(signer(pick(['ada', 'bob', 'cyd', 'dan'], a) ?? 'bob', b)),
      () => updateSigner(someone, { name: String(a), countryCode: b }),
      () => removeSigner(c > 500 ? someone : 'nobody'),
      () => moveSigner(someone, b),
      () => setOrder(someone, b),
      () => setFlow(pick(FLOWS, b) ?? 'Parallel'),
      () => moveDocument(documentId, a),
      () => removeDocument(c > 700 ? documentId : 'none'),
      () => setName(String(a)),
      () => setOptions({ expiresInDays: a, reminderDays: b }),
    ];
    if (deed % 7 === 0) this.copied = copyFields(of, ids);
    return pick(make, deed)?.() ?? ((same) => same);
  }
}

function start(): Composition {
  const { documents, ...rest } = composition([
    field('one'),
    field('two', { page: 2, kind: 'signature', signerId: 'grace', anchor: '[[sign:us]]' }),
    field('three', { documentId: 'annex', kind: 'dropdown', choices: ['a', 'b'] }),
  ]);
  return { ...rest, documents: [...documents, aDocument('tiny', [SMALL, { width: 5, height: 3 }, A4])] };
}

describe('Whatever is done to a composition', () => {
  it('keeps it sound, and what was before untouched', () => {
    fc.assert(
      fc.property(wilds, (all) => {
        const person = new Person();
        let now = start();
        assertSound(now);
        for (const wild of all) {
          const before = JSON.stringify(now);
          const edit = person.edit(now, wild);
          const after = edit(now);
          assertSound(after);
          assert.equal(JSON.stringify(now), before);
          assert.equal(after === now, JSON.stringify(after) === before, 'a change, or the same object');
          now = after;
        }
        assert.equal(new Set(inReadingOrder(now)).size, now.fields.length);
      }),
      { numRuns: 300 },
    );
  });

  it('can all be undone and done again', () => {
    fc.assert(
      fc.property(wilds, (all) => {
        const first = start();
        const editor = new Editor(first, 0);
        const person = new Person();
        for (const wild of all) {
          const edit = person.edit(editor.composition, wild);
          editor.apply(edit, 'Step', { merge: wild.merges ? 'same' : undefined });
          editor.select(wild.picks.map((at) => pick(editor.composition.fields, at)?.id ?? 'none'));
        }
        const last = editor.composition;
        const seen: Composition[] = [last];
        while (editor.undo()) {
          seen.push(editor.composition);
          const there = new Set(editor.composition.fields.map(({ id }) => id));
          assert.ok(editor.selected.every((id) => there.has(id)));
        }
        assert.equal(editor.composition, first);
        for (const state of seen.toReversed().slice(1)) {
          assert.equal(editor.redo(), true);
          assert.equal(editor.composition, state);
        }
        assert.equal(editor.redo(), false);
        assert.equal(editor.composition, last);
      }),
      { numRuns: 200 },
    );
  });
});

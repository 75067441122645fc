import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextLine } from '../../../../../src/contract/types';
import type { Draft, DraftDocument, Field } from '../../../../../src/delivery/draft';
import { readDraft } from '../../../../../src/delivery/drafts/schema';
import { withDocuments } from '../../../../../src/editor/sending/composer/anchoring';
import { mergePeople, readContacts } from '../../../../../src/editor/sending/composer/contactList';
import {
  compositionOf,
  tidied,
  withComposition,
} from '../../../../../src/editor/sending/composer/draftComposition';
import { Places } from '../../../../../src/editor/sending/composer/places';
import { reloaded } from '../../../../../src/editor/sending/composer/reloading';
import { withSuggestions } from '../../../../../src/editor/sending/composer/suggesting';
import { matchLines } from '../../../../../src/editor/sending/composer/textLines';
import { cleanName } from '../../../../../src/editor/sending/people';
import { isComposition } from '../../../../../src/pages/composer/composition';
import { ADA, anchorOf, GRACE } from '../world';

const A4 = { width: 595, height: 842 };
const DOCUMENT: DraftDocument = {
  id: 'd1',
  name: 'sow.pdf',
  size: 10,
  sha256: 'a'.repeat(64),
  pages: [A4, A4],
  origin: { uri: 'file:///folder/sow.pdf' },
};
const field = (id: string, change: Partial<Field> = {}): Field => ({
  id,
  documentId: 'd1',
  signerId: 's1',
  kind: 'signature',
  page: 1,
  box: { x: 60, y: 100, width: 150, height: 40 },
  required: true,
  ...change,
});
const DRAFT: Draft = {
  version: 2,
  id: 'draft',
  intentId: 'intent',
  accountId: 'account-1',
  name: 'Statement of Work',
  description: 'For the archive',
  categories: ['Sales'],
  documents: [DOCUMENT],
  signers: [
    { id: 's1', ...ADA, order: 1, role: 'us', countryCode: 49, phoneNumber: '123', note: 'Hello' },
    { id: 's2', ...GRACE, order: 2 },
  ],
  observers: [{ name: 'Legal', email: 'legal@example.org' }],
  fields: [
    field('f1', { anchor: '[[sign:us]]', label: 'Sign' }),
    field('f2', { kind: 'text', alignment: 'center', charLimit: 20, defaultValue: 'x' }),
    field('f3', { kind: 'dropdown', choices: ['a', 'b'] }),
  ],
  options: { flow: 'Sequential', expiresInDays: 14, reminderDays: 3, qrCode: true, sendEmails: true },
  replaces: 'envelope-7',
};
const find = (id: string, sha256: string) =>
  id === DOCUMENT.id && sha256 === DOCUMENT.sha256 ? DOCUMENT : undefined;
let ids = 0;
const newId = () => `new-${(ids += 1)}`;

describe('a draft and what the page edits of it', () => {
  it('are the same there and back, the intent and what the envelope replaces included', () => {
    const composition: unknown = JSON.parse(JSON.stringify(compositionOf(DRAFT)));
    assert.ok(isComposition(composition));
    assert.deepEqual(withComposition(DRAFT, composition, find), DRAFT);
  });

  it('never make a draft that cannot be read back, whatever the page says', () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const text = fc.string({ maxLength: 8 });
    const odd = fc.record({
      name: text,
      order: number,
      page: number,
      days: number,
      code: fc.option(number, { nil: undefined }),
      limit: fc.option(number, { nil: undefined }),
      label: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(odd, ({ code, days, label, limit, name, order, page }) => {
        const before = compositionOf(DRAFT);
        const composition = {
          ...before,
          name,
          signers: before.signers.map((signer) => ({ ...signer, order, countryCode: code })),
          fields: before.fields.map((one) => ({ ...one, page, charLimit: limit, label })),
          options: { ...before.options, expiresInDays: days, reminderDays: undefined },
        };
        assert.ok(isComposition(composition));
        const draft = withComposition(DRAFT, composition, find);
        assert.equal(readDraft(JSON.stringify(draft)).kind, 'draft');
        assert.ok(!('reminderDays' in draft.options), 'what is missing is not there');
      }),
    );
  });

  it('are tidied before they are sent', () => {
    const untidy: Draft = {
      ...DRAFT,
      name: ' A  b ',
      categories: [' ', 'Sales '],
      signers: [
        { id: 's1', name: ' Ada  Example', email: ' ada@example.org ', order: 1, note: ' ', phoneNumber: '' },
      ],
    };
    const { categories, name, signers } = tidied(untidy, cleanName);
    assert.deepEqual([name, categories], ['A b', ['Sales']]);
    assert.deepEqual(signers, [{ id: 's1', ...ADA, order: 1 }]);
  });
});

describe('anchors of added documents', () => {
  it('give their role to whoever has it, whatever the case, and make a signer for the others', () => {
    const inspection = {
      pages: [{ ...A4, rotation: 0 as const }],
      anchors: [anchorOf('signature', 'US', 100), anchorOf('signature', 'client', 200)],
      problems: [],
    };
    const added = { document: { ...DOCUMENT, id: 'd2' }, inspection };
    const { draft, fieldIds } = withDocuments(DRAFT, [added], newId);
    assert.deepEqual(
      draft.signers.map(({ order, role }) => [role, order]),
      [
        ['us', 1],
        [undefined, 2],
        ['client', 3],
      ],
    );
    const made = draft.fields.filter(({ id }) => fieldIds.includes(id));
    assert.deepEqual(
      made.map(({ signerId }) => signerId),
      ['s1', draft.signers[2]?.id],
    );
  });
});

const line = (text: string, row: number, page = 1): TextLine => ({
  page,
  text,
  box: { x: 60, y: 60 + 20 * row, width: 6 * text.length, height: 12 },
  baseline: 70 + 20 * row,
});
const linesOf = (texts: readonly string[]): readonly TextLine[] =>
  texts.map((text, row) => line(text, row % 40, 1 + Math.floor(row / 40)));

describe('lines of two versions of a text', () => {
  const match = (before: readonly string[], after: readonly string[]) => [
    ...matchLines(linesOf(before), linesOf(after)),
  ];

  it('are told apart by their neighbours where they look the same', () => {
    const before = ['Ada', '____', 'Grace', '____'];
    assert.deepEqual(
      match(before, ['New', 'Grace', '____', 'Ada', '____']).sort(([a], [b]) => a - b),
      [
        [0, 3],
        [1, 4],
        [2, 1],
        [3, 2],
      ],
    );
  });

  it('are matched one to one, and only with the same text', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', '____', 'Unique one', 'Unique two', ''), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const found = match(before, after);
        assert.equal(new Set(found.map(([, to]) => to)).size, found.length);
        for (const [from, to] of found) assert.equal(before[from], after[to]);
      }),
    );
    fc.assert(fc.property(texts, (same) => assert.equal(match(same, same).length, same.length)));
  });

  it('are matched in linear time: a document of 2,000 pages is no trouble', () => {
    const many = Array.from({ length: 80_000 }, (_none, row) => (row % 3 === 0 ? '____' : `Line ${row}`));
    assert.equal(match(many, ['First', ...many]).length, many.length);
  });
});

describe('fields of a document that is another now', () => {
  const BEFORE = ['Statement of Work', 'Fee', 'Signature: ____', 'Date: ____'];
  const nothing = { pages: [], anchors: [], problems: [] };
  const reload = (
    fields: readonly Field[],
    after: readonly TextLine[],
    pages = DOCUMENT.pages,
    before: readonly TextLine[] | undefined = linesOf(BEFORE),
  ) =>
    reloaded(
      { ...DRAFT, fields },
      { document: { ...DOCUMENT, sha256: 'b'.repeat(64), pages }, inspection: nothing, lines: after },
      { inspection: nothing, lines: before },
      newId,
    );

  it('keep their distance to the line beside them, on whatever page that is now', () => {
    const placed = field('f1', { box: { x: 180, y: 95, width: 150, height: 18 } });
    const after = [
      line('Statement of Work', 0),
      line('Fee', 1),
      line('Signature: ____', 5, 2),
      line('Date: ____', 6, 2),
    ];
    const { draft, removed } = reload([placed], after);
    assert.deepEqual([draft.fields[0]?.page, draft.fields[0]?.box.y, removed], [2, 155, 0]);
    assert.equal(draft.documents[0]?.sha256, 'b'.repeat(64));
  });

  it('stay where the text is gone or was never known, and go where the page is gone', () => {
    const [on1, on2] = [field('f1'), field('f2', { page: 2 })];
    const other = linesOf(['Something else']);
    assert.deepEqual(reload([on1, on2], other).draft.fields, [on1, on2]);
    assert.deepEqual(reload([on1, on2], linesOf(BEFORE), DOCUMENT.pages, undefined).draft.fields, [on1, on2]);
    const { draft, removed } = reload([on1, on2], other, [A4]);
    assert.deepEqual([draft.fields, removed], [[on1], 1]);
  });

  it('never leave the page', () => {
    const low = field('f1', { box: { x: 60, y: 118, width: 150, height: 40 } });
    const after = [...linesOf(BEFORE.slice(0, 3)), line('Date: ____', 38)];
    const [moved] = reload([low], after, [A4]).draft.fields;
    assert.ok(moved && moved.box.y + moved.box.height <= A4.height);
  });

  it('of anchors that the person took away or moved do not come back', () => {
    const inspection = {
      pages: [{ ...A4, rotation: 0 as const }],
      anchors: [anchorOf('signature', 'us', 100), anchorOf('date', 'us', 200)],
      problems: [],
    };
    const { draft } = reloaded(
      { ...DRAFT, fields: [] },
      { document: { ...DOCUMENT, sha256: 'b'.repeat(64) }, inspection, lines: [] },
      { inspection: { ...inspection, anchors: inspection.anchors.slice(0, 1) }, lines: undefined },
      newId,
    );
    assert.deepEqual(
      draft.fields.map(({ kind }) => kind),
      ['date'],
      'the signature was there before and has no field',
    );
  });
});

describe('suggested places', () => {
  const at = (y: number, change = {}) => ({
    documentId: 'd1',
    signerId: undefined,
    kind: 'signature' as const,
    page: 2,
    box: { x: 60, y, width: 150, height: 40 },
    ...change,
  });
  const bare: Draft = { ...DRAFT, fields: [] };

  it('belong to whom they name, else to who has no signature yet; the rest to the nearest signature', () => {
    const { draft, fieldIds } = withSuggestions(
      bare,
      [
        at(300, { signerId: 's2' }),
        at(500),
        at(505, { kind: 'date', box: { x: 300, y: 505, width: 90, height: 18 } }),
      ],
      newId,
    );
    assert.equal(fieldIds.length, 3);
    assert.deepEqual(
      draft.fields.map(({ kind, signerId }) => [kind, signerId]),
      [
        ['signature', 's2'],
        ['signature', 's1'],
        ['date', 's1'],
      ],
    );
  });

  it('are left out where a field is near, but not among themselves, and of documents that are gone', () => {
    const near = {
      ...bare,
      fields: [field('f1', { page: 2, box: { x: 60, y: 345, width: 20, height: 20 } })],
    };
    assert.deepEqual(withSuggestions(near, [at(300)], newId).fieldIds, []);
    // The lines of a form stand close below each other.
    assert.equal(withSuggestions(bare, [at(300), at(310)], newId).fieldIds.length, 2);
    assert.deepEqual(withSuggestions(bare, [at(300, { documentId: 'gone' })], newId).fieldIds, []);
  });

  it('make a signer where nobody signs yet, and never name somebody who is gone', () => {
    const { draft } = withSuggestions({ ...bare, signers: [] }, [at(300, { signerId: 'gone' })], newId);
    assert.equal(draft.signers.length, 1);
    assert.equal(draft.fields[0]?.signerId, draft.signers[0]?.id);
  });
});

describe('the contacts of a workspace', () => {
  it('are a list, or an object with one', () => {
    for (const text of [JSON.stringify([ADA, GRACE]), `\uFEFF${JSON.stringify({ contacts: [ADA, GRACE] })}`])
      assert.deepEqual(readContacts(text), { people: [ADA, GRACE], isBad: false });
  });

  it('are used as far as they make sense, and said to be bad where they do not', () => {
    for (const text of ['', '{', '7', '{"people": []}', 'null'])
      assert.deepEqual(readContacts(text), { people: [], isBad: true });
    const some = JSON.stringify([
      { email: ' legal@example.org ' },
      { name: 'No address' },
      7,
      { email: 'x' },
    ]);
    assert.deepEqual(readContacts(some), { people: [{ name: '', email: 'legal@example.org' }], isBad: true });
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.json(), (text) => void readContacts(text)));
    fc.assert(fc.property(fc.string(), (text) => void readContacts(text)));
  });

  it('and past signers are one list with each address once, under a name where there is one', () => {
    const nameless = { name: '', email: 'ADA@example.org' };
    assert.deepEqual(mergePeople([nameless, GRACE], [ADA, ADA]), [ADA, GRACE]);
  });
});

describe('where the person was in a draft', () => {
  const place = (page: number) => ({ documentId: 'd1', page, offset: 0, zoom: 1 });

  it('is kept for the newest drafts, and is nothing where the memory holds something else', async () => {
    const values = new Map<string, unknown>();
    const memory = {
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    };
    const places = new Places(memory);
    for (let draft = 1; draft <= 21; draft += 1) await places.set(`d${draft}`, place(draft));
    assert.deepEqual([places.get('d1'), places.get('d2')?.page, places.get('d21')?.page], [undefined, 2, 21]);
    values.clear();
    values.set('jsign.composer.places', [{ draftId: 7 }]);
    assert.equal(places.get('d2'), undefined);
    memory.update = () => Promise.reject(new Error('read-only'));
    await places.set('d1', place(1));
  });
});

import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Draft, Field } from '../../../../src/delivery/draft';
import { toInlineEnvelope, toNewEnvelope, toTemplateEnvelope } from '../../../../src/delivery/envelope';
import { preflight } from '../../../../src/delivery/preflight';
import {
  writeEnvelope,
  writeEnvelopeFromTemplate,
  writeTemplate,
} from '../../../../src/jsign/wire/writeEnvelope';
import { BodyReader, type Json } from '../../../../src/sandbox/core/reader';
import { readEnvelope } from '../../../../src/sandbox/operations/options';
import { readObservers, readSigners, signingOrders } from '../../../../src/sandbox/operations/parties';
import { anyOverlap, placeField } from '../../../../src/sandbox/operations/tabs';
import { documentOf, draftOf, templateDraftOf } from '../support/drafts';
import { cleaned, fixed } from '../support/fixing';
import { ADA, check, codes, FINE, LEASE, withField } from '../support/preflightCase';
import { randomDraft } from '../support/randomDraft';

type Tab = Readonly<Record<string, unknown>>;

/** The bodies of every way in which a draft is put into a request: envelope by upload, envelope by base64, template. */
function bodiesOf(draft: Draft): readonly object[] {
  const ids = draft.documents.map(({ id }) => id);
  const bytes = draft.documents.map(() => new Uint8Array(1));
  const files = toNewEnvelope(draft, ids, '');
  const roles = files.signers.map(({ name: title, tabs }) => ({ title, tabs }));
  const { name, categories = [], documents } = files;
  return [
    writeEnvelope(files),
    writeEnvelope(toInlineEnvelope(draft, bytes, '')),
    writeTemplate({ name, categories, documents, roles }),
  ];
}

/** A draft that can be put into a request at all: its fields stand on pages. */
const sendable = randomDraft.map(({ draft }): Draft => ({
  ...draft,
  fields: draft.fields.filter(
    ({ documentId, page }) =>
      draft.documents.find(({ id }) => id === documentId)?.pages[page - 1] !== undefined,
  ),
}));

/** Every tab of every signer, with the array it is in. */
function tabsOf(body: object): readonly { readonly array: string; readonly tab: Tab }[] {
  const { recipients } = body as { recipients: { signers: { tabs: Record<string, Tab[]> }[] } };
  return recipients.signers.flatMap(({ tabs }) =>
    Object.entries(tabs).flatMap(([array, items]) => items.map((tab) => ({ array, tab }))),
  );
}

function everyBody(holds: (body: object) => void): void {
  fc.assert(
    fc.property(sendable, (draft) => bodiesOf(draft).forEach(holds)),
    { numRuns: 150 },
  );
}

const list = (extra: Partial<Field>) =>
  withField({ box: { x: 300, y: 300, width: 90, height: 20 }, ...extra });

describe('delivery: documented errors of the service that are known before sending', () => {
  it('ANY_TWO_PLACEHOLDER_OVERLAPPING: found for signatures and for everything else, and moved apart', () => {
    const [first] = draftOf('i').fields;
    assert.ok(first);
    const kinds = ['signature', 'initials', 'date', 'text', 'textArea', 'checkbox', 'dropdown'] as const;
    for (const kind of kinds) {
      const over = withField({ kind, box: { ...first.box, x: first.box.x + 20 }, choices: ['a'] });
      assert.deepEqual(codes(check(over)), ['error fields-overlap'], kind);
      const { draft, label, left, select } = fixed(over, 'fields-overlap');
      assert.equal(label, 'Move it to a free place');
      assert.deepEqual(left, []);
      assert.deepEqual(select, ['extra']);
      assert.deepEqual(draft.fields[0], first, 'the one below stays where it is');
    }
  });

  it('ANY_TWO_PLACEHOLDER_OVERLAPPING: by as little as a tenth of a point', () => {
    const [first] = draftOf('i').fields;
    assert.ok(first);
    const { box } = first;
    const touching = (by: number) => codes(check(withField({ box: { ...box, x: box.x + box.width - by } })));
    assert.deepEqual(touching(0.1), ['error fields-overlap']);
    assert.deepEqual(touching(0.01), [], 'which rounding to a hundredth makes of edges that touch');
  });

  it('ALIGNMENT_VALUE_IS_REQUIRED: every text, date and list says how it is aligned', () => {
    const aligned = new Set(['text_tabs', 'text_area_tabs', 'date_tabs', 'dropdown_tabs']);
    everyBody((body) => {
      for (const { array, tab } of tabsOf(body).filter((one) => aligned.has(one.array)))
        assert.ok(['left', 'center', 'right'].includes(String(tab['alignment'])), array);
    });
    const centred = draftOf('i', list({ kind: 'text', alignment: 'center' }));
    assert.match(JSON.stringify(bodiesOf(centred)[0]), /"text_tabs":\[\{[^}]*"alignment":"center"/);
  });

  it('CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED: every text says how its length is limited, and the limit makes sense', () => {
    everyBody((body) => {
      for (const { tab } of tabsOf(body).filter(({ array }) => array.startsWith('text_')))
        assert.equal(tab['char_limit_type'], 'char_limit' in tab ? 'max' : 'none');
    });
    for (const charLimit of [0, -1, 1.5, Number.NaN, Infinity]) {
      assert.deepEqual(codes(check(list({ kind: 'text', charLimit }))), ['error bad-char-limit']);
      assert.deepEqual(
        fixed(
          list({ kind: 'textArea', box: { x: 60, y: 300, width: 90, height: 30 }, charLimit }),
          'bad-char-limit',
        ).left,
        [],
      );
    }
    assert.equal(
      fixed(list({ kind: 'text', charLimit: 9.6 }), 'bad-char-limit').label,
      'Let it take 10 characters',
    );
    assert.equal(fixed(list({ kind: 'text', charLimit: 0 }), 'bad-char-limit').label, 'Remove the limit');
    const limited = draftOf('i', list({ kind: 'text', charLimit: 40 }));
    assert.match(JSON.stringify(bodiesOf(limited)[0]), /"char_limit_type":"max","char_limit":40/);
  });

  it('CHECKBOX_DEFAULT_VALUE_INVALID: starts checked or unchecked', () => {
    const box = { x: 300, y: 300, width: 14, height: 14 };
    const starting = (defaultValue: string) => withField({ kind: 'checkbox', box, defaultValue });
    for (const word of ['checked', 'unchecked']) assert.deepEqual(check(starting(word)), []);
    for (const word of ['', 'Checked', 'yes', 'true'])
      assert.deepEqual(codes(check(starting(word))), ['error checkbox-default'], word);
    const checked = fixed(starting('Yes'), 'checkbox-default');
    assert.equal(checked.draft.fields.at(-1)?.defaultValue, 'checked');
    const unchecked = fixed(starting('off'), 'checkbox-default');
    assert.equal(unchecked.draft.fields.at(-1)?.defaultValue, undefined);
    assert.deepEqual([...checked.left, ...unchecked.left], []);
    everyBody((body) => {
      for (const { tab } of tabsOf(body).filter(({ array }) => array === 'checkbox_tabs'))
        assert.ok(['checked', 'unchecked'].includes(String(tab['default_value'])));
    });
  });

  it('APPLY_TO_ALL_PAGES_INVALID: is never sent, nor are element tags asked for', () => {
    everyBody((body) =>
      assert.doesNotMatch(JSON.stringify(body), /"(apply_to_all_pages|enable_element_tag)"/),
    );
  });

  it('CATEGORIES_EMPTY: no empty list goes out, and no empty category', () => {
    everyBody((body) => {
      const { categories } = (body as { envelope: { categories?: unknown } }).envelope;
      assert.ok(categories === undefined || (Array.isArray(categories) && categories.length > 0));
    });
    const blank = { categories: ['Lease', ' '] };
    assert.deepEqual(codes(check(blank)), ['error category-blank']);
    const { draft, left } = fixed(blank, 'category-blank');
    assert.deepEqual([draft.categories, left], [['Lease'], []]);
    const twice = fixed({ categories: ['Lease', ' Lease', 'NDA'] }, 'same-category');
    assert.deepEqual([twice.draft.categories, twice.left], [['Lease', 'NDA'], []]);
  });

  it('FILE_REQUIRED: a document there is, and it is not empty', () => {
    assert.ok(codes(check({ documents: [], fields: [] })).includes('error no-documents'));
    assert.deepEqual(codes(check({ documents: [{ ...LEASE, size: 0 }] })), ['error file-empty']);
  });

  it('FILE_INVALID: what the inspection finds keeps it from being sent', () => {
    const message = { text: 'The PDF is damaged.' };
    const broken = { ...FINE, problems: [{ severity: 'error' as const, code: 'pdf-damaged', message }] };
    assert.deepEqual(codes(check({}, broken)), ['error pdf-damaged']);
    const named = { documents: [{ ...LEASE, name: 'lease.odt' }] };
    assert.deepEqual(codes(check(named)), ['warning file-type-unknown']);
  });
});

/** The sandbox reads the reference by itself, and strictly: what it refuses, the preflight should have found. */
function acceptedBySandbox(body: object, { documents }: Draft): void {
  const reader = new BodyReader();
  const json = JSON.parse(JSON.stringify(body)) as Json;
  const { flow } = readEnvelope(reader, json, true);
  const recipients = reader.object(json, 'recipients', 'RECIPIENTS_REQUIRED') ?? {};
  const signers = readSigners(reader, recipients, { tabs: true, titles: false, elementTags: false });
  if ('observers' in recipients) readObservers(reader, recipients);
  signingOrders(reader, flow, signers);
  const pages = documents.map((document, index) => ({
    ref: index + 1,
    pages: document.pages.map(({ width, height }) => [width, height] as const),
  }));
  const placed = signers
    .flatMap(({ fields }) => fields)
    .flatMap((field) => placeField(reader, field, pages) ?? []);
  reader.finish();
  assert.equal(anyOverlap(placed), false, 'ANY_TWO_PLACEHOLDER_OVERLAPPING');
}

describe('delivery: what the service documents as required is there', () => {
  const everyText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

  it('in every draft that the preflight lets through: names, addresses, a signature each, all its numbers', () => {
    let clean = 0;
    fc.assert(
      fc.property(randomDraft, (random) => {
        const draft = cleaned(random);
        if (!draft) return;
        clean += 1;
        for (const body of bodiesOf(draft).slice(0, 2)) {
          const { envelope, recipients } = body as {
            envelope: { name: unknown };
            recipients: { signers: { name: unknown; email: unknown; tabs: { sign_here_tabs: Tab[] } }[] };
          };
          assert.ok(everyText(envelope.name));
          assert.ok(recipients.signers.length > 0);
          for (const { email, name, tabs } of recipients.signers) {
            assert.ok(everyText(name) && everyText(email));
            assert.ok(tabs.sign_here_tabs.length > 0);
          }
          for (const { tab } of tabsOf(body)) {
            const numbers = ['x_position', 'y_position', 'w_position', 'h_position', 'x_position_percentage'];
            for (const name of numbers) assert.ok(Number.isFinite(tab[name]), name);
          }
          acceptedBySandbox(body, draft);
        }
      }),
      { numRuns: 120 },
    );
    assert.ok(clean >= 20, `only ${clean} of 120 were clean in the end`);
  }).timeout(60_000);

  it('of a template too: signer titles, each once', () => {
    const draft = templateDraftOf('i');
    assert.deepEqual(preflight(draft, new Map()), []);
    const body = writeEnvelopeFromTemplate(toTemplateEnvelope(draft, 'template-1'));
    assert.match(JSON.stringify(body), /"signer_title":"Landlord"/);
    const same = templateDraftOf('i', {
      signers: draft.signers.map((one) => ({ ...one, role: 'Landlord' })),
    });
    assert.deepEqual(codes(preflight(same, new Map())), ['error same-title']);
    const none = templateDraftOf('i', { signers: [ADA] });
    assert.deepEqual(codes(preflight(none, new Map())), ['error signer-without-title']);
  });

  it('observers have a name, if only their address', () => {
    const draft = draftOf('i', {
      documents: [documentOf('lease')],
      observers: [
        { name: ' ', email: ' legal@example.org ' },
        { name: 'Eve', email: 'eve@example.org' },
      ],
    });
    assert.deepEqual(toNewEnvelope(draft, ['u'], '').observers, [
      { name: 'legal@example.org', email: 'legal@example.org' },
      { name: 'Eve', email: 'eve@example.org' },
    ]);
  });
});

import fc from 'fast-check';

import type { FoundAnchor, PdfInspection } from '../../../../src/contract/types';
import type { Draft, DraftDocument, DraftSigner, Field, FieldKind } from '../../../../src/delivery/draft';
import type { Inspections } from '../../../../src/delivery/preflight';
import { documentOf } from './drafts';

/** A draft in which anything may be wrong, and what was found in its documents. */
export interface RandomDraft {
  readonly draft: Draft;
  readonly inspections: Inspections;
}

const KINDS: readonly FieldKind[] = [
  'signature',
  'initials',
  'date',
  'text',
  'textArea',
  'checkbox',
  'dropdown',
];
const ROLES = ['client', 'us', 'witness'];
const few = <T>(arbitrary: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { maxLength: most });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
/** Mostly the first, now and then one of the others. */
const mostly = <T>(usual: fc.Arbitrary<T>, ...odd: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const size = fc.constantFrom(
  { width: 595, height: 842 },
  { width: 842, height: 595 },
  { width: 200, height: 120 },
  { width: 40, height: 30 },
  { width: 20_000, height: 20_000 },
  { width: 0, height: 100 },
);
const document = fc.record({
  name: fc.constantFrom('a.pdf', 'A.pdf', 'b.pdf', 'notes', ' ', 'a, 2.pdf', 'c.docx'),
  size: mostly(fc.integer({ min: 1, max: 5000 }), 0),
  pages: few(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant({ width: 595, height: 842 }) },
      { weight: 1, arbitrary: size },
    ),
    3,
  ),
});
const email = fc.constantFrom(
  'ada@example.org',
  'grace@example.com',
  'bob@example.net',
  'eve@example.org',
  ' Ada@example.org',
  'ad a@example.org',
  'Bob <bob@example.net>',
  'mailto:kim@example.org.',
  'kim',
  '',
);
const name = mostly(fc.constantFrom('Ada Example', 'Grace Sample', 'Bob Builder', 'Eve'), '', ' ');
const signer = fc.record({
  name,
  email,
  order: mostly(fc.integer({ min: 1, max: 4 }), 0, -3, 1.5, 9, Number.NaN),
  role: maybe(fc.constantFrom(...ROLES)),
  countryCode: maybe(fc.constantFrom(49, 1, 0, 1000, 4.5)),
  phoneNumber: maybe(fc.constantFrom('170 123', '+49 170 123', '0049170123', 'x', '', '1')),
  note: maybe(fc.constantFrom('Hello', 'x'.repeat(101), '👩‍👩‍👧'.repeat(30))),
});
const place = mostly(fc.integer({ min: 0, max: 800 }), -50, 5000, Number.NaN, Infinity);
const side = mostly(fc.integer({ min: 4, max: 200 }), 0, -1, 3000, Number.NaN, Infinity);
const label = maybe(fc.constantFrom('Street', 'street ', 'Street 2', 'City', '', ' '));
const value = maybe(
  fc.constantFrom('a', ' a ', 'B', 'checked', 'TRUE', '2026-02-03', '02/30/2026', '', 'x'.repeat(40)),
);
const field = fc.record({
  document: fc.nat(4),
  signer: fc.nat(5),
  kind: fc.constantFrom(...KINDS),
  page: mostly(fc.integer({ min: 1, max: 3 }), 0, 9, 1.5),
  box: fc.record({ x: place, y: place, width: side, height: side }),
  required: fc.boolean(),
  label,
  defaultValue: value,
  charLimit: maybe(fc.constantFrom(1, 30, 500, 0, -1, 2.5, Number.NaN, Infinity)),
  alignment: maybe(fc.constantFrom('left' as const, 'center' as const, 'right' as const)),
  choices: maybe(few(fc.constantFrom('a', ' a ', 'b', '', ' '), 4)),
  anchored: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
});
const anchor = fc.record({
  role: fc.constantFrom(...ROLES),
  page: fc.integer({ min: 1, max: 3 }),
  x: fc.integer({ min: 0, max: 500 }),
  y: fc.integer({ min: 0, max: 800 }),
});
const days = mostly(fc.integer({ min: 1, max: 60 }), 0, -1, 366, 1.5, Number.NaN, Infinity);

const parts = fc.record({
  name: mostly(fc.constant('Lease 42'), '', ' ', '👩‍👩‍👧'.repeat(80)),
  categories: few(fc.constantFrom('Lease', ' Lease', 'NDA', '', ' '), 3),
  documents: few(document, 4),
  signers: few(signer, 5),
  observers: few(fc.record({ name, email }), 3),
  fields: few(field, 14),
  anchors: few(anchor, 3),
  flow: fc.constantFrom('Parallel' as const, 'Sequential' as const, 'Hybrid' as const),
  expiresInDays: days,
  reminderDays: maybe(days),
});

export const randomDraft: fc.Arbitrary<RandomDraft> = parts.map((made) => {
  const documents = made.documents.map((one, index): DraftDocument => ({
    ...documentOf(`d${index}`),
    id: `d${index}`,
    ...one,
  }));
  const signers = made.signers.map((one, index): DraftSigner => ({ id: `s${index}`, ...given(one) }));
  const fields = made.fields.map(({ document: at, signer: whose, anchored, ...rest }, index): Field => ({
    id: `f${index}`,
    documentId: `d${at % Math.max(1, documents.length + (at === 4 ? 1 : 0))}`,
    signerId: `s${whose % Math.max(1, signers.length + (whose === 5 ? 1 : 0))}`,
    ...given(rest),
    ...(anchored && { anchor: `[[sign:${ROLES[index % 3] ?? ''}]]` }),
  }));
  const draft: Draft = {
    version: 2,
    id: 'draft',
    intentId: 'intent',
    accountId: 'account',
    name: made.name,
    description: '',
    categories: made.categories,
    documents,
    signers,
    observers: made.observers,
    fields,
    options: {
      flow: made.flow,
      sendEmails: true,
      ...given({ expiresInDays: made.expiresInDays, reminderDays: made.reminderDays }),
    },
  };
  return { draft, inspections: inspectionsOf(documents, made.anchors) };
});

function inspectionsOf(
  documents: readonly DraftDocument[],
  anchors: readonly {
    readonly role: string;
    readonly page: number;
    readonly x: number;
    readonly y: number;
  }[],
): Inspections {
  return new Map(
    documents.map(({ id, pages }, index): [string, PdfInspection] => [
      id,
      {
        pages: pages.map((page) => ({ ...page, rotation: 0 })),
        problems: [],
        anchors: anchors
          .filter(({ page }, at) => at % documents.length === index && page <= pages.length)
          .map(({ page, role, x, y }): FoundAnchor => ({
            token: `[[sign:${role}]]`,
            kind: 'signature',
            role,
            required: true,
            page,
            box: { x, y, width: 80, height: 12 },
          })),
      },
    ]),
  );
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** What is missing is missing, not `undefined`. */
function given<T extends object>(whole: T): Present<T> {
  return Object.fromEntries(Object.entries(whole).filter(([, one]) => one !== undefined)) as Present<T>;
}

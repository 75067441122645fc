import { createHash } from 'node:crypto';
import type {
  ComposedDocument,
  ComposedField,
  ComposedSigner,
  Composition,
  FieldKind,
} from '../../../src/pages/composer/composition';
import type { ComposerFacts, KnownPerson, ShownProblem } from '../../../src/pages/composer/protocol';
import { long, sample } from './viewerDocuments';

/** Bytes of a document by its id. */
export const DOCUMENTS: Readonly<Record<string, () => Uint8Array>> = {
  nda: sample,
  annex: () => long(4),
};

const SIZES: Readonly<
  Record<string, { readonly name: string; readonly pages: number; readonly size: readonly [number, number] }>
> = {
  nda: { name: 'mutual-nda.pdf', pages: 2, size: [595, 842] },
  annex: { name: 'annex.pdf', pages: 4, size: [612, 792] },
};

export function document(id: string, pages?: number): ComposedDocument {
  const {
    name,
    pages: usual,
    size,
  } = SIZES[id] ?? { name: `${id}.pdf`, pages: 1, size: [595, 842] as const };
  const bytes = DOCUMENTS[id]?.() ?? new Uint8Array();
  return {
    id,
    name,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: Array.from({ length: pages ?? usual }, () => ({ width: size[0], height: size[1] })),
  };
}

export const ADA: ComposedSigner = { id: 'ada', name: 'Ada Example', email: 'ada@example.org', order: 1 };
export const GRACE: ComposedSigner = {
  id: 'grace',
  name: 'Grace Sample',
  email: 'grace@example.com',
  order: 2,
};
export const ALAN: ComposedSigner = { id: 'alan', name: 'Alan Model', email: 'alan@example.net', order: 3 };

export function field(
  id: string,
  kind: FieldKind,
  signerId: string,
  y: number,
  more: Partial<ComposedField> = {},
): ComposedField {
  const box = { x: 72, y, width: 150, height: kind === 'signature' ? 40 : 18 };
  return { id, kind, signerId, documentId: 'nda', page: 1, box, required: true, ...more };
}

export const EMPTY: Composition = {
  name: '',
  description: '',
  categories: [],
  documents: [],
  signers: [],
  observers: [],
  fields: [],
  options: { flow: 'Sequential', expiresInDays: 14, sendEmails: true },
};

export const FILLED: Composition = {
  ...EMPTY,
  name: 'Statement of Work',
  description: 'The work of the second phase.',
  categories: ['Projects', 'Clients'],
  documents: [document('nda'), document('annex')],
  signers: [ADA, GRACE, ALAN],
  observers: [{ name: 'Legal', email: 'legal@example.com' }],
  fields: [
    field('f1', 'signature', 'ada', 200),
    field('f2', 'date', 'ada', 260, { box: { x: 300, y: 222, width: 90, height: 18 } }),
    field('f3', 'signature', 'grace', 320),
    field('f4', 'text', 'grace', 380, { label: 'Title', alignment: 'left', charLimit: 40 }),
    field('f5', 'dropdown', 'alan', 420, { choices: ['Monthly', 'Yearly'], defaultValue: 'Yearly' }),
    field('f6', 'checkbox', 'alan', 460, { box: { x: 72, y: 460, width: 14, height: 14 }, required: false }),
  ],
  options: { flow: 'Sequential', expiresInDays: 14, reminderDays: 3, qrCode: true, sendEmails: true },
};

/** The documents of {@link FILLED} and two people, nothing placed. */
export const BLANK: Composition = { ...FILLED, signers: [ADA, GRACE], fields: [] };

export const FACTS: ComposerFacts = {
  environment: 'Local sandbox',
  isProduction: false,
  accountEmail: 'ada@example.org',
  me: { name: 'Ada Example', email: 'ada@example.org' },
  locale: 'en',
  mostDocuments: 10,
};

export const PEOPLE: readonly KnownPerson[] = [
  { name: 'Grace Sample', email: 'grace@example.com' },
  { name: 'Alan Model', email: 'alan@example.net' },
  { name: 'Ada Example', email: 'ada@example.org' },
  { name: 'Gräfin Muster', email: 'muster@example.org' },
];
export const CATEGORIES = ['Clients', 'Projects', 'People'];

export function problem(key: string, text: string, more: Partial<ShownProblem> = {}): ShownProblem {
  return {
    severity: 'error',
    code: key,
    text,
    advice: undefined,
    fix: undefined,
    key,
    ...more,
    where: {
      documentId: undefined,
      page: undefined,
      fieldId: undefined,
      signerId: undefined,
      option: undefined,
      ...more.where,
    },
  };
}

const nowhere = {
  documentId: undefined,
  page: undefined,
  fieldId: undefined,
  signerId: undefined,
  option: undefined,
};

export const PROBLEMS: readonly ShownProblem[] = [
  problem('name-too-long', 'The name is long and may be cut.', {
    severity: 'warning',
    where: { ...nowhere, option: 'name' },
  }),
  problem('signer-without-field', 'Alan Model has no signature field.', {
    advice: 'Place one, or remove the signer.',
    fix: 'Place it',
    where: { ...nowhere, signerId: 'alan' },
  }),
  problem('fields-overlap', 'Two fields lie over each other on page 1 of mutual-nda.pdf.', {
    fix: 'Move apart',
    where: { ...nowhere, documentId: 'nda', page: 1, fieldId: 'f4' },
  }),
  problem('js', 'annex.pdf has a script. It is sent as it is.', {
    severity: 'info',
    where: { ...nowhere, documentId: 'annex', page: 2 },
  }),
];

import type { Alignment, Box, ComposedField, Composition, FieldKind, PageSize } from '../composition';
import { mapFields } from './change';
import type { Edit } from './editor';
import { intoPage, pagesOf } from './geometry';
import { DEFAULT_SIZES } from './sizes';

/** What only some kinds have. */
export type FieldProperty = 'label' | 'defaultValue' | 'alignment' | 'charLimit' | 'choices';

const KINDS_WITH: Readonly<Record<FieldProperty, readonly FieldKind[] | 'all'>> = {
  label: 'all',
  defaultValue: ['text', 'textArea', 'checkbox', 'dropdown'],
  alignment: ['text', 'textArea', 'date'],
  charLimit: ['text', 'textArea'],
  choices: ['dropdown'],
};

/** Whether a field of this kind can have the property. */
export function mayHave(kind: FieldKind, property: FieldProperty): boolean {
  const kinds = KINDS_WITH[property];
  return kinds === 'all' || kinds.includes(kind);
}

/** `undefined` takes a property away; what every field has (required, signer, kind) stays as it is then. */
export interface FieldPatch {
  readonly required?: boolean | undefined;
  readonly label?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly alignment?: Alignment | undefined;
  readonly charLimit?: number | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly signerId?: string | undefined;
  readonly kind?: FieldKind | undefined;
}

/**
 * Changes properties of fields. What a kind cannot have is dropped, and so is an empty label or default. A field of the usual size that
 * becomes another kind gets that kind's usual size.
 */
export function setFields(ids: readonly string[], patch: FieldPatch): Edit {
  return (composition) => {
    const pageAt = pagesOf(composition);
    const known = withKnownSigner(composition, patch);
    return mapFields(composition, ids, (field) => {
      const after = changed(field, known, pageAt(field));
      return sameField(field, after) ? field : after;
    });
  };
}

function withKnownSigner(composition: Composition, patch: FieldPatch): FieldPatch {
  const known = composition.signers.some(({ id }) => id === patch.signerId);
  return known ? patch : { ...patch, signerId: undefined };
}

function changed(field: ComposedField, patch: FieldPatch, page: PageSize | undefined): ComposedField {
  const kind = patch.kind ?? field.kind;
  const wish = { ...field, ...patch };
  const label = wish.label === '' ? undefined : wish.label;
  const choices = kind === 'dropdown' ? (wish.choices ?? []) : undefined;
  const defaultValue = defaultFor(kind, field, wish.defaultValue, choices ?? []);
  const alignment = mayHave(kind, 'alignment') ? wish.alignment : undefined;
  const charLimit = mayHave(kind, 'charLimit') && isNumeric(wish.charLimit) ? wish.charLimit : undefined;
  return {
    id: field.id,
    documentId: field.documentId,
    signerId: patch.signerId ?? field.signerId,
    kind,
    page: field.page,
    box: boxFor(kind, field, page),
    required: patch.required ?? field.required,
    ...(label !== undefined && { label }),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(alignment !== undefined && { alignment }),
    ...(charLimit !== undefined && { charLimit }),
    ...(choices !== undefined && { choices }),
    ...(field.anchor !== undefined && { anchor: field.anchor }),
  };
}

function isNumeric(value: number | undefined): value is number {
  return Number.isFinite(value);
}

function defaultFor(
  kind: FieldKind,
  before: ComposedField,
  value: string | undefined,
  choices: readonly string[],
): string | undefined {
  if (!mayHave(kind, 'defaultValue') || value === '') return undefined;
  if (kind === 'checkbox') return value === 'checked' ? value : undefined;
  if (kind === before.kind) return value;
  // A word meant for another kind says nothing here: neither `checked` in a text nor a text that is no choice.
  if (before.kind === 'checkbox' && value === before.defaultValue) return undefined;
  if (kind === 'dropdown') return value !== undefined && choices.includes(value) ? value : undefined;
  return value;
}

function boxFor(kind: FieldKind, field: ComposedField, page: PageSize | undefined): Box {
  const { box, kind: before } = field;
  if (kind === before || !page) return box;
  const usual = DEFAULT_SIZES[before];
  const untouched = box.width === usual.width && box.height === usual.height;
  // A box to tick is square whatever it was before, and what it becomes does not fit into one.
  const square = kind === 'checkbox' || before === 'checkbox';
  return untouched || square ? intoPage({ ...box, ...DEFAULT_SIZES[kind] }, page) : box;
}

function sameField(one: ComposedField, other: ComposedField): boolean {
  return (
    one.kind === other.kind &&
    one.signerId === other.signerId &&
    one.required === other.required &&
    one.label === other.label &&
    one.defaultValue === other.defaultValue &&
    one.alignment === other.alignment &&
    one.charLimit === other.charLimit &&
    sameTexts(one.choices, other.choices)
  );
}

function sameTexts(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

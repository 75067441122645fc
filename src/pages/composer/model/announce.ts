import { filled } from '../../viewer/strings';
import type { ComposedField, FieldKind } from '../composition';

/** Names of the kinds in the person's language. */
export type KindNames = Readonly<Record<FieldKind, string>>;

/** Where a field is, in the words and whole points that a person hears. */
export interface FieldPlace {
  readonly kind: string;
  /** Of its signer. */
  readonly name: string;
  /** From 1. */
  readonly page: number;
  /** Points from the left edge of the page, and from the upper one. */
  readonly x: number;
  readonly y: number;
}

export function placeOf(field: ComposedField, signerName: string, kindNames: KindNames): FieldPlace {
  const { box, page, kind } = field;
  return { kind: kindNames[kind], name: signerName, page, x: Math.round(box.x), y: Math.round(box.y) };
}

/** "Signature, Ada Example, page 2, 120 by 640". The template's places: 0 the kind, 1 the signer, 2 the page, 3 x, 4 y. */
export function describeField(
  field: ComposedField,
  signerName: string,
  kindNames: KindNames,
  template: string,
): string {
  const { kind, name, page, x, y } = placeOf(field, signerName, kindNames);
  return filled(template, kind, name, page, x, y);
}

/** "Signature, 150 wide, 40 high". The template's places: 0 the kind, 1 the width, 2 the height, in whole points. */
export function describeSize(field: ComposedField, kindNames: KindNames, template: string): string {
  const { box, kind } = field;
  return filled(template, kindNames[kind], Math.round(box.width), Math.round(box.height));
}

export interface SelectionTemplates {
  /** As for {@link describeField}. */
  readonly one: string;
  /** "3 fields selected": 0 is how many. */
  readonly several: string;
  /** "Nothing selected". */
  readonly none: string;
}

/** What is selected: one field with its place, several by their number. */
export function describeSelection(
  fields: readonly ComposedField[],
  nameOf: (signerId: string) => string,
  kindNames: KindNames,
  { one, several, none }: SelectionTemplates,
): string {
  const [first, ...more] = fields;
  if (!first) return none;
  if (more.length > 0) return filled(several, fields.length);
  return describeField(first, nameOf(first.signerId), kindNames, one);
}

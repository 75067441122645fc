/**
 * What the composer edits, as both sides know it: a draft without what only the extension knows. Plain data.
 */
import { isFlag, isNumber, isText, listOf, maybe, oneOf, record, type Guard } from '../shape';

/** Points (1/72 inch) on a page as displayed, after crop box and rotation; origin top left, y downwards. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface PageSize {
  /** As displayed, points. */
  readonly width: number;
  readonly height: number;
}

export const FIELD_KINDS = [
  'signature',
  'initials',
  'date',
  'text',
  'textArea',
  'checkbox',
  'dropdown',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export const ALIGNMENTS = ['left', 'center', 'right'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];
export const FLOWS = ['Parallel', 'Sequential', 'Hybrid'] as const;
export type Flow = (typeof FLOWS)[number];

export interface ComposedField {
  readonly id: string;
  readonly documentId: string;
  readonly signerId: string;
  readonly kind: FieldKind;
  /** From 1. */
  readonly page: number;
  readonly box: Box;
  readonly required: boolean;
  readonly label?: string;
  /** Of a checkbox `checked` or nothing. */
  readonly defaultValue?: string;
  /** Of text, text area and date. */
  readonly alignment?: Alignment;
  /** Characters at most, of text and text area. */
  readonly charLimit?: number;
  /** Of a dropdown. */
  readonly choices?: readonly string[];
  /** The anchor's text where the field was made from one; it stays tied to it until it is moved. */
  readonly anchor?: string;
}

export interface ComposedSigner {
  readonly id: string;
  /** Empty while nobody has said who it is. */
  readonly name: string;
  readonly email: string;
  /** From 1; equal numbers sign at the same time. */
  readonly order: number;
  /** The role in the documents' anchors. */
  readonly role?: string;
  readonly countryCode?: number;
  readonly phoneNumber?: string;
  readonly note?: string;
}
export interface ComposedObserver {
  readonly name: string;
  readonly email: string;
}
export interface ComposedDocument {
  readonly id: string;
  /** File name with extension. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal SHA-256 of the bytes that will be sent. */
  readonly sha256: string;
  readonly pages: readonly PageSize[];
}
export interface ComposedOptions {
  readonly flow: Flow;
  readonly expiresInDays: number;
  /** Reminders start so many days before it expires; none where it is missing. */
  readonly reminderDays?: number;
  readonly qrCode?: boolean;
  readonly removeAfterSigning?: boolean;
  readonly captureLocation?: boolean;
  readonly sendEmails: boolean;
}
export interface Composition {
  readonly name: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly documents: readonly ComposedDocument[];
  readonly signers: readonly ComposedSigner[];
  readonly observers: readonly ComposedObserver[];
  readonly fields: readonly ComposedField[];
  readonly options: ComposedOptions;
}

// ---- guards ----

export const isBox: Guard<Box> = record<Box>({ x: isNumber, y: isNumber, width: isNumber, height: isNumber });

const isField: Guard<ComposedField> = record<ComposedField>({
  id: isText,
  documentId: isText,
  signerId: isText,
  kind: oneOf(FIELD_KINDS),
  page: isNumber,
  box: isBox,
  required: isFlag,
  label: maybe(isText),
  defaultValue: maybe(isText),
  alignment: maybe(oneOf(ALIGNMENTS)),
  charLimit: maybe(isNumber),
  choices: maybe(listOf(isText)),
  anchor: maybe(isText),
});

const isSigner: Guard<ComposedSigner> = record<ComposedSigner>({
  id: isText,
  name: isText,
  email: isText,
  order: isNumber,
  role: maybe(isText),
  countryCode: maybe(isNumber),
  phoneNumber: maybe(isText),
  note: maybe(isText),
});

const isDocument: Guard<ComposedDocument> = record<ComposedDocument>({
  id: isText,
  name: isText,
  size: isNumber,
  sha256: isText,
  pages: listOf(record<PageSize>({ width: isNumber, height: isNumber })),
});

const isOptions: Guard<ComposedOptions> = record<ComposedOptions>({
  flow: oneOf(FLOWS),
  expiresInDays: isNumber,
  reminderDays: maybe(isNumber),
  qrCode: maybe(isFlag),
  removeAfterSigning: maybe(isFlag),
  captureLocation: maybe(isFlag),
  sendEmails: isFlag,
});

export const isComposition: Guard<Composition> = record<Composition>({
  name: isText,
  description: isText,
  categories: listOf(isText),
  documents: listOf(isDocument),
  signers: listOf(isSigner),
  observers: listOf(record<ComposedObserver>({ name: isText, email: isText })),
  fields: listOf(isField),
  options: isOptions,
});

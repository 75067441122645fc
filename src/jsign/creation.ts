import type { SignFlow } from './types';

/** What goes into the calls that create envelopes and templates: sections 4.2 to 4.4, 5.2, 5.3 and 8 of the API reference. */

export type TabKind = 'signature' | 'initials' | 'date' | 'text' | 'textArea' | 'checkbox' | 'dropdown';

/** A field for the wire: where it is on a page as displayed (crop and rotation applied), points, origin top left, y down. */
export interface Tab {
  readonly kind: TabKind;
  /** `document_ref_no` of the document it stands on. */
  readonly documentRef: number;
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Size of that page as displayed, points: percentages are made of it. */
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly required?: boolean;
  readonly label?: string;
  readonly defaultValue?: string;
  readonly alignment?: 'left' | 'center' | 'right';
  readonly charLimit?: number;
  readonly choices?: readonly string[];
}

export interface NewSigner {
  readonly name: string;
  readonly email: string;
  readonly countryCode?: number;
  readonly phoneNumber?: string;
  /** From 1; equal numbers sign at the same time in a hybrid flow. */
  readonly order?: number;
  readonly privateNote?: string;
  readonly tabs: readonly Tab[];
}

export interface EnvelopeOptions {
  readonly flow?: SignFlow;
  readonly expirationDays?: number;
  readonly emailReminders?: boolean;
  readonly reminderPeriodDays?: number;
  readonly appendQrCode?: boolean;
  readonly removeSignedDocument?: boolean;
  readonly enforceLocation?: boolean;
  readonly sendEmail?: boolean;
}

export interface NewEnvelopeBase {
  readonly name: string;
  readonly description?: string;
  readonly categories?: readonly string[];
  readonly options: EnvelopeOptions;
  readonly signers: readonly NewSigner[];
  readonly observers?: readonly { readonly name: string; readonly email: string }[];
}

export interface NewEnvelopeWithFiles extends NewEnvelopeBase {
  readonly documents: readonly { readonly requestId: string; readonly ref: number; readonly name: string }[];
}

export interface NewEnvelopeInline extends NewEnvelopeBase {
  readonly documents: readonly { readonly bytes: Uint8Array; readonly ref: number; readonly name: string }[];
}

export interface NewEnvelopeFromTemplate {
  readonly templateId: string;
  readonly name: string;
  readonly options: EnvelopeOptions;
  readonly signers: readonly (Omit<NewSigner, 'tabs'> & { readonly title: string })[];
  readonly observers?: readonly { readonly name: string; readonly email: string }[];
}

export interface NewTemplateBase {
  readonly name: string;
  readonly description?: string;
  readonly categories?: readonly string[];
  readonly roles: readonly { readonly title: string; readonly tabs: readonly Tab[] }[];
}
export interface NewTemplateWithFiles extends NewTemplateBase {
  readonly documents: readonly { readonly requestId: string; readonly ref: number; readonly name: string }[];
}
export interface NewTemplateInline extends NewTemplateBase {
  readonly documents: readonly { readonly bytes: Uint8Array; readonly ref: number; readonly name: string }[];
}

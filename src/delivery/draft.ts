import type { Alignment, Box, Field, FieldKind, Problem, Sentence } from '../contract/types';
import type { SignFlow } from '../jsign/types';

export type { Alignment, Box, Field, FieldKind, Problem, Sentence };

/** Where a document's bytes came from: what the ledger will say. */
export interface DocumentOrigin {
  /** Address of the file, as VS Code writes it (`file:///…`, `vscode-vfs://…`). */
  readonly uri: string;
  /** Short hexadecimal commit, when the file lies in a Git repository and is committed. */
  readonly commit?: string;
  /** True when the file differs from that commit. */
  readonly dirty?: boolean;
}

export interface DraftDocument {
  readonly id: string;
  /** File name with extension. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal SHA-256 of the bytes that will be sent. */
  readonly sha256: string;
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly origin: DocumentOrigin;
  /** Set when the bytes are not the file's own (a signature page was appended): where the prepared copy is kept. */
  readonly prepared?: string;
}

export interface DraftSigner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** From 1; equal numbers sign at the same time. */
  readonly order: number;
  /** The role in the document's anchors, where there are any; with a template the signer title, exactly as the service has it. */
  readonly role?: string;
  readonly countryCode?: number;
  readonly phoneNumber?: string;
  readonly note?: string;
}

export interface DraftOptions {
  readonly flow: SignFlow;
  readonly expiresInDays: number;
  readonly reminderDays?: number;
  readonly qrCode?: boolean;
  readonly removeAfterSigning?: boolean;
  readonly captureLocation?: boolean;
  readonly sendEmails: boolean;
}

/** The template that an envelope is made of. What is in it, only the service knows. */
export interface DraftTemplate {
  readonly id: string;
  readonly name: string;
}

/** Everything needed to send, before it is sent. All sending starts from one. */
export interface Draft {
  /** Of the form it is kept in; texts of version 1 are read as well (see `drafts/schema.ts`). */
  readonly version: 2;
  readonly id: string;
  /** The intent: one draft sent once. A draft that is opened again after it was sent gets a new one. */
  readonly intentId: string;
  readonly accountId: string;
  readonly name: string;
  readonly description: string;
  readonly categories: readonly string[];
  /** Empty with a template. */
  readonly documents: readonly DraftDocument[];
  readonly signers: readonly DraftSigner[];
  readonly observers: readonly { readonly name: string; readonly email: string }[];
  /** Empty with a template, which has its own. */
  readonly fields: readonly Field[];
  readonly options: DraftOptions;
  /**
   * Set when the envelope is made from a template: its documents, fields, description and categories are then the template's
   * (API reference, section 4.4), and every signer has a role.
   */
  readonly template?: DraftTemplate;
  /** The envelope that was cancelled for this one: that the same bytes went to the same signers with it is no repeat. */
  readonly replaces?: string;
  /** When it was last edited, milliseconds since the epoch; set by whoever keeps drafts that are edited. */
  readonly editedAt?: number;
}

/** The folded sections of the details page: read when opened, told to the page by messages of their own. */
import type { HashView, Mark } from './view';

/** What is known stays while it is read again and after that has failed. */
interface SectionState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Why it could not be read; empty otherwise. */
  readonly message: string;
}

export interface AuditEventView extends Mark {
  readonly at: number | undefined;
  readonly activity: string;
  readonly by: string;
  /** One for each of {@link AuditLogView.columns}, empty where the service says nothing. */
  readonly proofs: readonly HashView[];
}
export interface AuditDocumentView {
  readonly name: string;
  readonly events: readonly AuditEventView[];
}
export interface AuditLogView extends SectionState {
  readonly name: 'auditLog';
  /** Names of the blockchain values, in order. */
  readonly columns: readonly string[];
  readonly documents: readonly AuditDocumentView[] | undefined;
}

export interface EnteredValueView {
  readonly document: string;
  readonly signer: string;
  readonly field: string;
  readonly value: string;
}
export interface EnteredValuesView extends SectionState {
  readonly name: 'enteredValues';
  readonly values: readonly EnteredValueView[] | undefined;
}

export interface AttachmentView {
  readonly id: string;
  readonly name: string;
}
export interface AttachmentsView extends SectionState {
  readonly name: 'attachments';
  readonly attachments: readonly AttachmentView[] | undefined;
  /** e.g. `2 of 10, up to 25 MB each`; empty while it is not known. */
  readonly limit: string;
  readonly canAdd: boolean;
}

export type SectionView = AuditLogView | EnteredValuesView | AttachmentsView;

import type {
  AttachmentSummary,
  EnvelopeDetails,
  EnvelopeDocument,
  EnvelopeSigner,
  EnvelopeSummary,
  KnownStatus,
} from '../../jsign/types';
import type { DraftRow, EnvelopeRef, FilterKey, GroupKey } from './api';
import type { ShownFilter } from './finding/savedFilters';

export interface GroupNode {
  readonly kind: 'group';
  readonly status: KnownStatus;
}
/** A group of what fits a filter of the person. */
export interface FilterNode {
  readonly kind: 'filter';
  readonly group: FilterKey;
  readonly filter: ShownFilter;
}
/** The group of what is being prepared. */
export interface DraftsNode {
  readonly kind: 'drafts';
}
export interface DraftNode {
  readonly kind: 'draft';
  readonly accountId: string;
  /** Missing where it stands for all that cannot be read. */
  readonly draftId?: string;
  readonly row: DraftRow;
}
export interface EnvelopeNode extends EnvelopeRef {
  readonly kind: 'envelope';
  /** An envelope may stand in Due Soon as well as in another group. */
  readonly group: GroupKey;
  readonly summary: EnvelopeSummary;
}
export interface SectionNode extends EnvelopeRef {
  readonly kind: 'section';
  readonly group: GroupKey;
  readonly section: 'documents' | 'signers' | 'attachments';
  readonly details: EnvelopeDetails;
}
export interface DocumentNode extends EnvelopeRef {
  readonly kind: 'document';
  readonly group: GroupKey;
  readonly documentId: string;
  readonly document: EnvelopeDocument;
  readonly details: EnvelopeDetails;
}
export interface SignerNode extends EnvelopeRef {
  readonly kind: 'signer';
  readonly group: GroupKey;
  readonly index: number;
  readonly signer: EnvelopeSigner;
  readonly details: EnvelopeDetails;
}
export interface AttachmentNode extends EnvelopeRef {
  readonly kind: 'attachment';
  readonly group: GroupKey;
  readonly attachmentId: string;
  readonly attachment: AttachmentSummary;
}
/** Stands where an envelope has no attachment. */
export interface AddAttachmentNode extends EnvelopeRef {
  readonly kind: 'addAttachment';
  readonly group: GroupKey;
}
export interface MoreNode {
  readonly kind: 'more';
  readonly group: GroupKey;
  readonly left: number;
  readonly total: number;
}
export interface ErrorNode {
  readonly kind: 'error';
  readonly group: GroupKey;
  /** Set when reading one envelope failed rather than the list. */
  readonly envelopeId?: string;
  /** Set when only this part of the envelope could not be read. */
  readonly part?: 'attachments';
  readonly message: string;
}

export type Node =
  | GroupNode
  | FilterNode
  | DraftsNode
  | DraftNode
  | EnvelopeNode
  | SectionNode
  | DocumentNode
  | SignerNode
  | AttachmentNode
  | AddAttachmentNode
  | MoreNode
  | ErrorNode;

/** Whether a menu passed one of our nodes of this kind. */
export function isNode<K extends Node['kind']>(value: unknown, kind: K): value is Extract<Node, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** What a command is to be done to: all selected rows of this kind where the clicked one is among them, else that one. */
export function chosenNodes<K extends Node['kind']>(
  clicked: unknown,
  selected: unknown,
  kind: K,
): readonly Extract<Node, { kind: K }>[] {
  if (!isNode(clicked, kind)) return [];
  const all = Array.isArray(selected) ? selected.filter((each) => isNode(each, kind)) : [];
  return all.includes(clicked) ? all : [clicked];
}

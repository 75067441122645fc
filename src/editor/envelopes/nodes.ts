import type {
  EnvelopeDetails,
  EnvelopeDocument,
  EnvelopeSigner,
  EnvelopeSummary,
  KnownStatus,
} from '../../jsign/types';
import type { EnvelopeRef } from './api';

export interface GroupNode {
  readonly kind: 'group';
  readonly status: KnownStatus;
}
export interface EnvelopeNode extends EnvelopeRef {
  readonly kind: 'envelope';
  /** An envelope may stand in Due Soon as well as in another group. */
  readonly group: KnownStatus;
  readonly summary: EnvelopeSummary;
}
export interface SectionNode extends EnvelopeRef {
  readonly kind: 'section';
  readonly group: KnownStatus;
  readonly section: 'documents' | 'signers';
  readonly details: EnvelopeDetails;
}
export interface DocumentNode extends EnvelopeRef {
  readonly kind: 'document';
  readonly group: KnownStatus;
  readonly documentId: string;
  readonly document: EnvelopeDocument;
  readonly details: EnvelopeDetails;
}
export interface SignerNode extends EnvelopeRef {
  readonly kind: 'signer';
  readonly group: KnownStatus;
  readonly index: number;
  readonly signer: EnvelopeSigner;
  readonly details: EnvelopeDetails;
}
export interface MoreNode {
  readonly kind: 'more';
  readonly group: KnownStatus;
  readonly left: number;
  readonly total: number;
}
export interface ErrorNode {
  readonly kind: 'error';
  readonly group: KnownStatus;
  /** Set when reading one envelope failed rather than the list. */
  readonly envelopeId?: string;
  readonly message: string;
}

export type Node = GroupNode | EnvelopeNode | SectionNode | DocumentNode | SignerNode | MoreNode | ErrorNode;

/** Whether a menu passed one of our nodes of this kind. */
export function isNode<K extends Node['kind']>(value: unknown, kind: K): value is Extract<Node, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

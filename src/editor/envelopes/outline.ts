import { ENVELOPE_STATUSES } from '../../jsign/types';
import type { EnvelopeNode, GroupNode, Node } from './nodes';
import type { ServiceEnvelopeStore } from './store';

/** The shape of the tree: which nodes stand below which. Asks the store, which asks the service when it must. */
export class Outline {
  /** `describe` makes one plain sentence of an error. */
  constructor(private readonly describe: (error: unknown) => string) {}

  /** The groups; nothing for an account without any envelope, so that the welcome text shows. */
  roots(store: ServiceEnvelopeStore): readonly Node[] {
    if (store.isEmpty) return [];
    return ENVELOPE_STATUSES.map((status) => ({ kind: 'group', status }));
  }

  /** Opens what has to be opened. Never rejects: a failure is a node with *Retry*. */
  async children(node: Node, store: ServiceEnvelopeStore): Promise<readonly Node[]> {
    if (node.kind === 'group') {
      await store.group(node.status).open();
      return this.group(node, store);
    }
    if (node.kind === 'envelope') return this.envelope(node, store);
    if (node.kind !== 'section') return [];
    const { accountId, envelopeId, group, details } = node;
    return node.section === 'documents'
      ? details.documents.map((document) => ({
          kind: 'document',
          accountId,
          envelopeId,
          group,
          details,
          document,
          documentId: document.id,
        }))
      : details.signers.map((signer, index) => ({
          kind: 'signer',
          accountId,
          envelopeId,
          group,
          details,
          signer,
          index,
        }));
  }

  private group(node: GroupNode, store: ServiceEnvelopeStore): readonly Node[] {
    const list = store.group(node.status);
    const rows: Node[] = list.all.map((summary) => ({
      kind: 'envelope',
      accountId: store.account.id,
      envelopeId: summary.id,
      group: node.status,
      summary,
    }));
    if (list.state === 'failed') {
      const failure: Node = { kind: 'error', group: node.status, message: this.describe(list.error) };
      // Where the missing rows would stand: after a list that was not read on, before one that may be out of date.
      return list.failedAtEnd ? [...rows, failure] : [failure, ...rows];
    }
    const left = list.total - list.all.length;
    if (list.hasMore && left > 0)
      rows.push({ kind: 'more', group: node.status, left: Math.min(left, 50), total: list.total });
    return rows;
  }

  private async envelope(node: EnvelopeNode, store: ServiceEnvelopeStore): Promise<readonly Node[]> {
    const { accountId, envelopeId, group } = node;
    try {
      const details = await store.details(envelopeId);
      const common = { kind: 'section', accountId, envelopeId, group, details } as const;
      return [
        { ...common, section: 'documents' },
        { ...common, section: 'signers' },
      ];
    } catch (error) {
      return [{ kind: 'error', group, envelopeId, message: this.describe(error) }];
    }
  }
}

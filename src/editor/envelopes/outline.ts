import { ENVELOPE_STATUSES, type AttachmentSummary } from '../../jsign/types';
import type { DraftList } from './api';
import type { DraftNode, EnvelopeNode, FilterNode, GroupNode, Node, SectionNode } from './nodes';
import type { FilterShelf } from './finding/savedFilters';
import type { ServiceEnvelopeStore } from './store';

/** The shape of the tree: which nodes stand below which. Asks the store, which asks the service when it must. */
export class Outline {
  /** Ids of envelopes, once for each reading that is under way. */
  private readonly reading: string[] = [];

  /**
   * @param describe makes one plain sentence of an error
   * @param filters that stand as groups after those of the statuses
   * @param drafts that stand as a group of their own while there are any
   */
  constructor(
    private readonly describe: (error: unknown) => string,
    private readonly filters?: Pick<FilterShelf, 'of' | 'toService'>,
    private readonly drafts?: Pick<DraftList, 'rows'>,
  ) {}

  /** Whether rows of this envelope's attachments are about to be given, with whatever is read for them. */
  isReadingAttachments(envelopeId: string): boolean {
    return this.reading.includes(envelopeId);
  }

  /**
   * The groups; nothing for an account without any envelope and draft, so that the welcome text shows. Drafts stand behind what
   * needs me: both are mine to do, while with all further groups it is the turn of others, or over.
   */
  roots(store: ServiceEnvelopeStore): readonly Node[] {
    const drafts: readonly Node[] = this.draftRows(store).length > 0 ? [{ kind: 'drafts' }] : [];
    if (store.isEmpty) return drafts;
    const [mine, ...others] = ENVELOPE_STATUSES.map((status): Node => ({ kind: 'group', status }));
    return [...(mine ? [mine] : []), ...drafts, ...others, ...this.filterNodes(store)];
  }

  /** Opens what has to be opened. Never rejects: a failure is a node with *Retry*. */
  async children(node: Node, store: ServiceEnvelopeStore): Promise<readonly Node[]> {
    switch (node.kind) {
      case 'group':
        await store.group(node.status).open();
        return this.group(node, store);
      case 'filter':
        await store.group(node.group).open();
        return this.group(node, store);
      case 'drafts':
        return this.draftRows(store).map((row): DraftNode => {
          const common = { kind: 'draft', accountId: store.account.id, row } as const;
          return row.kind === 'unreadable' ? common : { ...common, draftId: row.id };
        });
      case 'envelope':
        return this.envelope(node, store);
      case 'section':
        return node.section === 'attachments' ? this.attachments(node, store) : parts(node);
      default:
        return [];
    }
  }

  private draftRows(store: ServiceEnvelopeStore): ReturnType<DraftList['rows']> {
    return this.drafts?.rows(store.account.id) ?? [];
  }

  private filterNodes(store: ServiceEnvelopeStore): readonly Node[] {
    const { filters } = this;
    if (!filters) return [];
    return filters.of(store.account.id).map((filter) => {
      store.addGroup(filter.key, () => filters.toService(filter));
      return { kind: 'filter', group: filter.key, filter };
    });
  }

  private group(node: GroupNode | FilterNode, store: ServiceEnvelopeStore): readonly Node[] {
    const group = node.kind === 'group' ? node.status : node.group;
    const list = store.group(group);
    const rows: Node[] = list.all.map((summary) => ({
      kind: 'envelope',
      accountId: store.account.id,
      envelopeId: summary.id,
      group,
      summary,
    }));
    if (list.state === 'failed') {
      const failure: Node = { kind: 'error', group, message: this.describe(list.error) };
      // Where the missing rows would stand: after a list that was not read on, before one that may be out of date.
      return list.failedAtEnd ? [...rows, failure] : [failure, ...rows];
    }
    const left = list.total - list.all.length;
    if (list.hasMore && left > 0)
      rows.push({ kind: 'more', group, left: Math.min(left, 50), total: list.total });
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
        { ...common, section: 'attachments' },
      ];
    } catch (error) {
      return [{ kind: 'error', group, envelopeId, message: this.describe(error) }];
    }
  }

  private async readAttachments(
    envelopeId: string,
    store: ServiceEnvelopeStore,
  ): Promise<readonly AttachmentSummary[]> {
    this.reading.push(envelopeId);
    try {
      return await store.attachments(envelopeId);
    } finally {
      this.reading.splice(this.reading.indexOf(envelopeId), 1);
    }
  }

  private async attachments(node: SectionNode, store: ServiceEnvelopeStore): Promise<readonly Node[]> {
    const { accountId, envelopeId, group } = node;
    try {
      const attachments = await this.readAttachments(envelopeId, store);
      if (attachments.length === 0) return [{ kind: 'addAttachment', accountId, envelopeId, group }];
      return attachments.map((attachment) => ({
        kind: 'attachment',
        accountId,
        envelopeId,
        group,
        attachment,
        attachmentId: attachment.id,
      }));
    } catch (error) {
      return [{ kind: 'error', group, envelopeId, part: 'attachments', message: this.describe(error) }];
    }
  }
}

/** What the details say of documents and signers. */
function parts({ accountId, envelopeId, group, details, section }: SectionNode): readonly Node[] {
  const common = { accountId, envelopeId, group, details };
  return section === 'documents'
    ? details.documents.map((document) => ({
        kind: 'document',
        ...common,
        document,
        documentId: document.id,
      }))
    : details.signers.map((signer, index) => ({ kind: 'signer', ...common, signer, index }));
}

import type { EnvelopeDetails, KnownStatus } from '../../jsign/types';
import { escapeMarkdown, shortText } from '../platform/foreignText';
import type { Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import { isWaiting } from './allowed';
import type { DraftList, FilterKey, GroupKey } from './api';
import { filterWords } from './finding/filterWords';
import type { EnvelopeNode, ErrorNode, FilterNode, GroupNode, MoreNode, Node } from './nodes';
import { DraftPresenter } from './presentDrafts';
import { PartPresenter } from './presentParts';
import { groupName, signedCount, statusLook, statusWords } from './status';
import type { ServiceEnvelopeStore } from './store';
import { envelopeTags } from './tags';

const OPEN_AT_FIRST: readonly KnownStatus[] = ['AwaitingMySignature', 'AwaitingOthers'];

/** Turns nodes into rows. Pure: the store is read, nothing is asked of the service. */
export class Presenter {
  private readonly parts: PartPresenter;
  private readonly drafts: DraftPresenter;

  /** `isNew` says of a filter that it was made in this window; `drafts` are counted. */
  constructor(
    private readonly t: Translate,
    private readonly when: When,
    private readonly isNew: (key: FilterKey) => boolean = () => false,
    drafts?: Pick<DraftList, 'rows'>,
  ) {
    this.parts = new PartPresenter(t, when);
    this.drafts = new DraftPresenter(t, when, drafts);
  }

  row(node: Node, store: ServiceEnvelopeStore): Row {
    switch (node.kind) {
      case 'group':
        return this.group(node, store);
      case 'filter':
        return this.filter(node, store);
      case 'drafts':
        return this.drafts.group(store.account.id);
      case 'draft':
        return this.drafts.row(node.row);
      case 'envelope':
        return this.envelope(node, store.known(node.envelopeId), store.account.email);
      case 'section':
        return this.parts.section(node, store.knownAttachments(node.envelopeId)?.length);
      case 'document':
        return this.parts.document(node);
      case 'signer':
        return this.parts.signer(node, store.account.email);
      case 'attachment':
        return this.parts.attachment(node);
      case 'addAttachment':
        return this.parts.addAttachment(node);
      case 'more':
        return this.more(node);
      case 'error':
        return this.error(node);
    }
  }

  private group(node: GroupNode, store: ServiceEnvelopeStore): Row {
    return {
      id: `group:${node.status}`,
      label: groupName(node.status, this.t),
      context: 'group',
      children: OPEN_AT_FIRST.includes(node.status) ? 'open' : 'closed',
      ...countOf(store, node.status),
    };
  }

  private filter({ group, filter }: FilterNode, store: ServiceEnvelopeStore): Row {
    const words = filterWords(filter, this.t);
    const name = shortText(filter.name === '' ? words : filter.name, 60);
    const hints = [words, ...(filter.name === '' ? [this.t({ text: 'Not saved' })] : [])];
    return {
      id: `group:${group}`,
      label: this.t({ text: 'Filter: {0}', args: [name] }),
      icon: { name: 'filter' },
      tooltip: hints.map(escapeMarkdown).join('\n\n'),
      context: 'group+filter',
      children: this.isNew(group) ? 'open' : 'closed',
      ...countOf(store, group),
    };
  }

  private envelope(node: EnvelopeNode, details: EnvelopeDetails | undefined, email: string): Row {
    const status = details?.status ?? node.summary.status;
    const look = statusLook(node.group === 'DueSoon' ? { known: 'DueSoon', raw: '' } : status);
    const name = shortText(node.summary.name);
    const words = statusWords(status, details, this.t);
    const facts = this.envelopeFacts(node, details);
    // The group says the status, where there is one and it is the envelope's own.
    const isSaid = !node.group.startsWith('filter:') && status.known !== 'unknown';
    return {
      id: `envelope:${node.group}:${node.envelopeId}`,
      label: name,
      description: (isSaid ? facts : [words, ...facts]).join(' · '),
      icon: { name: look.icon, color: look.color },
      tooltip: this.envelopeTooltip(node, details),
      context: envelopeTags(node, details, email),
      children: 'closed',
      command: { id: 'jsign.openEnvelope', title: this.t({ text: 'Open Envelope' }) },
      spoken: [name, words, facts.join(' · ')].filter(Boolean).join(', '),
    };
  }

  private envelopeFacts(node: EnvelopeNode, details: EnvelopeDetails | undefined): readonly string[] {
    const parts: string[] = [];
    const progress = details && signedCount(details);
    if (progress && node.group !== 'Completed') {
      parts.push(this.t({ text: '{0} of {1}', args: [progress.signed, progress.total] }));
    }
    if (node.group === 'AwaitingMySignature' && details === undefined && node.summary.createdBy !== '') {
      parts.push(this.t({ text: 'from {0}', args: [shortText(node.summary.createdBy, 40)] }));
    }
    if (details?.dueAt !== undefined && isWaiting(details.status.known)) {
      parts.push(this.t({ text: 'due {0}', args: [this.when.near(details.dueAt)] }));
    } else if (details?.dueAt !== undefined && details.status.known === 'Expired') {
      parts.push(this.t({ text: 'expired {0}', args: [this.when.near(details.dueAt)] }));
    } else if (node.summary.createdAt !== undefined) {
      parts.push(this.when.day(node.summary.createdAt));
    }
    return parts;
  }

  private envelopeTooltip(node: EnvelopeNode, details: EnvelopeDetails | undefined): string {
    const { summary } = node;
    const line = (text: string): string => escapeMarkdown(text);
    const dates: string[] = [];
    if (summary.createdAt !== undefined)
      dates.push(line(this.t({ text: 'Sent {0}', args: [this.when.full(summary.createdAt)] })));
    if (details?.dueAt !== undefined)
      dates.push(line(this.t({ text: 'Expires {0}', args: [this.when.full(details.dueAt)] })));
    const signers = (details?.signers ?? []).map((signer) => this.parts.signerLine(signer));
    const categories =
      summary.categories.length === 0
        ? []
        : [line(this.t({ text: 'Categories: {0}', args: [summary.categories.join(', ')] }))];
    const status = line(statusWords(details?.status ?? summary.status, details, this.t));
    const paragraphs = [[`**${line(summary.name)}**`, status], dates, signers, categories];
    // Two blanks before a line's end break it within its paragraph.
    return paragraphs
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('  \n'))
      .join('\n\n');
  }

  private more(node: MoreNode): Row {
    return {
      id: `more:${node.group}`,
      label: this.t({ text: 'Load {0} more (of {1})', args: [node.left, node.total] }),
      icon: { name: 'ellipsis' },
      children: 'none',
      command: { id: 'jsign.loadMore', title: this.t({ text: 'Load More' }) },
    };
  }

  private error(node: ErrorNode): Row {
    return {
      id: `error:${node.group}:${node.envelopeId ?? ''}${node.part === undefined ? '' : `:${node.part}`}`,
      label: node.message,
      icon: { name: 'error', color: 'list.errorForeground' },
      tooltip: escapeMarkdown(node.message),
      context: 'jsignError',
      children: 'none',
      command: { id: 'jsign.retry', title: this.t({ text: 'Retry' }) },
    };
  }
}

/** After a failure without a page before it nothing is known, which is not none. */
function countOf(store: ServiceEnvelopeStore, group: GroupKey): Pick<Row, 'description'> {
  const list = store.group(group);
  return list.state === 'ready' || list.all.length > 0 ? { description: String(list.total) } : {};
}

import type { EnvelopeDetails, EnvelopeSigner, KnownStatus } from '../../jsign/types';
import { escapeMarkdown, shortText } from '../platform/foreignText';
import { type Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import type {
  DocumentNode,
  EnvelopeNode,
  ErrorNode,
  GroupNode,
  MoreNode,
  Node,
  SectionNode,
  SignerNode,
} from './nodes';
import { groupName, signedCount, statusLook, statusWords } from './status';
import type { ServiceEnvelopeStore } from './store';

const OPEN_AT_FIRST: readonly KnownStatus[] = ['AwaitingMySignature', 'AwaitingOthers'];
const WAITING: readonly string[] = ['AwaitingMySignature', 'AwaitingOthers', 'DueSoon'];

/** Turns nodes into rows. Pure: the store is read, nothing is asked of the service. */
export class Presenter {
  constructor(
    private readonly t: Translate,
    private readonly when: When,
  ) {}

  row(node: Node, store: ServiceEnvelopeStore): Row {
    switch (node.kind) {
      case 'group':
        return this.group(node, store);
      case 'envelope':
        return this.envelope(node, store.known(node.envelopeId));
      case 'section':
        return this.section(node);
      case 'document':
        return this.document(node);
      case 'signer':
        return this.signer(node);
      case 'more':
        return this.more(node);
      case 'error':
        return errorRow(node);
    }
  }

  private group(node: GroupNode, store: ServiceEnvelopeStore): Row {
    const list = store.group(node.status);
    // After a failure without a page before it nothing is known, which is not none.
    const count = list.state === 'ready' || list.all.length > 0 ? list.total : undefined;
    return {
      id: `group:${node.status}`,
      label: groupName(node.status, this.t),
      context: 'group',
      children: OPEN_AT_FIRST.includes(node.status) ? 'open' : 'closed',
      ...(count === undefined ? {} : { description: String(count) }),
    };
  }

  private envelope(node: EnvelopeNode, details: EnvelopeDetails | undefined): Row {
    const status = details?.status ?? node.summary.status;
    const look = statusLook(node.group === 'DueSoon' ? { known: 'DueSoon', raw: '' } : status);
    const name = shortText(node.summary.name);
    const words = statusWords(status, details, this.t);
    const description = this.envelopeDescription(node, details);
    const tags = ['envelope', ...(WAITING.includes(status.known) ? ['waiting'] : [])];
    if (node.group === 'AwaitingMySignature') tags.push('signable');
    if (status.known === 'Completed') tags.push('completed');
    return {
      id: `envelope:${node.group}:${node.envelopeId}`,
      label: name,
      description,
      icon: { name: look.icon, color: look.color },
      tooltip: this.envelopeTooltip(node, details),
      context: tags.join('+'),
      children: 'closed',
      command: { id: 'jsign.openEnvelope', title: this.t({ text: 'Open Envelope' }) },
      spoken: [name, words, description].filter(Boolean).join(', '),
    };
  }

  private envelopeDescription(node: EnvelopeNode, details: EnvelopeDetails | undefined): string {
    const parts: string[] = [];
    const progress = details && signedCount(details);
    if (progress && node.group !== 'Completed') {
      parts.push(this.t({ text: '{0} of {1}', args: [progress.signed, progress.total] }));
    }
    if (node.group === 'AwaitingMySignature' && details === undefined && node.summary.createdBy !== '') {
      parts.push(this.t({ text: 'from {0}', args: [shortText(node.summary.createdBy, 40)] }));
    }
    if (details?.dueAt !== undefined && WAITING.includes(details.status.known)) {
      parts.push(this.t({ text: 'due {0}', args: [this.when.near(details.dueAt)] }));
    } else if (node.summary.createdAt !== undefined) {
      parts.push(this.when.day(node.summary.createdAt));
    }
    return parts.join(' · ');
  }

  private envelopeTooltip(node: EnvelopeNode, details: EnvelopeDetails | undefined): string {
    const { summary } = node;
    const line = (text: string): string => escapeMarkdown(text);
    const dates: string[] = [];
    if (summary.createdAt !== undefined)
      dates.push(line(this.t({ text: 'Sent {0}', args: [this.when.full(summary.createdAt)] })));
    if (details?.dueAt !== undefined)
      dates.push(line(this.t({ text: 'Expires {0}', args: [this.when.full(details.dueAt)] })));
    const signers = (details?.signers ?? []).map(
      (signer) => `$(${signerLook(signer).icon}) ${line(nameOf(signer))}: ${line(this.signerState(signer))}`,
    );
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

  private section(node: SectionNode): Row {
    const { details } = node;
    const progress = signedCount(details);
    return node.section === 'documents'
      ? {
          id: `documents:${node.group}:${node.envelopeId}`,
          label: this.t({ text: 'Documents' }),
          description: shortText(details.documents.map((document) => document.name).join(', '), 60),
          context: 'section',
          children: 'closed',
        }
      : {
          id: `signers:${node.group}:${node.envelopeId}`,
          label: this.t({ text: 'Signers' }),
          description: progress
            ? this.t({ text: '{0} of {1} signed', args: [progress.signed, progress.total] })
            : String(details.signers.length),
          context: 'section',
          children: 'open',
        };
  }

  private document(node: DocumentNode): Row {
    const signed = node.document.signProcessCompleted;
    return {
      id: `document:${node.group}:${node.envelopeId}:${node.documentId}`,
      label: shortText(node.document.name),
      description: signed ? this.t({ text: 'signed copy available' }) : '',
      icon: { name: 'file-pdf' },
      tooltip: escapeMarkdown(node.document.name),
      context: signed ? 'document+signed' : 'document',
      children: 'none',
    };
  }

  private signer(node: SignerNode): Row {
    const { signer } = node;
    const look = signerLook(signer);
    const state = this.signerState(signer);
    return {
      id: `signer:${node.group}:${node.envelopeId}:${node.index}`,
      label: shortText(nameOf(signer)),
      description: state,
      icon: look.color === undefined ? { name: look.icon } : { name: look.icon, color: look.color },
      tooltip: `${escapeMarkdown(nameOf(signer))}\n\n${escapeMarkdown(signer.email)}\n\n${escapeMarkdown(state)}`,
      context: `signer+${signer.state}`,
      children: 'none',
      spoken: `${nameOf(signer)}, ${state}`,
    };
  }

  private signerState(signer: EnvelopeSigner): string {
    switch (signer.state) {
      case 'signed':
        return signer.signedAt === undefined
          ? this.t({ text: 'signed' })
          : this.t({ text: 'signed {0}', args: [this.when.near(signer.signedAt)] });
      case 'viewed':
        return this.t({ text: 'viewed, not signed yet' });
      case 'declined':
        return this.t({ text: 'declined' });
      case 'waiting':
        return this.t({ text: 'not signed yet' });
      case 'unknown':
        return signer.email;
    }
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
}

function errorRow(node: ErrorNode): Row {
  return {
    id: `error:${node.group}:${node.envelopeId ?? ''}`,
    label: node.message,
    icon: { name: 'error', color: 'list.errorForeground' },
    tooltip: escapeMarkdown(node.message),
    context: 'jsignError',
    children: 'none',
    command: { id: 'jsign.retry', title: 'Retry' },
  };
}

function nameOf(signer: EnvelopeSigner): string {
  return `${signer.firstName} ${signer.lastName}`.trim() || signer.email;
}

function signerLook(signer: EnvelopeSigner): { readonly icon: string; readonly color?: string } {
  switch (signer.state) {
    case 'signed':
      return { icon: 'pass', color: 'testing.iconPassed' };
    case 'viewed':
      return { icon: 'eye' };
    case 'declined':
      return { icon: 'circle-slash', color: 'errorForeground' };
    case 'waiting':
      return { icon: 'circle-large-outline' };
    case 'unknown':
      return { icon: 'person' };
  }
}

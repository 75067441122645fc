import type { EnvelopeSigner } from '../../jsign/types';
import { escapeMarkdown, shortText } from '../platform/foreignText';
import type { Row } from '../platform/rows';
import type { Translate } from '../platform/translate';
import type { When } from '../platform/when';
import type { AddAttachmentNode, AttachmentNode, DocumentNode, SectionNode, SignerNode } from './nodes';
import { signerName } from './signers';
import { signedCount } from './status';
import { signerTags } from './tags';

/** Rows for what an envelope consists of. */
export class PartPresenter {
  constructor(
    private readonly t: Translate,
    private readonly when: When,
  ) {}

  /** `attached` is how many attachments there are, once that is known. */
  section({ section, group, envelopeId, details }: SectionNode, attached: number | undefined): Row {
    const common = {
      id: `${section}:${group}:${envelopeId}`,
      context: 'section',
      children: 'closed',
    } as const;
    switch (section) {
      case 'documents':
        return {
          ...common,
          label: this.t({ text: 'Documents' }),
          description: shortText(details.documents.map((document) => document.name).join(', '), 60),
        };
      case 'signers': {
        const progress = signedCount(details);
        return {
          ...common,
          label: this.t({ text: 'Signers' }),
          description: progress
            ? this.t({ text: '{0} of {1} signed', args: [progress.signed, progress.total] })
            : String(details.signers.length),
          children: 'open',
        };
      }
      case 'attachments':
        return {
          ...common,
          label: this.t({ text: 'Attachments' }),
          context: 'attachments',
          ...(attached === undefined ? {} : { description: String(attached) }),
        };
    }
  }

  attachment({ group, envelopeId, attachmentId, attachment }: AttachmentNode): Row {
    return {
      id: `attachment:${group}:${envelopeId}:${attachmentId}`,
      label: shortText(attachment.fileName),
      icon: { name: 'file' },
      tooltip: escapeMarkdown(attachment.fileName),
      context: 'attachment',
      children: 'none',
      command: { id: 'jsign.openAttachment', title: this.t({ text: 'Open Attachment' }) },
      spoken: this.t({ text: '{0}, attachment', args: [shortText(attachment.fileName)] }),
    };
  }

  addAttachment({ group, envelopeId }: AddAttachmentNode): Row {
    return {
      id: `addAttachment:${group}:${envelopeId}`,
      label: this.t({ text: 'Add Attachment…' }),
      icon: { name: 'add' },
      children: 'none',
      command: { id: 'jsign.addAttachment', title: this.t({ text: 'Add Attachment…' }) },
    };
  }

  document(node: DocumentNode): Row {
    const signed = node.document.signProcessCompleted;
    return {
      id: `document:${node.group}:${node.envelopeId}:${node.documentId}`,
      label: shortText(node.document.name),
      description: signed ? this.t({ text: 'signed copy available' }) : '',
      icon: { name: 'file-pdf' },
      tooltip: escapeMarkdown(node.document.name),
      context: signed ? 'document+signed' : 'document',
      children: 'none',
      command: { id: 'jsign.openDocument', title: this.t({ text: 'Open Document' }) },
    };
  }

  /** `email` is that of the account that looks. */
  signer(node: SignerNode, email: string): Row {
    const { signer } = node;
    const look = signerLook(signer);
    const state = this.signerState(signer);
    return {
      id: `signer:${node.group}:${node.envelopeId}:${node.index}`,
      label: shortText(signerName(signer)),
      description: state,
      icon: look.color === undefined ? { name: look.icon } : { name: look.icon, color: look.color },
      tooltip: `${escapeMarkdown(signerName(signer))}\n\n${escapeMarkdown(signer.email)}\n\n${escapeMarkdown(state)}`,
      context: signerTags(node, email),
      children: 'none',
      spoken: `${signerName(signer)}, ${state}`,
    };
  }

  /** One line of Markdown. */
  signerLine(signer: EnvelopeSigner): string {
    return `$(${signerLook(signer).icon}) ${escapeMarkdown(signerName(signer))}: ${escapeMarkdown(this.signerState(signer))}`;
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
        return shortText(signer.stateWord ?? '', 60) || signer.email;
    }
  }
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
      return { icon: signer.stateWord === undefined ? 'person' : 'question' };
  }
}

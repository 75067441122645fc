import type { EnvelopeDetails } from '../../../jsign/types';
import {
  ENVELOPE_ACTIONS,
  type ActionName,
  type ActMessage,
  type EnvelopeActionName,
  type ExportFormat,
} from '../../../pages/actions';
import type { SectionName } from '../../../pages/view';
import type { CommandId } from '../../platform/commandIds';
import { allowedActions, type EnvelopeAction } from '../allowed';
import type { EnvelopeRef } from '../api';

/** What of the state rules a menu entry depends on; `undefined` for what may always be done. */
const NEEDS: Readonly<Record<EnvelopeActionName, EnvelopeAction | undefined>> = {
  remindAll: 'remind',
  extend: 'extend',
  decline: 'decline',
  edit: 'edit',
  attach: 'attach',
  download: undefined,
  copyLink: undefined,
  sendAgain: 'cancel',
  cancel: 'cancel',
  deleteFiles: 'delete',
};

const COMMANDS: Readonly<Record<ActionName, CommandId>> = {
  remindAll: 'jsign.remindAll',
  extend: 'jsign.extendDueDate',
  decline: 'jsign.decline',
  edit: 'jsign.editDetails',
  attach: 'jsign.addAttachment',
  download: 'jsign.downloadDocuments',
  copyLink: 'jsign.copyLink',
  sendAgain: 'jsign.cancelAndSendAgain',
  cancel: 'jsign.cancelEnvelope',
  deleteFiles: 'jsign.deleteFiles',
  remind: 'jsign.remindSigner',
  openDocument: 'jsign.openDocument',
  compareDocument: 'jsign.compareDocument',
  saveDocument: 'jsign.downloadDocuments',
  openAttachment: 'jsign.openAttachment',
  saveAttachment: 'jsign.downloadAttachment',
  exportAuditLog: 'jsign.exportAuditLog',
  exportEnteredValues: 'jsign.exportEnteredValues',
};

/** The menu's entries, in order. `email` is that of the account that looks. */
export function offeredActions(details: EnvelopeDetails, email: string): readonly EnvelopeActionName[] {
  const allowed = allowedActions(details, details, email);
  return ENVELOPE_ACTIONS.filter((action) => {
    const need = NEEDS[action];
    return need === undefined || allowed.has(need);
  });
}

/** The folded sections that there are. */
export function offeredSections(details: EnvelopeDetails, email: string): readonly SectionName[] {
  const allowed = allowedActions(details, details, email);
  const sections: SectionName[] = ['attachments'];
  if (allowed.has('enteredValues')) sections.unshift('enteredValues');
  if (allowed.has('auditLog')) sections.unshift('auditLog');
  return sections;
}

/** What a command is given when the panel runs it. */
export interface ActionArgument extends EnvelopeRef {
  readonly email?: string;
  readonly documentId?: string;
  readonly which?: 'original' | 'signed';
  readonly attachmentId?: string;
  readonly fileName?: string;
  readonly format?: ExportFormat;
}

/** What is known of the envelope that an action may point at. */
export interface ActionTargets {
  readonly details: EnvelopeDetails | undefined;
  readonly attachments: readonly { readonly id: string; readonly fileName: string }[];
}

/** The command for what the page asked, with what it is about; `undefined` where the page names something that is not there. */
export function commandFor(
  message: ActMessage,
  ref: EnvelopeRef,
  targets: ActionTargets,
): { readonly id: CommandId; readonly argument: ActionArgument } | undefined {
  const about = subject(message, targets);
  return about && { id: COMMANDS[message.action], argument: { ...ref, ...about } };
}

function subject(
  message: ActMessage,
  { details, attachments }: ActionTargets,
): Omit<ActionArgument, keyof EnvelopeRef> | undefined {
  switch (message.action) {
    case 'remind': {
      const signer = details?.signers.find(({ email }) => email === message.email);
      return signer && { email: signer.email };
    }
    case 'openDocument':
    case 'compareDocument':
    case 'saveDocument': {
      const document = details?.documents.find(({ id }) => id === message.documentId);
      const which = message.which === undefined ? {} : { which: message.which };
      return document && { documentId: document.id, ...which };
    }
    case 'openAttachment':
    case 'saveAttachment': {
      const attachment = attachments.find(({ id }) => id === message.attachmentId);
      return attachment && { attachmentId: attachment.id, fileName: attachment.fileName };
    }
    case 'exportAuditLog':
    case 'exportEnteredValues':
      return message.format === undefined ? {} : { format: message.format };
    default:
      return {};
  }
}

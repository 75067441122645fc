import type { AttachmentSummary, AuditEvent, AuditLog, EnteredValue } from '../../../jsign/types';
import type {
  AttachmentsView,
  AuditEventView,
  AuditLogView,
  EnteredValuesView,
} from '../../../pages/sections';
import type { HashView } from '../../../pages/view';
import { shortText } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { MOST_ATTACHMENTS, MOST_BYTES } from '../attachments/limits';
import { LONGEST_NAME } from './contentView';
import { activityMark } from './statusView';

/** What somebody has typed is shown whole; beyond this it is no entry of a form. */
const LONGEST_VALUE = 4000;

/** How far the reading of a section has come. */
export type Progress = Pick<AuditLogView, 'phase' | 'message'>;

export function auditLogView(log: AuditLog | undefined, progress: Progress, t: Translate): AuditLogView {
  const columns = [
    t({ text: 'Transaction' }),
    t({ text: 'Block' }),
    t({ text: 'Wallet' }),
    t({ text: 'Block hash' }),
    t({ text: 'Contract' }),
  ];
  const documents = log?.documents.map(({ name, events }) => ({
    name: shortText(name, LONGEST_NAME),
    events: events.map((event): AuditEventView => ({
      ...activityMark(event.activityCode || event.activity),
      at: event.at,
      activity: shortText(event.activity || event.activityCode, LONGEST_NAME),
      by: shortText(event.actionBy, LONGEST_NAME),
      proofs: proofs(event).map((value, index) => proofView(columns[index] ?? '', value)),
    })),
  }));
  return { ...progress, name: 'auditLog', columns, documents };
}

/** The blockchain values of an event, in the order of the columns. */
export function proofs(event: AuditEvent): readonly string[] {
  return [
    event.transactionHash,
    event.blockNumber,
    event.walletAddress,
    event.finalBlockHash,
    event.contractAddress,
  ].map((value) => value.trim());
}

function proofView(label: string, full: string): HashView {
  const head = /^0x/i.test(full) ? 6 : 4;
  const short = full.length > head + 6 ? `${full.slice(0, head)}…${full.slice(-4)}` : full;
  return { label, short: shortText(short), full };
}

export function enteredValuesView(
  values: readonly EnteredValue[] | undefined,
  progress: Progress,
): EnteredValuesView {
  return {
    ...progress,
    name: 'enteredValues',
    values: values?.map((entry) => ({
      document: shortText(entry.documentName, LONGEST_NAME),
      signer: shortText(entry.signerEmail, LONGEST_NAME),
      field: shortText(entry.name || entry.inputType, LONGEST_NAME),
      value: cut(entry.value),
    })),
  };
}

/** Line breaks stay: they were typed. */
function cut(value: string): string {
  const text = value.replace(/\r\n?/g, '\n');
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

export function attachmentsView(
  attachments: readonly AttachmentSummary[] | undefined,
  progress: Progress,
  t: Translate,
): AttachmentsView {
  const count = attachments?.length ?? 0;
  const args = [count, MOST_ATTACHMENTS, MOST_BYTES / 1_000_000];
  const limit =
    count < MOST_ATTACHMENTS
      ? t({ text: '{0} of {1}, up to {2} MB each', args })
      : t({ text: '{0} of {1}: no more can be added', args });
  return {
    ...progress,
    name: 'attachments',
    attachments: attachments?.map(({ id, fileName }) => ({ id, name: shortText(fileName, LONGEST_NAME) })),
    limit: attachments ? limit : '',
    canAdd: count < MOST_ATTACHMENTS,
  };
}

import type { AuditLog, EnteredValue, EnvelopeDetails } from '../../../jsign/types';
import type { ExportFormat } from '../../../pages/actions';
import { safeFileName } from '../../platform/safeFileName';
import { csvBytes, jsonBytes } from './csv';

/* What the files hold is for programs, so column names and keys are the same in every language. */

export function auditLogFile(details: EnvelopeDetails, log: AuditLog, format: ExportFormat): Uint8Array {
  if (format === 'json') {
    return jsonBytes({
      envelopeId: log.envelopeId,
      envelopeName: details.name,
      createdAt: iso(log.createdAt),
      createdBy: log.createdBy,
      signatureTypes: log.signatureTypes,
      documents: log.documents.map(({ name, events }) => ({
        name,
        events: events.map((event) => ({ ...event, at: iso(event.at) })),
      })),
    });
  }
  const header = [
    'Document',
    'Time (UTC)',
    'Activity',
    'Activity code',
    'By',
    'Transaction hash',
    'Block number',
    'Wallet address',
    'Final block hash',
    'Contract address',
  ];
  const rows = log.documents.flatMap(({ name, events }) =>
    events.map((event) => [
      name,
      iso(event.at) ?? '',
      event.activity,
      event.activityCode,
      event.actionBy,
      event.transactionHash,
      event.blockNumber,
      event.walletAddress,
      event.finalBlockHash,
      event.contractAddress,
    ]),
  );
  return csvBytes(header, rows);
}

export function enteredValuesFile(
  details: EnvelopeDetails,
  values: readonly EnteredValue[],
  format: ExportFormat,
): Uint8Array {
  if (format === 'json') {
    return jsonBytes({ envelopeId: details.id, envelopeName: details.name, values });
  }
  const header = ['Document', 'Signer', 'Field', 'Input type', 'Value'];
  const rows = values.map((entry) => [
    entry.documentName,
    entry.signerEmail,
    entry.name,
    entry.inputType,
    entry.value,
  ]);
  return csvBytes(header, rows);
}

/** `null` in JSON, so that a reader finds the key in every entry. */
function iso(at: number | undefined): string | null {
  if (at === undefined || Number.isNaN(new Date(at).getTime())) return null;
  return new Date(at).toISOString();
}

/** A name to suggest in the save dialog: made of the envelope's name, and one that every file system takes. */
export function exportFileName(kind: string, envelopeName: string, format: ExportFormat): string {
  // Slashes are part of the name here, and where there is nothing but dots and spaces there is no name.
  const words = envelopeName.replace(/[\\/]/g, ' ').replace(/^[.\s\p{C}]+/u, '');
  return safeFileName(`${words === '' ? kind : `${kind} - ${words}`}.${format}`);
}

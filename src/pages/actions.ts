/** What the details page can ask the editor to do. The page names one of these words; which command it is the host knows. */

/** Done to the envelope as a whole, from the page's menu. */
export const ENVELOPE_ACTIONS = [
  'remindAll',
  'extend',
  'decline',
  'edit',
  'attach',
  'download',
  'copyLink',
  'sendAgain',
  'cancel',
  'deleteFiles',
] as const;
export type EnvelopeActionName = (typeof ENVELOPE_ACTIONS)[number];

/** Done to something in it: a signer, a document, an attachment, a section. */
export const PART_ACTIONS = [
  'remind',
  'openDocument',
  'compareDocument',
  'saveDocument',
  'openAttachment',
  'saveAttachment',
  'exportAuditLog',
  'exportEnteredValues',
] as const;
export type ActionName = EnvelopeActionName | (typeof PART_ACTIONS)[number];
export const ACTIONS: readonly ActionName[] = [...ENVELOPE_ACTIONS, ...PART_ACTIONS];

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Something the person asked for. Each action needs its own of the further facts; the host refuses what it does not know. */
export interface ActMessage {
  readonly type: 'act';
  readonly action: ActionName;
  readonly email: string | undefined;
  readonly documentId: string | undefined;
  readonly which: 'original' | 'signed' | undefined;
  readonly attachmentId: string | undefined;
  readonly format: ExportFormat | undefined;
}

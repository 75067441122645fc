import type { PageStrings } from '../../../pages/strings';
import { DATE_PLACE, type Phrase } from '../../../pages/view';
import type { Sentence } from '../../../jsign/types';
import type { Translate } from '../../platform/translate';

/** The words of the page itself. */
const PAGE_SENTENCES: Readonly<Record<keyof PageStrings, Sentence>> = {
  loading: { text: 'Loading the envelope' },
  sign: { text: 'Sign' },
  signAsYou: { text: 'Sign as you' },
  signInPerson: { text: 'Sign in person…' },
  remind: { text: 'Remind…' },
  more: { text: 'More actions' },
  remindAll: { text: 'Remind All…' },
  extend: { text: 'Extend Due Date…' },
  decline: { text: 'Decline to Sign…' },
  edit: { text: 'Edit Details…' },
  attach: { text: 'Add Attachment…' },
  download: { text: 'Download Documents…' },
  copyLink: { text: 'Copy Link' },
  sendAgain: { text: 'Cancel and Send Again…' },
  cancel: { text: 'Cancel Envelope…' },
  deleteFiles: { text: 'Delete Files…' },
  refresh: { text: 'Refresh' },
  copyEnvelopeId: { text: 'Copy Envelope Id' },
  openLog: { text: 'Open Log' },
  retry: { text: 'Retry' },
  signIn: { text: 'Sign In' },
  documents: { text: 'Documents' },
  open: { text: 'Open' },
  compare: { text: 'Compare with File…' },
  save: { text: 'Save…' },
  saveOriginal: { text: 'Save Original…' },
  saveSigned: { text: 'Save Signed…' },
  copyHash: { text: 'Copy the whole hash' },
  copied: { text: 'Copied' },
  notCopied: { text: 'Could not be copied' },
  signers: { text: 'Signers' },
  progress: { text: 'Signing progress' },
  timeline: { text: 'Timeline' },
  noTimeline: { text: 'jSign has recorded nothing yet.' },
  details: { text: 'Details' },
  auditLog: { text: 'Audit log' },
  enteredValues: { text: 'Entered values' },
  attachments: { text: 'Attachments' },
  loadingSection: { text: 'Loading' },
  loadedSection: { text: 'Loaded' },
  noAuditLog: { text: 'jSign has recorded nothing here.' },
  noEnteredValues: { text: 'Nobody has entered anything yet.' },
  noAttachments: { text: 'Nothing is attached to this envelope.' },
  when: { text: 'When' },
  activity: { text: 'Activity' },
  by: { text: 'By' },
  document: { text: 'Document' },
  signer: { text: 'Signer' },
  field: { text: 'Field' },
  value: { text: 'Value' },
  exportCsv: { text: 'Export as CSV…' },
  exportJson: { text: 'Export as JSON…' },
  copyValue: { text: 'Copy' },
  newLink: { text: 'New Link' },
  openInBrowser: { text: 'Open in Browser' },
  back: { text: 'Back' },
  timeLeft: { text: 'Time left for this link' },
  frameTitle: { text: 'Signing page of jSign' },
  frameLoading: { text: 'Loading the signing page' },
  linkEnded: { text: 'This link has ended.' },
  linkEndedDetail: { text: 'A signing link lives ten minutes. Ask for a new one to go on.' },
  oneMinuteLeft: { text: 'One minute left for this link.' },
};

export function pageStrings(t: Translate): PageStrings {
  return Object.fromEntries(
    Object.entries(PAGE_SENTENCES).map(([key, sentence]) => [key, t(sentence)]),
  ) as Readonly<Record<keyof PageStrings, string>>;
}

/** A phrase without a date. */
export function phrase(text: string): Phrase {
  return { text, at: undefined, as: 'day' };
}

/** A phrase around a date: the sentence has `{0}` where the date goes, further args follow. */
export function dated(
  t: Translate,
  text: string,
  at: number,
  as: Phrase['as'],
  ...args: readonly (string | number)[]
): Phrase {
  return { text: t({ text, args: [DATE_PLACE, ...args] }), at, as };
}

/** Guards of what the page is shown. Only the page uses them: what comes from the host is checked there. */
import { ENVELOPE_ACTIONS } from './actions';
import type {
  AttachmentView,
  AttachmentsView,
  AuditDocumentView,
  AuditEventView,
  AuditLogView,
  EnteredValueView,
  EnteredValuesView,
  SectionView,
} from './sections';
import { isFlag, isNumber, isText, listOf, maybe, oneOf, record, type Guard } from './shape';
import { STRING_KEYS, type PageStrings } from './strings';
import {
  ICONS,
  SECTION_NAMES,
  TONES,
  type Banner,
  type DetailsContent,
  type DetailsView,
  type DocumentView,
  type FactView,
  type HashView,
  type Phrase,
  type SignerView,
  type StatusView,
  type TimelineView,
} from './view';

const isTone = oneOf(TONES);
const isIcon = oneOf(ICONS);
const isPhrase = record<Phrase>({
  text: isText,
  at: maybe(isNumber),
  as: oneOf(['day', 'moment', 'relative']),
});
const isHash = record<HashView>({ label: isText, short: isText, full: isText });
const isSigner = record<SignerView>({
  icon: isIcon,
  tone: isTone,
  name: isText,
  email: isText,
  order: maybe(isNumber),
  state: isPhrase,
  reason: maybe(isText),
  canSign: oneOf(['self', 'inPerson', 'no']),
  canRemind: isFlag,
});
const isDocument = record<DocumentView>({
  id: isText,
  name: isText,
  original: maybe(isHash),
  signed: maybe(isHash),
  hasSignedCopy: isFlag,
});
const isContent = record<DetailsContent>({
  status: record<StatusView>({ icon: isIcon, tone: isTone, phrases: listOf(isPhrase) }),
  canSign: isFlag,
  actions: listOf(oneOf(ENVELOPE_ACTIONS)),
  sections: listOf(oneOf(SECTION_NAMES)),
  signers: listOf(isSigner),
  steps: listOf(listOf(isNumber)),
  documents: listOf(isDocument),
  timeline: listOf(record<TimelineView>({ icon: isIcon, tone: isTone, text: isText, at: maybe(isNumber) })),
  timelineProblem: isText,
  facts: listOf(record<FactView>({ label: isText, value: isPhrase, copies: maybe(oneOf(['envelopeId'])) })),
});

export const isDetailsView = record<DetailsView>({
  phase: oneOf(['loading', 'ready', 'failed', 'gone', 'signedOut']),
  title: isText,
  busy: isFlag,
  message: isText,
  banner: maybe(record<Banner>({ tone: oneOf(['good', 'bad', 'normal']), text: isText })),
  content: maybe(isContent),
});

const state = { phase: oneOf(['loading', 'ready', 'failed']), message: isText };
const isAuditDocument = record<AuditDocumentView>({
  name: isText,
  events: listOf(
    record<AuditEventView>({
      icon: isIcon,
      tone: isTone,
      at: maybe(isNumber),
      activity: isText,
      by: isText,
      proofs: listOf(isHash),
    }),
  ),
});
const SECTIONS = {
  auditLog: record<AuditLogView>({
    ...state,
    name: oneOf(['auditLog']),
    columns: listOf(isText),
    documents: maybe(listOf(isAuditDocument)),
  }),
  enteredValues: record<EnteredValuesView>({
    ...state,
    name: oneOf(['enteredValues']),
    values: maybe(
      listOf(record<EnteredValueView>({ document: isText, signer: isText, field: isText, value: isText })),
    ),
  }),
  attachments: record<AttachmentsView>({
    ...state,
    name: oneOf(['attachments']),
    attachments: maybe(listOf(record<AttachmentView>({ id: isText, name: isText }))),
    limit: isText,
    canAdd: isFlag,
  }),
};
export const isSectionView: Guard<SectionView> = (value): value is SectionView =>
  SECTIONS.auditLog(value) || SECTIONS.enteredValues(value) || SECTIONS.attachments(value);

export const isStrings: Guard<PageStrings> = (value): value is PageStrings =>
  typeof value === 'object' &&
  value !== null &&
  STRING_KEYS.every((key) => typeof Reflect.get(value, key) === 'string');

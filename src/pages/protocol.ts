/**
 * What the extension and the details page say to each other. Plain data only: no class, no function, no `Date`.
 * Both sides drop a message that is not of the shape written here.
 */
import { ACTIONS, EXPORT_FORMATS, type ActMessage } from './actions';
import type { SectionView } from './sections';
import { isFlag, isNumber, isText, listOf, maybe, oneOf, record, tagged, type Guard } from './shape';
import type { PageStrings } from './strings';
import { SECTION_NAMES, type DetailsView, type SectionName, type SigningView } from './view';
import { isDetailsView, isSectionView, isStrings } from './viewGuards';

// ---- host to page ----

export interface InitMessage {
  readonly type: 'init';
  readonly strings: PageStrings;
  /** Language tag for dates, e.g. `en`. */
  readonly locale: string;
  /** The ids that VS Code keeps to bring the panel back after a reload. The page adds which sections are open, nothing else. */
  readonly restore: { readonly accountId: string; readonly envelopeId: string };
}
export interface StateMessage {
  readonly type: 'state';
  readonly view: DetailsView;
}
/** What is known of a folded section that is open. */
export interface SectionMessage {
  readonly type: 'section';
  readonly section: SectionView;
}
export interface SigningMessage {
  readonly type: 'signing';
  readonly signing: SigningView;
}
/** The one message that carries a signing address, which is a secret: the page keeps it in the frame and nowhere else. */
export interface FrameMessage {
  readonly type: 'frame';
  readonly linkId: number;
  readonly url: string;
  /** Whether the framed page may keep its own origin. */
  readonly ownOrigin: boolean;
  readonly secondsLeft: number;
}
/** Answers a `copy`. */
export interface AnswerMessage {
  readonly type: 'answer';
  readonly id: number;
  readonly ok: boolean;
}
export type HostMessage =
  InitMessage | StateMessage | SectionMessage | SigningMessage | FrameMessage | AnswerMessage;

// ---- page to host ----

export const FRAME_EVENTS = ['loaded', 'signed', 'declined', 'error'] as const;
export type FrameEvent = (typeof FRAME_EVENTS)[number];

export const COPIES = ['envelopeId', 'originalHash', 'signedHash', 'auditValue'] as const;
export type CopyWhat = (typeof COPIES)[number];

export type PageMessage =
  /** The page listens. Comes again whenever VS Code loads the page anew. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'openLog' }
  | { readonly type: 'signIn' }
  /** Without an address the host finds out who. */
  | { readonly type: 'sign'; readonly email: string | undefined }
  /** Run as a command; its failures are shown by it. */
  | ActMessage
  /** The sections that are unfolded, whenever that changes. */
  | { readonly type: 'sections'; readonly open: readonly SectionName[] }
  /** Read this section again. */
  | { readonly type: 'reload'; readonly section: SectionName }
  | {
      readonly type: 'copy';
      /** Comes back in the answer. */
      readonly id: number;
      readonly what: CopyWhat;
      readonly documentId: string | undefined;
      /** A value of the audit log as it is shown; the host copies it only if it has told the page of it. */
      readonly value: string | undefined;
    }
  | { readonly type: 'newLink' }
  | { readonly type: 'openInBrowser' }
  | { readonly type: 'leaveSigning' }
  /** The frame has its address, so the host can forget it. */
  | { readonly type: 'frameShown'; readonly linkId: number }
  /** What the framed page says of itself. A hint, never proof. */
  | { readonly type: 'frameHint'; readonly linkId: number; readonly event: FrameEvent };

// ---- guards ----

/** Whether the host may have said this. */
export const isHostMessage: Guard<HostMessage> = tagged<HostMessage>({
  init: record<InitMessage>({
    type: oneOf(['init']),
    strings: isStrings,
    locale: isText,
    restore: record<InitMessage['restore']>({ accountId: isText, envelopeId: isText }),
  }),
  state: record<StateMessage>({ type: oneOf(['state']), view: isDetailsView }),
  section: record<SectionMessage>({ type: oneOf(['section']), section: isSectionView }),
  signing: record<SigningMessage>({
    type: oneOf(['signing']),
    signing: record<SigningView>({
      phase: oneOf(['off', 'opening', 'open', 'failed']),
      title: isText,
      notice: isText,
      tone: oneOf(['normal', 'bad']),
    }),
  }),
  frame: record<FrameMessage>({
    type: oneOf(['frame']),
    linkId: isNumber,
    url: (value): value is string => isText(value) && /^https?:\/\//i.test(value),
    ownOrigin: isFlag,
    secondsLeft: isNumber,
  }),
  answer: record<AnswerMessage>({ type: oneOf(['answer']), id: isNumber, ok: isFlag }),
});

type Said<K extends PageMessage['type']> = Extract<PageMessage, { readonly type: K }>;

/** Whether the page may have said this. */
export const isPageMessage: Guard<PageMessage> = tagged<PageMessage>({
  ready: record<Said<'ready'>>({ type: oneOf(['ready']) }),
  refresh: record<Said<'refresh'>>({ type: oneOf(['refresh']) }),
  openLog: record<Said<'openLog'>>({ type: oneOf(['openLog']) }),
  signIn: record<Said<'signIn'>>({ type: oneOf(['signIn']) }),
  sign: record<Said<'sign'>>({ type: oneOf(['sign']), email: maybe(isText) }),
  act: record<ActMessage>({
    type: oneOf(['act']),
    action: oneOf(ACTIONS),
    email: maybe(isText),
    documentId: maybe(isText),
    which: maybe(oneOf(['original', 'signed'])),
    attachmentId: maybe(isText),
    format: maybe(oneOf(EXPORT_FORMATS)),
  }),
  sections: record<Said<'sections'>>({ type: oneOf(['sections']), open: listOf(oneOf(SECTION_NAMES)) }),
  reload: record<Said<'reload'>>({ type: oneOf(['reload']), section: oneOf(SECTION_NAMES) }),
  copy: record<Said<'copy'>>({
    type: oneOf(['copy']),
    id: isNumber,
    what: oneOf(COPIES),
    documentId: maybe(isText),
    value: maybe(isText),
  }),
  newLink: record<Said<'newLink'>>({ type: oneOf(['newLink']) }),
  openInBrowser: record<Said<'openInBrowser'>>({ type: oneOf(['openInBrowser']) }),
  leaveSigning: record<Said<'leaveSigning'>>({ type: oneOf(['leaveSigning']) }),
  frameShown: record<Said<'frameShown'>>({ type: oneOf(['frameShown']), linkId: isNumber }),
  frameHint: record<Said<'frameHint'>>({
    type: oneOf(['frameHint']),
    linkId: isNumber,
    event: oneOf(FRAME_EVENTS),
  }),
});

/** What the framed signing page posts (API reference, section 9: shape INFERRED). */
export const isFramePost: Guard<{ readonly source: 'jsign'; readonly event: FrameEvent }> = record<{
  readonly source: 'jsign';
  readonly event: FrameEvent;
}>({ source: oneOf(['jsign']), event: oneOf(FRAME_EVENTS) });

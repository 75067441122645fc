/**
 * What the extension and the details page say to each other. Plain data only: no class, no function, no `Date`.
 * Both sides drop a message that is not of the shape written here.
 */
import { isFlag, isNumber, isText, listOf, maybe, oneOf, record, tagged, type Guard } from './shape';
import {
  ICONS,
  STRING_KEYS,
  TONES,
  type Banner,
  type DetailsContent,
  type DetailsView,
  type DocumentView,
  type FactView,
  type HashView,
  type PageStrings,
  type Phrase,
  type SignerView,
  type SigningView,
  type StatusView,
  type TimelineView,
} from './view';

// ---- host to page ----

export interface InitMessage {
  readonly type: 'init';
  readonly strings: PageStrings;
  /** Language tag for dates, e.g. `en`. */
  readonly locale: string;
  /** What VS Code keeps to bring the panel back after a reload: ids, nothing else. */
  readonly restore: { readonly accountId: string; readonly envelopeId: string };
}
export interface StateMessage {
  readonly type: 'state';
  readonly view: DetailsView;
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
export type HostMessage = InitMessage | StateMessage | SigningMessage | FrameMessage | AnswerMessage;

// ---- page to host ----

export const FRAME_EVENTS = ['loaded', 'signed', 'declined', 'error'] as const;
export type FrameEvent = (typeof FRAME_EVENTS)[number];

export type PageMessage =
  /** The page listens. Comes again whenever VS Code loads the page anew. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'openLog' }
  | { readonly type: 'signIn' }
  /** Without an address the host finds out who. */
  | { readonly type: 'sign'; readonly email: string | undefined }
  /** Without a document: all of them. */
  | {
      readonly type: 'download';
      readonly documentId: string | undefined;
      readonly which: 'original' | 'signed' | undefined;
    }
  | {
      readonly type: 'copy';
      /** Comes back in the answer. */
      readonly id: number;
      readonly what: 'envelopeId' | 'originalHash' | 'signedHash';
      readonly documentId: string | undefined;
    }
  | { readonly type: 'newLink' }
  | { readonly type: 'openInBrowser' }
  | { readonly type: 'leaveSigning' }
  /** The frame has its address, so the host can forget it. */
  | { readonly type: 'frameShown'; readonly linkId: number }
  /** What the framed page says of itself. A hint, never proof. */
  | { readonly type: 'frameHint'; readonly linkId: number; readonly event: FrameEvent };

// ---- guards ----

const isTone = oneOf(TONES);
const isIcon = oneOf(ICONS);
const isWhich = oneOf(['original', 'signed']);

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
  signers: listOf(isSigner),
  steps: listOf(listOf(isNumber)),
  documents: listOf(isDocument),
  timeline: listOf(record<TimelineView>({ icon: isIcon, tone: isTone, text: isText, at: maybe(isNumber) })),
  timelineProblem: isText,
  facts: listOf(record<FactView>({ label: isText, value: isPhrase, copies: maybe(oneOf(['envelopeId'])) })),
});
const isView = record<DetailsView>({
  phase: oneOf(['loading', 'ready', 'failed', 'gone', 'signedOut']),
  title: isText,
  busy: isFlag,
  message: isText,
  banner: maybe(record<Banner>({ tone: oneOf(['good', 'bad', 'normal']), text: isText })),
  content: maybe(isContent),
});

const isStrings: Guard<PageStrings> = (value): value is PageStrings =>
  typeof value === 'object' &&
  value !== null &&
  STRING_KEYS.every((key) => typeof Reflect.get(value, key) === 'string');

/** Whether the host may have said this. */
export const isHostMessage: Guard<HostMessage> = tagged<HostMessage>({
  init: record<InitMessage>({
    type: oneOf(['init']),
    strings: isStrings,
    locale: isText,
    restore: record<InitMessage['restore']>({ accountId: isText, envelopeId: isText }),
  }),
  state: record<StateMessage>({ type: oneOf(['state']), view: isView }),
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
  download: record<Said<'download'>>({
    type: oneOf(['download']),
    documentId: maybe(isText),
    which: maybe(isWhich),
  }),
  copy: record<Said<'copy'>>({
    type: oneOf(['copy']),
    id: isNumber,
    what: oneOf(['envelopeId', 'originalHash', 'signedHash']),
    documentId: maybe(isText),
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

/**
 * What the extension and the PDF viewer say to each other. Plain data and one `ArrayBuffer`; both sides drop a message that is
 * not of the shape written here.
 */
import { FAILURES, type Failure } from '../pdf/failure';
import { isNumber, isText, maybe, oneOf, record, tagged, type Guard } from '../shape';
import { isPlace, type Place } from './place';
import { STRING_KEYS, type ViewerStrings } from './strings';

// ---- host to page ----

export interface InitMessage {
  readonly type: 'init';
  readonly strings: ViewerStrings;
  /** Where the person was when the document was last open, if that is known. */
  readonly place: Place | undefined;
}
/** The whole document, at once. Comes again when it changed. */
export interface DocumentMessage {
  readonly type: 'document';
  readonly bytes: ArrayBuffer;
}
/** The document could not be read. What is shown of it already stays. */
export interface ProblemMessage {
  readonly type: 'problem';
  readonly text: string;
  readonly advice: string;
}
export type HostMessage = InitMessage | DocumentMessage | ProblemMessage;

// ---- page to host ----

export type PageMessage =
  /** The page listens. Comes again whenever VS Code loads the page anew. */
  | { readonly type: 'ready' }
  /** Read the document again. */
  | { readonly type: 'retry' }
  /** The first page that is looked at is on the screen. */
  | { readonly type: 'shown'; readonly pages: number; readonly milliseconds: number }
  | { readonly type: 'failed'; readonly why: Failure }
  | { readonly type: 'place'; readonly place: Place }
  /** A link that leads out of the document was followed. */
  | { readonly type: 'open'; readonly url: string };

// ---- guards ----

const isStrings: Guard<ViewerStrings> = record<Record<string, string>>(
  Object.fromEntries(STRING_KEYS.map((key) => [key, isText])),
) as Guard<ViewerStrings>;

/** Whether the host may have said this. */
export const isHostMessage: Guard<HostMessage> = tagged<HostMessage>({
  init: record<InitMessage>({ type: oneOf(['init']), strings: isStrings, place: maybe(isPlace) }),
  document: record<DocumentMessage>({
    type: oneOf(['document']),
    bytes: (value): value is ArrayBuffer => value instanceof ArrayBuffer,
  }),
  problem: record<ProblemMessage>({ type: oneOf(['problem']), text: isText, advice: isText }),
});

type Said<K extends PageMessage['type']> = Extract<PageMessage, { readonly type: K }>;

/** Whether the page may have said this. */
export const isPageMessage: Guard<PageMessage> = tagged<PageMessage>({
  ready: record<Said<'ready'>>({ type: oneOf(['ready']) }),
  retry: record<Said<'retry'>>({ type: oneOf(['retry']) }),
  shown: record<Said<'shown'>>({ type: oneOf(['shown']), pages: isNumber, milliseconds: isNumber }),
  failed: record<Said<'failed'>>({ type: oneOf(['failed']), why: oneOf(FAILURES) }),
  place: record<Said<'place'>>({ type: oneOf(['place']), place: isPlace }),
  open: record<Said<'open'>>({ type: oneOf(['open']), url: isWebAddress }),
});

/** Only what a browser or a mail program opens; never a file, a command or a script. */
export function isWebAddress(value: unknown): value is string {
  return (
    isText(value) && value.length <= 4096 && /^(?:https?:\/\/|mailto:)/i.test(value) && URL.canParse(value)
  );
}

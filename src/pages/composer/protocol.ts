/**
 * What the extension and the composer say to each other.
 *
 * The page owns the composition while it is open: it holds the history, and tells the extension of every state (`change`), which
 * saves it and answers with `saved` and `problems`. What the extension does to it by itself (files added, a fix, suggestions, a
 * file that changed on disk) comes as `replace`, one step that the person can undo. A `replace` is made on top of a revision; a page that has gone on
 * meanwhile sends its `change` and then `again` with the number of the replace, and the extension makes it anew.
 */
import { isFlag, isNumber, isText, listOf, maybe, oneOf, record, tagged, type Guard } from '../shape';
import { isComposition, type Composition } from './composition';
import { STRING_KEYS, type ComposerStrings } from './strings';

// ---- host to page ----

export interface KnownPerson {
  readonly name: string;
  readonly email: string;
}
/** What is said about the account and the service, for the header and the limits. */
export interface ComposerFacts {
  /** `Production`, `Local sandbox`, … */
  readonly environment: string;
  readonly isProduction: boolean;
  readonly accountEmail: string;
  readonly me: KnownPerson;
  /** The editor's language, for numbers and dates. */
  readonly locale: string;
  /** Where known. */
  readonly mostDocuments: number | undefined;
}
/** Where the person was; comes back after a reload. */
export interface ComposerPlace {
  readonly documentId: string | undefined;
  /** From 1. */
  readonly page: number;
  /** Part of the page's height above the upper edge. */
  readonly offset: number;
  /** 1 is 100 %; 0 fits the width. */
  readonly zoom: number;
}

/** Comes first, and again with everything when VS Code has loaded the page anew. */
export interface InitMessage {
  readonly type: 'init';
  readonly strings: ComposerStrings;
  readonly facts: ComposerFacts;
  readonly composition: Composition;
  /** Counts states; the page goes on counting from here. */
  readonly revision: number;
  readonly place: ComposerPlace | undefined;
  /** What the page keeps with `setState`, so that its tab comes back after a reload of the window. */
  readonly restore: { readonly draftId: string };
}
/** People and categories to offer, whenever they are known. */
export interface KnownMessage {
  readonly type: 'known';
  readonly people: readonly KnownPerson[];
  readonly categories: readonly string[];
}
/** The bytes of a document that the page asked for, by their hash. */
export interface DocumentMessage {
  readonly type: 'document';
  readonly documentId: string;
  readonly sha256: string;
  readonly bytes: ArrayBuffer;
}
/** A document cannot be shown: a sentence, and what to do. */
export interface DocumentProblemMessage {
  readonly type: 'documentProblem';
  readonly documentId: string;
  readonly text: string;
  readonly advice: string;
}
/** What is under the file on disk; `same` takes a notice back. */
export interface OnDiskMessage {
  readonly type: 'onDisk';
  readonly documentId: string;
  readonly state: 'same' | 'changed' | 'deleted';
}
/** Something was done to the composition by the extension. */
export interface ReplaceMessage {
  readonly type: 'replace';
  /** Of this replace, for `again`. */
  readonly number: number;
  /** The revision it was made on top of. */
  readonly base: number;
  readonly composition: Composition;
  /** What was done, for the live region and the undo button: "Added annex.pdf". */
  readonly label: string;
  /** Fields to select, e.g. the ones that were suggested. */
  readonly select: readonly string[];
}
export interface ShownProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly text: string;
  readonly advice: string | undefined;
  readonly where: {
    readonly documentId: string | undefined;
    readonly page: number | undefined;
    readonly fieldId: string | undefined;
    readonly signerId: string | undefined;
    /** A field of the form that it is about. */
    readonly option: 'name' | 'expiresInDays' | 'reminderDays' | 'observers' | 'flow' | undefined;
  };
  /** Label of the fix, where there is one: asked for with `fix`. */
  readonly fix: string | undefined;
  /** Which of the problems it is, for `fix`; the same for the same problem of the same revision. */
  readonly key: string;
}
export interface ProblemsMessage {
  readonly type: 'problems';
  /** The revision that was looked at. */
  readonly revision: number;
  readonly problems: readonly ShownProblem[];
}
/** This revision is on disk, or why it is not. */
export interface SavedMessage {
  readonly type: 'saved';
  readonly revision: number;
  /** Empty when it is saved. */
  readonly problem: string;
}
/** Takes the person to a place, as choosing a problem about it does. */
export interface ShowMessage {
  readonly type: 'show';
  readonly where: ShownProblem['where'];
}
/** While something is asked or sent, nothing may be edited. `notice` stays until the next one; empty takes it away. */
export interface StateMessage {
  readonly type: 'state';
  readonly busy: boolean;
  readonly notice: string;
}
export type HostMessage =
  | InitMessage
  | KnownMessage
  | DocumentMessage
  | DocumentProblemMessage
  | OnDiskMessage
  | ReplaceMessage
  | ProblemsMessage
  | SavedMessage
  | ShowMessage
  | StateMessage;

// ---- page to host ----

export type PageMessage =
  /** The page listens. Comes again whenever VS Code loads the page anew. */
  | { readonly type: 'ready' }
  /** The composition is now this. */
  | { readonly type: 'change'; readonly revision: number; readonly composition: Composition }
  /** The replace with this number came too late: make it anew. */
  | { readonly type: 'again'; readonly number: number }
  /** The bytes of a document are wanted. */
  | { readonly type: 'load'; readonly documentId: string }
  | { readonly type: 'addFiles' }
  /** Files that were dropped, as addresses. */
  | { readonly type: 'drop'; readonly uris: readonly string[] }
  /** Take what is on disk now. */
  | { readonly type: 'reload'; readonly documentId: string }
  /** Look for places to sign, in all documents. */
  | { readonly type: 'suggest' }
  | { readonly type: 'fix'; readonly key: string }
  | { readonly type: 'place'; readonly place: ComposerPlace }
  | { readonly type: 'review' }
  | { readonly type: 'saveAsTemplate' }
  /** The first page is on the screen. */
  | { readonly type: 'shown'; readonly milliseconds: number };

// ---- guards ----

const isStrings: Guard<ComposerStrings> = record<Record<string, string>>(
  Object.fromEntries(STRING_KEYS.map((key) => [key, isText])),
) as Guard<ComposerStrings>;
const isPerson: Guard<KnownPerson> = record<KnownPerson>({ name: isText, email: isText });
export const isComposerPlace: Guard<ComposerPlace> = record<ComposerPlace>({
  documentId: maybe(isText),
  page: isNumber,
  offset: isNumber,
  zoom: isNumber,
});
const isFacts: Guard<ComposerFacts> = record<ComposerFacts>({
  environment: isText,
  isProduction: isFlag,
  accountEmail: isText,
  me: isPerson,
  locale: isText,
  mostDocuments: maybe(isNumber),
});
const isWhere: Guard<ShownProblem['where']> = record<ShownProblem['where']>({
  documentId: maybe(isText),
  page: maybe(isNumber),
  fieldId: maybe(isText),
  signerId: maybe(isText),
  option: maybe(oneOf(['name', 'expiresInDays', 'reminderDays', 'observers', 'flow'])),
});
const isProblem: Guard<ShownProblem> = record<ShownProblem>({
  severity: oneOf(['error', 'warning', 'info']),
  code: isText,
  text: isText,
  advice: maybe(isText),
  where: isWhere,
  fix: maybe(isText),
  key: isText,
});

/** Whether the host may have said this. */
export const isHostMessage: Guard<HostMessage> = tagged<HostMessage>({
  init: record<InitMessage>({
    type: oneOf(['init']),
    strings: isStrings,
    facts: isFacts,
    composition: isComposition,
    revision: isNumber,
    place: maybe(isComposerPlace),
    restore: record<InitMessage['restore']>({ draftId: isText }),
  }),
  known: record<KnownMessage>({
    type: oneOf(['known']),
    people: listOf(isPerson),
    categories: listOf(isText),
  }),
  document: record<DocumentMessage>({
    type: oneOf(['document']),
    documentId: isText,
    sha256: isText,
    bytes: (value): value is ArrayBuffer => value instanceof ArrayBuffer,
  }),
  documentProblem: record<DocumentProblemMessage>({
    type: oneOf(['documentProblem']),
    documentId: isText,
    text: isText,
    advice: isText,
  }),
  onDisk: record<OnDiskMessage>({
    type: oneOf(['onDisk']),
    documentId: isText,
    state: oneOf(['same', 'changed', 'deleted']),
  }),
  replace: record<ReplaceMessage>({
    type: oneOf(['replace']),
    number: isNumber,
    base: isNumber,
    composition: isComposition,
    label: isText,
    select: listOf(isText),
  }),
  problems: record<ProblemsMessage>({
    type: oneOf(['problems']),
    revision: isNumber,
    problems: listOf(isProblem),
  }),
  saved: record<SavedMessage>({ type: oneOf(['saved']), revision: isNumber, problem: isText }),
  show: record<ShowMessage>({ type: oneOf(['show']), where: isWhere }),
  state: record<StateMessage>({ type: oneOf(['state']), busy: isFlag, notice: isText }),
});

type Said<K extends PageMessage['type']> = Extract<PageMessage, { readonly type: K }>;

/** Whether the page may have said this. */
export const isPageMessage: Guard<PageMessage> = tagged<PageMessage>({
  ready: record<Said<'ready'>>({ type: oneOf(['ready']) }),
  change: record<Said<'change'>>({
    type: oneOf(['change']),
    revision: isNumber,
    composition: isComposition,
  }),
  again: record<Said<'again'>>({ type: oneOf(['again']), number: isNumber }),
  load: record<Said<'load'>>({ type: oneOf(['load']), documentId: isText }),
  addFiles: record<Said<'addFiles'>>({ type: oneOf(['addFiles']) }),
  drop: record<Said<'drop'>>({ type: oneOf(['drop']), uris: listOf(isText) }),
  reload: record<Said<'reload'>>({ type: oneOf(['reload']), documentId: isText }),
  suggest: record<Said<'suggest'>>({ type: oneOf(['suggest']) }),
  fix: record<Said<'fix'>>({ type: oneOf(['fix']), key: isText }),
  place: record<Said<'place'>>({ type: oneOf(['place']), place: isComposerPlace }),
  review: record<Said<'review'>>({ type: oneOf(['review']) }),
  saveAsTemplate: record<Said<'saveAsTemplate'>>({ type: oneOf(['saveAsTemplate']) }),
  shown: record<Said<'shown'>>({ type: oneOf(['shown']), milliseconds: isNumber }),
});

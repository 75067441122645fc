import type {
  AttachmentSummary,
  AuditLog,
  EnteredValue,
  EnvelopeDetails,
  EnvelopeFilter,
  EnvelopeSummary,
  HistoryEntry,
  KnownStatus,
  Page,
} from '../../jsign/types';
import type { Account } from '../account/api';
import type { Listen } from '../platform/event';

export interface ReadOptions {
  /** Ask the service even when the answer is known. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
}

/** A group of envelopes: those in a status, or those that fit a filter of the person. */
export type FilterKey = `filter:${string}`;
export type GroupKey = KnownStatus | FilterKey;

/** What changed in the store: one envelope, or (without id) a list. */
export interface StoreChange {
  readonly envelopeId?: string;
  readonly group?: GroupKey;
  /** Something was done to the envelope and it was read again (or could not be): what its details do not show, such as a reminder, may have changed too. */
  readonly acted?: true;
  /** Only this part of the envelope is another; without it, the envelope itself. */
  readonly part?: 'attachments';
}

export type EnvelopeEventKind =
  'needsMe' | 'viewed' | 'signed' | 'completed' | 'declined' | 'cancelled' | 'expired' | 'changed' | 'new';

/** Something that happened to an envelope, wherever it was done. */
export interface EnvelopeEvent {
  readonly kind: EnvelopeEventKind;
  readonly accountId: string;
  readonly envelopeId: string;
  /** Of the envelope; text from outside. */
  readonly name: string;
  /** Who did it, by name and never by address; missing where the service does not say. */
  readonly who?: string;
  /** As the service says, milliseconds since the epoch; missing where it does not. */
  readonly at?: number;
}

/** What was found out about one group's list without reading it anew. */
export interface GroupNews {
  readonly group: KnownStatus;
  /** Envelopes that stand in the group now. */
  readonly put: readonly EnvelopeSummary[];
  /** Ids of envelopes that have left it. */
  readonly drop: readonly string[];
  /** As the service counts the group now. */
  readonly total?: number;
}

/** How an envelope was used in this window. */
export interface EnvelopeUse {
  readonly envelopeId: string;
  /** `acted`: something was done to it, or it was just sent; it is about to be read again. */
  readonly how: 'opened' | 'acted';
}

/** All that is known of one account's envelopes. Views read it and never call the client by themselves. */
export interface EnvelopeStore {
  readonly account: Account;
  readonly onDidChange: Listen<StoreChange>;
  /** The newest known summary, from any group. */
  summary(envelopeId: string): EnvelopeSummary | undefined;
  /** The details if they were read before. */
  known(envelopeId: string): EnvelopeDetails | undefined;
  /** Reads the details; concurrent reads of one envelope are one call. Rejects with a JsignError. */
  details(envelopeId: string, options?: ReadOptions): Promise<EnvelopeDetails>;
  history(envelopeId: string, options?: ReadOptions): Promise<readonly HistoryEntry[]>;
  /** For completed envelopes (API reference, section 4.11). */
  auditLog(envelopeId: string, options?: ReadOptions): Promise<AuditLog>;
  /** What the signers have filled in so far (section 4.14). */
  enteredValues(envelopeId: string, options?: ReadOptions): Promise<readonly EnteredValue[]>;
  /** Read once and kept until {@link reread} (section 6.2). */
  attachments(envelopeId: string, options?: ReadOptions): Promise<readonly AttachmentSummary[]>;
  /** The attachments if they were read before. */
  knownAttachments(envelopeId: string): readonly AttachmentSummary[] | undefined;
  /** Any list call (section 4.15); what it gives is taken in. `page` from 1. */
  list(
    filter: EnvelopeFilter,
    page: number,
    pageSize: number,
    options?: ReadOptions,
  ): Promise<Page<EnvelopeSummary>>;
  /** Every envelope seen so far in any list, each once, newest first. The same array until something new is seen. */
  seen(): readonly EnvelopeSummary[];
  /** Takes in summaries that came another way: from another window of this account. */
  learn(summaries: readonly EnvelopeSummary[]): void;
  /** Takes in what was found out of the groups without reading them: moves rows between those that were opened and corrects counts. */
  take(news: readonly GroupNews[]): void;
  /** Reads every group that was opened again, and the counts. Never rejects: an error becomes the group's state. */
  refresh(): Promise<void>;
  /**
   * Says that a person looks at this envelope, or has just done something to it; then it is to be read again, and what is found is no
   * news to the person. {@link reread} says the latter by itself.
   */
  use(envelopeId: string, how: EnvelopeUse['how']): void;
  /** After an action of our own: reads this envelope and the lists it may stand in again. Never rejects. */
  reread(envelopeId?: string): Promise<void>;
}

/** The store of the account in use; replaced when the account changes. */
export interface EnvelopeStores {
  readonly current: EnvelopeStore | undefined;
  readonly onDidChange: Listen<EnvelopeStore | undefined>;
  /** The store of any signed-in account. */
  forAccount(accountId: string): Promise<EnvelopeStore | undefined>;
}

/** What a tree row or a caller may hand to an envelope command. */
export interface EnvelopeRef {
  readonly accountId: string;
  readonly envelopeId: string;
}

/** What other rooms ask of the envelopes' room. */
export interface EnvelopeDesk {
  /** Opens the details panel. */
  open(ref: EnvelopeRef): Promise<void>;
  /** Tells the store that something was done to this envelope (or that a new one exists). */
  changed(ref: EnvelopeRef): Promise<void>;
}

/** What a row of a draft, or a caller, may hand to a command of drafts. */
export interface DraftRef {
  readonly accountId: string;
  readonly draftId: string;
}

/** A draft that is being prepared, as far as a list shows it. All texts come from outside. */
export interface ListedDraft {
  readonly kind: 'draft';
  readonly id: string;
  /** Empty while it has none. */
  readonly name: string;
  /** Names of the files. */
  readonly documents: readonly string[];
  /** Who signs, then who watches. */
  readonly people: readonly { readonly name: string; readonly email: string }[];
  /** Milliseconds since the epoch; missing where it was saved by a version that did not say. */
  readonly editedAt: number | undefined;
}
/** A draft that cannot be used: a newer version saved it, or it makes no sense. */
export interface UnusableDraft {
  readonly kind: 'newer' | 'broken';
  readonly id: string;
}
/** Stands for all of them where none can be read. */
export interface UnreadableDrafts {
  readonly kind: 'unreadable';
}
export type DraftRow = ListedDraft | UnusableDraft | UnreadableDrafts;

/** The drafts of this machine, for whoever shows them. */
export interface DraftList {
  /** Rows are others now, or the time that has passed since they were edited is said with other words. */
  readonly onDidChange: Listen<void>;
  /**
   * Those of an account, the one edited last first, then what cannot be used; nothing while they are read for the first time,
   * which asking begins. A row that did not change is the same object.
   */
  rows(accountId: string): readonly DraftRow[];
}

/** Reads an envelope reference out of what a menu passed; `undefined` when it is none. */
export function envelopeRef(argument: unknown): EnvelopeRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('accountId' in argument) || !('envelopeId' in argument)) return undefined;
  const { accountId, envelopeId } = argument;
  return typeof accountId === 'string' && typeof envelopeId === 'string'
    ? { accountId, envelopeId }
    : undefined;
}

/** Reads a draft reference out of what a menu passed; `undefined` when it is none. */
export function draftRef(argument: unknown): DraftRef | undefined {
  const accountId = textOf(argument, 'accountId');
  const draftId = textOf(argument, 'draftId');
  return accountId === undefined || draftId === undefined ? undefined : { accountId, draftId };
}

/** Whose row or signer a menu or the panel pointed at: `email` itself, or that of a signer's row. */
export function emailOf(argument: unknown): string | undefined {
  const own = textOf(argument, 'email');
  if (own !== undefined || typeof argument !== 'object' || argument === null) return own;
  return 'signer' in argument ? textOf(argument.signer, 'email') : undefined;
}

function textOf(argument: unknown, key: string): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const value: unknown = Object.hasOwn(argument, key) ? Reflect.get(argument, key) : undefined;
  return typeof value === 'string' ? value : undefined;
}

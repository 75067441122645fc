import type { EnvelopeDetails, EnvelopeSummary, HistoryEntry, KnownStatus } from '../../jsign/types';
import type { Account } from '../account/api';
import type { Listen } from '../platform/event';

export interface ReadOptions {
  /** Ask the service even when the answer is known. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
}

/** What changed in the store: one envelope, or (without id) a list. */
export interface StoreChange {
  readonly envelopeId?: string;
  readonly group?: KnownStatus;
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
  /** Reads every group that was opened again, and the counts. Never rejects: an error becomes the group's state. */
  refresh(): Promise<void>;
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

/** Reads an envelope reference out of what a menu passed; `undefined` when it is none. */
export function envelopeRef(argument: unknown): EnvelopeRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('accountId' in argument) || !('envelopeId' in argument)) return undefined;
  const { accountId, envelopeId } = argument;
  return typeof accountId === 'string' && typeof envelopeId === 'string'
    ? { accountId, envelopeId }
    : undefined;
}

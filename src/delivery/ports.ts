import type { EnvelopeOperations, SessionControl } from '../jsign/api';
import type { UploadSource } from '../jsign/types';
import type { Draft, DraftDocument } from './draft';
import type { JournalEntry } from './journalEntry';

/** The operations of the service that a delivery needs. */
export type DeliveryClient = Pick<
  EnvelopeOperations,
  'uploadFile' | 'createWithFiles' | 'create' | 'createWithTemplate' | 'list' | 'details'
> &
  SessionControl;

/**
 * An append-only file. `append` resolves once the line is on the disk (flushed, not only handed to the system); when it
 * rejects, the step it announces is not taken.
 */
export interface JournalFile {
  append(line: string): Promise<void>;
  /** Every complete line so far, from every window. A torn last line is left out. */
  lines(): Promise<readonly string[]>;
}

/** Holds an intent (or any other key) for one worker of this process. A holder is alive if its local socket or pipe answers, never by the clock. */
export interface IntentLocks {
  /** `undefined` when a living process holds it. */
  acquire(intentId: string): Promise<{ release(): Promise<void> } | undefined>;
}

/** Gives a document's bytes as they will be sent; rejects when the file is gone or its SHA-256 is no longer the draft's. */
export interface DocumentBytes {
  open(document: DraftDocument): Promise<UploadSource>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface DeliveryPorts {
  /** Whose sends these are: entries of other accounts in the same journal are not looked at. */
  readonly accountId: string;
  readonly client: DeliveryClient;
  readonly journal: JournalFile;
  readonly locks: IntentLocks;
  readonly documents: DocumentBytes;
  readonly clock: Clock;
}

export type SendStage =
  | { readonly stage: 'uploading'; readonly document: string; readonly sent: number; readonly total: number }
  /** From here on it can no longer be cancelled. */
  | { readonly stage: 'creating' }
  | { readonly stage: 'looking' };

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: SendStage) => void;
  /** The person has seen the previous sends of an outcome `repeat`, and wants to send all the same. */
  readonly allowRepeat?: boolean;
  /** Leave SHA-256 and commit out of the description (the reference always goes). */
  readonly leaveOutProvenance?: boolean;
}

export type SendOutcome =
  | { readonly state: 'created'; readonly envelopeId: string; readonly adopted: boolean }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'cancelled' }
  /** Nobody can say yet whether it went out; `evidence` shows what was found. */
  | {
      readonly state: 'unknown';
      readonly intentId: string;
      readonly evidence: Evidence;
      readonly error: unknown;
    }
  /** Another living window works on this intent. */
  | { readonly state: 'busy' }
  /** This intent was sent before. */
  | { readonly state: 'already-sent'; readonly envelopeId: string }
  /**
   * The same bytes, or the same template under the same name, went to the same signers within 14 days, or another envelope has
   * taken the place of the cancelled one; nothing was sent.
   */
  | { readonly state: 'repeat'; readonly previous: readonly PreviousSend[] };

export interface PreviousSend {
  readonly intentId: string;
  readonly envelopeId: string | undefined;
  readonly at: number;
  readonly name: string;
  /** The same to the same signers, or in the place of the same cancelled envelope. */
  readonly why: 'same' | 'replaces';
}

export interface Candidate {
  readonly envelopeId: string;
  readonly name: string;
  readonly createdAt: number | undefined;
  /** What of it agrees with the draft. */
  readonly matches: readonly ('reference' | 'name' | 'signers' | 'documents')[];
}

export interface Evidence {
  readonly candidates: readonly Candidate[];
  /** Whether the whole range of the list could be read. */
  readonly complete: boolean;
}

export interface Delivery {
  send(draft: Draft, options?: SendOptions): Promise<SendOutcome>;
  /**
   * What was left open by a crash or an unknown outcome, newest first. Reads the journal only, so a send that another window
   * is busy with is among them; {@link resolve} answers `busy` for that one.
   */
  open(): Promise<readonly OpenIntent[]>;
  /**
   * Looks again; adopts exactly one unambiguous match. Rejects when the service cannot be asked. An intent that stopped before
   * it was created is closed as `failed`: nothing went out.
   */
  resolve(intentId: string, options?: Pick<SendOptions, 'signal'>): Promise<SendOutcome>;
  /** The person says which envelope it is. Rejects when the intent is not open, or the envelope belongs to another intent. */
  adopt(intentId: string, envelopeId: string): Promise<void>;
  /** The person says that it was not sent. Rejects when it is known that it was. */
  notSent(intentId: string): Promise<void>;
}

export interface OpenIntent {
  readonly intentId: string;
  readonly accountId: string;
  readonly name: string;
  readonly state: JournalEntry['state'];
  readonly at: number;
}

/** `prepared → uploading → uploaded → creating → created | failed | unknown`, then `unknown → adopted | not-sent`. */
export const JOURNAL_STATES = [
  'prepared',
  'uploading',
  'uploaded',
  'creating',
  'created',
  'failed',
  'unknown',
  'adopted',
  'not-sent',
] as const;
export type JournalState = (typeof JOURNAL_STATES)[number];

/** One line of the journal: a step of one attempt, written before the step is taken. No addresses, no tokens. */
export interface JournalEntry {
  readonly v: 1;
  readonly intentId: string;
  readonly accountId: string;
  /** From 1; grows with each new attempt of the same intent. */
  readonly attempt: number;
  readonly state: JournalState;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The reference that stands in the envelope's description. */
  readonly reference?: string;
  readonly name?: string;
  /** SHA-256 over documents and signers, or template, name and signers: tells the same thing to the same signers. */
  readonly fingerprint?: string;
  /** SHA-256 of each document; empty with a template. */
  readonly documents?: readonly string[];
  /** Id of the template that the envelope is made of. */
  readonly template?: string;
  /** Id of the cancelled envelope whose place this one takes. */
  readonly replaces?: string;
  /** SHA-256 of each signer's address in lower case: addresses do not belong into a log. */
  readonly signers?: readonly string[];
  readonly envelopeId?: string;
  /** Error kind and code of a failed or unknown attempt. */
  readonly error?: string;
}

/**
 * What the jSign client gives and takes, in our own shape: camelCase, times as milliseconds since the epoch (UTC), ids as
 * opaque strings. The wire's own spelling stays inside `jsign/`. Sections named below are those of the API reference (docs/api.md).
 */

export type * from './creation';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** A sentence with `{0}`-style places, translated by whoever shows it. */
export interface Sentence {
  readonly text: string;
  readonly args?: readonly (string | number)[];
}

// ---- environment and sign-in (section 3) ----

/** Where the service is: scheme and host (and port) only, e.g. `https://api.jsign.com`; `/api/v2.0` is appended by the client. */
export interface ServiceAddress {
  readonly host: string;
}

export interface ApiKeyPair {
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface LoginRequest extends ApiKeyPair {
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends (absolute). */
  readonly expiresAt: Millis;
}

// ---- envelopes (section 4) ----

export const ENVELOPE_STATUSES = [
  'AwaitingMySignature',
  'AwaitingOthers',
  'DueSoon',
  'Completed',
  'Declined',
  'Cancelled',
  'Expired',
] as const;
export type KnownStatus = (typeof ENVELOPE_STATUSES)[number];

/** A status as the service wrote it, and what we take it for. */
export interface StatusWord {
  readonly known: KnownStatus | 'unknown';
  readonly raw: string;
}

export type SignFlow = 'Parallel' | 'Sequential' | 'Hybrid';

/** One page of a list; `page` counts from 1. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pageSize: number;
  readonly pageCount: number;
  /** All results over all pages. */
  readonly total: number;
}

export interface EnvelopeSummary {
  readonly id: string;
  readonly name: string;
  readonly status: StatusWord;
  /** Full name of the creator, as the list gives it; not a key. */
  readonly createdBy: string;
  readonly createdAt: Millis | undefined;
  readonly categories: readonly string[];
}

export interface EnvelopeFilter {
  readonly status?: readonly KnownStatus[];
  readonly categories?: readonly string[];
  /** Calendar days in UTC, both included, `yyyy-mm-dd`. */
  readonly from?: string;
  readonly to?: string;
}

export interface EnvelopeDocument {
  readonly id: string;
  /** With extension. */
  readonly name: string;
  readonly originalHash: string | undefined;
  readonly signedHash: string | undefined;
  readonly blockHash: string | undefined;
  readonly signProcessCompleted: boolean;
}

export type SignerState = 'waiting' | 'viewed' | 'signed' | 'declined' | 'unknown';

export interface EnvelopeSigner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly order: number | undefined;
  /** INFERRED fields of section 4.5: `unknown` where the service says nothing. */
  readonly state: SignerState;
  /** The service's own word for a state that is `unknown`, where it gave one. */
  readonly stateWord?: string;
  readonly signedAt: Millis | undefined;
  readonly declineReason: string | undefined;
}

export interface EnvelopeObserver {
  readonly email: string;
  readonly name: string;
}

export interface EnvelopeDetails {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** E-mail of the creator. */
  readonly createdBy: string;
  readonly createdAt: Millis | undefined;
  readonly status: StatusWord;
  readonly flow: SignFlow | 'unknown';
  readonly dueAt: Millis | undefined;
  readonly cancelReason: string | undefined;
  readonly cancelledAt: Millis | undefined;
  readonly categories: readonly string[];
  readonly documents: readonly EnvelopeDocument[];
  readonly signers: readonly EnvelopeSigner[];
  readonly observers: readonly EnvelopeObserver[];
}

export interface HistoryEntry {
  readonly firstName: string;
  readonly lastName: string;
  readonly at: Millis | undefined;
  readonly content: string;
  readonly activity: string;
}

export interface AuditEvent {
  readonly activity: string;
  readonly activityCode: string;
  readonly at: Millis | undefined;
  readonly actionBy: string;
  readonly transactionHash: string;
  readonly blockNumber: string;
  readonly walletAddress: string;
  readonly finalBlockHash: string;
  readonly contractAddress: string;
}

export interface AuditLog {
  readonly envelopeId: string;
  readonly createdAt: Millis | undefined;
  readonly createdBy: string;
  readonly signatureTypes: readonly string[];
  readonly documents: readonly { readonly name: string; readonly events: readonly AuditEvent[] }[];
}

export interface EnteredValue {
  readonly documentId: string;
  readonly documentName: string;
  readonly signerEmail: string;
  readonly inputType: string;
  readonly name: string;
  readonly value: string;
}

export interface DownloadedFile {
  /** As the service names it; not safe as a path. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * A file on its way up: streamed, so it is opened when asked (again for a repeat) and must yield exactly `size` bytes. A chunk
 * that was yielded must not be written to again; chunks of 256 KiB are fastest.
 */
export interface UploadSource {
  readonly name: string;
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

// ---- templates, attachments, account (sections 5 to 7) ----

export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  /** `active`, `inactive`, or `unknown` with the service's word. */
  readonly status: { readonly known: 'active' | 'inactive' | 'unknown'; readonly raw: string };
  readonly createdAt: Millis | undefined;
}
export type TemplateAction = 'activate' | 'deactivate' | 'delete';

export interface AttachmentSummary {
  readonly id: string;
  readonly fileName: string;
}

export interface AccountDetails {
  readonly subscription: {
    readonly planName: string;
    readonly startDate: string;
    readonly endDate: string;
    readonly renewalDate: string;
    readonly remainingDays: number | undefined;
    readonly accountId: string;
  };
  readonly plan: {
    readonly documentLimit: number | undefined;
    readonly templateLimit: number | undefined;
    readonly documentsPerEnvelope: number | undefined;
    readonly userLimit: number | undefined;
    /** Bytes. The unit of the service's number is INFERRED (megabytes). */
    readonly maxFileBytes: number | undefined;
    readonly signTypes: readonly string[];
    /** Lower case, without dot; empty where the service says nothing. */
    readonly fileTypes: readonly string[];
    readonly features: readonly string[];
  };
  readonly user: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly status: string;
    readonly isAdmin: boolean;
  };
  readonly alerts: {
    readonly locked: boolean;
    readonly cancellationRequested: boolean;
    readonly documentsExhausted: boolean;
    readonly templatesExhausted: boolean;
  };
}

export interface Statistics {
  readonly completed: number;
  readonly declined: number;
  readonly expired: number;
  readonly failed: number;
  readonly cancelled: number;
}

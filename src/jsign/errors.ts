/**
 * The one family of errors the client throws. Bundles may hold this class twice, so tell errors apart with
 * {@link isJsignError} and `kind`, never with `instanceof`.
 */
export type JsignErrorKind =
  /** 401 other than an expired token, or the login was refused. */
  | 'credentials'
  /** The access token has ended and could not be renewed, or the call may not be repeated by itself after renewing. */
  | 'expired'
  /**
   * 400 with a code: the service understood and said no. Without a status the client itself refused (a host that is no
   * address, a file that changed while it was sent): see `code`.
   */
  | 'refused'
  /** 404: the path is not part of the API at this host. */
  | 'not-found'
  /** The connection failed: see `network`. */
  | 'network'
  | 'timeout'
  | 'cancelled'
  /** 5xx. */
  | 'server'
  /** The reply is not what the reference describes: HTML, half a reply, a missing field. */
  | 'unreadable';

export type NetworkReason = 'dns' | 'connect' | 'tls' | 'proxy' | 'reset' | 'other';

export interface JsignErrorFacts {
  readonly kind: JsignErrorKind;
  /** Name of the operation, e.g. `envelopes.createWithFiles`. */
  readonly operation: string;
  readonly status?: number;
  /**
   * The service's `error_code`, e.g. `FILE_INVALID` (section 11); for `network` the system's code, e.g. `ECONNREFUSED` or
   * `CERT_HAS_EXPIRED`; for a refusal of the client itself one of its own codes, e.g. `SOURCE_SIZE_CHANGED`.
   */
  readonly code?: string;
  readonly network?: NetworkReason;
  /** For `unreadable`: the path of the field that made no sense, e.g. `data.envelope_id`. Never its value. */
  readonly field?: string;
  /** False only when it is certain that no byte of the request left this machine. */
  readonly requestSent: boolean;
  /** Whether the reply came, wholly and readable as JSON, so that status and code are the service's own. */
  readonly replyRead: boolean;
  /** From `Retry-After`, milliseconds. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

export class JsignError extends Error implements JsignErrorFacts {
  readonly jsign = true;
  readonly kind: JsignErrorKind;
  readonly operation: string;
  readonly status?: number;
  readonly code?: string;
  readonly network?: NetworkReason;
  readonly field?: string;
  readonly requestSent: boolean;
  readonly replyRead: boolean;
  readonly retryAfter?: number;

  constructor(facts: JsignErrorFacts) {
    // For logs: facts only, no text of the service, no address, no name (they may be personal data).
    super(
      [facts.operation, facts.kind, facts.status, facts.code, facts.network, facts.field]
        .filter((part) => part !== undefined)
        .join(' '),
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = 'JsignError';
    this.kind = facts.kind;
    this.operation = facts.operation;
    this.requestSent = facts.requestSent;
    this.replyRead = facts.replyRead;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.code !== undefined) this.code = facts.code;
    if (facts.network !== undefined) this.network = facts.network;
    if (facts.field !== undefined) this.field = facts.field;
    if (facts.retryAfter !== undefined) this.retryAfter = facts.retryAfter;
  }
}

/**
 * Whether it is certain that the service did nothing: the request never left, or it was answered with a no. Of anything else nobody
 * knows until it is looked.
 */
export function surelyNotDone({ requestSent, kind }: Pick<JsignError, 'requestSent' | 'kind'>): boolean {
  return !requestSent || NOT_DONE.includes(kind);
}
const NOT_DONE: readonly JsignErrorKind[] = ['credentials', 'expired', 'refused', 'not-found'];

/** Whether the service says that an envelope is not there for this account (API reference, sections 11 and 13). */
export function isEnvelopeGone(error: unknown): boolean {
  return (
    isJsignError(error) &&
    error.kind === 'refused' &&
    /^(?:ENVELOPE|DOCUMENT)_NOT_FOUND/.test(error.code ?? '')
  );
}

/** Whether `error` is one of ours, whichever bundle made it. */
export function isJsignError(error: unknown): error is JsignError {
  return error instanceof Error && 'jsign' in error && 'kind' in error && 'operation' in error;
}

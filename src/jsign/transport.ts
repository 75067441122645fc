import type { NetworkReason } from './errors';

/** A body that is streamed: `open` is called once per request and must yield exactly `length` bytes. */
export interface StreamedBody {
  readonly length: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | StreamedBody;
  /**
   * `pooled` may go over a connection that was used before. `fresh` gets one of its own: a kept connection that the service
   * closes at that very moment would leave a call that must not be repeated with an unknown outcome.
   */
  readonly connection: 'pooled' | 'fresh';
  readonly signal?: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  /** Value of a header, whatever its case. */
  header(name: string): string | undefined;
  /** The whole body, decoded from any transfer or content coding. */
  readonly bytes: Uint8Array;
}

/** Makes one request. Follows no redirect, repeats nothing, rejects with a {@link TransportError}. */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpReply>;
}

export interface TransportFacts {
  /** `source`: the body's own source failed or did not keep to its length. `garbled`: what came back is not HTTP. */
  readonly reason: NetworkReason | 'cancelled' | 'timeout' | 'source' | 'garbled';
  /** False only when it is certain that no byte of the request left this machine. */
  readonly sent: boolean;
  /** The system's code, e.g. `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code?: string;
  /** Set when the head of a reply had come before it failed. */
  readonly status?: number;
}

/** Holds facts only: the texts of the layers below name addresses and paths, and those may hold personal data. */
export class TransportError extends Error {
  constructor(readonly facts: TransportFacts) {
    super([facts.reason, facts.code, facts.status].filter((part) => part !== undefined).join(' '));
    this.name = 'TransportError';
  }
}

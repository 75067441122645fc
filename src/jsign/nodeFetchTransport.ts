import { Readable } from 'node:stream';
import fetch, { type Response } from 'node-fetch';
import { Connections, ConnectionWatch } from './connections';
import { IdleTimer } from './idleTimer';
import { classifyFailure, type ConnectionState } from './networkFailure';
import {
  type HttpReply,
  type HttpRequest,
  type HttpTransport,
  type StreamedBody,
  TransportError,
} from './transport';

/** Larger pieces would hide progress on a slow line; smaller ones cost throughput. */
const PIECE = 256 * 1024;
/** No reply of the service is nearly as large; more is not kept in memory. */
const LARGEST_REPLY = 256 * 1024 * 1024;

export interface NodeFetchSettings {
  readonly secure: boolean;
  readonly ca?: string | undefined;
  /** Milliseconds without any progress, up or down. */
  readonly timeout: number;
}

/** node-fetch 3 goes through `http` and `https`, so an editor's proxy and certificate settings apply. */
export class NodeFetchTransport implements HttpTransport {
  private readonly connections: Connections;

  constructor(private readonly settings: NodeFetchSettings) {
    this.connections = new Connections(settings.secure, settings.ca);
  }

  async send(request: HttpRequest): Promise<HttpReply> {
    if (request.signal?.aborted) throw new TransportError({ reason: 'cancelled', sent: false });
    return new Exchange(request, this.connections, this.settings.timeout).run();
  }
}

/** One request and its reply. */
class Exchange {
  private readonly stop = new AbortController();
  private readonly idle: IdleTimer;
  private readonly connection: ConnectionWatch;
  private stopped: 'cancelled' | 'timeout' | undefined;
  private status: number | undefined;
  private upload: Readable | undefined;

  constructor(
    private readonly request: HttpRequest,
    private readonly connections: Connections,
    timeout: number,
  ) {
    this.idle = new IdleTimer(timeout, () => this.end('timeout'));
    this.connection = new ConnectionWatch(connections.secure, () => this.idle.progress());
  }

  async run(): Promise<HttpReply> {
    const cancel = () => this.end('cancelled');
    this.request.signal?.addEventListener('abort', cancel);
    this.idle.start();
    try {
      const response = await this.fetch();
      this.status = response.status;
      this.idle.progress();
      const bytes = await this.readBody(response);
      return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, bytes };
    } catch (error) {
      throw this.failure(error);
    } finally {
      this.idle.stop();
      // A reply can come before the body has gone; then nobody waits for the rest, and its source would stay open.
      this.upload?.destroy();
      this.request.signal?.removeEventListener('abort', cancel);
    }
  }

  private fetch(): Promise<Response> {
    const { method, url, headers, body, connection } = this.request;
    const agent =
      connection === 'fresh' ? this.connections.fresh(this.connection) : this.connections.pooled();
    // A redirect is a reply like any other: the token never travels on.
    const init = { method, headers, agent, redirect: 'manual' as const, signal: this.stop.signal };
    if (body === undefined) return fetch(url, init);
    if (body instanceof Uint8Array) {
      return fetch(url, { ...init, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) });
    }
    this.upload = Readable.from(this.pieces(body), { objectMode: true, highWaterMark: 1 });
    return fetch(url, {
      ...init,
      headers: { ...headers, 'Content-Length': String(body.length) },
      body: this.upload,
    });
  }

  /** The body in pieces of bearable size, exactly as long as it says. */
  private async *pieces(body: StreamedBody): AsyncGenerator<Uint8Array> {
    let left = body.length;
    for await (const chunk of this.source(body)) {
      left -= chunk.byteLength;
      if (left < 0) break;
      for (let at = 0; at < chunk.byteLength; at += PIECE) {
        yield chunk.subarray(at, at + PIECE);
        this.idle.progress();
      }
    }
    if (left !== 0) throw new TransportError({ reason: 'source', code: 'SOURCE_SIZE_CHANGED', sent: true });
  }

  /** Tells failures of the source itself from those of the connection, which also end this iteration. */
  private async *source(body: StreamedBody): AsyncGenerator<Uint8Array> {
    let iterator: AsyncIterator<Uint8Array> | undefined;
    const next = async () => {
      try {
        iterator ??= body.open()[Symbol.asyncIterator]();
        return await iterator.next();
      } catch {
        throw new TransportError({ reason: 'source', code: 'SOURCE_UNREADABLE', sent: true });
      }
    };
    try {
      for (let step = await next(); step.done !== true; step = await next()) yield step.value;
    } finally {
      await iterator?.return?.();
    }
  }

  private async readBody(response: Response): Promise<Uint8Array> {
    if (response.body === null) return new Uint8Array();
    const told = response.headers.has('content-encoding')
      ? Number.NaN
      : Number(response.headers.get('content-length'));
    const collected = new Collected(Number.isSafeInteger(told) && told <= LARGEST_REPLY ? told : 0);
    for await (const chunk of response.body) {
      this.idle.progress();
      collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      if (collected.length > LARGEST_REPLY) {
        this.stop.abort();
        throw new TransportError({ reason: 'garbled', sent: true, status: response.status });
      }
    }
    return collected.bytes();
  }

  private end(why: 'cancelled' | 'timeout'): void {
    this.stopped ??= why;
    this.stop.abort();
  }

  private failure(error: unknown): TransportError {
    const status = this.status === undefined ? {} : { status: this.status };
    const connection: ConnectionState =
      this.request.connection === 'fresh'
        ? this.connection
        : { connected: undefined, secure: this.connection.secure };
    const sent = connection.connected !== false;
    if (this.stopped) return new TransportError({ reason: this.stopped, sent, ...status });
    if (error instanceof TransportError) {
      return error.facts.reason === 'source' ? new TransportError({ ...error.facts, sent }) : error;
    }
    const code = property(error, 'code');
    const found = classifyFailure(
      code,
      property(error, 'erroredSysCall') ?? property(error, 'syscall'),
      connection,
    );
    return new TransportError({ ...found, ...(code === undefined ? {} : { code }), ...status });
  }
}

/** A reply's bytes, without a second copy when its length was told. */
class Collected {
  private readonly whole: Uint8Array;
  private readonly chunks: Uint8Array[] = [];
  length = 0;

  constructor(told: number) {
    this.whole = new Uint8Array(told);
  }

  add(chunk: Uint8Array): void {
    if (this.chunks.length === 0 && this.length + chunk.byteLength <= this.whole.byteLength) {
      this.whole.set(chunk, this.length);
    } else {
      if (this.chunks.length === 0) this.chunks.push(this.whole.subarray(0, this.length));
      this.chunks.push(chunk);
    }
    this.length += chunk.byteLength;
  }

  bytes(): Uint8Array {
    return this.chunks.length === 0
      ? this.whole.subarray(0, this.length)
      : Buffer.concat(this.chunks, this.length);
  }
}

function property(error: unknown, name: string): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

import { isJsignError, JsignError, type JsignErrorFacts } from './errors';
import { buildPath, type Operation, type Route } from './operations';
import { withRepeats } from './repeat';
import { replyError } from './reply';
import type { Session } from './session';
import type { ServiceClock, Timing } from './timing';
import { type HttpReply, type HttpTransport, type StreamedBody, TransportError } from './transport';

export interface Call {
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly upload?: StreamedBody & { readonly contentType: string };
  /** In place of the session's bearer token; `null` for the one call that lists no such header (section 1.2). */
  readonly authorization?: string | null;
  readonly signal?: AbortSignal | undefined;
  /** The caller asks for the documented variant of a creating call. */
  readonly variant?: boolean | undefined;
}

export interface CallerParts {
  readonly origin: string;
  readonly transport: HttpTransport;
  readonly timing: Timing;
  readonly clock: ServiceClock;
  readonly log: (line: string) => void;
}

/** Turns a call into requests: path, headers, token, and the few things that may be tried again. */
export class Caller {
  /** Operations for which only the variant of the path is known at this host. */
  private readonly byVariant = new Set<string>();
  private session: Session | undefined;

  constructor(private readonly parts: CallerParts) {}

  /** From now on calls carry this session's token. */
  attach(session: Session): void {
    this.session = session;
  }

  /** The successful reply to a call. @throws JsignError */
  async call(operation: Operation, call: Call): Promise<HttpReply> {
    if (call.signal?.aborted) throw this.cancelled(operation.name);
    const { route, variant } = operation;
    if (operation.effect === 'creates')
      return this.authorized(operation, call.variant === true ? (variant ?? route) : route, call);
    if (variant === undefined) return this.authorized(operation, route, call);
    if (this.byVariant.has(operation.name)) return this.authorized(operation, variant, call);
    try {
      return await this.authorized(operation, route, call);
    } catch (error) {
      if (!isJsignError(error) || error.kind !== 'not-found') throw error;
      return this.tryVariant(operation, variant, call, error);
    }
  }

  private async tryVariant(
    operation: Operation,
    variant: Route,
    call: Call,
    first: JsignError,
  ): Promise<HttpReply> {
    try {
      const reply = await this.authorized(operation, variant, call);
      this.byVariant.add(operation.name);
      return reply;
    } catch (error) {
      if (isJsignError(error) && error.kind === 'not-found') throw first;
      // The service knows this path, it only said no.
      if (isJsignError(error) && error.replyRead) this.byVariant.add(operation.name);
      throw error;
    }
  }

  private async authorized(operation: Operation, route: Route, call: Call): Promise<HttpReply> {
    const session = this.session;
    if (call.authorization !== undefined || session === undefined) {
      return this.attempts(operation, route, call, call.authorization ?? undefined);
    }
    const token = await this.whileWaiting(operation, call.signal, false, session.accessToken(operation.name));
    try {
      return await this.attempts(operation, route, call, `Bearer ${token}`);
    } catch (error) {
      if (!isJsignError(error) || error.status !== 401 || !error.replyRead) throw error;
      if (error.kind === 'expired') session.reject(token);
      // Said exactly once: the caller renews and makes a new attempt of it.
      if (operation.effect === 'creates') throw error;
      if (error.kind !== 'expired' && !(await session.adoptNewer(token))) throw error;
      // A 401 means that nothing was done, so even what acts can be said again.
      const next = await this.whileWaiting(
        operation,
        call.signal,
        true,
        session.replace(token, operation.name),
      );
      return await this.attempts(operation, route, call, `Bearer ${next}`);
    }
  }

  private attempts(
    operation: Operation,
    route: Route,
    call: Call,
    authorization?: string,
  ): Promise<HttpReply> {
    const { timing } = this.parts;
    return withRepeats(operation.effect, timing, call.signal, () =>
      this.once(operation, route, call, authorization),
    );
  }

  private async once(
    operation: Operation,
    route: Route,
    call: Call,
    authorization?: string,
  ): Promise<HttpReply> {
    const { origin, transport, timing, clock, log } = this.parts;
    const body = call.json === undefined ? call.upload : Buffer.from(JSON.stringify(call.json), 'utf8');
    const contentType = call.json === undefined ? call.upload?.contentType : 'application/json';
    const started = timing.now();
    const note = (outcome: string) =>
      log(`${operation.name} ${outcome} ${Math.round(timing.now() - started)} ms`);
    try {
      const reply = await transport.send({
        method: route.method,
        url: origin + buildPath(operation, route, call.ids, call.query),
        headers: {
          Accept: 'application/json',
          app_auth_type: 'jsign-oauth2',
          'User-Agent': 'jSign for VS Code',
          ...(authorization === undefined ? {} : { Authorization: authorization }),
          ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
        },
        connection: operation.effect === 'reads' ? 'pooled' : 'fresh',
        ...(body === undefined ? {} : { body }),
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      });
      note(String(reply.status));
      clock.observe(reply.header('date'));
      const error = replyError(operation.name, reply, clock.now());
      if (error) throw error;
      return reply;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      note(error.message);
      throw new JsignError({ ...transportFacts(operation.name, error), cause: error });
    }
  }

  /**
   * Waits for the session's token. What goes wrong there is told as this call's own failure, whose request was then not sent
   * (or, after a 401, sent and refused): whoever sends a contract decides by that.
   */
  private async whileWaiting(
    operation: Operation,
    signal: AbortSignal | undefined,
    requestSent: boolean,
    token: Promise<string>,
  ): Promise<string> {
    try {
      return await abortable(token, signal);
    } catch (error) {
      if (signal?.aborted) throw this.cancelled(operation.name, requestSent);
      if (!isJsignError(error)) throw error;
      const { kind, code, network } = error;
      throw new JsignError({
        kind,
        operation: operation.name,
        requestSent,
        replyRead: requestSent,
        ...(code === undefined ? {} : { code }),
        ...(network === undefined ? {} : { network }),
        cause: error,
      });
    }
  }

  private cancelled(operation: string, requestSent = false): JsignError {
    return new JsignError({ kind: 'cancelled', operation, requestSent, replyRead: false });
  }
}

/** Settles as `promise` does, or rejects when `signal` is aborted; the promise itself goes on for others who wait for it. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('aborted'));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

function transportFacts(operation: string, { facts }: TransportError): JsignErrorFacts {
  const common = {
    operation,
    requestSent: facts.sent,
    replyRead: false,
    ...(facts.status === undefined ? {} : { status: facts.status }),
    ...(facts.code === undefined ? {} : { code: facts.code }),
  };
  switch (facts.reason) {
    case 'cancelled':
    case 'timeout':
      return { ...common, kind: facts.reason };
    case 'source':
      return { ...common, kind: 'refused' };
    case 'garbled':
      return { ...common, kind: 'unreadable' };
    default:
      return { ...common, kind: 'network', network: facts.reason };
  }
}

import type { CallOptions, ClientSettings, JsignClient, SessionControl } from './api';
import { abortable, Caller } from './caller';
import { envelopeOperations } from './client/envelopes';
import {
  accountOperations,
  attachmentOperations,
  authorizationOperations,
  templateOperations,
} from './client/others';
import { isJsignError, JsignError } from './errors';
import { serviceOrigin } from './host';
import { NodeFetchTransport } from './nodeFetchTransport';
import { OPERATIONS } from './operations';
import { Session } from './session';
import { ServiceClock, systemTiming, type Timing } from './timing';
import type { HttpTransport } from './transport';
import type { LoginRequest, Tokens } from './types';

export { isJsignError, JsignError, type JsignErrorKind, type NetworkReason } from './errors';

const USUAL_TIMEOUT = 60_000;

/** What a client stands on; given by tests, and the real ones otherwise. */
export interface ClientParts {
  readonly transport?: HttpTransport;
  readonly timing?: Timing;
}

export type ConnectionSettings = Pick<ClientSettings, 'ca' | 'timeout' | 'log'>;

/**
 * The client of one account at one host: the 29 operations, with valid tokens for each. Its tokens go to that host alone.
 * @throws JsignError `refused` with `HOST_INVALID` or `HOST_NOT_SECURE`
 */
export function createClient(
  settings: ClientSettings,
  parts: ClientParts = {},
): JsignClient & SessionControl {
  const { caller, clock, log } = connect(settings.host, settings, parts);
  const authorization = authorizationOperations(caller, clock);
  const session = new Session({
    store: settings.tokens,
    clock,
    refresh: (tokens) => authorization.refresh(tokens),
    log,
  });
  caller.attach(session);
  return {
    authorization,
    envelopes: envelopeOperations(caller),
    templates: templateOperations(caller),
    attachments: attachmentOperations(caller),
    account: accountOperations(caller),
    renew: (options) => renew(session, options),
  };
}

/**
 * Logs in (section 3.2). Nothing is stored.
 * @throws JsignError also `refused` with `HOST_INVALID` or `HOST_NOT_SECURE`
 */
export async function login(
  host: string,
  request: LoginRequest,
  options: CallOptions & ConnectionSettings = {},
  parts: ClientParts = {},
): Promise<Tokens> {
  const { caller, clock } = connect(host, options, parts);
  return authorizationOperations(caller, clock).login(request, options);
}

function connect(host: string, settings: ConnectionSettings, parts: ClientParts) {
  const origin = serviceOrigin(host);
  const timing = parts.timing ?? systemTiming;
  const clock = new ServiceClock(timing);
  const log = settings.log ?? (() => undefined);
  const transport =
    parts.transport ??
    new NodeFetchTransport({
      secure: origin.startsWith('https:'),
      ca: settings.ca,
      timeout: settings.timeout ?? USUAL_TIMEOUT,
    });
  return { caller: new Caller({ origin, transport, timing, clock, log }), clock, log };
}

async function renew(session: Session, options: CallOptions = {}): Promise<void> {
  const { name: operation } = OPERATIONS.refresh;
  const cancelled = (requestSent: boolean) =>
    new JsignError({ kind: 'cancelled', operation, requestSent, replyRead: false });
  if (options.signal?.aborted) throw cancelled(false);
  try {
    await abortable(session.renew(operation), options.signal);
  } catch (error) {
    throw options.signal?.aborted && !isJsignError(error) ? cancelled(true) : error;
  }
}

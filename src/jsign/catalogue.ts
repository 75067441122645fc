import { CLIENT_CODES, type Explanation, SERVICE_CODES, TLS_CODES } from './catalogueCodes';
import { isJsignError, type JsignError, type NetworkReason } from './errors';
import type { Sentence } from './types';

export interface ExplainedError {
  /** What happened. */
  readonly message: Sentence;
  /** What to do about it. */
  readonly advice?: Sentence;
  /** Whether making the same call again is harmless and may help. */
  readonly canRetry: boolean;
}

const say = (message: string, advice: string): Explanation => ({
  message: { text: message },
  advice: { text: advice },
});

const TRY_AGAIN = 'Check the connection, then try again.';

const NETWORK: Readonly<Record<NetworkReason, Explanation>> = {
  dns: say(
    'The host of the service was not found.',
    'Check its address and your connection, then try again.',
  ),
  connect: say('The service does not answer at its address.', TRY_AGAIN),
  tls: say(
    'No trusted connection to the service could be made.',
    'Check the address and the certificate settings.',
  ),
  proxy: say(
    'The proxy refused the connection.',
    'Check the proxy settings of the editor, its name and password included.',
  ),
  reset: say('The connection broke.', TRY_AGAIN),
  other: say('The service could not be reached.', TRY_AGAIN),
};

const KINDS: Readonly<Record<JsignError['kind'], Explanation>> = {
  credentials: say('You are not signed in, or jSign no longer accepts the sign-in.', 'Sign in again.'),
  expired: say('The sign-in has ended.', 'Sign in again.'),
  refused: say('jSign did not accept this.', 'Open the log for the code it gave.'),
  'not-found': say(
    'This host does not offer what was asked for.',
    'Check that the address is that of a jSign service.',
  ),
  network: NETWORK.other,
  timeout: say('jSign took too long to answer.', 'Try again in a moment.'),
  cancelled: { message: { text: 'Cancelled.' } },
  server: say('jSign has a problem of its own.', 'Try again in a few minutes.'),
  unreadable: say(
    'The answer is not one that jSign gives.',
    'Check the address. A network that asks for a sign-in of its own may have answered instead.',
  ),
};

const TOO_LARGE = say('The file is too large for the service.', 'Send a smaller one.');
const INCOMPLETE = say(
  'jSign left out something that belongs to its answer.',
  'Try again. If it stays so, open the log.',
);

/**
 * Calls that would do something twice. After a failure whose request may have arrived, making them again is a decision, not a
 * retry.
 */
const NOT_TWICE = new Set([
  'envelopes.create',
  'envelopes.createWithFiles',
  'envelopes.createWithTemplate',
  'envelopes.remindSigner',
  'templates.create',
  'templates.createWithFiles',
  'attachments.add',
]);
const MAY_PASS = new Set<JsignError['kind']>(['network', 'timeout', 'server', 'unreadable', 'cancelled']);

/** Turns any error into plain sentences. Knows nothing of the transport, so it can stand in any bundle. */
export function explain(error: unknown): ExplainedError {
  if (!isJsignError(error)) {
    return { ...say('Something unexpected happened.', 'Open the log for details.'), canRetry: false };
  }
  return { ...explanation(error), canRetry: canRetry(error) };
}

function explanation(error: JsignError): Explanation {
  const { kind, code } = error;
  if (kind === 'network') {
    const byCode = error.network === 'tls' ? lookUp(TLS_CODES, code) : undefined;
    if (byCode) return byCode;
    const known = NETWORK[error.network ?? 'other'];
    return error.network === 'tls' && code !== undefined
      ? {
          ...known,
          message: { text: 'No trusted connection to the service could be made ({0}).', args: [code] },
        }
      : known;
  }
  const own = lookUp(CLIENT_CODES, code);
  if (kind === 'refused' && error.status === undefined && own) return own;
  // Signed in once and refused now is another matter than refused while signing in.
  const signingIn = error.operation === 'authorization.login';
  if (kind === 'credentials' && !signingIn) return KINDS.credentials;
  if (kind === 'expired') return KINDS.expired;
  const documented = lookUp(SERVICE_CODES, code);
  if (documented) return documented;
  if (kind === 'credentials') return SERVICE_CODES['UNAUTHORIZED'] ?? KINDS.credentials;
  if (kind === 'refused' && code !== undefined) {
    return {
      message: { text: 'jSign did not accept this ({0}).', args: [code] },
      advice: { text: 'Change what the code names, then try again.' },
    };
  }
  if (error.status === 413) return TOO_LARGE;
  if (kind === 'unreadable' && error.replyRead) return INCOMPLETE;
  return KINDS[kind];
}

function canRetry(error: JsignError): boolean {
  if (!MAY_PASS.has(error.kind)) return false;
  return !error.requestSent || !NOT_TWICE.has(error.operation);
}

function lookUp(
  table: Readonly<Record<string, Explanation>>,
  code: string | undefined,
): Explanation | undefined {
  return code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
}

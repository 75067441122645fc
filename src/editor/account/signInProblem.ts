import { explain } from '../../jsign/catalogue';
import { isJsignError, type JsignError } from '../../jsign/errors';
import type { Sentence } from '../../jsign/types';
import { CERTIFICATE_SETTING } from './certificate';

/** Why a sign-in failed, in words, and the question to go back to. */
export interface SignInProblem {
  readonly sentences: readonly Sentence[];
  /** `host`: the address is what to look at; `password`: anything else. */
  readonly goBackTo: 'host' | 'password';
  /** The setting that may be the way out. */
  readonly setting?: string;
}

const NOTHING_STORED: Sentence = { text: 'Nothing was stored.' };

const UNKNOWN_ISSUER = /SELF_SIGNED|^UNABLE_TO_|^CERT_UNTRUSTED$/;

/** `host` without scheme, as the person knows it. Gives `undefined` for errors that speak for themselves. */
export function signInProblem(error: unknown, host: string): SignInProblem | undefined {
  if (!isJsignError(error)) return undefined;
  if (error.kind === 'network') return networkProblem(error, host);
  if (isNoJsign(error)) {
    return about(
      'host',
      { text: '{0} answered, but not as jSign does.', args: [host] },
      { text: 'Check the address.' },
    );
  }
  if (error.kind === 'credentials' || error.kind === 'expired') {
    return about(
      'password',
      { text: 'jSign did not accept the password.' },
      { text: 'Try again, or check the API key pair in your jSign account.' },
    );
  }
  if (error.kind === 'timeout') {
    return about(
      'host',
      { text: '{0} did not answer in time.', args: [host] },
      { text: 'Check the address and your connection.' },
    );
  }
  return explained(error, 'password');
}

function explained(error: JsignError, goBackTo: SignInProblem['goBackTo']): SignInProblem {
  const { message, advice } = explain(error);
  return about(goBackTo, message, ...(advice ? [advice] : []));
}

/** What only another kind of server says: a page, half a reply, a path that does not exist, a refusal without a code. */
function isNoJsign(error: JsignError): boolean {
  if (error.kind === 'not-found' || error.kind === 'unreadable') return true;
  if (error.kind === 'refused') return error.code === undefined;
  return error.kind === 'credentials' && !error.replyRead;
}

function networkProblem(error: JsignError, host: string): SignInProblem {
  switch (error.network) {
    case 'dns':
      return about(
        'host',
        { text: 'There is no host named {0}.', args: [host] },
        { text: 'Check the spelling, and whether this machine is online.' },
      );
    case 'tls':
      // A certificate that ended or belongs to another host does not become good by trusting its issuer.
      if (error.code !== undefined && !UNKNOWN_ISSUER.test(error.code)) return explained(error, 'host');
      return {
        ...about(
          'password',
          { text: 'The certificate of {0} is not trusted.', args: [host] },
          {
            text: 'If your company has a certificate authority of its own, name its file in the setting {0}. Leave http.proxyStrictSSL on: without it no certificate is checked.',
            args: [CERTIFICATE_SETTING],
          },
        ),
        setting: CERTIFICATE_SETTING,
      };
    case 'proxy':
      return {
        ...about(
          'password',
          { text: 'The proxy refused the connection to {0}.', args: [host] },
          { text: 'Check the setting {0} and the name and password of the proxy.', args: ['http.proxy'] },
        ),
        setting: 'http.proxy',
      };
    case 'connect':
      return about(
        'host',
        { text: '{0} does not answer.', args: [host] },
        { text: 'Check the address and your connection.' },
      );
    default:
      return about(
        'password',
        { text: 'The connection to {0} broke.', args: [host] },
        { text: 'Try again.' },
      );
  }
}

function about(
  goBackTo: SignInProblem['goBackTo'],
  what: Sentence,
  ...advice: readonly Sentence[]
): SignInProblem {
  return { goBackTo, sentences: [what, NOTHING_STORED, ...advice] };
}

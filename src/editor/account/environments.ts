import type { Sentence } from '../../jsign/types';
import type { EnvironmentKind } from './api';

export const PRODUCTION_HOST = 'https://api.jsign.com';
export const QA_HOST = 'https://qa-api.jsign.com';
/** Stands for the local sandbox wherever it listens today. */
export const SANDBOX_HOST = 'sandbox:';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export function isLoopback(address: URL): boolean {
  return LOOPBACK.test(address.hostname);
}

/** A typed host made uniform, or why it cannot be taken. */
export type HostReading = { readonly host: string } | { readonly problem: Sentence };

/**
 * Reads a host as a person types or pastes it. Only scheme, name and port are kept. Anything that would be lost without a
 * word (a path, a user name) is refused instead, so that credentials never go to another place than the person meant.
 */
export function readHost(text: string): HostReading {
  const typed = text.trim();
  if (typed === '')
    return { problem: { text: 'Enter the address of the service, for example https://sign.example.com' } };
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!url?.hostname || /\s/.test(typed)) return { problem: { text: 'This is not the address of a host.' } };
  if (url.username !== '' || url.password !== '') {
    return { problem: { text: 'Leave out the user name and password: they are asked for later.' } };
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return {
      problem: { text: 'Give only the host, without a path: {0}', args: [`${url.protocol}//${url.host}`] },
    };
  }
  if (url.protocol === 'http:') {
    if (!isLoopback(url)) {
      return {
        problem: {
          text: 'http is taken for this machine only (localhost). Use https for {0}.',
          args: [url.host],
        },
      };
    }
  } else if (url.protocol !== 'https:') {
    return { problem: { text: 'Only https addresses can be used.' } };
  }
  return { host: `${url.protocol}//${url.host}` };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** A custom host that is one of the known ones counts as that environment, so that production is always called so. */
export function environmentOfHost(host: string): EnvironmentKind {
  if (host === PRODUCTION_HOST) return 'production';
  return host === QA_HOST ? 'qa' : 'custom';
}

/** Whether a stored account's environment and host belong together: credentials go nowhere else. */
export function hostFits(environment: EnvironmentKind, host: string): boolean {
  if (environment === 'sandbox') return host === SANDBOX_HOST;
  const reading = readHost(host);
  return 'host' in reading && reading.host === host && environmentOfHost(host) === environment;
}

/** The words for an environment. */
export function environmentWords(of: {
  readonly environment: EnvironmentKind;
  readonly host: string;
}): Sentence {
  switch (of.environment) {
    case 'production':
      return { text: 'Production' };
    case 'qa':
      return { text: 'QA' };
    case 'sandbox':
      return { text: 'Local sandbox' };
    case 'custom':
      return { text: '{0}', args: [of.host.replace(/^https?:\/\//, '')] };
  }
}

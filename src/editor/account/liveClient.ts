import { isJsignError, JsignError } from '../../jsign/errors';
import type { ServiceClient } from './api';

export interface LiveClientPorts {
  /** The client for the address of the moment. */
  readonly current: () => Promise<ServiceClient>;
  /** Hears every call that failed. Must not throw. */
  readonly onError: (error: unknown) => void;
}

/**
 * A client that can be kept while what stands behind it changes: each call asks for the client of the moment (the local sandbox
 * listens on another port after each start), and failures are overheard. `first` gives the names of groups and methods.
 */
export function liveClient(first: ServiceClient, { current, onError }: LiveClientPorts): ServiceClient {
  const call = async <T>(operation: string, run: (client: ServiceClient) => Promise<T>): Promise<T> => {
    try {
      return await run(await clientFor(operation, current));
    } catch (error) {
      onError(error);
      throw error;
    }
  };
  const group = <T extends object>(name: string, sample: T, of: (client: ServiceClient) => T): T =>
    new Proxy(sample, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]) =>
          call(`${name}.${String(key)}`, async (client) => {
            const owner = of(client);
            const method: unknown = Reflect.get(owner, key);
            if (typeof method !== 'function') throw new TypeError(`no operation ${name}.${String(key)}`);
            const result: unknown = await Reflect.apply(method, owner, args);
            return result;
          });
      },
    });
  return {
    authorization: group('authorization', first.authorization, (client) => client.authorization),
    envelopes: group('envelopes', first.envelopes, (client) => client.envelopes),
    templates: group('templates', first.templates, (client) => client.templates),
    attachments: group('attachments', first.attachments, (client) => client.attachments),
    account: group('account', first.account, (client) => client.account),
    renew: (options) => call('authorization.refresh', (client) => client.renew(options)),
  };
}

/** That there is no client must read as "nothing was sent" to those who keep a journal. */
async function clientFor(operation: string, current: () => Promise<ServiceClient>): Promise<ServiceClient> {
  try {
    return await current();
  } catch (cause) {
    if (isJsignError(cause)) throw cause;
    throw new JsignError({
      kind: 'network',
      network: 'connect',
      operation,
      requestSent: false,
      replyRead: false,
      cause,
    });
  }
}

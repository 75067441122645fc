import type { TokenStore } from '../../jsign/api';
import { isJsignError } from '../../jsign/errors';
import type { LoginRequest, Tokens } from '../../jsign/types';
import { isCancelled } from '../platform/actions';
import type { Log } from '../platform/log';
import type { NewAccount } from './accountStore';
import type { EnvironmentKind } from './api';
import type { ClientLoader, ReadCertificate } from './ports';

/** All that a person gives to sign in. `host` as stored, `address` where it is reached now. */
export interface SignInAttempt extends LoginRequest {
  readonly environment: EnvironmentKind;
  readonly host: string;
  readonly address: string;
}

export interface CheckPorts {
  readonly loadClient: ClientLoader;
  readonly certificate: ReadCertificate;
  readonly log: Log;
}

/**
 * Asks the service whether it takes the credentials, and for the person's name. Stores nothing; the password goes no further
 * than this request. Rejects with a JsignError, or a sentence for the person about the certificate file.
 */
export async function checkSignIn(
  ports: CheckPorts,
  attempt: SignInAttempt,
  signal: AbortSignal,
): Promise<NewAccount> {
  const { environment, host, address, apiKey, apiSecret, email, password } = attempt;
  const ca = environment === 'sandbox' ? undefined : await ports.certificate();
  const held = new HeldTokens();
  const client = await ports.loadClient({ host: address, tokens: held, ...(ca === undefined ? {} : { ca }) });
  signal.throwIfAborted();
  const tokens = await client.authorization.login({ apiKey, apiSecret, email, password }, { signal });
  await held.write(tokens);
  const user = await client.account.details({ signal }).then(
    (details) => details.user,
    (error: unknown) => {
      // A token that is refused at once would be of no use. Without the details the account can still be used.
      if (
        isCancelled(error) ||
        (isJsignError(error) && (error.kind === 'credentials' || error.kind === 'expired'))
      )
        throw error;
      ports.log.error('signIn.noDetails', error, { environment });
      return undefined;
    },
  );
  signal.throwIfAborted();
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ').trim();
  const newest = (await held.read()) ?? tokens;
  return { environment, host, email, name: name === '' ? email : name, apiKey, apiSecret, tokens: newest };
}

/** Tokens of a sign-in that is not stored yet. */
class HeldTokens implements TokenStore {
  private tokens: Tokens | undefined;

  read(): Promise<Tokens | undefined> {
    return Promise.resolve(this.tokens);
  }

  write(tokens: Tokens): Promise<void> {
    this.tokens = tokens;
    return Promise.resolve();
  }
}

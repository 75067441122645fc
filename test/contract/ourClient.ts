import { createClient, login } from '../../src/jsign';
import type { JsignClient, SessionControl } from '../../src/jsign/api';
import type { Tokens, UploadSource } from '../../src/jsign/types';
import type { SandboxProgram } from './sandboxProgram';

export interface OurClient {
  readonly client: JsignClient & SessionControl;
  readonly email: string;
  readonly name: string;
  /** What the client keeps; a test may break it. */
  tokens: Tokens;
}

/** Our client, signed in to a sandbox as one of its users. */
export async function signedIn(sandbox: SandboxProgram, index: number, timeout = 10_000): Promise<OurClient> {
  const { email, password, name } = sandbox.user(index);
  const { apiKey, apiSecret, url } = sandbox.facts;
  const ours = { email, name, tokens: await login(url, { apiKey, apiSecret, email, password }) };
  const client = createClient({
    host: url,
    timeout,
    tokens: {
      read: () => Promise.resolve(ours.tokens),
      write: (tokens) => {
        ours.tokens = tokens;
        return Promise.resolve();
      },
    },
  });
  return Object.assign(ours, { client });
}

/** A file in memory, to be uploaded. */
export function upload(name: string, bytes: Uint8Array): UploadSource {
  return {
    name,
    size: bytes.length,
    open: async function* () {
      yield await Promise.resolve(bytes);
    },
  };
}

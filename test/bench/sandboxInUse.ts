import path from 'node:path';
import type { CallOptions, ClientSettings } from '../../src/jsign/api';
import type { LoginRequest, Tokens } from '../../src/jsign/types';
import type { ServiceClient, Session } from '../../src/editor/account/api';
import { SandboxProgram } from '../contract/sandboxProgram';
import { onExit, temporaryFolder } from '../workbench/cleanup';
import { PROJECT } from '../workbench/paths';

/** The client as it is shipped: `dist/client.js`. */
export interface BuiltClient {
  readonly createClient: (settings: ClientSettings) => ServiceClient;
  readonly login: (host: string, request: LoginRequest, options?: CallOptions) => Promise<Tokens>;
}

/** Loads the shipped client. */
export async function builtClient(): Promise<BuiltClient> {
  return (await import(path.join(PROJECT, 'dist/client.js'))) as BuiltClient;
}

/** A shipped client that is signed in with `tokens` and keeps new ones in memory. */
export async function clientWith(host: string, tokens: Tokens): Promise<ServiceClient> {
  let kept = tokens;
  const store = {
    read: () => Promise.resolve(kept),
    write: (next: Tokens) => {
      kept = next;
      return Promise.resolve();
    },
  };
  return (await builtClient()).createClient({ host, tokens: store });
}

/** Runs `work` with a sandbox of its own and the tokens of its first user; it goes with this process at the latest. */
export async function withSandbox<T>(
  seed: number,
  work: (sandbox: SandboxProgram, tokens: Tokens) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder('jsign-bench-');
  const sandbox = await SandboxProgram.start({ data: folder.path, seed });
  const takeBack = onExit(() => void sandbox.stop('SIGKILL', true));
  try {
    const { apiKey, apiSecret, url } = sandbox.facts;
    const { email, password } = sandbox.user(0);
    const { login } = await builtClient();
    return await work(sandbox, await login(url, { apiKey, apiSecret, email, password }));
  } finally {
    await sandbox.stop('SIGTERM', true);
    takeBack();
    folder.remove();
  }
}

/** What the rooms of the editor take for a signed-in account. */
export function sessionOf(client: ServiceClient): Session {
  return {
    account: {
      id: 'bench',
      email: 'ada@example.org',
      name: 'Ada Example',
      environment: 'sandbox',
      host: 'sandbox:',
    },
    refused: false,
    client: () => Promise.resolve(client),
  };
}

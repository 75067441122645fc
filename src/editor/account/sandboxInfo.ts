import { isObject, isText } from './accountRecord';
import { isLoopback } from './environments';

export interface SandboxUser {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** What a running sandbox says of itself, on standard output and in `server.json`. */
export interface SandboxInfo {
  /** e.g. `http://127.0.0.1:40123`; another after each start. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** At least one. The same ones after each start on the same data. */
  readonly users: readonly [SandboxUser, ...SandboxUser[]];
  /** Process id; stands in `server.json` only. */
  readonly pid?: number;
  /** What its health route answers with; stands in `server.json` only. */
  readonly instance?: string;
}

/** Reads the line of JSON; `undefined` where it makes no sense or points away from this machine. */
export function readSandboxInfo(text: string): SandboxInfo | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { url, apiKey, apiSecret, users, pid, instance } = value;
  if (!isText(url) || !isText(apiKey) || !isText(apiSecret) || !Array.isArray(users)) return undefined;
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'http:' || !isLoopback(address)) return undefined;
  const [first, ...rest] = users.flatMap((user: unknown) => {
    if (!isObject(user)) return [];
    const { email, password, name } = user;
    return isText(email) && isText(password) && isText(name) ? [{ email, password, name }] : [];
  });
  if (!first) return undefined;
  return {
    url: address.origin,
    apiKey,
    apiSecret,
    users: [first, ...rest],
    ...(typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 1 ? { pid } : {}),
    ...(isText(instance) ? { instance } : {}),
  };
}

import assert from 'node:assert/strict';
import { createClient, type ClientParts } from '../../../src/jsign';
import type { ClientSettings, TokenStore } from '../../../src/jsign/api';
import { isJsignError, type JsignError } from '../../../src/jsign/errors';
import type { Timing } from '../../../src/jsign/timing';
import type { Tokens, UploadSource } from '../../../src/jsign/types';

/** A token store that counts; `newer` plays another window that writes when it is next read. */
export class MemoryStore implements TokenStore {
  reads = 0;
  readonly writes: Tokens[] = [];
  failing = false;

  constructor(public tokens: Tokens | undefined) {}

  read(): Promise<Tokens | undefined> {
    this.reads++;
    return Promise.resolve(this.tokens);
  }

  write(tokens: Tokens): Promise<void> {
    if (this.failing) return Promise.reject(new Error('no keyring'));
    this.writes.push(tokens);
    this.tokens = tokens;
    return Promise.resolve();
  }
}

/** Time that stands still; waits end at once and are written down. */
export class ManualTiming implements Timing {
  readonly waits: number[] = [];
  onWait: () => void = () => undefined;

  constructor(
    public time = Date.now(),
    public chance = 0.5,
  ) {}

  now(): number {
    return this.time;
  }
  random(): number {
    return this.chance;
  }
  wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.onWait();
    return Promise.resolve();
  }
}

export function goodTokens(name = 'first', lives = 4 * 3600_000): Tokens {
  return { accessToken: `access-${name}`, refreshToken: `refresh-${name}`, expiresAt: Date.now() + lives };
}

/** The `data` of a login or refresh. */
export function tokenData(name: string, lives = 4 * 3600): object {
  return {
    access_token: `access-${name}`,
    refresh_token: `refresh-${name}`,
    token_type: 'bearer',
    expires_in: Math.floor(Date.now() / 1000) + lives,
  };
}

export function clientFor(origin: string, settings: Partial<ClientSettings> = {}, parts: ClientParts = {}) {
  const store = new MemoryStore(goodTokens());
  const timing = new ManualTiming();
  const client = createClient({ host: origin, tokens: store, ...settings }, { timing, ...parts });
  return { client, store, timing };
}

export function source(
  bytes: Uint8Array,
  name = 'lease.pdf',
  chunk = 1000,
): UploadSource & { opened: number } {
  return {
    name,
    size: bytes.byteLength,
    opened: 0,
    async *open() {
      this.opened++;
      for (let at = 0; at < bytes.byteLength; at += chunk)
        yield await Promise.resolve(bytes.subarray(at, at + chunk));
    },
  };
}

/** The error of a call that must fail, checked against some of its facts. */
export async function failsWith(
  call: Promise<unknown> | (() => Promise<unknown>),
  facts: Partial<
    Pick<
      JsignError,
      'kind' | 'code' | 'status' | 'network' | 'field' | 'requestSent' | 'replyRead' | 'operation'
    >
  >,
): Promise<JsignError> {
  let error: unknown;
  try {
    await (typeof call === 'function' ? call() : call);
  } catch (caught) {
    error = caught;
  }
  assert.ok(isJsignError(error), `no JsignError: ${String(error)}`);
  const found = Object.fromEntries(
    Object.keys(facts).map((key) => [key, Reflect.get(error, key) as unknown]),
  );
  assert.deepEqual(found, facts);
  return error;
}

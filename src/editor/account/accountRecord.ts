import type { ApiKeyPair, Tokens } from '../../jsign/types';
import { sha256 } from '../platform/sha256';
import type { Account, EnvironmentKind } from './api';
import { hostFits } from './environments';

/** All that is stored of an account. The password is not part of it. */
export interface AccountRecord extends Account, ApiKeyPair {
  readonly tokens: Tokens;
  /** When the account first came, for the order of lists. Milliseconds. */
  readonly since: number;
  /** When the person last signed in. Milliseconds. */
  readonly signedInAt: number;
}

const VERSION = 1;
const ENVIRONMENTS: readonly string[] = [
  'production',
  'qa',
  'custom',
  'sandbox',
] satisfies readonly EnvironmentKind[];

export type RecordReading =
  | { readonly kind: 'record'; readonly record: AccountRecord }
  /** `newer` was written by a later version of the extension; `damaged` makes no sense. */
  | { readonly kind: 'bad'; readonly reason: 'damaged' | 'newer' };

export function writeRecord(record: AccountRecord): string {
  return JSON.stringify({ version: VERSION, account: record });
}

/** Reads a stored record. `id` is the one of its key: a record under another's key is damaged. */
export function readRecord(id: string, text: string): RecordReading {
  const envelope = parse(text);
  if (!isObject(envelope)) return { kind: 'bad', reason: 'damaged' };
  if (typeof envelope['version'] === 'number' && envelope['version'] > VERSION)
    return { kind: 'bad', reason: 'newer' };
  const record = envelope['version'] === VERSION ? toRecord(envelope['account']) : undefined;
  return record?.id === id ? { kind: 'record', record } : { kind: 'bad', reason: 'damaged' };
}

function toRecord(value: unknown): AccountRecord | undefined {
  if (!isObject(value) || !isObject(value['tokens'])) return undefined;
  const { id, email, name, environment, host, apiKey, apiSecret, since, signedInAt } = value;
  const { accessToken, refreshToken, expiresAt } = value['tokens'];
  if (!isText(id) || !isText(email) || typeof name !== 'string' || !isEnvironment(environment))
    return undefined;
  if (!isText(host) || !hostFits(environment, host) || !isText(apiKey) || !isText(apiSecret))
    return undefined;
  if (!isText(accessToken) || !isText(refreshToken)) return undefined;
  if (!isTime(expiresAt) || !isTime(since) || !isTime(signedInAt)) return undefined;
  const tokens = { accessToken, refreshToken, expiresAt };
  return { id, email, name, environment, host, apiKey, apiSecret, tokens, since, signedInAt };
}

/** The part of a record that other rooms may see. */
export function toAccount(record: AccountRecord): Account {
  const { id, email, name, environment, host } = record;
  return { id, email, name, environment, host };
}

/** One person in one environment, whichever case the address was typed in. */
export function sameIdentity(a: Omit<Account, 'id' | 'name'>, b: Omit<Account, 'id' | 'name'>): boolean {
  return (
    a.environment === b.environment && a.host === b.host && a.email.toLowerCase() === b.email.toLowerCase()
  );
}

/**
 * The id of an account: opaque, and the same whenever this person signs in to this environment. What was sent, what is unfinished
 * and the panels that are open name accounts by it, and must know them again after signing out and in.
 */
export function accountIdOf({ environment, host, email }: Omit<Account, 'id' | 'name'>): string {
  return sha256(Buffer.from(JSON.stringify([environment, host, email.toLowerCase()]))).slice(0, 32);
}

export function sameTokens(a: Tokens, b: Tokens): boolean {
  return a.accessToken === b.accessToken && a.refreshToken === b.refreshToken && a.expiresAt === b.expiresAt;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isEnvironment(value: unknown): value is EnvironmentKind {
  return typeof value === 'string' && ENVIRONMENTS.includes(value);
}

import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isObject } from '../core/reader';
import { sameEmail, type User } from '../core/model';

export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Signs tokens and links, hex. */
  readonly tokenSecret: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly users: readonly User[];
}

const PEOPLE = [
  ['Ada', 'Example', 'ada@example.org'],
  ['Grace', 'Sample', 'grace@example.com'],
  ['Linus', 'Proof', 'linus@example.net'],
] as const;

/** Reads the credentials of a data folder, or makes them on its first use. They stay the same from then on. */
export function loadCredentials(folder: string, now: number): Credentials {
  const file = path.join(folder, 'credentials.json');
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isCredentials(value)) return value;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const made: Credentials = {
    apiKey: `sandbox-${randomBytes(8).toString('hex')}`,
    apiSecret: randomBytes(24).toString('base64url'),
    tokenSecret: randomBytes(32).toString('hex'),
    accountId: randomBytes(8).toString('hex'),
    createdAt: now,
    users: PEOPLE.map(([firstName, lastName, email], index) => ({
      email,
      password: `${firstName.toLowerCase()}-${randomBytes(6).toString('hex')}`,
      firstName,
      lastName,
      isAdmin: index === 0,
    })),
  };
  writeAtomically(file, `${JSON.stringify(made, undefined, 2)}\n`);
  return made;
}

export function findUser(credentials: Credentials, email: string): User | undefined {
  return credentials.users.find((user) => sameEmail(user.email, email));
}

/** Writes a small private file so that a reader sees the old or the new one, never half. */
export function writeAtomically(file: string, text: string): void {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600, flush: true });
  renameSync(temporary, file);
}

function isCredentials(value: unknown): value is Credentials {
  return (
    isObject(value) &&
    ['apiKey', 'apiSecret', 'tokenSecret', 'accountId'].every((key) => typeof value[key] === 'string') &&
    typeof value['createdAt'] === 'number' &&
    Array.isArray(value['users']) &&
    value['users'].length >= 3
  );
}

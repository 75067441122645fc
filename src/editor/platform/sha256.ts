import { createHash } from 'node:crypto';

/** The 64 lower-case hex digits of a value that has the form of a SHA-256, `undefined` for any other. */
export function sha256Of(value: string): string | undefined {
  return /^(?:0x|sha-?256[:=\s]\s*)?([0-9a-f]{64})$/i.exec(value.trim())?.[1]?.toLowerCase();
}

/** Lower-case hex SHA-256 of some bytes. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import type { EnvelopeDocument } from '../../jsign/types';
import { sha256, sha256Of } from '../platform/sha256';
import type { Copy } from './api';

export type HashCheck = 'matches' | 'differs' | 'notChecked';

/** The service does not say which hash it uses, so only one that has the form of a SHA-256 is held against the bytes. */
export function checkHash(document: EnvelopeDocument, copy: Copy, bytes: Uint8Array): HashCheck {
  const named = sha256Of((copy === 'signed' ? document.signedHash : document.originalHash) ?? '');
  if (named === undefined) return 'notChecked';
  return named === sha256(bytes) ? 'matches' : 'differs';
}

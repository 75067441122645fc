import { isJsignError } from '../../../jsign/errors';

/** Codes of an envelope that is not there for this account (API reference, sections 11 and 13). */
export function isGone(reason: unknown): boolean {
  return (
    isJsignError(reason) &&
    reason.kind === 'refused' &&
    /^(?:ENVELOPE|DOCUMENT)_NOT_FOUND/.test(reason.code ?? '')
  );
}

/** The service no longer takes what this account signed in with. */
export function needsSignIn(reason: unknown): boolean {
  return isJsignError(reason) && (reason.kind === 'expired' || reason.kind === 'credentials');
}

import { isJsignError } from '../jsign/errors';
import { isDeliveryError } from './errors';

/**
 * What an error of the creating call means for the envelope:
 * - `failed`: certain that there is none;
 * - `renew`: not done, because the token had ended;
 * - `other-path`: not done, because the path is not part of the API there;
 * - `unknown`: nobody can say.
 */
export type CreateJudgement = 'failed' | 'renew' | 'other-path' | 'unknown';

/**
 * Only what proves that nothing was created is a failure: no byte left this machine, or the service answered 400, 404 or 401
 * `TOKEN_EXPIRED`. Everything else is unknown, even a 500 that looks like a refusal (`EMAIL_SENDING_FAILED` comes after the
 * envelope was made), and an error that is not the client's own.
 */
export function judgeCreate(error: unknown): CreateJudgement {
  if (!isJsignError(error)) return 'unknown';
  if (!error.requestSent || error.status === 400) return 'failed';
  if (error.status === 404 || error.kind === 'not-found') return 'other-path';
  if (error.status === 401 && error.code === 'TOKEN_EXPIRED') return 'renew';
  return 'unknown';
}

/** An error for the journal: kind and code, never a text that may name someone. */
export function errorMark(error: unknown): string {
  if (isJsignError(error))
    return [error.kind, error.status, error.code].filter((part) => part !== undefined).join(' ');
  return isDeliveryError(error) ? error.kind : 'other';
}

import type { Sentence } from '../jsign/types';

export type DeliveryErrorKind =
  /** The journal could not be read or written, so the step was not taken. */
  | 'journal'
  /** As `journal`, because the disk or the quota is full. */
  | 'storage-full'
  /** Written by a newer version of this extension: left alone. */
  | 'newer-version'
  /** A saved draft that makes no sense. */
  | 'draft-broken'
  /** A draft that cannot be put into a request, e.g. a field on a page that is not there. */
  | 'draft-invalid'
  /** A draft from a template in which someone has no signer title, or two have the same. */
  | 'titles-invalid'
  | 'other-account'
  /** The journal knows no such intent. */
  | 'no-such-intent'
  /** The work stopped in the middle: the window closed, or the program ended. */
  | 'interrupted'
  /** The intent was sent, so it can be neither adopted nor called not sent. */
  | 'settled'
  /** The envelope belongs to another intent. */
  | 'taken'
  /** Another window works on it. */
  | 'busy';

const SENTENCES: Readonly<Record<DeliveryErrorKind, string>> = {
  journal:
    'The record of sends could not be written, so nothing more was sent. Check the disk, then try again.',
  'storage-full':
    'The disk is full, so the send could not be recorded and nothing more was sent. Free some space, then try again.',
  'newer-version': 'This was saved by a newer version of jSign for VS Code. Update the extension to use it.',
  'draft-broken': 'The saved draft could not be read. The file was left as it is.',
  'draft-invalid': 'The draft does not fit its documents: a field stands on a page that is not there.',
  'titles-invalid': 'The draft does not fit its template: each signer needs a signer title of their own.',
  'other-account': 'The draft belongs to another account. Switch to that account to send it.',
  'no-such-intent': 'There is no record of this send.',
  interrupted: 'The work was interrupted before it was finished.',
  settled: 'It is already known how this send ended.',
  taken: 'This envelope belongs to another send.',
  busy: 'Another window is working on this send.',
};

/** What went wrong on our side of a send. Told apart by `kind`, never by `instanceof`. Its text holds no personal data. */
export class DeliveryError extends Error {
  readonly delivery = true;
  /** What a person may read. */
  readonly sentence: Sentence;

  constructor(
    readonly kind: DeliveryErrorKind,
    cause?: unknown,
  ) {
    super(`delivery ${kind}`, cause === undefined ? undefined : { cause });
    this.name = 'DeliveryError';
    this.sentence = { text: SENTENCES[kind] };
  }
}

/** Whether `error` is one of ours, whichever bundle made it. */
export function isDeliveryError(error: unknown): error is DeliveryError {
  return error instanceof Error && 'delivery' in error && 'kind' in error && 'sentence' in error;
}

/** Wraps what a journal or a folder of files rejected with. */
export function storageError(cause: unknown): DeliveryError {
  if (isDeliveryError(cause)) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return new DeliveryError(code === 'ENOSPC' || code === 'EDQUOT' ? 'storage-full' : 'journal', cause);
}

import { isJsignError } from '../../jsign/errors';

export type FileProblemKind = 'notFound' | 'isFolder' | 'isFile' | 'refused' | 'unavailable';

/**
 * Why a file of jSign could not be read, with its sentence ready for the person. It crosses bundles, so it is told by its shape.
 */
export class FileProblem extends Error {
  readonly userFacing = true;
  constructor(
    readonly problem: FileProblemKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'FileProblem';
  }
}

export function isFileProblem(error: unknown): error is FileProblem {
  return error instanceof Error && 'problem' in error && 'userFacing' in error;
}

/** What the service says of an id that it does not know, or that this account may not see (API reference, section 11). */
const GONE = new Set([
  'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
  'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
  'SUPPORTING_DOCUMENT_NOT_FOUND',
  'ATTACHMENT_NOT_FOUND',
  'ID_INVALID',
]);

/** Whether the service (or the client, of an id that cannot be one) says that there is nothing for this account. */
export function isGone(error: unknown): boolean {
  return isJsignError(error) && error.kind === 'refused' && error.code !== undefined && GONE.has(error.code);
}

import { isEnvelopeGone, isJsignError } from '../../jsign/errors';

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

/** What the service says of the id of a file that it does not know, besides what it says of envelopes (API reference, section 11). */
const NO_FILE = new Set(['SUPPORTING_DOCUMENT_NOT_FOUND', 'ATTACHMENT_NOT_FOUND', 'ID_INVALID']);

/** Whether the service (or the client, of an id that cannot be one) says that there is nothing for this account. */
export function isGone(error: unknown): boolean {
  if (isEnvelopeGone(error)) return true;
  return isJsignError(error) && error.kind === 'refused' && NO_FILE.has(error.code ?? '');
}

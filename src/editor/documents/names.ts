import type { EnvelopeDocument } from '../../jsign/types';
import { safeFileName } from '../platform/safeFileName';
import type { Copy } from './api';

/** The file name of a document. The signed copy has one of its own, so that it does not lie down on the file that was sent. */
export function documentFileName(document: Pick<EnvelopeDocument, 'name'>, copy: Copy): string {
  return copy === 'signed' ? safeFileName(document.name, '-signed', '.pdf') : safeFileName(document.name);
}

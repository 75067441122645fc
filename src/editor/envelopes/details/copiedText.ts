import type { EnvelopeDetails } from '../../../jsign/types';
import type { PageMessage } from '../../../pages/protocol';
import type { EnvelopeRef } from '../api';
import type { Sections } from './sections';

/** What a person wants copied: the page only names it. `undefined` where there is no such thing. */
export function copiedText(
  { what, documentId, value }: Extract<PageMessage, { readonly type: 'copy' }>,
  { envelopeId }: EnvelopeRef,
  details: EnvelopeDetails | undefined,
  sections: Pick<Sections, 'shows'>,
): string | undefined {
  const document = details?.documents.find(({ id }) => id === documentId);
  switch (what) {
    case 'envelopeId':
      return envelopeId;
    case 'originalHash':
      return document?.originalHash;
    case 'signedHash':
      return document?.signedHash;
    case 'auditValue':
      // A page copies what it was shown, and nothing that somebody made it say.
      return value !== undefined && sections.shows(value) ? value : undefined;
  }
}

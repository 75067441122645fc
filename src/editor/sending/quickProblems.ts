import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import { preflight } from '../../delivery/preflight';
import type { AccountDetails } from '../../jsign/types';
import { errorsFirst } from './errorsFirst';
import type { Placement } from './placement';

/** What the preflight finds in a draft of the quick way, and what else the person should know; errors first. */
export function quickProblems(
  draft: Draft,
  placement: Pick<Placement, 'inspections' | 'notes'>,
  notes: readonly Problem[],
  limits: AccountDetails | undefined,
): readonly Problem[] {
  // Where the placing says why nobody signs on a document, that nobody does need not be said again.
  const explained = new Set(
    placement.notes
      .filter(({ code }) => code === 'document-without-anchors')
      .map(({ where }) => where?.documentId),
  );
  const checked = preflight(draft, placement.inspections, limits).filter(
    ({ code, where }) => code !== 'document-without-field' || !explained.has(where?.documentId),
  );
  return errorsFirst([...checked, ...placement.notes, ...notes]);
}

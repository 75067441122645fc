import type { TemplateSummary } from '../../jsign/types';
import type { Session } from '../account/api';
import { PagedList } from '../platform/pagedList';

/** The templates of one account, page by page. */
export function templateList(session: Session): PagedList<TemplateSummary> {
  return new PagedList<TemplateSummary>(
    50,
    (template) => template.id,
    async (page, size) => (await session.client()).templates.list(page, size),
  );
}

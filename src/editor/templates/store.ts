import type { TemplateSummary } from '../../jsign/types';
import type { Session } from '../account/api';
import { Emitter, type Listen } from '../platform/event';
import { PagedList } from '../platform/pagedList';

const PAGE_SIZE = 50;

/** Which templates the view shows. The service has no filter for them, so it works on what was read. */
export interface TemplateFilter {
  readonly status: 'all' | 'active' | 'inactive';
  /** Part of the name, as it was typed; empty for all. */
  readonly text: string;
}
export const NO_FILTER: TemplateFilter = { status: 'all', text: '' };

export function isFiltered({ status, text }: TemplateFilter): boolean {
  return status !== 'all' || text !== '';
}

/** A template whose status is a word that we do not know is never left out for its status. */
export function fits({ status, text }: TemplateFilter, template: TemplateSummary): boolean {
  const { known } = template.status;
  if (status !== 'all' && known !== 'unknown' && known !== status) return false;
  return template.name.toLocaleLowerCase().includes(text.toLocaleLowerCase());
}

/** The templates of one session, page by page, and the filter that the view shows them through. */
export class TemplateShelf {
  readonly list: PagedList<TemplateSummary>;
  private current: TemplateFilter;
  private readonly filtered = new Emitter<undefined>();
  /** The filter is another. */
  readonly onDidFilter: Listen<undefined> = this.filtered.event;

  constructor(
    readonly session: Session,
    filter: TemplateFilter = NO_FILTER,
  ) {
    this.current = filter;
    this.list = new PagedList<TemplateSummary>(
      PAGE_SIZE,
      (template) => template.id,
      async (page, size) => (await session.client()).templates.list(page, size),
    );
  }

  get filter(): TemplateFilter {
    return this.current;
  }

  set filter(filter: TemplateFilter) {
    this.current = filter;
    this.filtered.fire(undefined);
  }

  /** What was read so far and fits the filter. */
  get shown(): readonly TemplateSummary[] {
    return this.list.all.filter((template) => fits(this.current, template));
  }
}

import { refuse } from '../core/errors';
import { LIMITS } from '../core/limits';

export interface ListInfo {
  readonly page: number;
  readonly num_pages: number;
  readonly num_results: number;
  readonly page_size: number;
}

/** One page of a list, counted from 1; a page after the last one is empty. */
export function pageOf<T>(
  all: readonly T[],
  page = 1,
  size: number = LIMITS.defaultPageSize,
): { readonly items: readonly T[]; readonly info: ListInfo } {
  if (!Number.isSafeInteger(page) || page < 1) throw refuse('PAGE_INVALID');
  if (!Number.isSafeInteger(size) || size < 1 || size > LIMITS.pageSize) throw refuse('PAGE_SIZE_EXCEEDED');
  return {
    items: all.slice((page - 1) * size, page * size),
    info: { page, num_pages: Math.ceil(all.length / size), num_results: all.length, page_size: size },
  };
}

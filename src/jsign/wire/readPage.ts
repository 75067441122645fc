import type { Page } from '../types';
import { count, type Reader } from './scalars';
import { lenient, many, one, readData, record, required, unreadable } from './shapes';

const listInfo = one(
  record({
    page: lenient<number | undefined>(count, undefined),
    page_size: lenient<number | undefined>(count, undefined),
    num_results: count,
    num_pages: lenient<number | undefined>(count, undefined),
  }),
);

/**
 * A page of a list with its `list_info` (sections 4.15, 5.4). A page without its list is no empty page: whoever looks for an
 * envelope of unknown fate must not take one for the other.
 */
export function readPage<T>(
  operation: string,
  body: unknown,
  key: 'envelopes' | 'templates',
  item: Reader<T>,
  asked: { readonly page: number; readonly pageSize: number },
): Page<T> {
  const info = readData(operation, body, record({ list_info: listInfo })).list_info;
  const list = info.num_results === 0 ? many(item) : required(many(item));
  const items = readData(operation, body, record({ [key]: list }))[key];
  if (items === undefined) throw unreadable(operation, `data.${key}`);
  const pageSize = info.page_size ?? asked.pageSize;
  return {
    items,
    page: info.page ?? asked.page,
    pageSize,
    pageCount: info.num_pages ?? Math.ceil(info.num_results / Math.max(pageSize, 1)),
    total: info.num_results,
  };
}

import type { EnvelopeFilter, EnvelopeSummary } from '../../jsign/types';
import type { DeliveryClient } from '../ports';

const PAGE_SIZE = 50;
/** A list that never ends must not keep us for ever: 5,000 envelopes in three days are more than anyone has. */
const MAX_PAGES = 100;
/** The list may change while its pages are read; then it is read once more. */
const PASSES = 2;

export interface ListRange {
  /** Each envelope once, in the order of the list. */
  readonly summaries: readonly EnvelopeSummary[];
  /** False when something may have been missed. */
  readonly complete: boolean;
}

/**
 * Reads every page of the envelopes of a range.
 *
 * @throws JsignError when not even the first page can be had, or the call was cancelled.
 */
export async function readRange(
  client: Pick<DeliveryClient, 'list'>,
  filter: EnvelopeFilter,
  signal?: AbortSignal,
): Promise<ListRange> {
  const seen = new Map<string, EnvelopeSummary>();
  for (let pass = 0; pass < PASSES; pass += 1) {
    const end = await readPages(client, filter, seen, signal);
    if (end === 'whole') return { summaries: [...seen.values()], complete: true };
    if (end === 'endless') break;
  }
  return { summaries: [...seen.values()], complete: false };
}

async function readPages(
  client: Pick<DeliveryClient, 'list'>,
  filter: EnvelopeFilter,
  seen: Map<string, EnvelopeSummary>,
  signal: AbortSignal | undefined,
): Promise<'whole' | 'changed' | 'endless'> {
  const inThisPass = new Set<string>();
  const totals = new Set<number>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    let reply;
    try {
      reply = await client.list(filter, page, PAGE_SIZE, signal === undefined ? {} : { signal });
    } catch (error) {
      // What was read is still worth looking at, unless there is nothing or nobody waits any more.
      if (seen.size === 0 || signal?.aborted === true) throw error;
      return 'changed';
    }
    for (const summary of reply.items) {
      inThisPass.add(summary.id);
      seen.set(summary.id, summary);
    }
    totals.add(reply.total);
    if (page >= reply.pageCount || reply.items.length === 0) {
      // A total that moved, or more results than were shown, means that an envelope may have slipped from one page to another.
      return totals.size === 1 && inThisPass.size >= reply.total ? 'whole' : 'changed';
    }
  }
  return 'endless';
}

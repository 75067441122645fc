import { Budget } from './operators';
import type { PdfPage } from './pages';

/** Of one page, and of all together: what lies beyond is not read. */
const PAGE_OPERATORS = 400_000;
const PAGE_BYTES = 12 * 1024 * 1024;
const ALL_BYTES = 96 * 1024 * 1024;

/** What one page may take, where all together have so many bytes left. */
export function pageBudget(left = ALL_BYTES): Budget {
  return new Budget(PAGE_OPERATORS, Math.min(PAGE_BYTES, left));
}

/**
 * Reads one page after the other, each with what those before it have left.
 * @param breathe bytes of content after which other work gets its turn
 */
export async function pageByPage(
  pages: readonly PdfPage[],
  breathe: number,
  read: (page: PdfPage, budget: Budget) => void,
): Promise<void> {
  let [left, sinceBreath] = [ALL_BYTES, 0];
  for (const page of pages) {
    const budget = pageBudget(left);
    const before = budget.bytes;
    read(page, budget);
    const used = before - Math.max(0, budget.bytes);
    left -= used;
    sinceBreath += used;
    if (sinceBreath <= breathe) continue;
    sinceBreath = 0;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

import type { Box, PlacedBlock } from '../types';

/** How a signer's two boxes stand to each other; points, from the block's upper left corner. */
export interface BlockLayout {
  readonly width: number;
  readonly height: number;
  readonly signature: Box;
  readonly date: Box;
}

/** The date under the signature. */
export const STACKED: BlockLayout = {
  width: 180,
  height: 70,
  signature: { x: 0, y: 0, width: 180, height: 44 },
  date: { x: 0, y: 50, width: 90, height: 20 },
};
/** The date beside the signature, on the same base line. */
export const BESIDE: BlockLayout = {
  width: 278,
  height: 44,
  signature: { x: 0, y: 0, width: 180, height: 44 },
  date: { x: 188, y: 24, width: 90, height: 20 },
};
/** The least that takes a readable stamp. */
export const COMPACT: BlockLayout = {
  width: 216,
  height: 30,
  signature: { x: 0, y: 0, width: 130, height: 30 },
  date: { x: 136, y: 12, width: 80, height: 18 },
};

export const COLUMN_GAP = 24;
export const ROW_GAP = 18;

/** How many blocks stand side by side, and how much room all of them take. */
export function groupOf(
  layout: BlockLayout,
  count: number,
  room: number,
): { readonly columns: number; readonly width: number; readonly height: number } | undefined {
  const fit = Math.floor((room + COLUMN_GAP) / (layout.width + COLUMN_GAP));
  if (fit < 1) return undefined;
  const most = Math.min(3, fit, count);
  // Four stand better two by two than three and one.
  const columns = count === 4 && most === 3 ? 2 : most;
  const rows = Math.ceil(count / columns);
  return {
    columns,
    width: columns * layout.width + (columns - 1) * COLUMN_GAP,
    height: rows * layout.height + (rows - 1) * ROW_GAP,
  };
}

/** Upper left corners of a group's blocks, row by row. */
export function cornersOf(
  layout: BlockLayout,
  columns: number,
  count: number,
  x: number,
  y: number,
): readonly { readonly x: number; readonly y: number }[] {
  return Array.from({ length: count }, (_, i) => ({
    x: x + (i % columns) * (layout.width + COLUMN_GAP),
    y: y + Math.floor(i / columns) * (layout.height + ROW_GAP),
  }));
}

export function blockAt(
  layout: BlockLayout,
  signerId: string,
  page: number,
  at: { readonly x: number; readonly y: number },
): PlacedBlock {
  const moved = (box: Box): Box => ({ ...box, x: round(at.x + box.x), y: round(at.y + box.y) });
  return { signerId, page, signature: moved(layout.signature), date: moved(layout.date) };
}

/** Hundredths of a point: nobody sees less, and drafts stay readable. */
function round(points: number): number {
  return Math.round(points * 100) / 100;
}

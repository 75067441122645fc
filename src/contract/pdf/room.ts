import { grown, overlaps } from '../geometry';
import { Occupancy } from '../occupancy';
import type { Box, PlacedBlock } from '../types';
import { FontBook } from './fonts';
import { interpretPage, isContentError } from './interpreter';
import { BESIDE, blockAt, COMPACT, cornersOf, groupOf, STACKED, type BlockLayout } from './layout';
import { boxOf } from './matrix';
import { openPdf, type OpenedPdf } from './open';
import { Budget } from './operators';
import { rectOf, type PdfPage } from './pages';

const PAGE_OPERATORS = 600_000;
const PAGE_BYTES = 24 * 1024 * 1024;
/** Of white around a block. */
const CLEARANCE = 8;
/** Below the last line of text, where there is plenty of room. */
const BREATH = 16;
const STEP = 2;
const HIDDEN = 2;
const NO_VIEW = 32;

type Corner = { readonly x: number; readonly y: number };

/**
 * A signature block per signer on the last page, where nothing is painted: below the last content in rows, else to the right,
 * else one by one wherever there is room. The same input gives the same places.
 * @returns `undefined` where there is no room for all, or where the page cannot be read well enough to say
 */
export function placeBlocks(
  bytes: Uint8Array,
  signers: readonly { readonly id: string }[],
): readonly PlacedBlock[] | undefined {
  if (signers.length === 0) return [];
  const { opened, problems } = openPdf(bytes);
  const page = opened?.tree.pages.at(-1);
  if (opened === undefined || page === undefined || problems.length > 0) return undefined;
  let seen: { readonly taken: Occupancy; readonly left: number };
  try {
    seen = occupiedOn(opened, page);
  } catch (error) {
    if (!isContentError(error)) throw error;
    return undefined;
  }
  const found = together(seen.taken, seen.left, signers.length) ?? oneByOne(seen.taken, signers.length);
  if (found === undefined) return undefined;
  return signers.map((signer, i) =>
    blockAt(found.layout, signer.id, page.number, found.corners[i] ?? { x: 0, y: 0 }),
  );
}

/** Everything painted on a page, and where its text begins on the left. */
function occupiedOn({ doc }: OpenedPdf, page: PdfPage): { readonly taken: Occupancy; readonly left: number } {
  const { width, height } = page.facts;
  const taken = new Occupancy(width, height);
  let left = Infinity;
  const sink = {
    glyph: ({ text, box }: { text: string; box: Box }): void => {
      if (text !== '' && text.trim() === '') return;
      taken.add(box);
      if (box.x >= 0 && box.width < width / 2) left = Math.min(left, box.x);
    },
    paint: (box: Box): void => taken.add(box),
  };
  interpretPage(doc, new FontBook(doc), page, sink, new Budget(PAGE_OPERATORS, PAGE_BYTES));
  for (const value of doc.array(page.dict.raw('Annots')) ?? []) {
    const annotation = doc.dict(value);
    const rect = annotation === undefined ? undefined : rectOf(doc, annotation.raw('Rect'));
    const flags = annotation === undefined ? 0 : (doc.number(annotation.raw('F')) ?? 0);
    if (rect !== undefined && (flags & (HIDDEN | NO_VIEW)) === 0) taken.add(boxOf(page.display, ...rect));
  }
  return { taken, left };
}

interface Found {
  readonly layout: BlockLayout;
  readonly corners: readonly Corner[];
}

/** All blocks as one group. */
function together(taken: Occupancy, textLeft: number, count: number): Found | undefined {
  const { width, height } = taken;
  for (const layout of [STACKED, BESIDE, COMPACT]) {
    for (const margin of [48, 36]) {
      const group = groupOf(layout, count, width - 2 * margin);
      if (group === undefined || group.height > height - 2 * margin) continue;
      const aligned = textLeft >= margin && textLeft + group.width <= width - margin ? textLeft : margin;
      for (const x of new Set([aligned, margin, width - margin - group.width])) {
        const y = lowestBand(taken, x, group, margin);
        if (y !== undefined) return { layout, corners: cornersOf(layout, group.columns, count, x, y) };
      }
    }
  }
  return undefined;
}

/** The top of the lowest free band that takes the group, a little below what stands above it. */
function lowestBand(
  taken: Occupancy,
  x: number,
  group: { width: number; height: number },
  margin: number,
): number | undefined {
  const fits = (y: number): boolean =>
    taken.free(grown({ x, y, width: group.width, height: group.height }, CLEARANCE));
  let y = taken.height - margin - group.height;
  while (y >= margin && !fits(y)) y -= STEP;
  if (y < margin) return undefined;
  const lowest = y;
  while (y - STEP >= margin && fits(y - STEP)) y -= STEP;
  return Math.min(lowest, y + BREATH);
}

/** Each block for itself, from the bottom of the page upwards; then they are given out in reading order. */
function oneByOne(taken: Occupancy, count: number): Found | undefined {
  for (const layout of [STACKED, BESIDE, COMPACT]) {
    const corners = scan(taken, layout, count);
    if (corners !== undefined)
      return { layout, corners: [...corners].sort((a, b) => a.y - b.y || a.x - b.x) };
  }
  return undefined;
}

function scan(taken: Occupancy, layout: BlockLayout, count: number): readonly Corner[] | undefined {
  const margin = 36;
  const { width, height } = taken;
  const found: Box[] = [];
  const [stepX, stepY] = [Math.max(4, width / 150), Math.max(4, height / 200)];
  for (let y = height - margin - layout.height; y >= margin; y -= stepY) {
    for (let x = margin; x + layout.width <= width - margin; x += stepX) {
      const box = { x, y, width: layout.width, height: layout.height };
      if (!taken.free(grown(box, CLEARANCE)) || found.some((other) => overlaps(grown(box, CLEARANCE), other)))
        continue;
      found.push(box);
      if (found.length === count) return found;
    }
  }
  return undefined;
}

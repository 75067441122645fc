import type { SeenLine, SeenPage } from '../../../../src/contract/suggest/page';
import type { Box } from '../../../../src/contract/types';

export interface Typed {
  readonly x: number;
  /** Of the baseline, from the top. */
  readonly y: number;
  readonly text: string;
  readonly size?: number;
}

const ASCENT = 0.75;
const DESCENT = 0.22;

/** Width of a character at size 1, about that of Helvetica. */
export function widthOf(character: string): number {
  if (character === ' ' || character === '.') return 0.28;
  return character === '[' || character === ']' ? 0.28 : 0.55;
}

/** A line as the PDF part reads it. */
export function seenLine({ x, y, text, size = 11 }: Typed): SeenLine {
  const edges: number[] = [];
  let at = x;
  for (const character of text) {
    const own = [at, at + widthOf(character) * size];
    edges.push(...own, ...(character.length > 1 ? own : []));
    at += widthOf(character) * size;
  }
  const box = { x, y: y - ASCENT * size, width: at - x, height: (ASCENT + DESCENT) * size };
  return { text, box, baseline: y, size, edges };
}

/** A page with lines of text and lines that were drawn. */
export function seenPage(
  typed: readonly Typed[],
  strokes: readonly Box[] = [],
  page: { readonly number?: number; readonly width?: number; readonly height?: number } = {},
): SeenPage {
  return {
    number: page.number ?? 1,
    width: page.width ?? 595,
    height: page.height ?? 842,
    lines: typed.filter(({ text }) => text.trim() !== '').map(seenLine),
    others: [],
    strokes,
  };
}

/** Lines of text below each other, 18 points apart; an empty one leaves a gap. */
export function column(x: number, y: number, texts: readonly string[], size = 11, leading = 18): Typed[] {
  return texts.map((text, i) => ({ x, y: y + i * leading, text, size }));
}

/** A thin line as it comes from a drawing. */
export function rule(x: number, y: number, width: number): Box {
  return { x, y: y - 0.25, width, height: 0.5 };
}

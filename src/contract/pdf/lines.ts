import { parseAnchors, type AnchorFault } from '../anchors';
import { around } from '../geometry';
import type { SeenLine } from '../suggest/page';
import type { Box, FoundAnchor } from '../types';
import type { PlacedGlyph } from './placer';

export interface PageAnchors {
  readonly anchors: readonly FoundAnchor[];
  readonly malformed: readonly { readonly token: string; readonly fault: AnchorFault; readonly box: Box }[];
}

/** A character on a line: `along` the reading direction, `across` it, in points. */
interface Placed {
  readonly glyph: PlacedGlyph;
  readonly start: number;
  readonly end: number;
  readonly across: number;
}

/** Part of the type's size: a gap from which on it is a space, and one that ends the line (columns, table cells). */
const SPACE_GAP = 0.25;
const COLUMN_GAP = 4;
/** How far apart baselines of one line may be. */
const SAME_LINE = 0.35;

/** Finds anchors among a page's characters, however many pieces the text was painted in. */
export function anchorsAmong(glyphs: readonly PlacedGlyph[], page: number): PageAnchors {
  const anchors: FoundAnchor[] = [];
  const malformed: { token: string; fault: AnchorFault; box: Box }[] = [];
  // Most pages have no anchor: then nothing is sorted.
  if (
    glyphs.filter((glyph) => glyph.text.includes('[')).length < 2 &&
    !glyphs.some((g) => g.text.includes('[['))
  ) {
    return { anchors, malformed };
  }
  for (const line of linesOf(glyphs)) {
    const { text, owners } = textOf(line);
    if (!text.includes('[[')) continue;
    const boxOf = (start: number, end: number): Box =>
      around(owners.slice(start, end).flatMap((glyph) => (glyph === undefined ? [] : [glyph.box])));
    const found = parseAnchors(text);
    for (const { start, end, ...rest } of found.anchors)
      anchors.push({ ...rest, page, box: boxOf(start, end) });
    for (const { token, fault, start, end } of found.malformed)
      malformed.push({ token: token.trim(), fault, box: boxOf(start, end) });
  }
  return { anchors, malformed };
}

/**
 * The lines that run to the right on the page as displayed, from top to bottom and in columns from left to right, and where there
 * is other text.
 */
export function horizontalLines(glyphs: readonly PlacedGlyph[]): {
  readonly lines: readonly SeenLine[];
  readonly others: readonly Box[];
} {
  const directions = byDirection(glyphs);
  const others: Box[] = [];
  for (const { text, size, box } of glyphs) if (text === '' || size <= 0) others.push(box);
  for (const [degrees, group] of directions)
    if (degrees !== 0) for (const { glyph } of group) if (glyph.text.trim() !== '') others.push(glyph.box);
  return { lines: baselines(directions.get(0) ?? []).flatMap(columnsOf), others };
}

/** A line of text that leaves wide gaps is several. */
function columnsOf(line: readonly Placed[]): readonly SeenLine[] {
  const { text, owners } = textOf(line);
  const columns: SeenLine[] = [];
  let from = 0;
  for (let at = text.indexOf('\n'); from <= text.length; at = text.indexOf('\n', from)) {
    const to = at < 0 ? text.length : at;
    const column = columnOf(text, owners, from, to);
    if (column !== undefined) columns.push(column);
    from = to + 1;
  }
  return columns;
}

function columnOf(
  text: string,
  owners: readonly (PlacedGlyph | undefined)[],
  from: number,
  to: number,
): SeenLine | undefined {
  const edges = new Float64Array(2 * (to - from));
  let first: PlacedGlyph | undefined;
  let [x0, y0, x1, y1, last, size] = [Infinity, Infinity, -Infinity, -Infinity, 0, 0];
  for (let unit = from; unit < to; unit++) {
    const glyph = owners[unit];
    const at = 2 * (unit - from);
    // A space that was put in lies where the character before it ends.
    edges[at] = edges[at + 1] = last;
    if (glyph === undefined) continue;
    const { x, y, width, height } = glyph.box;
    last = x + width;
    edges[at] = x;
    edges[at + 1] = last;
    if (text.charCodeAt(unit) === 32) continue;
    first ??= glyph;
    if (x < x0) x0 = x;
    if (y < y0) y0 = y;
    if (last > x1) x1 = last;
    if (y + height > y1) y1 = y + height;
    if (glyph.size > size) size = glyph.size;
  }
  if (first === undefined) return undefined;
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  return { text: text.slice(from, to), box, baseline: first.from.y, size, edges };
}

/** Groups characters into lines: same direction, same baseline. */
function linesOf(glyphs: readonly PlacedGlyph[]): readonly (readonly Placed[])[] {
  return [...byDirection(glyphs).values()].flatMap(baselines);
}

/** By degrees in which the text runs, in steps of two. */
function byDirection(glyphs: readonly PlacedGlyph[]): ReadonlyMap<number, readonly Placed[]> {
  const groups = new Map<number, Placed[]>();
  for (const glyph of glyphs) {
    if (glyph.text === '' || glyph.size <= 0) continue;
    const dx = glyph.to.x - glyph.from.x;
    const dy = glyph.to.y - glyph.from.y;
    // A mark of no width goes with horizontal text.
    const degrees = dy === 0 && dx >= 0 ? 0 : Math.round((Math.atan2(dy, dx) * 180) / Math.PI / 2) * 2;
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const placed: Placed = {
      glyph,
      start: glyph.from.x * cos + glyph.from.y * sin,
      end: glyph.to.x * cos + glyph.to.y * sin,
      across: -glyph.from.x * sin + glyph.from.y * cos,
    };
    const key = (degrees + 360) % 360;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placed]);
    else group.push(placed);
  }
  return groups;
}

function baselines(group: readonly Placed[]): readonly (readonly Placed[])[] {
  const sorted = [...group].sort((a, b) => a.across - b.across || a.start - b.start);
  const lines: Placed[][] = [];
  let first: Placed | undefined;
  for (const placed of sorted) {
    const last = lines.at(-1);
    if (
      last !== undefined &&
      first !== undefined &&
      placed.across - first.across <= SAME_LINE * Math.min(first.glyph.size, placed.glyph.size)
    ) {
      last.push(placed);
    } else {
      lines.push([placed]);
      first = placed;
    }
  }
  return lines.map((line) => line.sort((a, b) => a.start - b.start));
}

/** A line's text, and which character each UTF-16 unit belongs to (`undefined` for a space that was put in). */
function textOf(line: readonly Placed[]): {
  readonly text: string;
  readonly owners: readonly (PlacedGlyph | undefined)[];
} {
  let text = '';
  const owners: (PlacedGlyph | undefined)[] = [];
  let previous: Placed | undefined;
  for (const placed of line) {
    const { glyph } = placed;
    if (previous !== undefined) {
      // The same character nearly at the same place: boldness made by painting twice.
      if (
        glyph.text === previous.glyph.text &&
        placed.start - previous.start < 0.15 * glyph.size &&
        placed.end - placed.start > 0.16 * glyph.size
      )
        continue;
      const gap = placed.start - previous.end;
      const size = Math.max(glyph.size, previous.glyph.size);
      if (gap > COLUMN_GAP * size) {
        text += '\n';
        owners.push(undefined);
      } else if (gap > SPACE_GAP * size && glyph.text.trim() !== '' && previous.glyph.text.trim() !== '') {
        text += ' ';
        owners.push(undefined);
      }
    }
    const own = plainText(glyph.text);
    text += own;
    // One per UTF-16 unit; nearly always there is one.
    if (own.length === 1) owners.push(glyph);
    else owners.push(...Array.from({ length: own.length }, () => glyph));
    previous = placed;
  }
  return { text, owners };
}

/** Line ends inside a glyph's own text would cut an anchor in two. */
function plainText(text: string): string {
  const code = text.charCodeAt(0);
  if (text.length === 1 && code >= 32 && code < 127) return text;
  return text.replace(/[\r\n\t\u00a0\u2028]/g, ' ').replace(/\u00ad/g, '');
}

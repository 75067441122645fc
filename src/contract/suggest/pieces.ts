import { right } from '../geometry';
import type { Box } from '../types';
import type { SeenLine } from './page';

/** A part of a line: words, something to write on, or something to tick. */
export interface Piece {
  readonly what: 'words' | 'blank' | 'tick';
  readonly text: string;
  readonly box: Box;
  readonly baseline: number;
  /** Of the type, points. */
  readonly size: number;
  /** Which of the page's lines it belongs to. */
  readonly line: number;
}

/** Part of the type's size: a wider gap separates what has nothing to do with each other. */
export const WIDE_GAP = 2.2;

const UNDERSCORES = /[_‗＿](?:\s?[_‗＿]){2,}/;
const DOTS = /[.…·](?:\s?[.…·]){4,}|…(?:\s?…)+/;
const TICK = /\[[ _\u00a0]{0,3}\]|[☐□▢◻❏❐❑❒\uf06f\uf071\uf072\uf0a8]/;
const MARKS = new RegExp(`(${UNDERSCORES.source}|${DOTS.source})|(${TICK.source})`, 'gu');

/** Cuts a line into its pieces, from left to right. */
export function piecesOf(line: SeenLine, index: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const add = (what: Piece['what'], start: number, end: number): void => {
    const text = line.text.slice(start, end);
    if (text.trim() !== '') pieces.push(pieceOf(line, index, what, start, end));
  };
  let at = 0;
  for (const match of line.text.matchAll(MARKS)) {
    const end = match.index + match[0].length;
    if (match[2] !== undefined && !standsApart(line.text, match.index, end)) continue;
    addWords(line, at, match.index, add);
    add(match[1] === undefined ? 'tick' : 'blank', match.index, end);
    at = end;
  }
  addWords(line, at, line.text.length, add);
  return pieces;
}

/** In `array[ ]` there is nothing to tick. */
function standsApart(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  return (before === '' || /\s/.test(before)) && (after === '' || /\s/.test(after));
}

/** Words up to a wide gap belong together. */
function addWords(
  line: SeenLine,
  start: number,
  end: number,
  add: (what: Piece['what'], start: number, end: number) => void,
): void {
  let from = start;
  let last = -1;
  for (let i = start; i < end; i++) {
    if (isSpace(line.text.charCodeAt(i))) continue;
    if (last >= 0 && i > last + 1 && leftOf(line, i) - rightOf(line, last) > WIDE_GAP * line.size) {
      add('words', from, last + 1);
      from = i;
    }
    last = i;
  }
  if (last >= from) add('words', from, last + 1);
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0;
}

function leftOf(line: SeenLine, unit: number): number {
  return line.edges[2 * unit] ?? line.box.x;
}
function rightOf(line: SeenLine, unit: number): number {
  return line.edges[2 * unit + 1] ?? right(line.box);
}

function pieceOf(line: SeenLine, index: number, what: Piece['what'], start: number, end: number): Piece {
  let [first, last] = [start, end - 1];
  while (first < last && isSpace(line.text.charCodeAt(first))) first++;
  while (last > first && isSpace(line.text.charCodeAt(last))) last--;
  let [x0, x1] = [Infinity, -Infinity];
  for (let i = first; i <= last; i++) {
    x0 = Math.min(x0, leftOf(line, i));
    x1 = Math.max(x1, rightOf(line, i));
  }
  const box = { x: x0, y: line.box.y, width: x1 - x0, height: line.box.height };
  return {
    what,
    text: line.text.slice(first, last + 1),
    box,
    baseline: line.baseline,
    size: line.size,
    line: index,
  };
}

/** Pieces that stand on about the same height, from left to right, whatever line of text they came from. */
export function rowsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const sorted = [...pieces].sort((a, b) => a.baseline - b.baseline || a.box.x - b.box.x);
  const rows: Piece[][] = [];
  for (const piece of sorted) {
    const last = rows.at(-1);
    const first = last?.[0];
    if (
      last !== undefined &&
      first !== undefined &&
      piece.baseline - first.baseline <= 0.35 * Math.min(first.size, piece.size)
    )
      last.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.sort((a, b) => a.box.x - b.box.x));
}

import { around, bottom, grown, right } from '../geometry';
import type { Box } from '../types';
import { WIDE_GAP, type Piece } from './pieces';
import type { Place } from './place';
import type { Room } from './room';

/** Points. */
const SMALLEST = 7;
const LARGEST = 14;
const TO_WORDS = 16;

/** Boxes to tick: typed ones that begin an entry or stand between choices, and small squares that were drawn. */
export function ticksIn(rows: readonly (readonly Piece[])[], room: Room): readonly Place[] {
  const typed = rows.flatMap((row) => chainsOf(row).flatMap((chain) => typedTicks(chain, room)));
  const drawn = room.frames.flatMap((frame) => drawnTick(frame, rows, room));
  return [...typed, ...drawn];
}

/** Pieces that stand close to each other. */
function chainsOf(row: readonly Piece[]): readonly (readonly Piece[])[] {
  const chains: Piece[][] = [];
  for (const piece of row) {
    const last = chains.at(-1)?.at(-1);
    if (last !== undefined && piece.box.x - right(last.box) <= WIDE_GAP * piece.size)
      chains.at(-1)?.push(piece);
    else chains.push([piece]);
  }
  return chains;
}

function typedTicks(chain: readonly Piece[], room: Room): readonly Place[] {
  if (!chain.some(({ what }) => what === 'tick') || !isChoice(chain)) return [];
  return chain.flatMap((piece, at) => {
    if (piece.what !== 'tick') return [];
    const before = chain[at - 1];
    const behind = chain[at + 1];
    const words = behind?.what === 'words' ? behind : before?.what === 'words' ? before : undefined;
    if (words === undefined) return [];
    const box = squareOn(piece, room);
    return box === undefined ? [] : [tick(box, words)];
  });
}

/** An entry begins with its box; choices are a word or two each. A sentence does neither. */
function isChoice(chain: readonly Piece[]): boolean {
  const [first] = chain;
  if (first?.what === 'tick') return true;
  if (first?.what !== 'words') return false;
  const short = (piece: Piece): boolean => piece.text.split(/\s+/).length <= 3;
  return /[:：?]$/.test(first.text) || chain.filter(({ what }) => what === 'words').every(short);
}

/** The largest square around a typed box that covers nothing else. */
function squareOn(piece: Piece, room: Room): Box | undefined {
  const [x, y] = [piece.box.x + piece.box.width / 2, piece.baseline - 0.36 * piece.size];
  for (let side = Math.max(9, Math.min(LARGEST, piece.size + 2)); side >= SMALLEST; side--) {
    const box = { x: x - side / 2, y: y - side / 2, width: side, height: side };
    if (room.clear(box, piece.box)) return box;
  }
  return undefined;
}

function drawnTick(frame: Box, rows: readonly (readonly Piece[])[], room: Room): readonly Place[] {
  const { width, height } = frame;
  if (height < SMALLEST || height > 18 || width < 0.75 * height || width > 1.35 * height) return [];
  if (!room.clear(grown(frame, -1))) return [];
  const words = rows
    .flat()
    .find(
      ({ what, box, baseline }) =>
        what === 'words' &&
        baseline >= frame.y + height / 3 &&
        baseline <= bottom(frame) + 4 &&
        box.x >= right(frame) - 1 &&
        box.x - right(frame) <= TO_WORDS,
    );
  return words === undefined ? [] : [tick(frame, words)];
}

function tick(box: Box, words: Piece): Place {
  const label = words.text.replace(/[\s:：]+$/, '');
  return {
    kind: 'checkbox',
    why: 'label',
    box,
    span: around([box, words.box]),
    ...(label.length <= 60 && { label }),
  };
}

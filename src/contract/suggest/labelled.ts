import { around, bottom, right } from '../geometry';
import type { Blank } from './blanks';
import type { People } from './people';
import { WIDE_GAP, type Piece } from './pieces';
import { fieldOn, type Place, type WrittenKind } from './place';
import type { Room } from './room';
import { labelOf, type Label, type Language } from './words';

/** Points: how far a label may stand from its line. */
const FAR_LEFT = 160;
const BELOW = 14;
const ABOVE = 32;

export interface Reading {
  readonly room: Room;
  readonly pieces: readonly Piece[];
  readonly people: People;
  readonly language: Language;
}

interface Named {
  readonly piece: Piece;
  readonly label: Label | undefined;
  readonly signerId: string | undefined;
}

/** What stands around a blank and may be its label. */
interface Surroundings {
  readonly blank: Blank;
  readonly left: Named | undefined;
  readonly below: Named | undefined;
  readonly above: Named | undefined;
}

/** Places on lines and in frames that something beside, below or above them gives a meaning. */
export function labelledPlaces(
  blanks: readonly Blank[],
  reading: Reading,
): { readonly places: readonly Place[]; readonly used: ReadonlySet<Piece> } {
  const open = blanks
    .filter((blank) => !inSentence(blank, reading))
    .map((blank) => surroundings(blank, reading));
  const unnamed = open.filter(({ left }) => left === undefined);
  // Labels stand all above their lines or all below: what gives more lines a label is how it is meant.
  const isAbove =
    unnamed.filter(({ above }) => above !== undefined).length >
    unnamed.filter(({ below }) => below !== undefined).length;
  const places: Place[] = [];
  const used = new Set<Piece>();
  for (const { blank, left, below, above } of open) {
    const [first, second] = isAbove || above?.label?.colon === true ? [above, below] : [below, above];
    const named = left ?? [first, second].find((one) => one !== undefined && !used.has(one.piece));
    if (named === undefined) continue;
    const place = placeFor(blank, named, reading.room);
    if (place === undefined) continue;
    used.add(named.piece);
    places.push(place);
  }
  return { places, used };
}

function placeFor(blank: Blank, { piece, label, signerId }: Named, room: Room): Place | undefined {
  const kind: WrittenKind = label?.kind ?? 'signature';
  const box = fieldOn(blank, kind, room);
  if (box === undefined) return undefined;
  return {
    kind,
    why: label === undefined ? 'name' : 'line',
    box,
    span: around([box, piece.box]),
    ...(kind === 'text' && label !== undefined && { label: label.text }),
    ...(signerId !== undefined && { signerId }),
  };
}

function named(piece: Piece, { people, language }: Reading): Named | undefined {
  const label = labelOf(piece.text, language);
  const signerId = people.namedIn(piece.text);
  if (label !== undefined) return { piece, label, signerId };
  // A name or a role where a label would be: there they sign.
  return signerId !== undefined && !/[.;]$/.test(piece.text) ? { piece, label, signerId } : undefined;
}

function surroundings(blank: Blank, reading: Reading): Surroundings {
  const beside = leftOf(blank, reading.pieces);
  const left = beside?.what === 'words' ? named(beside, reading) : undefined;
  if (left !== undefined) return { blank, left, below: undefined, above: undefined };
  return { blank, left, below: near(blank, reading, 'below'), above: near(blank, reading, 'above') };
}

/** What stands next to the left on the same line of text. */
function leftOf(blank: Blank, pieces: readonly Piece[]): Piece | undefined {
  return nextTo(pieces, blank, (piece) => blank.left + 2 - right(piece.box), FAR_LEFT);
}

function rightOf(blank: Blank, pieces: readonly Piece[]): Piece | undefined {
  return nextTo(pieces, blank, (piece) => piece.box.x + 2 - blank.right, FAR_LEFT);
}

function nextTo(
  pieces: readonly Piece[],
  blank: Blank,
  distance: (piece: Piece) => number,
  most: number,
): Piece | undefined {
  const [from, to] = blank.baselines;
  let nearest: Piece | undefined;
  for (const piece of pieces) {
    if (piece === blank.piece || piece.baseline < from || piece.baseline > to) continue;
    const away = distance(piece);
    if (away < 0 || away > most) continue;
    if (nearest === undefined || away < distance(nearest)) nearest = piece;
  }
  return nearest;
}

/** Whether the blank is one of a sentence: words that are no labels stand directly before or behind it. */
function inSentence(blank: Blank, reading: Reading): boolean {
  if (blank.frame !== undefined) return false;
  const before = leftOf(blank, reading.pieces);
  const isClose = (piece: Piece, gap: number): boolean => gap <= WIDE_GAP * piece.size;
  if (
    before?.what === 'words' &&
    isClose(before, blank.left - right(before.box)) &&
    named(before, reading) === undefined
  )
    return true;
  const behind = rightOf(blank, reading.pieces);
  if (behind?.what !== 'words' || !isClose(behind, behind.box.x - blank.right)) return false;
  if (/^[\s,.;:)]*$/.test(behind.text) || /^\(.*\)[.,;]?$/s.test(behind.text)) return false;
  return named(behind, reading) === undefined || !hasOwnBlank(behind, reading.pieces);
}

function hasOwnBlank(words: Piece, pieces: readonly Piece[]): boolean {
  return pieces.some(
    ({ what, box, baseline }) =>
      what === 'blank' &&
      Math.abs(baseline - words.baseline) <= 0.35 * words.size &&
      box.x >= right(words.box) - 2 &&
      box.x - right(words.box) <= FAR_LEFT,
  );
}

/** The words directly below or above a blank that say what it is for. */
function near(blank: Blank, reading: Reading, where: 'below' | 'above'): Named | undefined {
  const edge =
    where === 'below'
      ? blank.frame === undefined
        ? blank.base
        : bottom(blank.frame)
      : (blank.frame?.y ?? blank.base);
  let nearest: { readonly named: Named; readonly gap: number } | undefined;
  for (const piece of reading.pieces) {
    if (piece.what !== 'words') continue;
    const gap = where === 'below' ? piece.box.y + 0.3 * piece.size - edge : edge - bottom(piece.box);
    const most = where === 'below' ? BELOW : blank.frame === undefined ? ABOVE : BELOW;
    if (gap < -2 || gap > most || (nearest !== undefined && gap >= nearest.gap)) continue;
    if (!stands(piece, blank)) continue;
    const found = named(piece, reading);
    // Above a line stands all kinds of text: only what can be nothing but a label counts.
    if (found === undefined || (where === 'above' && !isPlainLabel(found))) continue;
    nearest = { named: found, gap };
  }
  return nearest?.named;
}

function isPlainLabel({ piece, label }: Named): boolean {
  return label !== undefined ? label.colon || label.text.split(/\s+/).length <= 2 : piece.text.length <= 40;
}

/** Whether words stand under or over a blank, and not merely somewhere below or above. */
function stands({ box }: Piece, blank: Blank): boolean {
  if (box.x > blank.right || right(box) < blank.left) return false;
  const middle = box.x + box.width / 2;
  return (
    Math.abs(box.x - blank.left) <= 14 ||
    (middle >= blank.left && middle <= blank.right && box.x >= blank.left - 14)
  );
}

import { around, bottom, right } from '../geometry';
import type { Blank } from './blanks';
import type { Reading } from './labelled';
import { WIDE_GAP, type Piece } from './pieces';
import { sizesOf, type Place } from './place';
import { labelOf } from './words';

/** Points: how far a value may stand from its label, and a place to write from a label without a line. */
const VALUE = 220;
const CELL = 160;
/** A date or a name without a line is one to fill in only near a signature. */
const NEAR_SIGNATURE = 170;
/** What a signature needs above a name that stands alone. */
const ABOVE_NAME = 34;

/** Places behind labels that have no line: `Signature:` and nothing behind it, or an empty table cell beside it. */
export function openLabels(
  reading: Reading,
  used: ReadonlySet<Piece>,
  places: readonly Place[],
): readonly Place[] {
  const found: Place[] = [];
  for (const piece of reading.pieces) {
    if (piece.what !== 'words' || used.has(piece)) continue;
    const place = openLabel(piece, reading);
    if (place !== undefined) found.push(place);
  }
  const signatures = [...places, ...found].filter(({ kind }) => kind === 'signature');
  return found.filter(
    (place) =>
      place.kind === 'signature' ||
      place.kind === 'initials' ||
      signatures.some(({ box }) => Math.abs(box.y - place.box.y) <= NEAR_SIGNATURE),
  );
}

function openLabel(piece: Piece, reading: Reading): Place | undefined {
  const { room, people, language } = reading;
  const label = labelOf(piece.text, language);
  if (label === undefined || label.plural) return undefined;
  const { baseline, size } = piece;
  const end = right(piece.box);
  const wall = room.wallBetween(end, end + CELL, baseline - size / 3);
  if (!label.colon && wall === undefined) return undefined;
  const from = wall === undefined ? end + 4 : right(wall) + 3;
  const { most, least } = sizesOf(label.kind);
  const limit = room.rightwards(from, baseline - 0.7 * size, baseline + 0.15 * size);
  if (limit - from < least.width) return undefined;
  if (wall === undefined && isFilled(piece, reading)) return undefined;
  const width = Math.min(most.width, limit - from);
  const box = room.upwards({ x: from, width, y: baseline + 0.25 * size }, most.height, least.height);
  if (box === undefined) return undefined;
  const signerId = people.namedIn(piece.text);
  return {
    kind: label.kind,
    why: 'label',
    box,
    span: around([box, piece.box]),
    ...(label.kind === 'text' && { label: label.text }),
    ...(signerId !== undefined && { signerId }),
  };
}

/** Whether what the label asks for stands behind it already, or below. */
function isFilled(label: Piece, { room, pieces, people, language }: Reading): boolean {
  return pieces.some((other) => {
    if (other === label) return false;
    if (Math.abs(other.baseline - label.baseline) <= 0.35 * label.size) {
      const gap = other.box.x - right(label.box);
      if (gap < -2 || gap > VALUE) return false;
      if (other.what !== 'words') return gap <= WIDE_GAP * label.size;
      return (
        labelOf(other.text, language) === undefined &&
        room.wallBetween(right(label.box), other.box.x, label.baseline) === undefined
      );
    }
    const isBelow =
      other.baseline > label.baseline &&
      other.baseline - label.baseline <= 1.7 * label.size &&
      Math.abs(other.box.x - label.box.x) <= 4;
    return (
      isBelow &&
      other.what === 'words' &&
      labelOf(other.text, language) === undefined &&
      labelOf(other.text.split(/[:：]/)[0] ?? '', language) === undefined &&
      people.namedIn(other.text) === undefined
    );
  });
}

/**
 * Room above a signer's name that stands alone at the end of a text, for signers who have no other place.
 * @param without the signers who have no signature yet
 */
export function aboveNames(
  reading: Reading,
  without: ReadonlySet<string>,
  blanks: readonly Blank[],
): readonly Place[] {
  const { room, pieces, people } = reading;
  const { most } = sizesOf('signature');
  const found = new Map<string, Place>();
  for (const piece of pieces) {
    const signerId = piece.what === 'words' ? people.nameAlone(piece.text) : undefined;
    if (signerId === undefined || !without.has(signerId)) continue;
    const y = piece.box.y - 1;
    // A letter begins with a name as well: there is nothing above it.
    if (!pieces.some((other) => other.what === 'words' && bottom(other.box) < y - ABOVE_NAME)) continue;
    if (pieces.some((other) => other !== piece && other.line === piece.line)) continue;
    const width = Math.min(
      most.width,
      room.rightwards(piece.box.x, piece.box.y, bottom(piece.box) - 1) - piece.box.x,
      150,
    );
    const box = room.upwards(
      { x: piece.box.x, width: Math.max(width, piece.box.width), y },
      most.height,
      ABOVE_NAME - 4,
      piece.box,
    );
    if (
      box === undefined ||
      blanks.some(
        (blank) => Math.abs(blank.base - y) < most.height && blank.left < right(box) && blank.right > box.x,
      )
    )
      continue;
    // The last one counts: the parties are named at the beginning, and sign at the end.
    found.set(signerId, { kind: 'signature', why: 'name', box, span: around([box, piece.box]), signerId });
  }
  return [...found.values()];
}

import { bottom, right } from '../geometry';
import type { Box } from '../types';
import type { People } from './people';
import type { Piece } from './pieces';
import type { Place } from './place';
import { gap, split, type Run } from './shareOut';

/** Where a signer is named. */
interface Mention {
  readonly signerId: string;
  readonly box: Box;
}

/** Points: how far up or down a name may stand from the places that belong to it. */
const REACH = 150;
const SAME_ROW = 7;

/**
 * Says for each place whose it is: by its own label, else by the names and roles above and below it in the same column, else by
 * the place or name beside it in the same row.
 */
export function ownersOf(
  places: readonly Place[],
  pieces: readonly Piece[],
  people: People,
): readonly (string | undefined)[] {
  const mentions = pieces.flatMap((piece): readonly Mention[] => {
    const signerId = piece.what === 'words' ? people.namedIn(piece.text) : undefined;
    return signerId === undefined ? [] : [{ signerId, box: piece.box }];
  });
  const owners = places.map(({ signerId }) => signerId);
  if (mentions.length === 0) return besideOthers(places, owners, mentions);
  const walls = pieces.filter(isSentence).map(({ box }) => box);
  const columns = columnsOf(places);
  for (const [index, column] of columns.entries()) {
    const inColumn = mentions.filter(({ box }) => bestColumn(box, columns, places) === index);
    for (const [at, signerId] of shareOut(column, places, inColumn, walls)) owners[at] ??= signerId;
  }
  return besideOthers(places, owners, mentions);
}

/** Running text ends a signature block. */
function isSentence({ what, text }: Piece): boolean {
  return what === 'words' && text.length > 60 && text.split(/\s+/).length > 9;
}

/** Places that stand below each other, as indexes from top to bottom. */
function columnsOf(places: readonly Place[]): readonly (readonly number[])[] {
  const columns: number[][] = [];
  const order = places.map((_, at) => at).sort((a, b) => middleOf(places[a]) - middleOf(places[b]) || a - b);
  for (const at of order) {
    const place = places[at];
    if (place === undefined) continue;
    const column = columns.find((others) =>
      others.some((other) => {
        const span = places[other]?.span;
        return (
          span !== undefined && (shared(span, place.span) > 0.5 || Math.abs(span.x - place.span.x) <= 12)
        );
      }),
    );
    if (column === undefined) columns.push([at]);
    else column.push(at);
  }
  return columns;
}

function middleOf(place: Place | undefined): number {
  return place === undefined ? 0 : place.span.y + place.span.height / 2;
}

/** Part of the narrower one's width that both have in common. */
function shared(a: Box, b: Box): number {
  const common = Math.min(right(a), right(b)) - Math.max(a.x, b.x);
  return common <= 0 ? 0 : common / Math.max(1, Math.min(a.width, b.width));
}

/** The column under or over which a name stands; -1 where it stands elsewhere. */
function bestColumn(box: Box, columns: readonly (readonly number[])[], places: readonly Place[]): number {
  let best = -1;
  let most = 0.25;
  columns.forEach((column, index) => {
    for (const at of column) {
      const span = places[at]?.span;
      if (span === undefined) continue;
      const score = shared(box, span) + (Math.abs(box.x - span.x) <= 36 ? 1 : 0);
      if (score > most) [best, most] = [index, score];
    }
  });
  return best;
}

/** Gives a column's places to the names in it, as pairs of place and signer. */
function shareOut(
  column: readonly number[],
  places: readonly Place[],
  mentions: readonly Mention[],
  walls: readonly Box[],
): readonly (readonly [number, string])[] {
  const items: readonly { readonly y: number; readonly is: number | Mention }[] = [
    ...column.map((at) => ({ y: middleOf(places[at]), is: at })),
    // A label that names its signer is a name in this place as well.
    ...column.flatMap((at) => {
      const place = places[at];
      if (place?.signerId === undefined) return [];
      return [{ y: middleOf(place) - 0.01, is: { signerId: place.signerId, box: place.span } }];
    }),
    ...mentions.map((mention) => ({ y: mention.box.y + mention.box.height / 2, is: mention })),
  ].sort((a, b) => a.y - b.y);
  const runs: Run[] = [];
  /** Places before the first run, between runs, behind the last one. */
  const gaps: number[][] = [[]];
  const inside: [number, Run][] = [];
  for (const { is } of items) {
    const last = runs.at(-1);
    if (typeof is === 'number') gaps.at(-1)?.push(is);
    else if (last?.signerId === is.signerId) {
      for (const between of gaps.at(-1) ?? []) inside.push([between, last]);
      gaps[gaps.length - 1] = [];
      last.boxes.push(is.box);
    } else {
      runs.push({ signerId: is.signerId, boxes: [is.box] });
      gaps.push([]);
    }
  }
  const own = runs.map((run) => inside.filter(([, of]) => of === run).map(([at]) => at));
  return split(runs, gaps, own, places).flatMap((group, index) => {
    const run = runs[index];
    if (run === undefined) return [];
    return group
      .filter((at) => isNear(places[at], run, walls))
      .map((at): readonly [number, string] => [at, run.signerId]);
  });
}

function isNear(place: Place | undefined, run: Run, walls: readonly Box[]): boolean {
  if (place === undefined) return false;
  return run.boxes.some((box) => {
    if (gap(place.span, box) > REACH) return false;
    const [top, low] = place.span.y < box.y ? [bottom(place.span), box.y] : [bottom(box), place.span.y];
    return !walls.some(
      (wall) => wall.y >= top - 1 && bottom(wall) <= low + 1 && shared(wall, place.span) > 0.2,
    );
  });
}

/** A date beside a signature is that signer's; so is what stands behind a name in the same row. */
function besideOthers(
  places: readonly Place[],
  owners: readonly (string | undefined)[],
  mentions: readonly Mention[],
): readonly (string | undefined)[] {
  const result = [...owners];
  const order = places.map((_, at) => at).sort((a, b) => (places[a]?.span.x ?? 0) - (places[b]?.span.x ?? 0));
  for (const at of order) {
    const place = places[at];
    if (place === undefined || result[at] !== undefined) continue;
    let nearest = Infinity;
    const offer = (signerId: string | undefined, box: Box): void => {
      const isBeside = Math.abs(bottom(box) - bottom(place.span)) <= SAME_ROW && box.x < place.span.x;
      const away = place.span.x - right(box);
      if (signerId === undefined || !isBeside || away >= nearest) return;
      nearest = away;
      result[at] = signerId;
    };
    for (const { signerId, box } of mentions) offer(signerId, box);
    if (place.kind === 'signature') continue;
    places.forEach((other, index) => {
      if (index !== at) offer(result[index], other.span);
    });
  }
  return result;
}

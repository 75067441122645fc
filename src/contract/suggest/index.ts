import { bottom, overlaps, right } from '../geometry';
import type { Box, SuggestedField, SuggestedSigner } from '../types';
import { blanksOf, type Blank } from './blanks';
import { labelledPlaces, type Reading } from './labelled';
import { ownersOf } from './owners';
import type { SeenPage } from './page';
import { People } from './people';
import { piecesOf, rowsOf } from './pieces';
import { trimmed, type Place } from './place';
import { Room } from './room';
import { ticksIn } from './ticks';
import { aboveNames, openLabels } from './unlined';
import { languageOf, type Language } from './words';

/** More than this is a form to be filled in, not a contract to be signed: what is signed and dated comes first. */
export const MOST_ON_PAGE = 40;
export const MOST_IN_DOCUMENT = 400;
const ENOUGH_TEXT = 400;
/** Points between fields, and how much one gives way for it. */
const APART = 0.5;
const NEARLY = 6;
const LEAST_HEIGHT = 7;

interface FoundPage {
  readonly reading: Reading;
  readonly blanks: readonly Blank[];
  readonly places: readonly Place[];
}

/**
 * Finds places to fill in by what stands around them: lines behind, above or below labels, labels with room behind them, boxes to
 * tick, room above a signer's name; never inside running text. The same pages give the same places.
 * @param pages all pages of a document, or those that are looked at
 * @param taken places where nothing is to be found
 * @returns in reading order; inside the pages, over no text but dots, underscores and typed boxes, and not over each other
 */
export function suggestPlaces(
  pages: readonly SeenPage[],
  signers: readonly SuggestedSigner[],
  taken: readonly { readonly page: number; readonly box: Box }[] = [],
): readonly SuggestedField[] {
  const people = new People(signers);
  const texts = pages.flatMap(({ lines }) => lines.map(({ text }) => text)).slice(-ENOUGH_TEXT);
  const language = languageOf(texts);
  const last = pages.filter(({ lines }) => lines.length > 0).at(-1);
  const found = pages
    .filter((page) => page === last || isPromising(page))
    .map((page) => findOn(page, people, language, takenOn(page, taken)));
  const fields = found.flatMap(({ reading, places }) => ownedFields(reading, places));
  const named = withNames(found, fields, signers);
  return forOneSigner([...fields, ...named], signers)
    .sort(
      (a, b) =>
        a.page - b.page || Math.round(bottom(a.box) / 6) - Math.round(bottom(b.box) / 6) || a.box.x - b.box.x,
    )
    .slice(0, MOST_IN_DOCUMENT);
}

/** What places to write are made of; most pages of a contract have nothing of it. */
const SIGNS = /[_‗＿]|[.·]\s?[.·]\s?[.·]|…|\[[ _\u00a0]{0,3}\]|[☐□▢◻❏❐❑❒\uf06f\uf071\uf072\uf0a8]|[:：]\s*$/u;

function isPromising({ lines, strokes }: SeenPage): boolean {
  return strokes.length > 0 || lines.some(({ text }) => SIGNS.test(text));
}

function takenOn(
  page: SeenPage,
  taken: readonly { readonly page: number; readonly box: Box }[],
): readonly Box[] {
  return taken.flatMap((one) => (one.page === page.number ? [one.box] : []));
}

function findOn(page: SeenPage, people: People, language: Language, taken: readonly Box[]): FoundPage {
  const pieces = page.lines.flatMap(piecesOf);
  const room = new Room(page, pieces, taken);
  const reading = { room, pieces, people, language };
  const blanks = blanksOf(pieces, room);
  const { places, used } = labelledPlaces(blanks, reading);
  const open = openLabels(reading, used, places);
  return { reading, blanks, places: chosen([...places, ...open, ...ticksIn(rowsOf(pieces), room)], room) };
}

/** Drops what would cover something, and what is too much. */
function chosen(places: readonly Place[], room: Room): readonly Place[] {
  const kept: Place[] = [];
  for (const place of [...places].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.box.y - b.box.y || a.box.x - b.box.x,
  )) {
    if (kept.length >= MOST_ON_PAGE) break;
    const box = trimmed(givenWay(place.box, kept), room.page);
    if (box === undefined || box.height < LEAST_HEIGHT || kept.some((other) => overlaps(other.box, box)))
      continue;
    kept.push({ ...place, box });
  }
  return kept;
}

/** Fields that nearly touch keep a little apart. */
function givenWay(box: Box, kept: readonly Place[]): Box {
  let { y, height } = box;
  for (const { box: other } of kept) {
    if (other.x >= right(box) || right(other) <= box.x) continue;
    const over = bottom(other) + APART - y;
    const under = y + height + APART - other.y;
    if (over > 0 && over < NEARLY) [y, height] = [y + over, height - over];
    else if (under > 0 && under < NEARLY) height -= under;
  }
  return { ...box, y, height: Math.max(height, 0) };
}

function rankOf({ kind }: Place): number {
  return kind === 'signature' ? 0 : kind === 'initials' ? 1 : kind === 'date' ? 2 : 3;
}

function ownedFields({ pieces, people, room }: Reading, places: readonly Place[]): readonly SuggestedField[] {
  const owners = ownersOf(places, pieces, people);
  return places.map((place, at) => fieldOf(place, owners[at], room.page.number));
}

function fieldOf(
  { kind, why, box, label }: Place,
  signerId: string | undefined,
  page: number,
): SuggestedField {
  return { signerId, kind, page, box, why, ...(label !== undefined && { label }) };
}

/** On the last page that has text, a signer without a place signs above their name. */
function withNames(
  found: readonly FoundPage[],
  fields: readonly SuggestedField[],
  signers: readonly SuggestedSigner[],
): readonly SuggestedField[] {
  const last = found.filter(({ reading }) => reading.pieces.length > 0).at(-1);
  if (last === undefined) return [];
  // A place of nobody known may be theirs.
  if (fields.some(({ kind, signerId }) => kind === 'signature' && signerId === undefined)) return [];
  const signing = new Set(fields.flatMap(({ kind, signerId }) => (kind === 'signature' ? [signerId] : [])));
  const without = new Set(signers.flatMap(({ id }) => (signing.has(id) ? [] : [id])));
  const { reading, blanks } = last;
  const { page } = reading.room;
  const boxes = fields.filter((field) => field.page === page.number).map(({ box }) => box);
  return aboveNames(reading, without, blanks).flatMap((place) => {
    const box = trimmed(place.box, page);
    if (box === undefined || boxes.some((other) => overlaps(other, box))) return [];
    boxes.push(box);
    return [fieldOf({ ...place, box }, place.signerId, page.number)];
  });
}

/** With one signer and one place to sign there is nothing to guess. */
function forOneSigner(
  fields: readonly SuggestedField[],
  signers: readonly SuggestedSigner[],
): SuggestedField[] {
  const [signer] = signers;
  const isClear =
    signer !== undefined &&
    signers.length === 1 &&
    fields.every(({ signerId }) => signerId === undefined) &&
    fields.filter(({ kind }) => kind === 'signature').length <= 1;
  return isClear ? fields.map((field) => ({ ...field, signerId: signer.id })) : [...fields];
}

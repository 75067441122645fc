import type { Zoom } from '../pdf/zoom';
import { isFlag, isNumber, isText, maybe, record, type Guard } from '../shape';

/** Where somebody is in a document. */
export interface Place {
  /** From 1. */
  readonly page: number;
  /** How far the upper edge of what is seen is below the upper edge of the page, as a part of the page's height. */
  readonly offset: number;
  /** The same for the left edge, as a part of the width of everything. */
  readonly left: number;
  readonly zoom: Zoom;
  /** Degrees clockwise by which every page was turned. */
  readonly turned: 0 | 90 | 180 | 270;
  /** The outline is open. */
  readonly outline: boolean;
}

/** What the page itself keeps over being hidden and reloaded. The words looked for stay in there and go nowhere else. */
export interface Kept extends Place {
  /** `undefined` while the search is closed. */
  readonly search: string | undefined;
}

export const START: Place = { page: 1, offset: 0, left: 0, zoom: 'auto', turned: 0, outline: false };

const isZoom: Guard<Zoom> = (value): value is Zoom =>
  value === 'auto' || value === 'width' || value === 'page' || (isNumber(value) && value > 0);
const isTurn: Guard<Place['turned']> = (value): value is Place['turned'] =>
  value === 0 || value === 90 || value === 180 || value === 270;
const isPageNumber: Guard<number> = (value): value is number =>
  isNumber(value) && Number.isInteger(value) && value >= 1;

const SHAPE = {
  page: isPageNumber,
  offset: isNumber,
  left: isNumber,
  zoom: isZoom,
  turned: isTurn,
  outline: isFlag,
};

export const isPlace: Guard<Place> = record<Place>(SHAPE);
export const isKept: Guard<Kept> = record<Kept>({ ...SHAPE, search: maybe(isText) });

/** The same place without what does not belong to it. */
export function placeOf({ page, offset, left, zoom, turned, outline }: Place): Place {
  return { page, offset, left, zoom, turned, outline };
}

/** A place that exists: the document may have fewer pages than when the place was kept. */
export function within(place: Place, pages: number): Place {
  if (place.page <= pages) return place;
  return { ...place, page: Math.max(1, pages), offset: 0 };
}

export function turnedBy(turned: Place['turned'], quarters: number): Place['turned'] {
  const steps = [0, 90, 180, 270] as const;
  return steps[(((turned / 90 + quarters) % 4) + 4) % 4] ?? 0;
}

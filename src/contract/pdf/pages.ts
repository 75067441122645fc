import type { PageFacts } from '../types';
import type { PdfDocument } from './document';
import type { Matrix } from './matrix';
import { type Dict, EMPTY_DICT, Name, PdfSyntaxError, Ref, type Value } from './values';

export interface PdfPage {
  /** From 1. */
  readonly number: number;
  readonly dict: Dict;
  readonly resources: Dict;
  readonly facts: PageFacts;
  /** From the page's own space to the page as displayed: points, origin top left, y down. */
  readonly display: Matrix;
  /** What the page leaves unsaid or says wrongly, so that each viewer helps itself in its own way. */
  readonly guessed: readonly ('size' | 'rotation')[];
}

export interface PageTree {
  readonly pages: readonly PdfPage[];
  /** The tree's root, to hang another page on. */
  readonly root: { readonly ref: Ref; readonly dict: Dict };
}

const MAX_PAGES = 20_000;
const MAX_DEPTH = 60;
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
/** US Letter, what readers take where a page says nothing. */
const DEFAULT_BOX = [0, 0, 612, 792] as const;

/** Reads the page tree; throws where it is not whole. */
export function readPages(doc: PdfDocument): PageTree {
  const catalog = doc.dict(doc.xref.trailer.raw('Root'));
  if (catalog === undefined) throw new PdfSyntaxError('no catalog');
  const ref = catalog.raw('Pages');
  const dict = doc.dict(ref);
  if (!(ref instanceof Ref) || dict === undefined) throw new PdfSyntaxError('no page tree');
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const walk = (value: Value, inherited: ReadonlyMap<string, Value>, depth: number): void => {
    if (value instanceof Ref) {
      if (seen.has(value.num)) throw new PdfSyntaxError('page tree in a circle');
      seen.add(value.num);
    }
    const node = doc.dict(value);
    if (node === undefined || depth > MAX_DEPTH) throw new PdfSyntaxError('page tree is broken');
    const own = new Map(inherited);
    for (const key of INHERITED) if (node.raw(key) !== null) own.set(key, node.raw(key));
    const type = doc.get(node, 'Type');
    const kids = doc.array(node.raw('Kids'));
    if (kids !== undefined && !(type instanceof Name && type.name === 'Page')) {
      for (const kid of kids) walk(kid, own, depth + 1);
      return;
    }
    if (depth === 0) return;
    if (pages.length >= MAX_PAGES) throw new PdfSyntaxError('too many pages');
    pages.push(pageOf(doc, node, own, pages.length + 1));
  };
  walk(ref, new Map(), 0);
  return { pages, root: { ref, dict } };
}

function pageOf(
  doc: PdfDocument,
  dict: Dict,
  attributes: ReadonlyMap<string, Value>,
  number: number,
): PdfPage {
  const stated = rectOf(doc, attributes.get('MediaBox') ?? null);
  const media = stated ?? DEFAULT_BOX;
  const wanted = rectOf(doc, attributes.get('CropBox') ?? null) ?? media;
  const crop = [
    Math.max(wanted[0], media[0]),
    Math.max(wanted[1], media[1]),
    Math.min(wanted[2], media[2]),
    Math.min(wanted[3], media[3]),
  ] as const;
  // A crop box beside the page leaves nothing to see: viewers show all of it then.
  const [x0, y0, x1, y1] = crop[2] - crop[0] > 0 && crop[3] - crop[1] > 0 ? crop : media;
  const degrees = doc.number(attributes.get('Rotate') ?? null) ?? 0;
  const rotation = rotationOf(degrees);
  // A point may stand for more than 1/72 inch (ISO 32000-1, table 30).
  const unit = doc.number(dict.raw('UserUnit')) ?? 1;
  const u = unit > 0 ? unit : 1;
  const turned = rotation === 90 || rotation === 270;
  const displays: Record<PageFacts['rotation'], Matrix> = {
    0: [u, 0, 0, -u, -x0 * u, y1 * u],
    90: [0, u, u, 0, -y0 * u, -x0 * u],
    180: [-u, 0, 0, u, x1 * u, -y0 * u],
    270: [0, -u, -u, 0, y1 * u, x1 * u],
  };
  return {
    number,
    dict,
    resources: doc.dict(attributes.get('Resources') ?? null) ?? EMPTY_DICT,
    facts: { width: (turned ? y1 - y0 : x1 - x0) * u, height: (turned ? x1 - x0 : y1 - y0) * u, rotation },
    display: displays[rotation],
    guessed: [
      ...(stated === undefined ? (['size'] as const) : []),
      ...(degrees % 90 === 0 ? [] : (['rotation'] as const)),
    ],
  };
}

/** Quarter turns only; anything else counts as none, as viewers have it. */
function rotationOf(degrees: number): PageFacts['rotation'] {
  const turned = ((degrees % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

/** A rectangle as left, bottom, right, top; writers may name any two opposite corners. */
export function rectOf(
  doc: PdfDocument,
  value: Value,
): readonly [number, number, number, number] | undefined {
  const items = doc.array(value);
  if (items?.length !== 4) return undefined;
  const [a, b, c, d] = items.map((item) => doc.number(item));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  if (a === c || b === d) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

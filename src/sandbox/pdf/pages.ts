import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, type PDFPage, PdfRef } from '@libpdf/core';
import type { PageFrame } from './geometry';

/** Attributes that a page may have from the nodes above it (ISO 32000-1, 7.7.3.4); the library looks at the page alone. */
const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
/** A page tree deeper than this is broken or goes in circles. */
const MAX_DEPTH = 64;

/** Writes inherited attributes into the page itself, so that drawing on it keeps its fonts and its place. */
export function ownInherited(pdf: PDF, page: PDFPage): void {
  for (const key of INHERITABLE) {
    if (page.dict.has(key)) continue;
    const value = inherited(pdf, page.dict, key);
    if (value !== undefined) page.dict.set(key, value);
  }
}

/** The visible part of a page: the crop box within the media box. */
export function frameOf(pdf: PDF, page: PDFPage): PageFrame {
  const media = readBox(pdf, inherited(pdf, page.dict, 'MediaBox')) ?? {
    left: 0,
    bottom: 0,
    right: 612,
    top: 792,
  };
  const crop = readBox(pdf, inherited(pdf, page.dict, 'CropBox')) ?? media;
  const visible = {
    left: Math.max(media.left, crop.left),
    bottom: Math.max(media.bottom, crop.bottom),
    right: Math.min(media.right, crop.right),
    top: Math.min(media.top, crop.top),
  };
  // A crop box beside the media box is ignored, as viewers do.
  const box = visible.right > visible.left && visible.top > visible.bottom ? visible : media;
  return {
    x: box.left,
    y: box.bottom,
    width: box.right - box.left,
    height: box.top - box.bottom,
    rotation: readRotation(pdf, inherited(pdf, page.dict, 'Rotate')),
    unit: readUnit(pdf, page.dict.get('UserUnit')),
  };
}

/** Points per unit (ISO 32000-1, table 30). */
function readUnit(pdf: PDF, value: PdfObject | undefined): number {
  const number = resolve(pdf, value);
  return number instanceof PdfNumber && number.value > 0 ? number.value : 1;
}

function resolve(pdf: PDF, value: PdfObject | undefined): PdfObject | undefined {
  return value instanceof PdfRef ? (pdf.getObject(value) ?? undefined) : value;
}

function inherited(pdf: PDF, page: PdfDict, key: string): PdfObject | undefined {
  let node: PdfObject | undefined = page;
  for (let depth = 0; node instanceof PdfDict && depth < MAX_DEPTH; depth++) {
    const value = node.get(key);
    if (value !== undefined) return value;
    node = resolve(pdf, node.get('Parent'));
  }
  return undefined;
}

interface Corners {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Two opposite corners in any order. */
function readBox(pdf: PDF, value: PdfObject | undefined): Corners | undefined {
  const array = resolve(pdf, value);
  if (!(array instanceof PdfArray) || array.length !== 4) return undefined;
  const numbers = [0, 1, 2, 3].map((index) => resolve(pdf, array.at(index)));
  const [x1, y1, x2, y2] = numbers.map((number) => (number instanceof PdfNumber ? number.value : undefined));
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  if (x1 === x2 || y1 === y2) return undefined;
  return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
}

function readRotation(pdf: PDF, value: PdfObject | undefined): PageFrame['rotation'] {
  const number = resolve(pdf, value);
  // Quarter turns only; anything else counts as none, as viewers have it.
  const turn = number instanceof PdfNumber ? ((number.value % 360) + 360) % 360 : 0;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Place } from './place';

/** Where a link inside the document leads. `offset` and `left` as parts of the page's height and width. */
export interface Target {
  /** From 1. */
  readonly page: number;
  readonly offset: number;
}

/** What a link or an entry of the outline does. */
export type LinkTarget =
  | { readonly kind: 'inside'; readonly dest: unknown }
  | { readonly kind: 'outside'; readonly url: string }
  | { readonly kind: 'named'; readonly action: string };

/** Reads what pdf.js says of a link; `undefined` where there is nothing that we would follow. */
export function linkTarget(link: unknown): LinkTarget | undefined {
  const url = property(link, 'url');
  if (typeof url === 'string' && url !== '') return { kind: 'outside', url };
  const dest = property(link, 'dest');
  if (typeof dest === 'string' || Array.isArray(dest)) return { kind: 'inside', dest };
  const action = property(link, 'action');
  return typeof action === 'string' && /^(?:First|Prev|Next|Last)Page$/.test(action)
    ? { kind: 'named', action }
    : undefined;
}

/** Finds the page of a destination; `undefined` where it leads nowhere. */
export async function findTarget(
  document: PDFDocumentProxy,
  dest: unknown,
  turned: Place['turned'],
): Promise<Target | undefined> {
  const explicit: unknown = typeof dest === 'string' ? await document.getDestination(dest) : dest;
  if (!Array.isArray(explicit)) return undefined;
  const [where, fit, ...numbers] = explicit as readonly unknown[];
  const index = await pageIndex(document, where);
  if (index === undefined || index < 0 || index >= document.numPages) return undefined;
  const page = await document.getPage(index + 1);
  const viewport = page.getViewport({ scale: 1, rotation: page.rotate + turned });
  const [x, y] = corner(property(fit, 'name'), numbers);
  if (y === undefined) return { page: index + 1, offset: 0 };
  const point: readonly unknown[] = viewport.convertToViewportPoint(x ?? 0, y);
  const top = typeof point[1] === 'number' ? point[1] : 0;
  return { page: index + 1, offset: Math.min(1, Math.max(0, top / viewport.height)) };
}

async function pageIndex(document: PDFDocumentProxy, where: unknown): Promise<number | undefined> {
  if (typeof where === 'number') return where;
  const num = property(where, 'num');
  const gen = property(where, 'gen');
  return typeof num === 'number' && typeof gen === 'number' ? document.getPageIndex({ num, gen }) : undefined;
}

/** The upper left corner of what a destination shows, in the page's own points. */
function corner(
  fit: unknown,
  numbers: readonly unknown[],
): readonly [number | undefined, number | undefined] {
  const number = (at: number) => {
    const value = numbers[at];
    return typeof value === 'number' ? value : undefined;
  };
  switch (fit) {
    case 'XYZ':
      return [number(0), number(1)];
    case 'FitH':
    case 'FitBH':
      return [undefined, number(0)];
    case 'FitR':
      return [number(0), number(3)];
    default:
      return [undefined, undefined];
  }
}

export function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (Reflect.get(of, name) as unknown) : undefined;
}

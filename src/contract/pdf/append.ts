import type { Box, PlacedBlock, Problem } from '../types';
import { isContentError } from './interpreter';
import { findFeatures } from './features';
import { latinText, printedName } from './latinText';
import { standardWidths, type StandardFont } from './metrics';
import { openPdf, type OpenedPdf } from './open';
import { damaged } from './structure';
import { appendUpdate, type ChangedObject } from './update';
import { bytesOf, Dict, Name, Ref, type Value } from './values';

/** A file to which nothing can be added. Told apart by `kind`; `problem` is what to show. */
export class PdfRefusedError extends Error {
  readonly kind = 'pdf-refused';

  constructor(readonly problem: Problem) {
    super(problem.message.text);
  }
}

/** Smaller pages than this would not take a block. */
const LEAST_WIDTH = 260;
const LEAST_HEIGHT = 260;
const FONTS = { F1: 'Helvetica', F2: 'Helvetica-Bold' } as const;
const SIGNATURE = { width: 210, height: 44 };
const DATE = { width: 100, height: 20 };
/** From the top of one block to the top of the next. */
const BLOCK_PITCH = 120;

interface Page {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/**
 * Adds a page (or as many as needed) with a labelled block per signer, as an incremental update: the given bytes come first,
 * unchanged. The page is as large as the last one is displayed.
 * @throws PdfRefusedError for a file that is damaged, encrypted or signed
 */
export function appendSignaturePage(
  bytes: Uint8Array,
  signers: readonly { readonly id: string; readonly name: string }[],
  title: string,
): { readonly bytes: Uint8Array; readonly blocks: readonly PlacedBlock[] } {
  const opened = openForUpdate(bytes);
  const last = opened.tree.pages.at(-1)?.facts ?? { width: 612, height: 792 };
  const width = Math.max(LEAST_WIDTH, last.width);
  const page = { width, height: Math.max(LEAST_HEIGHT, last.height), margin: Math.min(64, width * 0.11) };
  const top = 132;
  const perColumn = Math.max(1, Math.floor((page.height - top - 48) / BLOCK_PITCH));
  const columns = Math.max(
    1,
    Math.min(2, Math.floor((page.width - 2 * page.margin + 32) / (SIGNATURE.width + 32))),
  );
  const perPage = perColumn * columns;
  const pageCount = Math.max(1, Math.ceil(signers.length / perPage));
  const blocks: PlacedBlock[] = [];
  const contents: string[] = [];
  for (let p = 0; p < pageCount; p++) {
    const here = signers.slice(p * perPage, (p + 1) * perPage);
    let content = heading(page, title, p + 1, pageCount);
    here.forEach((signer, i) => {
      const room = (page.width - 2 * page.margin + 32) / columns - 32;
      const x = page.margin + (i % columns) * (room + 32);
      const y = top + Math.floor(i / columns) * BLOCK_PITCH;
      const drawn = block(
        page,
        printedName(signer.name, p * perPage + i + 1),
        x,
        y,
        Math.min(room, SIGNATURE.width),
      );
      content += drawn.content;
      blocks.push({
        signerId: signer.id,
        page: opened.tree.pages.length + p + 1,
        signature: drawn.signature,
        date: drawn.date,
      });
    });
    contents.push(`/Artifact BMC\n${content}EMC\n`);
  }
  return { bytes: appendUpdate(opened.doc, pagesFor(opened, page, contents)), blocks };
}

function openForUpdate(bytes: Uint8Array): OpenedPdf {
  const { opened, problems } = openPdf(bytes);
  const [first] = problems;
  if (first !== undefined || opened === undefined) throw new PdfRefusedError(first ?? damaged());
  try {
    const obstacle = findFeatures(opened.doc, []).find(({ severity }) => severity === 'error');
    if (obstacle !== undefined) throw new PdfRefusedError(obstacle);
  } catch (error) {
    if (isContentError(error)) throw new PdfRefusedError(damaged());
    throw error;
  }
  return opened;
}

/** The new page objects, and the page tree's root with them in it. */
function pagesFor(
  { doc, tree }: OpenedPdf,
  page: Page,
  contents: readonly string[],
): readonly ChangedObject[] {
  const objects: ChangedObject[] = [];
  let next = doc.nextNumber;
  const add = (value: Value, content?: Uint8Array): Ref => {
    const num = next++;
    objects.push({ num, gen: 0, value, ...(content && { content }) });
    return new Ref(num, 0);
  };
  const fonts = Object.entries(FONTS).map(([key, name]): [string, Value] => [
    key,
    add(
      dict({
        Type: new Name('Font'),
        Subtype: new Name('Type1'),
        BaseFont: new Name(name),
        Encoding: new Name('WinAnsiEncoding'),
      }),
    ),
  ]);
  const resources = dict({ Font: new Dict(new Map(fonts)) });
  const box = [0, 0, page.width, page.height];
  const added = contents.map((content) =>
    // Boxes and rotation are said outright, because the tree may hand down others.
    add(
      dict({
        Type: new Name('Page'),
        Parent: tree.root.ref,
        MediaBox: box,
        CropBox: box,
        Rotate: 0,
        Resources: resources,
        Contents: add(dict({}), bytesOf(content)),
      }),
    ),
  );
  const kids = [...(doc.array(tree.root.dict.raw('Kids')) ?? []), ...added];
  const root = new Map(tree.root.dict.entries)
    .set('Kids', kids)
    .set('Count', tree.pages.length + added.length);
  return [...objects, { num: tree.root.ref.num, gen: tree.root.ref.gen, value: new Dict(root) }].sort(
    (a, b) => a.num - b.num,
  );
}

function dict(entries: Readonly<Record<string, Value>>): Dict {
  return new Dict(new Map(Object.entries(entries)));
}

function heading(page: Page, title: string, number: number, count: number): string {
  const shown = latinText(title);
  const words =
    shown.fidelity === 'partial' || shown.bytes.length === 0 ? bytesOf('Signatures') : shown.bytes;
  const room = page.width - 2 * page.margin;
  const rule = `0.75 w 0.62 G ${n(page.margin)} ${n(page.height - 92)} m ${n(page.width - page.margin)} ${n(page.height - 92)} l S\n`;
  const pageOf =
    count > 1
      ? write(
          'F1',
          9,
          page.margin,
          page.height - 106,
          bytesOf(`Signature page ${number} of ${count}`),
          room,
          0.4,
        )
      : '';
  return write('F2', 17, page.margin, page.height - 78, words, room, 0.1) + rule + pageOf;
}

/** One signer's block; `y` from the top of the page. Returns what is drawn and where the fields go. */
function block(
  page: Page,
  name: Uint8Array,
  x: number,
  y: number,
  width: number,
): { readonly content: string; readonly signature: Box; readonly date: Box } {
  const signature = { x, y: y + 18, width, height: SIGNATURE.height };
  const date = { x: x + 30, y: y + 78, width: Math.min(DATE.width, width - 30), height: DATE.height };
  const line = (left: number, right: number, at: number): string =>
    `0.5 w 0.35 G ${n(left)} ${n(page.height - at)} m ${n(right)} ${n(page.height - at)} l S\n`;
  const content =
    write('F2', 10, x, page.height - (y + 10), name, width, 0.1) +
    line(x, x + width, signature.y + signature.height + 1) +
    write('F1', 7.5, x, page.height - (y + 72), bytesOf('Signature'), width, 0.4) +
    write('F1', 7.5, x, page.height - (date.y + date.height - 3), bytesOf('Date'), 28, 0.4) +
    line(date.x, date.x + date.width, date.y + date.height + 1);
  return { content, signature, date };
}

function write(
  font: keyof typeof FONTS,
  size: number,
  x: number,
  y: number,
  text: Uint8Array,
  room: number,
  gray: number,
): string {
  const fitting = fit(text, FONTS[font], size, room);
  return `BT ${n(gray)} g /${font} ${n(size)} Tf ${n(x)} ${n(y)} Td <${Buffer.from(fitting).toString('hex')}> Tj ET\n`;
}

/** Cut off with an ellipsis where it is too wide. */
function fit(text: Uint8Array, font: StandardFont, size: number, room: number): Uint8Array {
  const widths = standardWidths(font);
  const width = (bytes: Uint8Array): number =>
    bytes.reduce((sum, code) => sum + (widths[code] ?? 500), 0) * (size / 1000);
  if (width(text) <= room) return text;
  const ellipsis = 0x85;
  let end = text.length;
  while (end > 0 && width(text.subarray(0, end)) + ((widths[ellipsis] ?? 1000) * size) / 1000 > room) end--;
  return Uint8Array.of(...text.subarray(0, end), ellipsis);
}

function n(value: number): string {
  return String(Number(value.toFixed(2)));
}

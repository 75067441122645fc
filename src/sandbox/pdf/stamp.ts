import { type PDF, type PDFPage, rgb, Standard14Font, type Standard14FontName } from '@libpdf/core';
import { displayedSize, type PageFrame, toPage } from './geometry';
import { frameOf, ownInherited } from './pages';
import type { Stamp } from './types';
import { toWinAnsi } from './winAnsi';

const INK = rgb(0.07, 0.13, 0.42);
const BLACK = rgb(0.1, 0.1, 0.1);
const GREY = rgb(0.45, 0.45, 0.45);
const SCRIPT: Standard14FontName = 'Times-Italic';
const PLAIN: Standard14FontName = 'Helvetica';
/** Parts of the font size above and below the base line. */
const ASCENT = 0.72;
const DESCENT = 0.22;
const LEADING = 1.2;
export const FOOTER = 'Signed in the local sandbox, no legal value';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Writes what the signers entered onto the pages, and the footer onto each page. */
export function stampPages(pdf: PDF, stamps: readonly Stamp[]): void {
  for (const [index, page] of pdf.getPages().entries()) {
    ownInherited(pdf, page);
    const frame = frameOf(pdf, page);
    const size = displayedSize(frame);
    const pen = new Pen(page, frame);
    for (const stamp of stamps) {
      if (!stamp.allPages && stamp.page !== index + 1) continue;
      const box = {
        x: (stamp.x / 100) * size.width,
        y: (stamp.y / 100) * size.height,
        width: (stamp.w / 100) * size.width,
        height: (stamp.h / 100) * size.height,
      };
      drawStamp(pen, stamp, box);
    }
    const text = FOOTER;
    const width = Standard14Font.of(PLAIN).widthOfTextAtSize(text, 6.5);
    pen.text(text, (size.width - width) / 2, size.height - 8, 6.5, PLAIN, GREY);
  }
}

function drawStamp(pen: Pen, stamp: Stamp, box: Box): void {
  if (stamp.kind === 'check') {
    drawCheck(pen, box);
    return;
  }
  const text = toWinAnsi(stamp.text);
  if (text.trim() === '') return;
  if (stamp.kind === 'signature') {
    const size = fit(text, SCRIPT, box.width, Math.min(box.height / (ASCENT + DESCENT), 36));
    pen.text(text, box.x, baseLine(box, size), size, SCRIPT, INK);
    pen.line(box.x, box.y + box.height, box.x + box.width, box.y + box.height, 0.5, GREY);
    return;
  }
  if (stamp.kind === 'lines') {
    drawLines(pen, stamp, text, box);
    return;
  }
  const size = fit(text, PLAIN, box.width, Math.min(box.height / (ASCENT + DESCENT), 12));
  pen.text(text, aligned(stamp, text, size, box), baseLine(box, size), size, PLAIN, BLACK);
}

/** The base line that puts one line of text in the middle of the box. */
function baseLine(box: Box, size: number): number {
  return box.y + (box.height - (ASCENT + DESCENT) * size) / 2 + ASCENT * size;
}

function aligned(stamp: Stamp, text: string, size: number, box: Box): number {
  const free = box.width - Standard14Font.of(PLAIN).widthOfTextAtSize(text, size);
  if (stamp.alignment === 'right') return box.x + free;
  return stamp.alignment === 'center' ? box.x + free / 2 : box.x;
}

function drawLines(pen: Pen, stamp: Stamp, text: string, box: Box): void {
  for (let size = 10; ; size -= 0.5) {
    const lines = wrap(text, size, box.width);
    const height = lines.length * size * LEADING;
    if (height > box.height && size > 4) continue;
    for (const [index, line] of lines.entries()) {
      pen.text(
        line,
        aligned(stamp, line, size, box),
        box.y + ASCENT * size + index * size * LEADING,
        size,
        PLAIN,
        BLACK,
      );
    }
    return;
  }
}

function wrap(text: string, size: number, width: number): readonly string[] {
  const font = Standard14Font.of(PLAIN);
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|\r|\n/)) {
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** The largest size up to `most` at which the text is no wider than the box. */
function fit(text: string, font: Standard14FontName, width: number, most: number): number {
  const natural = Standard14Font.of(font).widthOfTextAtSize(text, most);
  return natural > width ? (most * width) / natural : most;
}

function drawCheck(pen: Pen, box: Box): void {
  const side = Math.min(box.width, box.height) * 0.8;
  const [left, top] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2];
  const thickness = Math.max(0.8, side / 9);
  pen.line(left + side * 0.08, top + side * 0.55, left + side * 0.38, top + side * 0.85, thickness, INK);
  pen.line(left + side * 0.38, top + side * 0.85, left + side * 0.92, top + side * 0.15, thickness, INK);
}

type Color = ReturnType<typeof rgb>;

/** Draws in the coordinates of the page as displayed, points. */
class Pen {
  private readonly unit: number;

  constructor(
    private readonly page: PDFPage,
    private readonly frame: PageFrame,
  ) {
    this.unit = frame.unit ?? 1;
  }

  text(text: string, u: number, v: number, size: number, font: Standard14FontName, color: Color): void {
    const at = toPage(this.frame, u, v);
    this.page.drawText(text, {
      ...at,
      size: size / this.unit,
      font,
      color,
      ...(this.frame.rotation === 0 ? {} : { rotate: { angle: this.frame.rotation, origin: at } }),
    });
  }

  line(u1: number, v1: number, u2: number, v2: number, thickness: number, color: Color): void {
    this.page.drawLine({
      start: toPage(this.frame, u1, v1),
      end: toPage(this.frame, u2, v2),
      thickness: thickness / this.unit,
      color,
    });
  }
}

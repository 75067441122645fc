/** A line of text on a page: points from the top left corner. */
export interface WrittenText {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold?: boolean;
  readonly text: string;
}

export interface WrittenRule {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface WrittenPage {
  readonly texts: readonly WrittenText[];
  readonly rules: readonly WrittenRule[];
}

/** A4, points. */
export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;

/** Writes a small PDF by itself: standard fonts, no compression, the same bytes for the same pages. */
export function writePdf(pages: readonly WrittenPage[]): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((page, index) => {
      const content = pageContent(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] ` +
          `/Resources << /Font << /R 3 0 R /B 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
        `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function pageContent(page: WrittenPage): string {
  const texts = page.texts.map(
    ({ x, y, size, bold, text }) =>
      `BT /${bold === true ? 'B' : 'R'} ${size} Tf 1 0 0 1 ${round(x)} ${round(PAGE_HEIGHT - y)} Tm (${escape(text)}) Tj ET`,
  );
  const rules = page.rules.map(
    ({ x, y, width }) =>
      `0.6 w ${round(x)} ${round(PAGE_HEIGHT - y)} m ${round(x + width)} ${round(PAGE_HEIGHT - y)} l S`,
  );
  return [...texts, ...rules].join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Latin-1 text as a PDF string; other characters become question marks. */
function escape(text: string): string {
  return Array.from(text)
    .map((char) => ((char.codePointAt(0) ?? 0) > 0xff ? '?' : char))
    .join('')
    .replaceAll(/[\\()]/g, '\\$&');
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { PdfBuilder, text } from '../../fixtures/pdf/builder';
import { PROJECT } from '../../workbench';

/** A contract as people send it. */
export function sample(): Uint8Array {
  return new Uint8Array(readFileSync(path.join(PROJECT, 'media/samples/mutual-nda.pdf')));
}

/** Many pages; each says its number, and every tenth has the word `escrow`. One page in the middle is wide. */
export function long(pages = 300): Uint8Array {
  const builder = new PdfBuilder();
  for (let page = 1; page <= pages; page += 1) {
    const lines = Array.from({ length: 40 }, (_, i) =>
      text(72, 700 - i * 15, `Line ${i + 1} of page ${page}: the parties agree on what stands here.`, 11),
    );
    const word = page % 10 === 0 ? text(72, 60, 'Held in Escrow until the end.', 11) : '';
    const wide = page === 150;
    builder.page({
      content: text(72, 730, `Page ${page}`, 24) + lines.join('') + word,
      deflate: true,
      ...(wide ? { box: [0, 0, 1008, 612] as const } : {}),
    });
  }
  return builder.build();
}

/** An outline of two levels, links inside and outside, one to a script, and a link of the kind that names what it does. */
export function linked(): Uint8Array {
  const builder = new PdfBuilder();
  const chapters = ['Definitions', 'Services', 'Fees and payment', 'Term'];
  const pages: number[] = [];
  const link = (y: number, action: string) =>
    `<< /Type /Annot /Subtype /Link /Rect [72 ${y} 300 ${y + 16}] /Border [0 0 0] ${action} >>`;
  chapters.forEach((chapter, i) => {
    const annots = [
      link(640, '/Dest [3 /XYZ 72 400 0]'),
      link(620, '/A << /S /URI /URI (https://example.com/terms) >>'),
      link(600, '/A << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
      link(580, '/A << /S /URI /URI (file:///etc/passwd) >>'),
      link(560, '/A << /S /Named /N /LastPage >>'),
    ];
    builder.page({
      content:
        text(72, 720, chapter, 22, 'F2') +
        text(72, 644, 'See the end of this agreement') +
        text(72, 624, 'The terms on the web') +
        text(72, 604, 'A script') +
        text(72, 584, 'A file') +
        text(72, 564, 'The last page') +
        text(72, 420, `The middle of ${chapter}.`),
      ...(i === 0 ? { extra: `/Annots [${annots.join(' ')}]` } : {}),
    });
    pages.push(builder.pageObject(i + 1));
  });
  const root = builder.reserve();
  const items = chapters.map(() => builder.reserve());
  const below = builder.reserve();
  builder.set(root, `<< /Type /Outlines /First ${items[0]} 0 R /Last ${items.at(-1)} 0 R /Count 4 >>`);
  items.forEach((num, i) => {
    const next = items[i + 1] === undefined ? '' : `/Next ${items[i + 1]} 0 R`;
    const previous = items[i - 1] === undefined ? '' : `/Prev ${items[i - 1]} 0 R`;
    const children = i === 2 ? `/First ${below} 0 R /Last ${below} 0 R /Count -1` : '';
    builder.set(
      num,
      `<< /Title (${i + 1}. ${chapters[i]}) /Parent ${root} 0 R ${next} ${previous} ${children} /Dest [${pages[i]} 0 R /XYZ 72 792 0] >>`,
    );
  });
  builder.set(below, `<< /Title (3.1 Invoices) /Parent ${items[2]} 0 R /Dest [${pages[2]} 0 R /FitH 430] >>`);
  return builder.build({ catalog: `/Outlines ${root} 0 R` });
}

/** A script that runs when it is opened, and a form that is one. Neither may do anything. */
export function scripted(): Uint8Array {
  return new PdfBuilder().page({ content: text(72, 720, 'A page with a script behind it.') }).build({
    catalog:
      '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AcroForm << /Fields [] /XFA [(template) (x)] >>',
  });
}

/** Text in a standard font that no system has, and in one of East Asia whose character map is not in the file. */
export function needsFiles(): Uint8Array {
  const builder = new PdfBuilder();
  const descriptor = builder.add(
    '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 /Ascent 709 /Descent -241 /CapHeight 709 /StemV 69 >>',
  );
  const descendant = builder.add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor ${descriptor} 0 R /DW 1000 >>`,
  );
  const japanese = builder.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3-90ms-RKSJ-H /Encoding /90ms-RKSJ-H /DescendantFonts [${descendant} 0 R] >>`,
  );
  const symbols = builder.add('<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>');
  const content = `BT /JA 24 Tf 72 600 Td <8c5f96f18f91> Tj ET BT /ZA 24 Tf 72 500 Td (4) Tj ET`;
  // The builder's own fonts come first in the same dictionary, so these are handed down by a form.
  const form = builder.stream(
    `/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /JA ${japanese} 0 R /ZA ${symbols} 0 R >> >>`,
    content,
  );
  return builder
    .page({
      content: `${text(72, 700, 'Fonts that are not in the file')} /Fm Do`,
      resources: `/XObject << /Fm ${form} 0 R >>`,
    })
    .build();
}

/** Opens with the password `open`. */
export async function encrypted(): Promise<Uint8Array> {
  const pdf = await PDF.load(sample());
  pdf.setProtection({ userPassword: 'open', ownerPassword: 'change' });
  return pdf.save();
}

export function damaged(): Uint8Array {
  return new TextEncoder().encode('<!DOCTYPE html><title>Sign in</title><p>This was no PDF at all.</p>');
}

/** A PDF in order, but for that it has no page. */
export function pageless(): Uint8Array {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`);
  const header = '%PDF-1.4\n';
  const starts = [header.length, header.length + (body[0]?.length ?? 0)];
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 3\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 3 /Root 1 0 R >>\n`;
  const start = header.length + body.join('').length;
  return new TextEncoder().encode(`${header}${body.join('')}${table}startxref\n${start}\n%%EOF\n`);
}

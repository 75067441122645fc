import { PdfBuilder } from '../fixtures/pdf/builder';

const A4 = [0, 0, 595, 842] as const;

/** Two pages with text and without anchors, and without lines that look like places to sign. */
export function contract(): Uint8Array {
  return text('Cooperation agreement', [
    'Three parties agree to work together on the terms of this agreement.',
    'The parties sign on the second page, one after the other.',
  ]);
}

/** The same, of another document. */
export function annex(): Uint8Array {
  return text('Annex', [
    'Each party initials the first page of this annex.',
    'The second page says where and when the work begins.',
  ]);
}

/** One page whose closing line stands so many points further down than at first. */
export function agreement(down = 0): Uint8Array {
  const builder = new PdfBuilder();
  const line = (y: number, words: string): string => `BT /F3 11 Tf 72 ${y} Td (${words}) Tj ET`;
  const content = [
    line(740, 'Both sides agree on what stands here.'),
    line(500 - down, 'In witness of which they sign below this line.'),
  ];
  builder.page({ box: A4, content: content.join(' ') });
  return builder.build();
}

function text(title: string, pages: readonly string[]): Uint8Array {
  const builder = new PdfBuilder();
  pages.forEach((sentence, index) => {
    const heading = `BT /F2 20 Tf 72 740 Td (${title}, page ${index + 1}) Tj ET`;
    builder.page({ box: A4, content: `${heading} BT /F3 11 Tf 72 712 Td (${sentence}) Tj ET` });
  });
  return builder.build();
}

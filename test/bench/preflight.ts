import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { PdfTools } from '../../src/contract/types';
import { PdfBuilder, text } from '../fixtures/pdf/builder';
import { PROJECT } from '../workbench/paths';
import { type Figure, type Group, medianOf } from './figure';
import { longPdf } from './longPdf';

const MIB = 1024 * 1024;
const FILE_MIB = 25;
const PAGES = 100;
const RUNS = 11;
const TARGET_MS = 300;
const LONG_PAGES = 300;

/** What is looked at before a file is sent, by the shipped PDF part: the inspection and the hash of the bytes. */
export const preflight: Group = {
  name: 'preflight',
  async measure({ note }) {
    const tools = await builtTools();
    const large = largePdf();
    const long = longPdf(LONG_PAGES);
    note(
      `looking at ${Math.round(large.length / MIB)} MiB ${RUNS} times, and for places on ${LONG_PAGES} pages`,
    );
    const inspect = async (bytes: Uint8Array): Promise<void> => {
      const { problems, pages } = await tools.inspect(bytes);
      if (problems.length > 0 || pages.length === 0) throw new Error('The file of the bench has problems.');
      createHash('sha256').update(bytes).digest('hex');
    };
    const size = `preflight of ${FILE_MIB} MiB`;
    return [
      await timed(
        'preflight.large',
        `${size}, ${PAGES} scanned pages with text`,
        () => inspect(large),
        TARGET_MS,
      ),
      await timed(
        'preflight.long',
        `preflight of ${LONG_PAGES} pages of text`,
        () => inspect(long),
        TARGET_MS,
      ),
      await timed('preflight.suggest', `places to sign on ${LONG_PAGES} pages of text`, () =>
        tools.suggest(long, [{ id: 'ada', name: 'Ada Example' }]),
      ),
      await timed('preflight.lines', `lines of ${LONG_PAGES} pages of text`, () => tools.lines(long)),
    ];
  },
};

/** The PDF part as it is shipped: `dist/pdf.js`. */
async function builtTools(): Promise<PdfTools> {
  const part = (await import(path.join(PROJECT, 'dist/pdf.js'))) as { createPdfTools: () => PdfTools };
  return part.createPdfTools();
}

/** As a scanner with text recognition makes it: a picture that nothing can compress on each page, and its text. */
function largePdf(): Uint8Array {
  const pdf = new PdfBuilder();
  const bytes = Math.floor((FILE_MIB * MIB) / PAGES) - 4096;
  for (let page = 1; page <= PAGES; page += 1) {
    const image = pdf.stream(
      '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode',
      randomBytes(bytes),
    );
    const lines = Array.from({ length: 45 }, (_, line) =>
      text(
        60,
        730 - line * 15,
        `${page}.${line + 1} What the scanner has read in this line of the page.`,
        11,
      ),
    );
    pdf.page({
      content: `q 612 0 0 792 0 0 cm /Im1 Do Q 3 Tr ${lines.join('')}`,
      resources: `/XObject << /Im1 ${image} 0 R >>`,
      deflate: true,
    });
  }
  return pdf.build();
}

async function timed(
  id: string,
  what: string,
  work: () => Promise<unknown>,
  atMost?: number,
): Promise<Figure> {
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await work();
    samples.push(performance.now() - started);
  }
  return medianOf({ id, what, unit: 'ms', ...(atMost !== undefined && { target: { atMost } }) }, samples);
}

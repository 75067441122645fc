import assert from 'node:assert/strict';
import { PDF } from '@libpdf/core';
import { createPdfTools } from '../../../src/contract/pdf';
import type { PageFacts } from '../../../src/contract/types';
import { PdfBuilder, text } from '../../fixtures/pdf/builder';
import { PDF_CASES, type PdfCase } from '../../fixtures/pdf/cases';

/** What is displayed, as the viewer in the editor has it. */
interface Display {
  readonly pages: readonly PageFacts[];
  /** Of the first pages: where each piece of text begins, points from the top left corner. */
  readonly texts: readonly {
    readonly page: number;
    readonly text: string;
    readonly x: number;
    readonly y: number;
  }[];
}

/** Pages of which the text is read as well. */
const READ = 25;

async function openedByPdfJs(bytes: Uint8Array): Promise<Display> {
  const { getDocument, Util } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes.slice(),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const pages: PageFacts[] = [];
    const texts: Display['texts'][number][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      const { rotation } = viewport;
      assert.ok(rotation === 0 || rotation === 90 || rotation === 180 || rotation === 270);
      pages.push({ width: viewport.width, height: viewport.height, rotation });
      if (number > READ) continue;
      for (const item of (await page.getTextContent()).items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const [, , , , x = 0, y = 0] = Util.transform(viewport.transform, item.transform) as number[];
        texts.push({ page: number, text: item.str, x, y });
      }
    }
    return { pages, texts };
  } finally {
    await task.destroy();
  }
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

describe('contract/pdf: what we call sendable, others can open', () => {
  const tools = createPdfTools();
  const sendable = PDF_CASES.filter((one) => !refused(one));
  assert.ok(sendable.length > 60);

  for (const one of sendable) {
    it(one.name, async () => {
      const bytes = await one.bytes();
      const seen = await tools.inspect(bytes);
      assert.ok(seen.problems.every(({ severity }) => severity !== 'error'));
      assert.equal(await opinion(() => viewerSees(bytes, seen.pages)), 'the same', 'pdf.js');
      assert.equal(await opinion(() => libraryOpens(bytes, seen.pages)), 'the same', '@libpdf/core');
    }).timeout(60_000);
  }

  it('and the other way round they open what is cut off without a word: that is why our reader is strict', async () => {
    const cut = PDF_CASES.find(({ name }) => name === 'an update that is cut off');
    assert.ok(cut !== undefined);
    const bytes = await cut.bytes();
    assert.equal((await PDF.load(bytes)).getPages().length, 1);
    assert.deepEqual((await tools.inspect(bytes)).pages, []);
  });

  async function viewerSees(bytes: Uint8Array, pages: readonly PageFacts[]): Promise<string> {
    const display = await openedByPdfJs(bytes);
    if (display.pages.length !== pages.length) return `sees ${display.pages.length} pages`;
    const at = display.pages.findIndex((page, index) => {
      const ours = pages[index];
      return (
        !ours ||
        !close(page.width, ours.width) ||
        !close(page.height, ours.height) ||
        page.rotation !== ours.rotation
      );
    });
    const other = display.pages[at];
    return other === undefined
      ? 'the same'
      : `sees page ${at + 1} as ${other.width} × ${other.height}, ${other.rotation}`;
  }

  async function libraryOpens(bytes: Uint8Array, pages: readonly PageFacts[]): Promise<string> {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted) return 'sees encryption';
    const count = pdf.getPages().length;
    return count === pages.length ? 'the same' : `sees ${count} pages`;
  }
});

/** What it says, or the error that it ends with. */
async function opinion(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function refused({ problems, pages }: PdfCase): boolean {
  const ERRORS =
    /^(pdf-(damaged|encrypted|signed|certified|xfa|no-pages|page-count|truncated|empty)|not-pdf)$/;
  return pages === undefined || problems.some((code) => ERRORS.test(code));
}

describe('contract/pdf: text stands where the viewer shows it', () => {
  const tools = createPdfTools();
  const boxes = [
    { name: 'plain' },
    { name: 'cropped', crop: [60, 90, 500, 700] as const },
    { name: 'elsewhere', box: [-100, -200, 500, 700] as const },
    { name: 'in units of two points', extra: '/UserUnit 2' },
  ];
  const turned = {
    0: '',
    90: '0 1 -1 0 400 100 cm',
    180: '-1 0 0 -1 400 500 cm',
    270: '0 -1 1 0 100 500 cm',
  };

  for (const { name, ...page } of boxes) {
    for (const rotate of [0, 90, 180, 270] as const) {
      it(`${name}, turned by ${rotate}`, async () => {
        const content = `${turned[rotate]}\n${text(140, 150, 'Signature:', 14)}${text(230, 250, 'Date', 9)}`;
        const bytes = new PdfBuilder().page({ ...page, rotate, content }).build();
        const { texts } = await openedByPdfJs(bytes);
        const lines = await tools.lines(bytes);
        assert.equal(texts.length, 2);
        for (const { text: words, x, y } of texts) {
          const line = lines.find((one) => one.text === words);
          assert.ok(line !== undefined, words);
          assert.ok(
            close(line.box.x, x) && close(line.baseline, y),
            `${words} at ${line.box.x}, ${line.baseline}, not ${x}, ${y}`,
          );
        }
      });
    }
  }
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPdfTools } from '../../src/contract/pdf';
import type { PageFacts } from '../../src/contract/types';
import type { Tab } from '../../src/jsign/types';
import { PdfBuilder, type PageSpec, text } from '../fixtures/pdf/builder';
import { signedIn, upload, type OurClient } from './ourClient';
import { SandboxProgram } from './sandboxProgram';

/** Points: how far what is stamped may be from where the field was. */
const TOLERANCE = 1;
const A4 = [0, 0, 595, 842] as const;

interface Shape extends PageSpec {
  readonly name: string;
  /** Points per unit of the page; poppler counts in units. */
  readonly unit?: number;
  /** Poppler and pdf.js make something different of such a crop box; poppler is asked for the whole page, or its size is left out. */
  readonly oddCrop?: 'whole' | 'size';
}

/** Every way in which a page may lie. */
const PAGES: readonly Shape[] = [
  { name: 'portrait', box: A4 },
  { name: 'landscape', box: [0, 0, 842, 595] },
  { name: 'turned by 90', box: A4, rotate: 90 },
  { name: 'turned by 180', box: A4, rotate: 180 },
  { name: 'turned by 270', box: A4, rotate: 270 },
  { name: 'landscape turned by 90', box: [0, 0, 842, 595], rotate: 90 },
  { name: 'cropped', box: A4, crop: [60, 90, 500, 700] },
  { name: 'cropped and turned by 90', box: A4, crop: [60, 90, 500, 700], rotate: 90 },
  { name: 'cropped and turned by 180', box: A4, crop: [60, 90, 500, 700], rotate: 180 },
  { name: 'cropped and turned by 270', box: A4, crop: [60, 90, 500, 700], rotate: 270 },
  { name: 'with its origin elsewhere', box: [-200, -300, 395, 542] },
  { name: 'with its origin elsewhere, turned', box: [100, 200, 695, 1042], rotate: 270 },
  { name: 'cropped beyond its edges', box: A4, crop: [-50, 100, 700, 2000], oddCrop: 'size' },
  { name: 'with a crop box beside it', box: A4, crop: [1000, 1000, 1200, 1200], oddCrop: 'whole' },
  { name: 'turned by -90', box: A4, rotate: -90 },
  { name: 'turned by 450', box: A4, rotate: 450 },
  { name: 'turned by no quarter turn', box: A4, rotate: 45 },
  { name: 'letter', box: [0, 0, 612, 792] },
  { name: 'with sizes in fractions', box: [0.25, 0.5, 595.53, 842.39], rotate: 90 },
  { name: 'small', box: [0, 0, 300, 320] },
  { name: 'large', box: [0, 0, 3370, 2384] },
  { name: 'in units of two points', box: [0, 0, 300, 400], unit: 2, extra: '/UserUnit 2' },
  {
    name: 'in units of two points, turned',
    box: [0, 0, 300, 400],
    unit: 2,
    rotate: 90,
    extra: '/UserUnit 2',
  },
];

interface Placed {
  readonly tab: Tab;
  /** The first word of what is stamped. */
  readonly word: RegExp;
  readonly alignment: 'left' | 'center' | 'right';
}

/** Numbers from 0 to 1 that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One field of a kind in each ninth of the page, so that none overlaps another. */
function placesOn(
  page: PageFacts,
  number: number,
  firstName: string,
  random: () => number,
): readonly Placed[] {
  const cell = { width: page.width / 3, height: (page.height - 24) / 3 };
  return Array.from({ length: 9 }, (_, index): Placed => {
    const kind = index === 4 ? 'signature' : index === 2 ? 'date' : 'text';
    const alignment =
      kind === 'text' ? ((['left', 'center', 'right'] as const)[index % 3] ?? 'left') : 'left';
    const width = Math.min(cell.width - 4, 72 + random() * 60);
    const height = kind === 'signature' ? 24 + random() * 20 : 14 + random() * 10;
    const x = (index % 3) * cell.width + 2 + random() * (cell.width - width - 4);
    const y = Math.floor(index / 3) * cell.height + 2 + random() * (cell.height - height - 4);
    const word = `Word${number}x${index}`;
    const place = {
      documentRef: 1,
      page: number,
      pageWidth: page.width,
      pageHeight: page.height,
      x,
      y,
      width,
      height,
    };
    if (kind === 'signature')
      return { tab: { kind, ...place }, word: new RegExp(`^${firstName}$`), alignment };
    if (kind === 'date') return { tab: { kind, ...place }, word: /^\d{4}-\d\d-\d\d$/, alignment };
    return {
      tab: { kind, ...place, label: word, defaultValue: word, alignment },
      word: new RegExp(`^${word}$`),
      alignment,
    };
  });
}

interface Word {
  readonly text: string;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}
interface PopplerPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
}

/** What poppler reads: words and their places on the page as displayed, in units of the page. */
function readByPoppler(file: string, ...more: readonly string[]): readonly PopplerPage[] {
  const { stdout } = spawnSync('pdftotext', ['-bbox', ...more, file, '-'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout
    .split('<page ')
    .slice(1)
    .map((part) => {
      const [width = 0, height = 0] =
        /^width="([\d.]+)" height="([\d.]+)"/.exec(part)?.slice(1).map(Number) ?? [];
      const words = [
        ...part.matchAll(
          /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<\/word>/g,
        ),
      ].map((match): Word => {
        const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = match.slice(1, 5).map(Number);
        return { text: match[5] ?? '', xMin, yMin, xMax, yMax };
      });
      return { width, height, words };
    });
}

/** The word of a field: of several alike the nearest one, so that a wrong place cannot hide. */
function wordOf({ word, tab }: Placed, { words }: PopplerPage, unit: number): Word {
  const alike = words.filter(({ text: read }) => word.test(read));
  const away = (one: Word): number => Math.hypot(one.xMin * unit - tab.x, one.yMin * unit - tab.y);
  const [first, ...more] = alike;
  assert.ok(first, `${word.source} is not on page ${tab.page}`);
  return more.reduce((best, one) => (away(one) < away(best) ? one : best), first);
}

describe('a field is in the signed PDF where it was put', function () {
  this.timeout(60_000);
  let sandbox: SandboxProgram;
  let ada: OurClient;
  let grace: OurClient;
  let folder: string;
  let pages: readonly PopplerPage[] | undefined;
  let facts: readonly PageFacts[];
  let placed: readonly Placed[];

  before(async function () {
    if (spawnSync('pdftotext', ['-v']).error !== undefined) return;
    folder = mkdtempSync(path.join(os.tmpdir(), 'jsign-places-'));
    sandbox = await SandboxProgram.start();
    [ada, grace] = [await signedIn(sandbox, 0), await signedIn(sandbox, 1)];
    const pdf = new PdfBuilder();
    for (const page of PAGES) pdf.page({ ...page, content: text(200, 300, `Page ${page.name}`, 8) });
    const bytes = pdf.build();
    facts = (await createPdfTools().inspect(bytes)).pages;
    const random = chance(20_260_105);
    const firstName = grace.name.split(' ')[0] ?? '';
    placed = facts.flatMap((page, index) => placesOn(page, index + 1, firstName, random));
    const requestId = await ada.client.envelopes.uploadFile(upload('places.pdf', bytes));
    const id = await ada.client.envelopes.createWithFiles({
      name: 'Places',
      options: {},
      signers: [{ name: grace.name, email: grace.email, order: 1, tabs: placed.map(({ tab }) => tab) }],
      documents: [{ requestId, ref: 1, name: 'places.pdf' }],
    });
    await sandbox.control('sign', { envelope_id: id, email: grace.email });
    const documentId = (await ada.client.envelopes.details(id)).documents[0]?.id ?? '';
    const signed = await ada.client.envelopes.download(id, documentId, 'signed');
    const file = path.join(folder, 'signed.pdf');
    writeFileSync(file, signed.bytes);
    const whole = readByPoppler(file);
    const cropped = readByPoppler(file, '-cropbox');
    pages = cropped.map((page, index) => (PAGES[index]?.oddCrop === 'whole' ? (whole[index] ?? page) : page));
  });
  after(async () => {
    if (pages === undefined) return;
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  PAGES.forEach(({ name, unit = 1, oddCrop }, index) => {
    it(`on a page ${name}`, function () {
      if (pages === undefined) skip(this, 'pdftotext missing');
      const [page, fact] = [pages[index], facts[index]];
      assert.ok(page !== undefined && fact !== undefined);
      if (oddCrop !== 'size') {
        // Poppler says how large the page is before it is turned.
        const turned = fact.rotation % 180 !== 0;
        near(page.width * unit, turned ? fact.height : fact.width, 'width', 0.01);
        near(page.height * unit, turned ? fact.width : fact.height, 'height', 0.01);
      }
      const here = placed.filter(({ tab }) => tab.page === index + 1);
      assert.equal(here.length, 9);
      for (const one of here) {
        const { tab, alignment } = one;
        const word = wordOf(one, page, unit);
        const what = `${tab.kind} ${one.word.source} of ${Math.round(tab.x)}, ${Math.round(tab.y)}`;
        const [x0, x1] = [word.xMin * unit, word.xMax * unit];
        if (alignment === 'left') near(x0, tab.x, `${what}: left edge`);
        else if (alignment === 'right') near(x1, tab.x + tab.width, `${what}: right edge`);
        else near((x0 + x1) / 2, tab.x + tab.width / 2, `${what}: middle`);
        near(((word.yMin + word.yMax) / 2) * unit, tab.y + tab.height / 2, `${what}: height`);
      }
    });
  });
});

function near(actual: number, expected: number, what: string, within = TOLERANCE): void {
  assert.ok(
    Math.abs(actual - expected) <= within,
    `${what}: ${actual.toFixed(2)}, not ${expected.toFixed(2)}`,
  );
}

function skip(context: Mocha.Context, why: string): never {
  if (context.test !== undefined) context.test.title += ` (skipped: ${why})`;
  return context.skip();
}

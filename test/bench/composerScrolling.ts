import type { Browser } from 'playwright-core';
import type { Composition } from '../../src/pages/composer/composition';
import type { ComposerBench } from '../ui/pages/composerBench';
import { ADA, field, FILLED } from '../ui/pages/compositions';
import { documentOf, Hands } from '../ui/pages/stageHands';
import { openBarePdf } from './barePdf';
import { type Bench, type Figure, medianOf, percentile95, ranging } from './figure';
import { longPdf } from './longPdf';
import { PageMemory } from './pageMemory';
import { pagesOf, scrollThrough } from './scrolling';

const PAGES = 300;
const BEAT_MS = 250;
/** Each is scrolled through on both sides before the next. */
const STRETCHES = 6;
const RATIO = 2;
const MOST_MIB = 250;
const WINDOW = { width: 1280, height: 900 };

/** What one stretch gave. */
interface Scrolled {
  /** Milliseconds for each page. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** MiB, of ours. */
  readonly peak: number;
  readonly after: number;
}

/** A long document with a field on each page, page after page; in turn with a page that only draws them with pdf.js. */
export async function measureScrolling(
  bench: ComposerBench,
  browser: Browser,
  note: Bench['note'],
): Promise<readonly Figure[]> {
  note(`scrolling ${PAGES} pages in the composer and with bare pdf.js, a page per ${BEAT_MS} ms`);
  const bytes = longPdf(PAGES);
  const { page } = await openLong(bench, bytes);
  const pages = await page.evaluate(pagesOf, PAGES);
  const bare = await openBarePdf(browser, bytes, pages, WINDOW);
  const memory = await PageMemory.of(page);
  const stretches: Scrolled[] = [];
  const each = PAGES / STRETCHES;
  for (let number = 0; number < STRETCHES; number += 1) {
    // The first pages are there from the start.
    const stretch = { pages, from: Math.max(2, number * each + 1), to: (number + 1) * each, beat: BEAT_MS };
    await bare.page.bringToFront();
    const theirs = await bare.page.evaluate(scrollThrough, stretch);
    await page.bringToFront();
    const [ours, peak] = await memory.peak(page.evaluate(scrollThrough, stretch));
    stretches.push({ ours, bare: theirs, peak, after: await memory.collected() });
  }
  await bare.close();
  await page.close();
  return figures(stretches);
}

/** The composer with the document in it, its first page drawn. */
async function openLong(bench: ComposerBench, bytes: Uint8Array): Promise<Hands> {
  const sizes = Array.from({ length: PAGES }, () => [612, 792] as const);
  const long = documentOf('long', sizes, bytes);
  const fields = sizes.map((_, index) =>
    field(`f${index}`, 'initials', ADA.id, 700, { documentId: long.id, page: index + 1 }),
  );
  const composition: Composition = { ...FILLED, documents: [long], signers: [ADA], fields };
  const composer = await bench.open('light', composition, { ...WINDOW, noBytes: true });
  const hands = new Hands(composer, composition);
  await composer.heard('load');
  await hands.send(long, bytes);
  await composer.heard('shown');
  await hands.paper(2, long.name).locator('canvas').waitFor();
  return hands;
}

function figures(stretches: readonly Scrolled[]): readonly Figure[] {
  const our = stretches.map(({ ours }) => percentile95(ours));
  const their = stretches.map(({ bare }) => percentile95(bare));
  const all = percentile95(stretches.flatMap(({ ours }) => ours));
  const theirAll = percentile95(stretches.flatMap(({ bare }) => bare));
  const peaks = stretches.map(({ peak }) => peak);
  const what = 'page in view to picture, p95';
  return [
    ranging({ id: 'composer.scroll.bare', what: `${what}, bare pdf.js`, unit: 'ms' }, theirAll, their),
    ranging({ id: 'composer.scroll', what: `${what}, composer`, unit: 'ms' }, all, our),
    ranging(
      {
        id: 'composer.scroll.ratio',
        what: `${what}, composer to bare pdf.js`,
        unit: 'ratio',
        target: { atMost: RATIO },
      },
      all / theirAll,
      our.map((value, index) => value / (their[index] ?? Number.NaN)),
    ),
    ranging(
      {
        id: 'composer.memory.peak',
        what: `${PAGES} pages scrolled, heaps and canvases at their peak`,
        unit: 'MiB',
        target: { atMost: MOST_MIB },
      },
      Math.max(...peaks),
      peaks,
    ),
    medianOf(
      {
        id: 'composer.memory',
        what: `${PAGES} pages scrolled, heaps and canvases afterwards`,
        unit: 'MiB',
        target: { atMost: MOST_MIB },
      },
      stretches.map(({ after }) => after),
    ),
  ];
}

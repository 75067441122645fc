import type { Page } from 'playwright-core';
import { explorerFile, openContainer, view } from '../workbench';
import { comparison, type Figure, type Group, medianOf } from './figure';
import { longPdf } from './longPdf';
import { opened, openedEmpty } from './opening';
import { inWindow } from './vscodeWindow';

const ENVELOPES = 200;
const PAGES = 300;
const PDF = 'long.pdf';
/** What is loaded with the first use does not count. */
const WARM_UPS = 1;
const RUNS = 7;
const DETAILS_RATIO = 1.5;
const VIEWER_RATIO = 2;

/** What stands in the page once it is shown; all of it. */
const SHOWN = {
  details: ['h1', '.row.signer', '.timeline-list .entry'],
  viewer: ['.sheet[data-page="1"] canvas'],
} as const;

/** Milliseconds. */
interface Times {
  readonly empty: number;
  readonly details: number;
  readonly viewer: number;
}

/** From a click to a page that shows what it is for: the details of an envelope, a long PDF; in turn with an empty page. */
export const panels: Group = {
  name: 'panels',
  async measure({ note, skip, hasVscode }) {
    if (!hasVscode) {
      skip('panels', 'no real VS Code can run here');
      return [];
    }
    note(
      `opening an empty page, an envelope and a PDF of ${PAGES} pages in the real VS Code, ${RUNS} times in turn`,
    );
    const window = {
      envelopes: ENVELOPES,
      files: { [PDF]: longPdf(PAGES) },
      settings: { 'workbench.editorAssociations': { '*.pdf': 'jsign.pdfFile' } },
    };
    const times = await inWindow(window, async ({ page }) => {
      const all: Times[] = [];
      for (let run = 0; run < WARM_UPS + RUNS; run += 1) all.push(await inTurn(page, run));
      return all.slice(WARM_UPS);
    });
    return figures(times);
  },
};

async function inTurn(page: Page, run: number): Promise<Times> {
  const empty = await openedEmpty(page);
  await openContainer(page, 'jSign');
  // Another envelope each time: of one that was looked at before more is known.
  const envelopes = view(page, 'Envelopes').locator('.monaco-list-row[role="treeitem"][aria-level="2"]');
  const details = await opened(page, envelopes.and(page.locator(`[data-index="${run + 1}"]`)), SHOWN.details);
  await openContainer(page, 'Explorer');
  const viewer = await opened(page, explorerFile(page, PDF), SHOWN.viewer);
  return { empty, details, viewer };
}

function figures(times: readonly Times[]): readonly Figure[] {
  const [empty, details, viewer] = [
    times.map((each) => each.empty),
    times.map((each) => each.details),
    times.map((each) => each.viewer),
  ];
  const ratio = (our: number, their: number): number => our / their;
  return [
    medianOf({ id: 'panels.empty', what: 'click to an empty page', unit: 'ms' }, empty),
    medianOf({ id: 'panels.details', what: 'click to the details of an envelope', unit: 'ms' }, details),
    comparison(
      {
        id: 'panels.details.ratio',
        what: 'details to an empty page',
        unit: 'ratio',
        target: { atMost: DETAILS_RATIO },
      },
      details,
      empty,
      ratio,
    ),
    medianOf(
      { id: 'panels.viewer', what: `click to the first of ${PAGES} pages of a PDF`, unit: 'ms' },
      viewer,
    ),
    comparison(
      {
        id: 'panels.viewer.ratio',
        what: 'first page of a PDF to an empty page',
        unit: 'ratio',
        target: { atMost: VIEWER_RATIO },
      },
      viewer,
      empty,
      ratio,
    ),
  ];
}

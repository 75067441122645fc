import path from 'node:path';
import type { Page } from 'playwright-core';
import { DraftSteps } from '../ui/draftSteps';
import { type Bench, comparison, type Figure, medianOf } from './figure';
import { longPdf } from './longPdf';
import { opened, openedEmpty } from './opening';
import { inWindow } from './vscodeWindow';

const PAGES = 300;
const PDF = 'contract.pdf';
const DRAFT = 'Contract';
const SIGNER = ['Ada Example', 'ada@example.org'] as const;
const FIELDS = 6;
/** What is loaded with the first use does not count. */
const WARM_UPS = 1;
const RUNS = 7;
const RATIO = 2;

const FIRST_PAGE = '.paper[aria-label^="Page 1 of "]';
/** The picture of page 1, and all that is placed on it. */
const SHOWN = [`${FIRST_PAGE} canvas`, `${FIRST_PAGE} .placed:nth-child(${FIELDS})`];

/** From a click on a draft to its first page in the composer; in turn with an empty page. */
export async function measureOpening(note: Bench['note']): Promise<readonly Figure[]> {
  note(
    `opening an empty page and a draft of ${PAGES} pages in the composer in the real VS Code, ${RUNS} times in turn`,
  );
  const [empty, composer]: [number[], number[]] = [[], []];
  await inWindow({ envelopes: 0, files: { [PDF]: longPdf(PAGES) } }, async ({ page, folder }) => {
    const drafts = await makeDraft(page, path.join(folder, PDF));
    for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
      const theirs = await openedEmpty(page);
      const ours = await opened(page, await drafts.row(DRAFT), SHOWN);
      if (run < WARM_UPS) continue;
      empty.push(theirs);
      composer.push(ours);
    }
  });
  const [what, than] = ['first page in the composer', 'an empty page'];
  return [
    medianOf(
      { id: 'composer.opening.empty', what: `click to ${than}, beside the composer`, unit: 'ms' },
      empty,
    ),
    medianOf({ id: 'composer.opening', what: `click on a draft to the ${what}`, unit: 'ms' }, composer),
    comparison(
      {
        id: 'composer.opening.ratio',
        what: `${what} to ${than}`,
        unit: 'ratio',
        target: { atMost: RATIO },
      },
      composer,
      empty,
      (our, their) => our / their,
    ),
  ];
}

/** As a person makes it: one signer and some fields on the first page. */
async function makeDraft(page: Page, file: string): Promise<DraftSteps> {
  const drafts = new DraftSteps(page);
  const { composer } = drafts;
  await drafts.create(file, DRAFT);
  await composer.signer(1, SIGNER);
  for (let index = 0; index < FIELDS; index += 1) {
    const spot = { of: PDF, page: 1, x: 120 + (index % 3) * 170, y: 120 + Math.floor(index / 3) * 80 };
    await composer.place(index % 2 === 0 ? 'Signature' : 'Date', spot);
  }
  await composer.saved();
  await drafts.close(DRAFT);
  return drafts;
}

import assert from 'node:assert/strict';
import { until } from '../workbench';
import { THEMES, type Theme } from './pages/themes';
import { shot, useBench } from './pages/useBench';
import { ViewerBench, type ViewerOnBench, type ViewerOptions } from './pages/viewerBench';
import {
  damaged,
  encrypted,
  linked,
  long,
  needsFiles,
  pageless,
  sample,
  scripted,
} from './pages/viewerDocuments';

describe('The PDF viewer', () => {
  const bench = useBench(new ViewerBench());

  async function shown(
    bytes: Uint8Array,
    theme: Theme = 'light',
    options: ViewerOptions = {},
  ): Promise<ViewerOnBench> {
    const viewer = await bench.open(theme, bytes, options);
    await viewer.heard('shown');
    return viewer;
  }

  /** What people see, by name. */
  const scenes: Readonly<Record<string, (theme: Theme, options?: ViewerOptions) => Promise<ViewerOnBench>>> =
    {
      pages: async (theme, options) => {
        const viewer = await shown(sample(), theme, options);
        await viewer.drawn(1);
        return viewer;
      },
      search: async (theme, options) => {
        const viewer = await shown(sample(), theme, options);
        await viewer.page.keyboard.press('Control+f');
        await viewer.page.keyboard.type('receiver');
        await viewer.page.locator('.search-count', { hasText: /^1 of \d+$/ }).waitFor();
        return viewer;
      },
      outline: async (theme, options) => {
        const viewer = await shown(linked(), theme, options);
        await viewer.page.getByRole('button', { name: 'Outline' }).click();
        await viewer.page.getByRole('treeitem', { name: '3. Fees and payment' }).locator('.twistie').click();
        await viewer.page.getByRole('treeitem', { name: '3.1 Invoices' }).waitFor();
        return viewer;
      },
      problem: async (theme, options) => {
        const viewer = await bench.open(theme, damaged(), options);
        await viewer.page.getByRole('alert').waitFor();
        return viewer;
      },
      notice: async (theme, options) => {
        const viewer = await shown(sample(), theme, options);
        await viewer.drawn(1);
        await viewer.post({
          type: 'problem',
          text: 'The file is not there any more.',
          advice: 'It may have been moved, renamed or deleted.',
        });
        await viewer.page.getByRole('alert').waitFor();
        return viewer;
      },
      password: async (theme, options) => {
        const viewer = await bench.open(theme, await encrypted(), options);
        await viewer.page.getByLabel('Password').fill('wrong');
        await viewer.page.keyboard.press('Enter');
        await viewer.page.getByText('That is not the password of this document.').waitFor();
        return viewer;
      },
      waiting: (theme, options) => bench.open(theme, undefined, options),
    };

  for (const theme of THEMES) {
    describe(`in ${theme}`, () => {
      for (const [name, open] of Object.entries(scenes)) {
        it(`is accessible and within the policy: ${name}`, async () => {
          const viewer = await open(theme);
          await shot(viewer, `viewer-${name}-${theme}`);
          // Before axe runs, since it puts a style of its own into the page.
          assert.deepEqual(viewer.complaints, []);
          await viewer.accessible();
        });
      }
    });
  }

  for (const [name, open] of Object.entries(scenes)) {
    it(`fits 320 pixels: ${name}`, async () => {
      const viewer = await open('dark', { width: 320, height: 600 });
      await shot(viewer, `viewer-${name}-narrow`);
      await viewer.fits();
    });
  }

  it('keeps paper white where the system forces its colours', async () => {
    const viewer = await shown(sample(), 'light', { forcedColors: true });
    await viewer.drawn(1);
    await shot(viewer, 'viewer-pages-forced');
    const paper = await viewer.page
      .locator('.sheet')
      .first()
      .evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
    assert.equal(paper, 'rgb(255, 255, 255)');
  });

  describe('in use', () => {
    const current = (viewer: ViewerOnBench) => viewer.page.locator('.page-input').inputValue();
    const scrollTop = (viewer: ViewerOnBench) =>
      viewer.page.locator('.pages').evaluate((pages) => pages.scrollTop);

    it('opens 300 pages at once, and holds no more of them than are seen and one before and after', async () => {
      const viewer = await shown(long());
      assert.equal((await viewer.heard('shown')).pages, 300);
      await viewer.page.keyboard.press('End');
      await viewer.onPage(300);
      await viewer.drawn(300);
      await viewer.page.keyboard.press('Home');
      await viewer.onPage(1);
      await viewer.drawn(1);
      const sheets = await viewer.page
        .locator('.sheet')
        .evaluateAll((all) => all.map((it) => it.dataset['page']));
      assert.ok(sheets.length <= 4 && !sheets.includes('300'), `holds ${sheets.join(', ')}`);
      assert.deepEqual(viewer.complaints, []);
    });

    it('goes through pages by keys, buttons and number', async () => {
      const viewer = await shown(long(12));
      const { keyboard } = viewer.page;
      await keyboard.press('ArrowRight');
      await viewer.onPage(2);
      await keyboard.press('ArrowRight');
      await viewer.onPage(3);
      await keyboard.press('ArrowLeft');
      await viewer.onPage(2);
      await viewer.page.getByRole('button', { name: 'Next page' }).click();
      await viewer.onPage(3);
      await viewer.page.getByRole('button', { name: 'Previous page' }).click();
      await viewer.onPage(2);
      const input = viewer.page.getByLabel('Page number');
      await input.fill('9');
      await input.press('Enter');
      await viewer.onPage(9);
      await viewer.drawn(9);
      await input.fill('13');
      await input.press('Enter');
      assert.equal(await current(viewer), '9', 'there is no page 13');
      await viewer.page.locator('.pages').focus();
      const before = await scrollTop(viewer);
      await keyboard.press('PageDown');
      assert.ok((await scrollTop(viewer)) > before);
      await keyboard.press('PageUp');
      assert.equal(await scrollTop(viewer), before);
    });

    it('goes a whole page where whole pages are shown, also at the end, where nothing scrolls', async () => {
      const viewer = await shown(long(5));
      await viewer.page.getByLabel('Zoom', { exact: true }).selectOption('page');
      await viewer.page.locator('.pages').focus();
      for (const page of [2, 3, 4, 5]) {
        await viewer.page.keyboard.press('PageDown');
        await viewer.onPage(page);
      }
      await viewer.page.getByLabel('Zoom', { exact: true }).selectOption('0.5');
      await viewer.page.locator('.pages').focus();
      await viewer.page.keyboard.press('End');
      for (const page of [4, 3, 2, 1]) {
        await viewer.page.keyboard.press('ArrowLeft');
        await viewer.onPage(page);
      }
    });

    it('zooms by keys, list and wheel, and keeps what is under the pointer there', async () => {
      const viewer = await shown(sample());
      await viewer.drawn(1);
      const zoom = viewer.page.getByLabel('Zoom', { exact: true });
      const factor = async () => Number((await zoom.getAttribute('title'))?.replace('%', ''));
      const width = () =>
        viewer.page
          .locator('.sheet')
          .first()
          .evaluate((sheet) => sheet.clientWidth);
      await zoom.selectOption('1');
      assert.equal(await factor(), 100);
      assert.equal(await width(), Math.round((595 * 96) / 72));
      await viewer.page.locator('.pages').focus();
      await viewer.page.keyboard.press('+');
      assert.equal(await factor(), 110);
      await viewer.page.keyboard.press('-');
      await viewer.page.keyboard.press('-');
      assert.equal(await factor(), 90);
      await viewer.page.keyboard.press('0');
      assert.equal(await zoom.inputValue(), 'auto');
      await zoom.selectOption('page');
      const height = await viewer.page
        .locator('.sheet')
        .first()
        .evaluate((sheet) => sheet.clientHeight);
      assert.ok(height <= (await viewer.page.locator('.pages').evaluate((pages) => pages.clientHeight)));
      await zoom.selectOption('1');
      const heading = viewer.page.locator('.text span', { hasText: 'What is confidential' });
      const point = await heading.boundingBox();
      assert.ok(point);
      await viewer.page.mouse.move(point.x + 5, point.y + 5);
      await viewer.page.keyboard.down('Control');
      await viewer.page.mouse.wheel(0, -90);
      await viewer.page.keyboard.up('Control');
      await until('the zoom', async () => (await factor()) > 120);
      const after = await heading.boundingBox();
      assert.ok(after && Math.abs(after.y - point.y) < 12 && Math.abs(after.x - point.x) < 12);
      const sharp = viewer.page.locator('.sheet').first().locator('canvas');
      await until('a sharp picture', async () => {
        const shownWidth = await width();
        return (await sharp.evaluate((canvas: HTMLCanvasElement) => canvas.width)) === shownWidth;
      });
    });

    it('finds, counts, marks and walks through matches of all pages, and ends when told', async () => {
      const viewer = await shown(long(60));
      const { page } = viewer;
      await page.keyboard.press('Control+f');
      await page.keyboard.type('ESCROW  until');
      await page.locator('.search-count', { hasText: /^1 of 6$/ }).waitFor();
      await viewer.onPage(10);
      const marked = () =>
        page.evaluate(() => [...(CSS.highlights.get('jsign-found-current') ?? [])].map(String));
      await until('a mark', async () => (await marked()).join('') === 'Escrow until');
      await page.keyboard.press('Enter');
      await page.locator('.search-count', { hasText: /^2 of 6$/ }).waitFor();
      await viewer.onPage(20);
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.press('Shift+Enter');
      await page.locator('.search-count', { hasText: /^6 of 6$/ }).waitFor();
      await page.getByRole('button', { name: 'Next match' }).click();
      await page.locator('.search-count', { hasText: /^1 of 6$/ }).waitFor();
      await page.getByLabel('Find in document').getByRole('textbox').fill('nowhere to be found');
      await page.locator('.search-count', { hasText: 'No results' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.pages:focus').waitFor();
      assert.equal(await page.getByRole('search').count(), 0);
      assert.equal(await page.evaluate(() => CSS.highlights.get('jsign-found')?.size), 0);
    });

    it('selects text over lines, for copying and for searching', async () => {
      const viewer = await shown(sample());
      await viewer.drawn(1);
      const from = await viewer.page.locator('.text span', { hasText: 'Why this agreement' }).boundingBox();
      const to = await viewer.page
        .locator('.text span', { hasText: 'treat what they are shown.' })
        .boundingBox();
      assert.ok(from && to);
      await viewer.page.mouse.move(from.x + 1, from.y + from.height / 2);
      await viewer.page.mouse.down();
      await viewer.page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 8 });
      await viewer.page.mouse.up();
      const text = await viewer.page.evaluate(() => window.getSelection()?.toString() ?? '');
      assert.match(text, /^Why this agreement\s+The two companies want[^]*treat what they are shown\.?$/);
    });

    it('follows links inside, asks the extension for those outside, and has none to scripts and files', async () => {
      const viewer = await shown(linked());
      const address = viewer.page.url();
      const links = viewer.page.getByRole('link');
      await links.first().waitFor();
      assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.getAttribute('aria-label'))), [
        'Go to another place in this document',
        'Open https://example.com/terms',
        'Go to another place in this document',
      ]);
      await links.nth(1).focus();
      await viewer.page.keyboard.press('Enter');
      assert.deepEqual(await viewer.heard('open'), { type: 'open', url: 'https://example.com/terms' });
      await links.nth(0).click();
      await viewer.onPage(4);
      assert.equal(viewer.page.url(), address);
      await viewer.page.locator('.pages').focus();
      await viewer.page.keyboard.press('Home');
      await viewer.onPage(1);
      await links.nth(2).click();
      await viewer.onPage(4);
    });

    it('has an outline that is worked by keyboard', async () => {
      const viewer = await shown(linked());
      const { page } = viewer;
      const item = (name: string) => page.getByRole('treeitem', { name, exact: true });
      await page.getByRole('button', { name: 'Outline' }).press('Enter');
      const focused = async (name: string) => item(name).and(page.locator(':focus')).waitFor();
      await focused('1. Definitions');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await focused('3.1 Invoices');
      await page.keyboard.press('Enter');
      await viewer.onPage(3);
      await page.keyboard.press('ArrowLeft');
      await focused('3. Fees and payment');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await item('3.1 Invoices').count(), 0);
      await page.keyboard.press('End');
      await focused('4. Term');
      await page.keyboard.press('Escape');
      await page.locator('.pages:focus').waitFor();
    });

    it('turns pages, with their text', async () => {
      const viewer = await shown(sample());
      await viewer.drawn(1);
      await viewer.page.keyboard.press('r');
      await viewer.drawn(1);
      const box = await viewer.page.locator('.sheet').first().boundingBox();
      assert.ok(box && box.width > box.height);
      const text = await viewer.page.locator('.text span', { hasText: 'What is confidential' }).boundingBox();
      assert.ok(text && text.height > text.width && text.x > box.x && text.x < box.x + box.width);
      await shot(viewer, 'viewer-turned-light');
    });
  });

  describe('coming back', () => {
    const place = { page: 42, offset: 0.25, left: 0, zoom: 1.5, turned: 0, outline: false } as const;

    it('is where it was, from what the web view kept, with the search', async () => {
      const viewer = await shown(long(), 'dark', {
        state: { ...place, search: 'page 42' },
        place: { ...place, page: 7 },
      });
      await viewer.onPage(42);
      await viewer.drawn(42);
      await viewer.page.locator('.search-count', { hasText: /of/ }).waitFor();
      const kept = (await viewer.heard('place')).place;
      assert.ok(Math.abs(kept.offset - place.offset) < 0.01);
      // A page that turns out to be wide makes room on both sides of the others.
      assert.deepEqual({ ...kept, offset: place.offset, left: place.left }, place);
      assert.equal(Reflect.get(Object(await viewer.kept()), 'search'), 'page 42');
      assert.equal('search' in kept, false, 'the words stay in the page');
    });

    it('is where it was, from what the extension remembers', async () => {
      const viewer = await shown(long(), 'dark', { place });
      await viewer.onPage(42);
    });

    it('keeps the place when the document changes, and goes to the last page when there are fewer', async () => {
      const viewer = await shown(long(60), 'dark', { place });
      await viewer.onPage(42);
      await viewer.postDocument(long(61));
      await viewer.heard('shown', 2);
      await viewer.page.getByText('of 61').waitFor();
      await viewer.onPage(42);
      await viewer.postDocument(long(3));
      await viewer.heard('shown', 3);
      await viewer.onPage(3);
    });

    it('does not trust what was kept', async () => {
      for (const state of [{ page: -1 }, { ...place, zoom: 'x', search: 1 }, 'x', null]) {
        const viewer = await shown(sample(), 'dark', { state });
        await viewer.onPage(1);
      }
    });
  });

  describe('with what it cannot show', () => {
    it('says what is wrong, and asks again', async () => {
      const cases = [
        [damaged(), 'This file is not a PDF, or it is damaged.', 'notPdf'],
        [new Uint8Array(), 'This file is empty.', 'empty'],
        [pageless(), 'This document has no pages.', 'noPages'],
      ] as const;
      for (const [bytes, sentence, why] of cases) {
        const viewer = await bench.open('light', undefined);
        await viewer.postDocument(bytes);
        await viewer.page.getByText(sentence).waitFor();
        assert.equal((await viewer.heard('failed')).why, why);
        await viewer.page.getByRole('button', { name: 'Retry' }).click();
        await viewer.heard('retry');
        await viewer.postDocument(sample());
        await viewer.heard('shown');
        assert.equal(await viewer.page.getByRole('alert').count(), 0);
      }
    });

    it('keeps showing what it has when a new reading fails', async () => {
      const viewer = await shown(sample());
      await viewer.postDocument(damaged());
      await viewer.page.getByRole('alert').waitFor();
      assert.equal(await viewer.page.locator('.sheet').first().isVisible(), true);
      await viewer.postDocument(sample());
      await viewer.heard('shown', 2);
      assert.equal(await viewer.page.getByRole('alert').count(), 0);
    });

    it('goes on drawing what it has, to the last page, after bytes that cannot be shown', async () => {
      const viewer = await shown(long(40));
      await viewer.drawn(1);
      for (const [count, bytes] of [damaged(), pageless(), new Uint8Array()].entries()) {
        await viewer.postDocument(bytes);
        await viewer.heard('failed', count + 1);
      }
      await viewer.page.locator('.pages').focus();
      await viewer.page.keyboard.press('End');
      await viewer.onPage(40);
      await viewer.drawn(40);
      await viewer.page.getByText('Page 40', { exact: true }).waitFor({ state: 'attached' });
      assert.equal(await viewer.page.locator('.sheet-problem').count(), 0);
      // What comes while another is being opened takes its place, and of the two the first is never shown.
      await viewer.postDocument(long(41));
      await viewer.postDocument(long(42));
      await viewer.page.getByText('of 42').waitFor();
      await viewer.page.keyboard.press('End');
      await viewer.onPage(42);
      await viewer.drawn(42);
      assert.equal(await viewer.page.getByRole('alert').count(), 0);
    });

    it('says so when the worker does not come or does not start, and starts it anew on Retry', async () => {
      const worker = 'pdf.worker.min.mjs';
      for (const source of [undefined, 'throw new Error("broken");']) {
        bench.replaced.set(worker, source);
        const viewer = await bench.open('light', sample());
        await viewer.page.getByText('This document cannot be shown.').waitFor();
        assert.equal((await viewer.heard('failed')).why, 'other');
        bench.replaced.delete(worker);
        await viewer.page.getByRole('button', { name: 'Retry' }).click();
        await viewer.heard('retry');
        await viewer.postDocument(sample());
        await viewer.heard('shown');
        await viewer.drawn(1);
      }
    });

    it('asks for a password, takes the right one, and keeps it nowhere', async () => {
      const viewer = await bench.open('light', await encrypted());
      const field = viewer.page.getByLabel('Password');
      await viewer.page.locator('#password:focus').waitFor();
      await field.fill('not it');
      await field.press('Enter');
      await viewer.page.getByText('That is not the password of this document.').waitFor();
      await field.fill('open');
      await viewer.page.getByRole('button', { name: 'Unlock' }).click();
      await viewer.heard('shown');
      await viewer.heard('place');
      const traces = JSON.stringify([await viewer.said(), await viewer.kept()]);
      assert.doesNotMatch(traces, /not it|"open"/);
      assert.equal(await field.count(), 0);
    });

    it('runs no script of a document', async () => {
      const viewer = await shown(scripted());
      viewer.page.on('dialog', () => assert.fail('a dialog'));
      await viewer.drawn(1);
      await viewer.page.getByText('A page with a script behind it.').waitFor();
      assert.deepEqual(viewer.complaints, []);
    });

    it('fetches character maps and standard fonts when a document needs them', async () => {
      bench.fetched.splice(0);
      const viewer = await shown(needsFiles());
      await viewer.drawn(1);
      await shot(viewer, 'viewer-fonts-light');
      assert.ok(bench.fetched.includes('cmaps/90ms-RKSJ-H.bcmap'), bench.fetched.join(', '));
      assert.ok(bench.fetched.includes('fonts/FoxitDingbats.pfb'), bench.fetched.join(', '));
      await viewer.page.getByText('契約書').waitFor({ state: 'attached' });
      assert.deepEqual(viewer.complaints, []);
    });

    it('drops what is not of the agreed shape', async () => {
      const viewer = await shown(sample());
      for (const junk of [
        { type: 'document' },
        { type: 'document', bytes: 'x' },
        { type: 'problem' },
        'x',
        null,
      ])
        await viewer.page.evaluate((message) => window.postMessage(message, window.origin), junk);
      await viewer.postDocument(long(3));
      await viewer.heard('shown', 2);
      assert.deepEqual(viewer.complaints, []);
    });
  });
});

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Composition } from '../../src/pages/composer/composition';
import { launchBrowser, SCREENSHOTS } from '../workbench';
import { ComposerBench, type ComposerOnBench, type ComposerOptions } from './pages/composerBench';
import { CATEGORIES, EMPTY, FACTS, FILLED, PEOPLE, PROBLEMS } from './pages/compositions';
import { THEMES, type Theme } from './pages/themes';

/** What people see, by name. */
type Scene = (theme: Theme, options?: ComposerOptions) => Promise<ComposerOnBench>;

describe('The composer', () => {
  let browser: Browser;
  let bench: ComposerBench;

  before(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await launchBrowser();
    bench = new ComposerBench(browser);
    await bench.start();
  });
  afterEach(() => bench.closePages());
  after(async () => {
    await bench.stop();
    await browser.close();
  });

  const shot = (composer: ComposerOnBench, name: string) =>
    composer.page.screenshot({ path: path.join(SCREENSHOTS, `composer-${name}.png`) });

  async function opened(
    theme: Theme,
    composition: Composition = FILLED,
    options: ComposerOptions = {},
  ): Promise<ComposerOnBench> {
    const composer = await bench.open(theme, composition, options);
    if (composition.documents.length > 0 && options.noBytes !== true) await composer.heard('shown');
    await composer.post({ type: 'known', people: PEOPLE, categories: CATEGORIES });
    await composer.post({ type: 'problems', revision: 1, problems: [] });
    return composer;
  }

  const scenes: Readonly<Record<string, Scene>> = {
    waiting: (theme, options) => bench.open(theme, EMPTY, { ...options, silent: true }),
    empty: (theme, options) => opened(theme, EMPTY, options),
    loading: (theme, options) => opened(theme, FILLED, { ...options, noBytes: true }),
    filled: (theme, options) => opened(theme, FILLED, options),
    production: (theme, options) =>
      opened(theme, FILLED, {
        ...options,
        init: { facts: { ...FACTS, isProduction: true, environment: 'Production' } },
      }),
    selection: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.post({
        type: 'show',
        where: { documentId: 'nda', page: 1, fieldId: 'f5', signerId: undefined, option: undefined },
      });
      await composer.page.locator('.section.properties').waitFor();
      return composer;
    },
    problems: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await composer.page.getByRole('button', { name: 'Review' }).click();
      await composer.page.getByText('It cannot be sent yet: 2 errors are left.').waitFor();
      return composer;
    },
    folded: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await composer.page.getByRole('button', { name: '2 errors' }).waitFor();
      return composer;
    },
    busy: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.post({ type: 'state', busy: true, notice: 'Uploading mutual-nda.pdf, 3.1 of 12 MB' });
      await composer.page.getByText('Uploading mutual-nda.pdf').waitFor();
      return composer;
    },
    notice: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.post(
        { type: 'onDisk', documentId: 'nda', state: 'changed' },
        { type: 'onDisk', documentId: 'annex', state: 'deleted' },
        { type: 'saved', revision: 1, problem: 'the disk is full.' },
      );
      await composer.page.getByText('Not saved: the disk is full.').waitFor();
      return composer;
    },
    suggestions: async (theme, options) => {
      const composer = await opened(theme, EMPTY, options);
      await composer.page.getByRole('combobox', { name: 'Name of signer 1' }).pressSequentially('g');
      await composer.page.getByRole('option', { name: 'Grace Sample' }).waitFor();
      return composer;
    },
    details: async (theme, options) => {
      const composer = await opened(
        theme,
        { ...FILLED, options: { ...FILLED.options, flow: 'Hybrid' } },
        options,
      );
      await composer.page.getByRole('button', { name: 'More about Ada Example' }).click();
      await composer.page.getByRole('textbox', { name: 'Private note' }).waitFor();
      return composer;
    },
    keys: async (theme, options) => {
      const composer = await opened(theme, FILLED, options);
      await composer.page.getByRole('button', { name: 'Keys' }).click();
      await composer.page.getByRole('dialog').waitFor();
      return composer;
    },
  };

  for (const theme of THEMES) {
    describe(`in ${theme}`, () => {
      for (const [name, open] of Object.entries(scenes)) {
        it(`is accessible and within the policy: ${name}`, async () => {
          const composer = await open(theme);
          await shot(composer, `${name}-${theme}`);
          // Before axe runs, since it puts a style of its own into the page.
          assert.deepEqual(composer.complaints, []);
          await composer.accessible();
        });
      }
    });
  }

  describe('with little room', () => {
    for (const [name, open] of Object.entries(scenes)) {
      it(`fits 320 pixels, and is accessible: ${name}`, async () => {
        const composer = await open('dark', { width: 320, height: 640 });
        await shot(composer, `${name}-narrow`);
        await composer.fits();
        await composer.accessible();
      });
    }

    it('fits what a window has left at 200 %', async () => {
      const composer = await opened('light', FILLED, { width: 640, height: 480 });
      await shot(composer, 'filled-zoomed');
      await composer.fits();
      await composer.page.getByRole('button', { name: 'Review' }).scrollIntoViewIfNeeded();
      await composer.page.getByLabel('Days until it expires').scrollIntoViewIfNeeded();
    });
  });

  it('keeps signers apart where the system forces its colours', async () => {
    const composer = await opened('light', FILLED, { forcedColors: true });
    await shot(composer, 'filled-forced');
    const initials = await composer.page
      .locator('.signers-list .badge')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-initial')));
    assert.equal(new Set(initials).size, 3);
  });
});

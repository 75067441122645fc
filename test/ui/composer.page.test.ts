import assert from 'node:assert/strict';
import type { ComposerOnBench, ComposerOptions } from './pages/composerBench';
import { EMPTY, FACTS, FILLED, PROBLEMS } from './pages/compositions';
import { THEMES, type Theme } from './pages/themes';
import { shot } from './pages/useBench';
import { useComposer } from './pages/useComposer';

/** What people see, by name. */
type Scene = (theme: Theme, options?: ComposerOptions) => Promise<ComposerOnBench>;

describe('The composer', () => {
  const { bench, opened, stage } = useComposer();

  const scenes: Readonly<Record<string, Scene>> = {
    waiting: (theme, options) => bench.open(theme, EMPTY, { ...options, silent: true }),
    empty: (theme, options) => opened(EMPTY, options, theme),
    loading: (theme, options) => opened(FILLED, { ...options, noBytes: true }, theme),
    filled: (theme, options) => opened(FILLED, options, theme),
    production: (theme, options) =>
      opened(
        FILLED,
        { ...options, init: { facts: { ...FACTS, isProduction: true, environment: 'Production' } } },
        theme,
      ),
    selection: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
      await composer.post({
        type: 'show',
        where: { documentId: 'nda', page: 1, fieldId: 'f5', signerId: undefined, option: undefined },
      });
      await composer.page.locator('.section.properties').waitFor();
      return composer;
    },
    problems: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await composer.page.getByRole('button', { name: 'Review' }).click();
      await composer.page.getByText('It cannot be sent yet: 2 errors are left.').waitFor();
      return composer;
    },
    folded: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
      await composer.post({ type: 'problems', revision: 1, problems: PROBLEMS });
      await composer.page.getByRole('button', { name: '2 errors' }).waitFor();
      return composer;
    },
    busy: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
      await composer.post({ type: 'state', busy: true, notice: 'Uploading mutual-nda.pdf, 3.1 of 12 MB' });
      await composer.page.getByText('Uploading mutual-nda.pdf').waitFor();
      return composer;
    },
    notice: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
      await composer.post(
        { type: 'onDisk', documentId: 'nda', state: 'changed' },
        { type: 'onDisk', documentId: 'annex', state: 'deleted' },
        { type: 'saved', revision: 1, problem: 'the disk is full.' },
      );
      await composer.page.getByText('Not saved: the disk is full.').waitFor();
      return composer;
    },
    suggestions: async (theme, options) => {
      const composer = await opened(EMPTY, options, theme);
      await composer.page.getByRole('combobox', { name: 'Name of signer 1' }).pressSequentially('g');
      await composer.page.getByRole('option', { name: 'Grace Sample' }).waitFor();
      return composer;
    },
    details: async (theme, options) => {
      const composer = await opened(
        { ...FILLED, options: { ...FILLED.options, flow: 'Hybrid' } },
        options,
        theme,
      );
      await composer.page.getByRole('button', { name: 'More about Ada Example' }).click();
      await composer.page.getByRole('textbox', { name: 'Private note' }).waitFor();
      return composer;
    },
    keys: async (theme, options) => {
      const composer = await opened(FILLED, options, theme);
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
          await shot(composer, `composer-${name}-${theme}`);
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
        await shot(composer, `composer-${name}-narrow`);
        await composer.fits();
        await composer.accessible();
      });
    }

    it('fits what a window has left at 200 %', async () => {
      const composer = await opened(FILLED, { width: 640, height: 480 }, 'light');
      await shot(composer, 'composer-filled-zoomed');
      await composer.fits();
      await composer.page.getByRole('button', { name: 'Review' }).scrollIntoViewIfNeeded();
      await composer.page.getByLabel('Days until it expires').scrollIntoViewIfNeeded();
    });
  });

  it('keeps signers apart where the system forces its colours', async () => {
    const composer = await opened(FILLED, { forcedColors: true }, 'light');
    await shot(composer, 'composer-filled-forced');
    const initials = await composer.page
      .locator('.signers-list .badge')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-initial')));
    assert.equal(new Set(initials).size, 3);
  });

  describe('its pages', () => {
    for (const [name, theme, options] of [
      ['light', 'light', {}],
      ['dark', 'dark', {}],
      ['contrast', 'high-contrast', {}],
      ['forced', 'light', { forcedColors: true }],
      ['narrow', 'dark', { width: 320, height: 640 }],
      ['zoomed', 'light', { width: 640, height: 450 }],
    ] as const) {
      it(`has fields that are told apart: ${name}`, async () => {
        const hands = await stage(FILLED, options, theme);
        await hands.paper(1).locator('canvas').waitFor();
        await hands.field('f3').click({ position: { x: 60, y: 10 } });
        await shot(hands, `stage-fields-${name}`);
        assert.deepEqual(hands.composer.complaints, []);
        await hands.composer.accessible();
      });
    }
  });
});

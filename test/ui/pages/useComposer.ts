import type { Composition } from '../../../src/pages/composer/composition';
import { ComposerBench, type ComposerOnBench, type ComposerOptions } from './composerBench';
import { CATEGORIES, FILLED, PEOPLE } from './compositions';
import { Hands } from './stageHands';
import type { Theme } from './themes';
import { useBench } from './useBench';

export interface ComposerTests {
  readonly bench: ComposerBench;
  /** Opens it and waits for its first page. */
  readonly shown: (
    composition: Composition,
    options?: ComposerOptions,
    theme?: Theme,
  ) => Promise<ComposerOnBench>;
  /** The same, and tells it who may be meant, and that nothing is wrong. */
  readonly opened: (
    composition?: Composition,
    options?: ComposerOptions,
    theme?: Theme,
  ) => Promise<ComposerOnBench>;
  /** The same as `shown`, for work on the pages. */
  readonly stage: (composition: Composition, options?: ComposerOptions, theme?: Theme) => Promise<Hands>;
}

/** To be called in a `describe`: a browser with the composer for all of its tests. */
export function useComposer(): ComposerTests {
  const bench = useBench(new ComposerBench());
  const shown: ComposerTests['shown'] = async (composition, options = {}, theme = 'light') => {
    const composer = await bench.open(theme, composition, options);
    if (composition.documents.length > 0 && options.noBytes !== true) await composer.heard('shown');
    return composer;
  };
  return {
    bench,
    shown,
    opened: async (composition = FILLED, options = {}, theme = 'dark') => {
      const composer = await shown(composition, options, theme);
      await composer.post(
        { type: 'known', people: PEOPLE, categories: CATEGORIES },
        { type: 'problems', revision: 1, problems: [] },
      );
      return composer;
    },
    stage: async (composition, options, theme) => {
      const hands = new Hands(await shown(composition, options, theme), composition);
      await hands.page.locator('.paper').first().waitFor();
      return hands;
    },
  };
}

import { launchBrowser } from '../workbench';
import { ComposerBench } from '../ui/pages/composerBench';
import { measureMoves } from './composerMoves';
import { measureOpening } from './composerOpening';
import { measureScrolling } from './composerScrolling';
import type { Group } from './figure';

/** The composer: opening it in the real VS Code; in a browser, moves of a pointer and scrolling through a long document. */
export const composer: Group = {
  name: 'composer',
  async measure({ note, skip, hasVscode }) {
    if (!hasVscode) {
      skip('composer', 'no real VS Code can run here');
      return [];
    }
    const opening = await measureOpening(note);
    const browser = await launchBrowser();
    const bench = new ComposerBench();
    try {
      await bench.start(browser);
      const moves = await measureMoves(bench, note);
      return [...opening, ...moves, ...(await measureScrolling(bench, browser, note))];
    } finally {
      await bench.stop();
      await browser.close();
    }
  },
};

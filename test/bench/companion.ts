import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT, runCommand, until } from '../workbench';
import { COMPANION, type HostMemory, MEMORY_FILE, ROWS_FILE, type StaticRows } from './companionNames';
import { packageOnTheSpot } from './packaging';

/** An extension to compare with, in the same window as ours. */
export interface Companion {
  readonly vsix: string;
  /** What its group shows in windows that are opened from now on. */
  show(rows: StaticRows): void;
  /** Asks it how much memory the extension host of this window has in use. */
  memory(page: Page): Promise<HostMemory>;
  remove(): void;
}

export function companion(): Companion {
  const built = path.join(PROJECT, 'out/test/bench/companion.program.js');
  const packaged = packageOnTheSpot({
    name: 'companion',
    displayName: 'Companion of the bench',
    main: (shared) =>
      `${readFileSync(built, 'utf8')}\n` +
      // In a function: the names of the built code are taken.
      `module.exports = (({ start }) => ({ activate: (context) => start(context, ${JSON.stringify(shared)}) }))(module.exports);\n`,
    contributes: {
      commands: [{ command: 'bench.measureMemory', title: 'Measure Memory', category: 'Bench' }],
      viewsContainers: {
        activitybar: [{ id: 'bench', title: COMPANION.container, icon: 'icon.svg' }],
      },
      // As many as in our container, so that the first one is as high.
      views: {
        bench: [
          { id: 'bench.static', name: COMPANION.view, icon: 'icon.svg' },
          { id: 'bench.second', name: 'Second', icon: 'icon.svg', visibility: 'collapsed' },
          { id: 'bench.third', name: 'Third', icon: 'icon.svg', visibility: 'collapsed' },
        ],
      },
    },
  });
  const memoryFile = path.join(packaged.folder, MEMORY_FILE);
  return {
    vsix: packaged.vsix,
    show: (rows) => writeFileSync(path.join(packaged.folder, ROWS_FILE), JSON.stringify(rows)),
    memory: async (page) => {
      rmSync(memoryFile, { force: true });
      await runCommand(page, COMPANION.measure);
      return until('the memory of the extension host', () => read(memoryFile));
    },
    remove: () => packaged.remove(),
  };
}

function read(file: string): HostMemory | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as HostMemory;
  } catch {
    return undefined;
  }
}

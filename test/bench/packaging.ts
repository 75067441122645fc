import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../workbench/cleanup';
import { PROJECT } from '../workbench/paths';

/** VS Code goes by the names: extensions of this publisher come right before our own. */
const PUBLISHER = 'jsign-bench';

/** An extension of the bench, ready to be installed. */
export interface Packaged {
  readonly vsix: string;
  /** What the extension and the bench may share as files. */
  readonly folder: string;
  remove(): void;
}

export interface BenchExtension {
  readonly name: string;
  /** As VS Code lists it. */
  readonly displayName: string;
  /** Makes the code of the extension; it gets the folder that is shared. */
  readonly main: (folder: string) => string;
  readonly contributes?: object;
}

/** Packages an extension on the spot. It starts at the same moment as ours. */
export function packageOnTheSpot({ name, displayName, main, contributes = {} }: BenchExtension): Packaged {
  const folder = temporaryFolder('jsign-bench-');
  const write = (file: string, content: string): void => writeFileSync(path.join(folder.path, file), content);
  const manifest = {
    name,
    publisher: PUBLISHER,
    version: '0.0.1',
    displayName,
    engines: { vscode: '^1.105.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
    extensionKind: ['workspace'],
    contributes,
  };
  write('package.json', JSON.stringify(manifest));
  write('main.js', main(folder.path));
  write(
    'icon.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>',
  );
  write('README.md', 'For comparison only.\n');
  const vsix = path.join(folder.path, `${name}.vsix`);
  const vsce = path.join(PROJECT, 'node_modules/@vscode/vsce/vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', vsix];
  const made = spawnSync(process.execPath, [vsce, ...args], { cwd: folder.path, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`${displayName} was not packaged:\n${made.stdout}${made.stderr}`);
  return { vsix, folder: folder.path, remove: () => folder.remove() };
}

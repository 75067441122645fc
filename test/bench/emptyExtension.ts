import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../workbench/paths';
import { temporaryFolder } from '../workbench/cleanup';

/** As VS Code lists it. */
export const EMPTY_NAME = 'Empty extension of the bench';
/** VS Code goes by the names: this one comes right before our own. */
const PUBLISHER = 'jsign-bench';
const NAME = 'empty';

export interface EmptyExtension {
  readonly vsix: string;
  remove(): void;
}

/** An extension that does nothing at the same moment as ours, packaged on the spot. */
export function emptyExtension(): EmptyExtension {
  const folder = temporaryFolder('jsign-bench-');
  const write = (file: string, content: string): void => writeFileSync(path.join(folder.path, file), content);
  const manifest = {
    name: NAME,
    publisher: PUBLISHER,
    version: '0.0.1',
    displayName: EMPTY_NAME,
    engines: { vscode: '^1.105.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
    extensionKind: ['workspace'],
  };
  write('package.json', JSON.stringify(manifest));
  write('main.js', 'exports.activate = () => undefined;\n');
  write('README.md', 'Does nothing.\n');
  const vsix = path.join(folder.path, 'empty.vsix');
  const vsce = path.join(PROJECT, 'node_modules/@vscode/vsce/vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', vsix];
  const made = spawnSync(process.execPath, [vsce, ...args], { cwd: folder.path, encoding: 'utf8' });
  if (made.status !== 0)
    throw new Error(`The empty extension was not packaged:\n${made.stdout}${made.stderr}`);
  return { vsix, remove: () => folder.remove() };
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { PROJECT } from '../workbench/paths';
import { constant, type Figure, type Group } from './figure';

const DIST = path.join(PROJECT, 'dist');
const MAIN_BUNDLE_BYTES = 150_000;

/** Sizes of what the production build made. */
export const sizes: Group = {
  name: 'size',
  async measure({ skip }) {
    const figures = [...scripts(DIST), ...scripts(path.join(DIST, 'pages'))].flatMap(bundle);
    const vsix = path.join(DIST, 'jsign.vsix');
    if (!existsSync(vsix)) {
      skip('size.vsix', 'dist/jsign.vsix was not made');
      return Promise.resolve(figures);
    }
    const whole = { id: 'size.vsix', what: 'the packaged extension', unit: 'bytes' } as const;
    return Promise.resolve([...figures, constant(whole, statSync(vsix).size)]);
  },
};

function scripts(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => path.join(folder, name));
}

function bundle(file: string): readonly Figure[] {
  const name = path.relative(DIST, file).split(path.sep).join('/');
  const id = `size.${name.replace(/\.js$/, '').replace('/', '.')}`;
  const bytes = readFileSync(file);
  const named = { id, what: `dist/${name}`, unit: 'bytes' } as const;
  return [
    constant(
      name === 'extension.js' ? { ...named, target: { atMost: MAIN_BUNDLE_BYTES } } : named,
      bytes.byteLength,
    ),
    constant({ id: `${id}.gzip`, what: `dist/${name}, gzip`, unit: 'bytes' }, gzipSync(bytes).byteLength),
  ];
}

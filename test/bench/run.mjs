// npm run bench: installs what is needed, builds and packages for production, and measures. What and how: docs/bench.md.
//   npm run bench                              a table of all figures
//   npm run bench -- tree upload               only those groups
//   npm run --silent bench -- --json           one JSON object on standard output; what happens meanwhile goes to standard error
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  build,
  installDependencies,
  packageExtension,
  requireNode,
  ROOT,
  runAsProgram,
  Stop,
} from '../setup.mjs';
import { NODE_24, prepareWorkbench, workbenchObstacle } from '../workbench/prepare.mjs';

const GROUPS = [
  'size',
  'activation',
  'tree',
  'panels',
  'store',
  'upload',
  'sandbox',
  'preflight',
  'composer-model',
  'composer',
];
/** These look into a real VS Code; `tree`, `store` and `composer` do so in addition. */
const IN_VSCODE = ['activation', 'tree', 'panels', 'store', 'composer'];

async function main(args) {
  requireNode();
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = [
    ...names.filter((name) => !GROUPS.includes(name)),
    ...args.filter((arg) => arg.startsWith('--') && arg !== '--json'),
  ];
  if (unknown.length > 0)
    throw new Stop(`Unknown: ${unknown.join(', ')}. There are --json and the groups ${GROUPS.join(', ')}.`);
  const json = args.includes('--json');
  // Standard output belongs to the result alone.
  if (json) console.log = console.error;

  await installDependencies();
  await build();
  await packageExtension();
  const groups = GROUPS.filter((name) => names.length === 0 || names.includes(name));
  const obstacle = workbenchObstacle();
  if (obstacle === undefined && groups.some((name) => IN_VSCODE.includes(name))) await prepareWorkbench();
  return program([
    ...(json ? ['--json'] : []),
    ...(obstacle === undefined ? [] : ['--no-vscode']),
    ...groups,
  ]);
}

/** Under the Node of the real VS Code where there is one: extensions run in it. */
function program(args) {
  return new Promise((resolve, reject) => {
    const node = existsSync(NODE_24) ? NODE_24 : process.execPath;
    const child = spawn(node, [path.join(ROOT, 'out/test/bench/bench.program.js'), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    // Ctrl+C reaches the program by itself: it cleans up, and this process waits for it.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 130));
  });
}

await runAsProgram(import.meta.url, main);

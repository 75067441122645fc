// npm test: installs and builds what is needed, runs the rings one after another and ends with `N passed, N failed`.
//   node test/run.mjs [unit] [contract] [host] [ui] [desktop] [--grep=TEXT]
// Without names: the four rings of the design, fast ones first (desktop only by name: it needs a desktop VS Code).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import {
  build,
  installDependencies,
  packageExtension,
  requireNode,
  ROOT,
  runAsProgram,
  Stop,
  stopwatch,
  VSIX,
} from './setup.mjs';
import { NODE_24, prepareWorkbench, workbenchObstacle } from './workbench/prepare.mjs';

/** `limitMs` is for the whole ring: far above what it takes, so that only a hang meets it. */
const RINGS = {
  unit: { limitMs: 10 * 60_000, command: (grep) => [process.execPath, ...mocha('unit', 20_000, grep)] },
  contract: {
    limitMs: 10 * 60_000,
    command: (grep) => [process.execPath, ...mocha('contract', 30_000, grep)],
  },
  host: { workbench: true, limitMs: 10 * 60_000, command: () => [NODE_24, program('host')] },
  ui: {
    workbench: true,
    limitMs: 40 * 60_000,
    prepare: packageExtension,
    // Mostly waiting: two files run beside each other, each in a process of its own. A file that failed runs once more, alone.
    lanes: 2,
    // Single steps have limits of their own; this one is for a busy machine.
    command: (grep, file) => [NODE_24, ...mocha('ui', 240_000, grep, file)],
  },
  desktop: { byName: true, limitMs: 20 * 60_000, command: () => [process.execPath, program('desktop')] },
};
/** The desktop ring's program ends with this code where it could not run at all; it has said why. (mocha's code is the number of failures.) */
const NOT_RUN = 3;
/** How long a ring's process may take to end by itself after its last test. */
const LEFT_OPEN_MS = 15_000;

function mocha(ring, timeoutMs, grep, files = `out/test/${ring}/**/*.test.js`) {
  const bin = path.join(ROOT, 'node_modules/mocha/bin/mocha.js');
  const options = ['--reporter', path.join(ROOT, 'test/reporter.mjs'), '--timeout', String(timeoutMs)];
  return [bin, ...options, ...(grep === undefined ? [] : ['--grep', grep]), files];
}

function program(ring) {
  return path.join(ROOT, `out/test/${ring}/run.program.js`);
}

async function main(args) {
  requireNode();
  const names = args.filter((arg) => !arg.startsWith('--'));
  const grep = args.find((arg) => arg.startsWith('--grep='))?.slice('--grep='.length);
  const unknown = [
    ...names.filter((name) => !(name in RINGS)),
    ...args.filter((arg) => /^--(?!grep=)/.test(arg)),
  ];
  if (unknown.length > 0)
    throw new Stop(
      `Unknown: ${unknown.join(', ')}. There are the rings ${Object.keys(RINGS).join(', ')} and --grep=TEXT.`,
    );

  await installDependencies();
  await build();

  const obstacle = workbenchObstacle();
  const wanted = Object.keys(RINGS).filter((name) =>
    names.length > 0 ? names.includes(name) : !RINGS[name].byName,
  );
  const left = wanted.filter((name) => RINGS[name].workbench && obstacle !== undefined);
  const results = [];
  for (const name of wanted) {
    if (!left.includes(name)) results.push(await runRing(name, { everyTest: wanted.length === 1, grep }));
  }
  return report(results, left, obstacle, names.length > 0);
}

/** Runs one ring. Whatever goes wrong beside the tests counts as one failure of the ring. */
async function runRing(name, { everyTest, grep }) {
  const ring = RINGS[name];
  const seconds = stopwatch();
  console.log(`\n${name}`);
  const printers = new Map();
  const flaky = [];
  let notRun = false;
  const start = async (file) => {
    const printer = new Printer(everyTest, file !== undefined);
    printers.set(file, printer);
    notRun = (await runProcess(ring, printer, grep, file)) || notRun;
  };
  const whole = new Printer(everyTest, false);
  printers.set('the ring', whole);
  try {
    if (ring.workbench) await prepareWorkbench();
    await ring.prepare?.();
    if (ring.lanes === undefined) await start(undefined);
    else {
      const files = builtTests(`out/test/${name}`);
      const lane = async () => {
        for (let file = files.shift(); file !== undefined; file = files.shift()) await start(file);
      };
      await Promise.all(Array.from({ length: ring.lanes }, lane));
      for (const [file, first] of [...printers].filter(([, { failed }]) => failed > 0)) {
        first.tellTroubles();
        console.log(`\n  once more, alone: ${path.basename(file)}`);
        await start(file);
        if (printers.get(file).failed === 0) flaky.push(...first.failures);
      }
    }
    if (
      !notRun &&
      [...printers.values()].every(({ passed, failed, skipped }) => passed + failed + skipped === 0)
    )
      whole.trouble(grep === undefined ? 'the ring has no test' : `no test matches ${grep}`);
  } catch (error) {
    whole.trouble(error instanceof Stop ? error.message : error.stack);
  }
  for (const printer of printers.values()) printer.tellTroubles();
  const sum = (kind) => [...printers.values()].reduce((total, printer) => total + printer[kind], 0);
  return {
    name,
    notRun,
    flaky,
    took: seconds(),
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
  };
}

/** Runs the tests of a ring, or of one file of it, in a process of their own. Says whether the ring could not run at all. */
async function runProcess(ring, printer, grep, file) {
  const { code, trouble } = await watch(ring, printer, grep, file);
  const notRun = code === NOT_RUN && ring.byName === true;
  const what = file === undefined ? 'the ring' : path.basename(file);
  if (trouble !== undefined) printer.trouble(trouble);
  else if (!notRun && !printer.ended)
    printer.trouble(`${what} ended before its tests did (exit code ${code})`);
  else if (!notRun && code !== 0 && printer.failed === 0)
    printer.trouble(`${what}: exit code ${code} after tests that all passed`);
  printer.close();
  return notRun;
}

/** Built test files below a folder; those with most in them first, so that no lane is left alone with a long one. */
function builtTests(folder) {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.js'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort((one, other) => fs.statSync(other).size - fs.statSync(one).size);
}

/** Starts the ring's process and reads its events until it is gone. */
async function watch(ring, printer, grep, file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jsign-ring-'));
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const events = path.join(folder, 'events.jsonl');
  fs.writeFileSync(events, '');
  const [command, ...args] = ring.command(grep, file);
  const env = {
    ...process.env,
    JSIGN_TEST_EVENTS: events,
    JSIGN_TEST_VSIX: VSIX,
    ...(grep === undefined ? {} : { JSIGN_TEST_GREP: grep }),
  };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' });
  const passOn = (signal) => {
    child.kill(signal);
    child.once('exit', () => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', passOn).once('SIGTERM', passOn);
  let trouble;
  const kill = (why) => {
    trouble = trouble ?? why;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  const read = eventReader(events, (event) => printer.show(event));
  const limit = setTimeout(
    () => kill(`the ring did not end in ${ring.limitMs / 60_000} minutes`),
    ring.limitMs,
  );
  let leftOpen;
  const poll = setInterval(() => {
    read();
    if (!printer.ended || leftOpen !== undefined) return;
    const why = 'the process did not end after its tests: something was left open (a server, a timer)';
    leftOpen = setTimeout(() => kill(why), LEFT_OPEN_MS);
  }, 100);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => resolve(exitCode ?? signal));
    });
    read();
    return { code, trouble };
  } finally {
    clearInterval(poll);
    clearTimeout(limit);
    clearTimeout(leftOpen);
    process.removeListener('SIGINT', passOn).removeListener('SIGTERM', passOn);
    process.removeListener('exit', removeFolder);
    removeFolder();
  }
}

/** Hands on each complete line that was appended since the last call. */
function eventReader(file, take) {
  let position = 0;
  return () => {
    const unread = fs.readFileSync(file).subarray(position);
    const end = unread.lastIndexOf(10) + 1;
    position += end;
    for (const line of unread.toString('utf8', 0, end).split('\n')) if (line !== '') take(JSON.parse(line));
  };
}

/** Counts and prints: each test where one ring was asked for, else a line per outermost `describe`; failures in full at the end. */
class Printer {
  passed = 0;
  failed = 0;
  skipped = 0;
  ended = false;
  /** Names of what failed. */
  failures = [];
  #everyTest;
  #group;
  #troubles = [];
  /** Lines that wait for the end, so that those of two processes do not mix. */
  #held;

  constructor(everyTest, beside) {
    this.#everyTest = everyTest;
    this.#held = everyTest && beside ? [] : undefined;
  }

  show(event) {
    if (event.type === 'suite' && event.depth === 1) this.#openGroup(event.title);
    if (event.type === 'pass')
      this.#count(
        'passed',
        event,
        `✔ ${event.title}${event.ms > 1000 ? ` (${(event.ms / 1000).toFixed(1)} s)` : ''}`,
      );
    if (event.type === 'skip')
      this.#count('skipped', event, `- skipped: ${this.#everyTest ? event.title : event.path}`);
    if (event.type === 'fail') {
      this.#count('failed', event, `✖ ${this.#everyTest ? event.title : event.path}`);
      this.failures.push(event.path);
      this.#troubles.push(`✖ ${event.path}\n${event.error}`);
    }
    if (event.type === 'suite' && this.#everyTest) this.#say(`${'  '.repeat(event.depth)}${event.title}`);
    if (event.type === 'end') this.ended = true;
  }

  trouble(text) {
    this.failed++;
    this.failures.push(text);
    this.#troubles.push(`✖ ${text}`);
  }

  close() {
    this.#closeGroup();
    for (const line of this.#held ?? []) console.log(line);
    this.#held = undefined;
  }

  tellTroubles() {
    for (const text of this.#troubles)
      console.log(
        `\n${text
          .split('\n')
          .slice(0, 60)
          .map((line) => `  ${line}`)
          .join('\n')}`,
      );
  }

  #count(kind, event, line) {
    this[kind]++;
    if (this.#group) this.#group[kind]++;
    if (this.#everyTest || kind !== 'passed')
      this.#say(`${'  '.repeat(this.#everyTest ? event.depth : 2)}${line}`);
  }

  #say(line) {
    if (this.#held) this.#held.push(line);
    else console.log(line);
  }

  #openGroup(title) {
    this.#closeGroup();
    this.#group = { title, passed: 0, failed: 0, skipped: 0, took: stopwatch() };
  }

  #closeGroup() {
    const group = this.#group;
    this.#group = undefined;
    if (group && !this.#everyTest)
      console.log(
        `  ${group.failed > 0 ? '✖' : '✔'} ${group.title} (${group.passed + group.failed}, ${group.took()})`,
      );
  }
}

function report(results, left, obstacle, asked) {
  const sum = (kind) => results.reduce((total, result) => total + result[kind], 0);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
  console.log('');
  for (const ring of results) {
    const skips = ring.skipped > 0 ? `, ${ring.skipped} skipped` : '';
    console.log(
      `${ring.name.padEnd(9)} ${ring.notRun ? 'not run' : `${ring.passed} passed, ${ring.failed} failed${skips}`}  (${ring.took})`,
    );
  }
  const flaky = results.flatMap((result) => result.flaky);
  if (flaky.length > 0) {
    console.log('\nFailed once and passed alone; mend or remove them today:');
    for (const each of flaky) console.log(`  flaky: ${each}`);
  }
  if (left.length > 0) console.log(`Not run: ${left.join(' and ')}; ${obstacle}.`);
  const notRun = results.some((result) => result.notRun) || (asked && left.length > 0);
  if (results.every((result) => result.notRun)) return 1;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 || notRun ? 1 : 0;
}

await runAsProgram(import.meta.url, main);

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Options, parseArguments, USAGE } from './cli';
import { isObject, type Json } from './core/reader';
import { askHealth, FolderLock, type Holder } from './lock';
import { Sandbox } from './sandbox';
import { writeAtomically } from './store/credentials';

/** What the program needs of its process. */
export interface Outside {
  readonly args: readonly string[];
  readonly pid: number;
  out(text: string): void;
  err(text: string): void;
  /** Resolves when the process is asked to end. */
  readonly stop: Promise<void>;
}

/** Another start on the same port and folder may be about to publish its lock, milliseconds. */
const RIVAL_PATIENCE = 3000;
/** How long a server may take to open its data, milliseconds. */
const OPEN_PATIENCE = 20_000;
const STEP = 20;

/** Runs the sandbox until it is asked to end or nobody holds it any more. Gives the exit code. */
export async function runProgram(outside: Outside): Promise<number> {
  const options = parseArguments(outside.args);
  if (options === 'help') {
    outside.out(USAGE);
    return 0;
  }
  if ('problem' in options) {
    outside.err(`${options.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    mkdirSync(options.data, { recursive: true, mode: 0o700 });
  } catch (error) {
    outside.err(`The data folder ${options.data} cannot be used: ${reason(error)}\n`);
    return 2;
  }
  try {
    return await start(options, outside);
  } catch (error) {
    outside.err(`The sandbox could not start: ${reason(error)}\n`);
    return 1;
  }
}

/** Becomes the server of the folder or shows the one that lives; again if that one ended meanwhile. */
async function start(options: Options, outside: Outside): Promise<number> {
  for (;;) {
    const code = await attempt(options, outside);
    if (code !== undefined) return code;
  }
}

async function attempt(options: Options, outside: Outside): Promise<number | undefined> {
  const lock = new FolderLock(options.data);
  const file = path.join(options.data, 'server.json');
  const living = await lock.holder();
  if (living !== undefined) return share(living, file, outside);

  const ended = new Deferred();
  const linger = options.linger === undefined ? undefined : options.linger * 1000;
  const sandbox = new Sandbox({ ...options, linger, onEnd: () => ended.resolve() });
  try {
    await sandbox.listen();
  } catch (error) {
    await sandbox.close();
    const rival = await waitForRival(lock);
    if (rival !== undefined) return share(rival, file, outside);
    throw error;
  }
  const faster = await lock.take({ url: sandbox.url, instance: sandbox.instance });
  if (faster !== undefined) {
    await sandbox.close();
    return share(faster, file, outside);
  }
  const announcement = await sandbox.open(options.seed);
  writeAtomically(
    file,
    `${JSON.stringify({ ...announcement, pid: outside.pid, instance: sandbox.instance })}\n`,
  );
  outside.out(`${JSON.stringify(announcement)}\n`);
  await Promise.race([outside.stop, ended.promise]);
  // First the file, then the port: whoever finds the port closed must be free to write a file of its own.
  rmSync(file, { force: true });
  await sandbox.close();
  return 0;
}

/** Prints what the living server wrote down, once it has. `undefined` if it ended before that. */
async function share(holder: Holder, file: string, outside: Outside): Promise<number | undefined> {
  const until = Date.now() + OPEN_PATIENCE;
  while (Date.now() < until) {
    const known = readServer(file);
    if (known?.['instance'] === holder.instance) {
      const { url, apiKey, apiSecret, users } = known;
      outside.out(`${JSON.stringify({ url, apiKey, apiSecret, users, shared: true })}\n`);
      return 0;
    }
    if ((await askHealth(holder.url))?.instance !== holder.instance) return undefined;
    await wait(STEP);
  }
  outside.err('Another sandbox is starting on this data folder but does not come up.\n');
  return 1;
}

async function waitForRival(lock: FolderLock): Promise<Holder | undefined> {
  const until = Date.now() + RIVAL_PATIENCE;
  do {
    const holder = await lock.holder();
    if (holder !== undefined) return holder;
    await wait(STEP);
  } while (Date.now() < until);
  return undefined;
}

function readServer(file: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class Deferred {
  resolve: () => void = () => undefined;
  readonly promise = new Promise<void>((resolve) => {
    this.resolve = resolve;
  });
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const pending = new Set<() => void>();

/**
 * Runs `clean` when this process ends, by itself or by a signal, unless it was taken back before.
 * `clean` has to be synchronous. Returns the function that takes it back.
 */
export function onExit(clean: () => void): () => void {
  if (pending.size === 0) arm();
  pending.add(clean);
  return () => {
    pending.delete(clean);
    if (pending.size === 0) disarm();
  };
}

function runAll(): void {
  for (const clean of [...pending].reverse()) clean();
  pending.clear();
}

function stop(signal: NodeJS.Signals): void {
  process.exit(SIGNALS[signal as keyof typeof SIGNALS]);
}

function arm(): void {
  process.on('exit', runAll);
  for (const signal of Object.keys(SIGNALS)) process.on(signal, stop);
}

function disarm(): void {
  process.removeListener('exit', runAll);
  for (const signal of Object.keys(SIGNALS)) process.removeListener(signal, stop);
}

/** A folder for temporary files that goes with this process at the latest. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function temporaryFolder(prefix = 'jsign-test-'): TemporaryFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  const remove = (): void =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const takeBack = onExit(remove);
  return {
    path: folder,
    remove: () => {
      takeBack();
      remove();
    },
  };
}

/** Ends a process group now; a group that is gone is fine. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Ends what still runs with this folder as its home: programs that an extension started to outlive the window. */
export function killInhabitants(home: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      if (variables.includes(`HOME=${home}`)) process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      // Processes of others cannot be read, and any may be gone by now.
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!['EACCES', 'EPERM', 'ENOENT', 'ESRCH'].includes(code)) throw error;
    }
  }
}

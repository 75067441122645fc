import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onExit } from '../workbench/cleanup';
import { PROJECT } from '../workbench/paths';

/** Runs a program to its end with `input`. Gives what it wrote. It goes with this process at the latest. */
export async function runProgram(program: string, args: readonly string[], input: string): Promise<string> {
  const child = spawn(program, args, { stdio: 'pipe' });
  const takeBack = onExit(() => child.kill('SIGKILL'));
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  takeBack();
  if (code !== 0) throw new Error(`${path.basename(program)} ended with ${String(code)}: ${errors}`);
  return output;
}

/** Runs a program of the bench (`<name>.program.ts`) in a process of its own that can be told to collect garbage: JSON in and out. */
export async function runMeasured(name: string, order: unknown): Promise<unknown> {
  const program = path.join(PROJECT, `out/test/bench/${name}.program.js`);
  return JSON.parse(await runProgram(process.execPath, ['--expose-gc', program], JSON.stringify(order)));
}

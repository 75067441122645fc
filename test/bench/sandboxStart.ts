import { SandboxProgram } from '../contract/sandboxProgram';
import { temporaryFolder } from '../workbench/cleanup';
import { type Figure, type Group, medianOf } from './figure';

const RUNS = 10;
const SEEDED = 1000;
const TARGET_MS = 500;

/** How long the sandbox takes from the start of its process to the line that says where it listens. */
export const sandboxStart: Group = {
  name: 'sandbox',
  async measure({ note }) {
    return [await onEmptyFolders(note), await onOneFolder(note)];
  },
};

async function onEmptyFolders(note: (line: string) => void): Promise<Figure> {
  note(`starting the sandbox on ${RUNS} empty folders`);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const folder = temporaryFolder('jsign-bench-');
    times.push(await timeOfStart(folder.path));
    folder.remove();
  }
  const what = 'sandbox, process start to listening, on an empty folder';
  return medianOf({ id: 'sandbox.empty', what, unit: 'ms', target: { atMost: TARGET_MS } }, times);
}

async function onOneFolder(note: (line: string) => void): Promise<Figure> {
  note(`starting the sandbox ${RUNS} times on ${SEEDED} envelopes`);
  const folder = temporaryFolder('jsign-bench-');
  const seeding = await SandboxProgram.start({ data: folder.path, seed: SEEDED });
  await seeding.stop('SIGTERM', true);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await timeOfStart(folder.path));
  folder.remove();
  const what = `sandbox, process start to listening, on ${SEEDED} envelopes`;
  return medianOf({ id: 'sandbox.seeded', what, unit: 'ms', target: { atMost: TARGET_MS } }, times);
}

async function timeOfStart(data: string): Promise<number> {
  const started = performance.now();
  const sandbox = await SandboxProgram.start({ data });
  const took = performance.now() - started;
  await sandbox.stop('SIGTERM', true);
  return took;
}

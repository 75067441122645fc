// Measures the groups that are named and prints the figures; started by test/bench/run.mjs after everything is built.
import { activation } from './activation';
import { composer } from './composer';
import { composerModel } from './composerModel';
import type { Bench, Figure, Group } from './figure';
import { NoiseMeter } from './machine';
import { panels } from './panels';
import { preflight } from './preflight';
import { asJson, asTable, type Result, type Skipped } from './report';
import { sandboxStart } from './sandboxStart';
import { sizes } from './sizes';
import { store } from './store';
import { tree } from './tree';
import { upload } from './upload';

const GROUPS: readonly Group[] = [
  sizes,
  activation,
  tree,
  panels,
  store,
  upload,
  sandboxStart,
  preflight,
  composerModel,
  composer,
];

async function main(args: readonly string[]): Promise<void> {
  const skipped: Skipped[] = [];
  const bench: Bench = {
    hasVscode: !args.includes('--no-vscode'),
    note: (line) => console.error(`bench: ${line}`),
    skip: (what, why) => {
      console.error(`bench: skipped ${what}: ${why}`);
      skipped.push({ what, why });
    },
  };
  const noise = new NoiseMeter();
  const figures: Figure[] = [];
  for (const group of GROUPS.filter(({ name }) => args.includes(name))) {
    await noise.sample();
    figures.push(...(await group.measure(bench)));
  }
  await noise.sample();
  const result: Result = { time: new Date().toISOString(), machine: noise.machine(), figures, skipped };
  console.log(args.includes('--json') ? asJson(result) : asTable(result));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

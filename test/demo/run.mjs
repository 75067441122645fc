// npm run demo: installs what is needed, builds, and opens a VS Code with the extension and a sample workspace.
//   npm run demo             the desktop VS Code where there is a display and one from 1.105 on, else a real VS Code at a printed address
//   npm run demo -- --check  does what a person would do, without one, and ends with 0 only if all of it worked
//   npm run demo -- --check --all  the same, and then each of the 29 operations from where it lives in the editor
//   npm run demo -- --pictures  leaves the pictures of the README in docs/images
import { spawn } from 'node:child_process';
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

/** What runs in a served VS Code without a person, by its flag. */
const PROGRAMS = { '--check': 'check', '--pictures': 'pictures' };
const ALL = '--all';

async function main(args) {
  requireNode();
  const [flag, ...more] = args;
  const unknown = [
    ...args.filter((arg) => !(arg in PROGRAMS) && arg !== ALL),
    ...more.filter((arg) => arg !== ALL || flag !== '--check'),
  ];
  if (unknown.length > 0 || flag === ALL)
    throw new Stop(
      `Not understood: ${args.join(' ')}. There are ${Object.keys(PROGRAMS).join(', ')} and --check ${ALL}.`,
    );

  await installDependencies();
  await build();
  await packageExtension();

  if (flag === undefined) {
    const code = await program(process.execPath, 'desktop');
    // The program says so where there is no display or no VS Code that is new enough.
    if (code !== NO_DESKTOP) return code;
  }
  const obstacle = workbenchObstacle();
  if (obstacle !== undefined) throw new Stop(obstacle);
  await prepareWorkbench();
  return program(NODE_24, PROGRAMS[flag] ?? 'serve', more);
}

/** The exit code of test/demo/desktop.program.ts where no desktop can be used. */
const NO_DESKTOP = 3;

function program(node, name, args = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [path.join(ROOT, `out/test/demo/${name}.program.js`), ...args], {
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

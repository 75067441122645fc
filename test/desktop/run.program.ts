// The host ring in a desktop VS Code: VSCODE_EXECUTABLE, or one that @vscode/test-electron downloads (VSCODE_VERSION, default stable).
import { existsSync } from 'node:fs';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { WORKSPACE_FILES } from '../host/workspace';
import { PROJECT, temporaryFolder, temporaryWorkspace } from '../workbench';
import { desktopTestOptions } from './options';

/** test/run.mjs knows this exit code. */
const NOT_RUN = 3;
const DOWNLOAD_IDLE_MS = 30_000;

class NotRun extends Error {}

async function main(): Promise<number> {
  const { JSIGN_TEST_EVENTS, JSIGN_TEST_GREP, VSCODE_VERSION, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (JSIGN_TEST_EVENTS === undefined) throw new Error('Run the desktop ring with npm run test:desktop.');
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    throw new NotRun('there is no display (on a machine without one: xvfb-run npm run test:desktop)');
  }
  const executable = await findExecutable(VSCODE_VERSION);
  const [profile, workspace] = [temporaryFolder('jsign-'), temporaryWorkspace(WORKSPACE_FILES)];
  try {
    return await runTests(
      desktopTestOptions({
        project: PROJECT,
        profile: profile.path,
        workspace: workspace.path,
        events: JSIGN_TEST_EVENTS,
        executable,
        ...(JSIGN_TEST_GREP === undefined ? {} : { grep: JSIGN_TEST_GREP }),
      }),
    );
  } finally {
    profile.remove();
    workspace.remove();
  }
}

async function findExecutable(version: string | undefined): Promise<string> {
  const given = process.env['VSCODE_EXECUTABLE'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new NotRun(`VSCODE_EXECUTABLE names ${given}, which does not exist`);
  }
  try {
    return await downloadAndUnzipVSCode({
      version: version ?? 'stable',
      cachePath: `${PROJECT}/.vscode-test`,
      timeout: DOWNLOAD_IDLE_MS,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NotRun(`VSCODE_EXECUTABLE names none and the download failed (${why})`);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof NotRun)
      console.error(`The tests were not run in a desktop VS Code: ${error.message}.`);
    else console.error(error);
    process.exitCode = error instanceof NotRun ? NOT_RUN : 1;
  },
);

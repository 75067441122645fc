import path from 'node:path';
import type { runTests } from '@vscode/test-electron';

type TestOptions = Parameters<typeof runTests>[0];

export interface DesktopRun {
  /** The project's folder, with the extension and the tests built. */
  readonly project: string;
  /** An empty folder for the profile. */
  readonly profile: string;
  /** The folder that the window opens. */
  readonly workspace: string;
  /** Where the tests' events go. */
  readonly events: string;
  /** An installed VS Code; without it one is downloaded. */
  readonly executable?: string;
  /** What to download: 'stable', 'insiders' or a version. */
  readonly version?: string;
  readonly grep?: string;
}

/** How @vscode/test-electron has to start a desktop VS Code so that the host ring runs in it and leaves nothing behind. */
export function desktopTestOptions(run: DesktopRun): TestOptions {
  return {
    extensionDevelopmentPath: run.project,
    extensionTestsPath: path.join(run.project, 'out/test/host/index.suite.js'),
    extensionTestsEnv: {
      JSIGN_TEST_EVENTS: run.events,
      JSIGN_TEST_GREP: run.grep,
      // Set where the ring is started from a terminal inside VS Code: the new one would run as plain Node.
      ELECTRON_RUN_AS_NODE: undefined,
    },
    launchArgs: [
      run.workspace,
      `--user-data-dir=${path.join(run.profile, 'user-data')}`,
      `--extensions-dir=${path.join(run.profile, 'extensions')}`,
      '--disable-extensions',
      '--disable-telemetry',
      '--disable-gpu',
      // No question about a keyring in a run that nobody watches.
      '--password-store=basic',
    ],
    ...(run.executable === undefined
      ? { version: run.version ?? 'stable', cachePath: path.join(run.project, '.vscode-test') }
      : { vscodeExecutablePath: run.executable }),
  };
}

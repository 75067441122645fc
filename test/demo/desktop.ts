import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface DesktopFolders {
  readonly profile: string;
  readonly workspace: string;
  /** The extension's folder, built. */
  readonly extension: string;
}

/** How the `code` command has to be started so that the demonstration leaves nothing behind. */
export function desktopArguments({ profile, workspace, extension }: DesktopFolders): readonly string[] {
  return [
    '--wait',
    '--new-window',
    `--user-data-dir=${path.join(profile, 'user-data')}`,
    `--extensions-dir=${path.join(profile, 'extensions')}`,
    `--extensionDevelopmentPath=${extension}`,
    '--disable-workspace-trust',
    '--password-store=basic',
    workspace,
  ];
}

/** Whether a version such as `1.105.1` is at least the one that `engines` names. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 105);
}

type Found = { readonly command: string; readonly version: string } | { readonly why: string };

/** The VS Code to open: VSCODE_EXECUTABLE (its command-line program), else `code`, `codium` or `code-insiders`. */
export function findDesktop(env: NodeJS.ProcessEnv): Found {
  const given = env['VSCODE_EXECUTABLE'];
  const candidates = given ? [given] : ['code', 'codium', 'code-insiders'];
  let old: string | undefined;
  for (const command of candidates) {
    const { status, stdout } = spawnSync(command, ['--version'], {
      encoding: 'utf8',
      timeout: 20_000,
      shell: process.platform === 'win32',
    });
    const version = status === 0 ? /^(\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
    if (version === undefined) continue;
    if (isNewEnough(version)) return { command, version };
    old = version;
  }
  if (old !== undefined) return { why: `the VS Code found here is ${old}, and 1.105 or newer is needed` };
  return { why: 'no VS Code was found (name one in VSCODE_EXECUTABLE)' };
}

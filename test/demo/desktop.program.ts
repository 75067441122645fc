// The demonstration in the desktop VS Code; ends with NO_DESKTOP where there is no display or none that is new enough.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT, temporaryFolder, temporaryWorkspace } from '../workbench';
import { desktopArguments, findDesktop } from './desktop';
import { demoFiles } from './workspaceFiles';

const NO_DESKTOP = 3;

async function main(): Promise<number> {
  const { platform, env } = process;
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    console.log('demo: there is no display, so a real VS Code is served instead');
    return NO_DESKTOP;
  }
  const found = findDesktop(env);
  if ('why' in found) {
    console.log(`demo: ${found.why}, so a real VS Code is served instead`);
    return NO_DESKTOP;
  }
  const profile = temporaryFolder('jsign-demo-');
  const workspace = temporaryWorkspace(demoFiles());
  console.log(`demo: opening VS Code ${found.version}; close its window to end the demonstration`);
  const child = spawn(
    found.command,
    desktopArguments({ profile: profile.path, workspace: workspace.path, extension: PROJECT }),
    { stdio: 'ignore', shell: platform === 'win32', env: { ...env, ELECTRON_RUN_AS_NODE: undefined } },
  );
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (ended) => resolve(ended ?? 1));
  });
  profile.remove();
  workspace.remove();
  console.log(`demo: what you sent lay in ${path.basename(workspace.path)}, which is removed now`);
  return code;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

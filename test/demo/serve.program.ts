// The demonstration in a browser: serves a real VS Code with the packaged extension until it is ended.
import path from 'node:path';
import { onExit, PROJECT, startServer, temporaryWorkspace } from '../workbench';
import { demoFiles } from './workspaceFiles';

async function main(): Promise<void> {
  const workspace = temporaryWorkspace(demoFiles());
  const server = await startServer({
    folder: workspace.path,
    vsix: [path.join(PROJECT, 'dist/jsign.vsix')],
    settings: { 'workbench.reduceMotion': 'auto' },
  });
  console.log('\nA real VS Code with the extension is served at\n');
  console.log(`  ${server.url()}\n`);
  console.log(
    'Open it in a browser on this machine. In the jSign view choose "Try without an account", then',
  );
  console.log('right-click contracts/mutual-nda.pdf and choose "Send for Signature…". Ctrl+C ends it.');
  onExit(() => workspace.remove());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

// Runs the tests below test/host in the extension host of a real VS Code; started by test/run.mjs under Node 24.
import path from 'node:path';
import {
  develop,
  extensionHostLog,
  goto,
  launchBrowser,
  leaveEvidence,
  newContext,
  PROJECT,
  startServer,
  temporaryWorkspace,
  watchConsole,
  type WorkbenchServer,
} from '../workbench';
import { WORKSPACE_FILES } from './workspace';

const LIMIT_MS = 8 * 60_000;

async function main(): Promise<number> {
  const { JSIGN_TEST_EVENTS, JSIGN_TEST_GREP } = process.env;
  if (JSIGN_TEST_EVENTS === undefined) throw new Error('Run the host ring with node test/run.mjs host.');
  const workspace = temporaryWorkspace(WORKSPACE_FILES);
  const server = await startServer({
    folder: workspace.path,
    env: { JSIGN_TEST_EVENTS, ...(JSIGN_TEST_GREP === undefined ? {} : { JSIGN_TEST_GREP }) },
  });
  try {
    return await runIn(server);
  } finally {
    await server.stop();
    workspace.remove();
  }
}

async function runIn(server: WorkbenchServer): Promise<number> {
  const browser = await launchBrowser();
  try {
    const context = await newContext(browser);
    await develop(context, server, {
      extensions: [PROJECT],
      tests: path.join(PROJECT, 'out/test/host/index.suite.js'),
    });
    const page = await context.newPage();
    watchConsole(page);
    const ended = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`The tests did not end in ${LIMIT_MS / 60_000} minutes.`)),
        LIMIT_MS,
      );
      timer.unref();
      page.once('crash', () => reject(new Error('The workbench page crashed.')));
      browser.once('disconnected', () => reject(new Error('The browser went away.')));
      // VS Code hands run()'s outcome, 0 or 1, to a function of this name.
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    try {
      await goto(page, server.url());
      return await ended;
    } catch (error) {
      console.error(extensionHostLog(server));
      console.error(`screenshot: ${await leaveEvidence(page, 'host ring')}`);
      throw error;
    }
  } finally {
    await browser.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

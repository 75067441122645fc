import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { SandboxFacts } from '../contract/sandboxProgram';
import { Person } from '../demo/person';
import {
  launchBrowser,
  newContext,
  openContainer,
  openWorkbench,
  PROJECT,
  reload,
  startServer,
  temporaryWorkspace,
  until,
  type WorkbenchServer,
} from '../workbench';
import { companion, type Companion } from './companion';

export interface WindowOptions {
  /** How many envelopes the sandbox gets. */
  readonly envelopes: number;
  /** The files of the workspace, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface BenchWindow {
  readonly page: Page;
  /** The folder that is open in it. */
  readonly folder: string;
  readonly companion: Companion;
  /** The one that the extension has started. */
  readonly sandbox: SandboxFacts;
}

/**
 * Runs `work` in a real VS Code with the packaged extension and the companion in it, signed in to the local sandbox, which has
 * envelopes. Windows that are opened later find the account and show the Explorer.
 */
export async function inWindow<T>(
  options: WindowOptions,
  work: (window: BenchWindow) => Promise<T>,
): Promise<T> {
  const { envelopes, settings = {}, files = { 'README.md': '# Bench\n' } } = options;
  const [workspace, beside] = [temporaryWorkspace(files), companion()];
  try {
    const vsix = [path.join(PROJECT, 'dist/jsign.vsix'), beside.vsix];
    const server = await startServer({ folder: workspace.path, vsix, settings });
    const browser = await launchBrowser();
    try {
      const page = await openWorkbench(await newContext(browser), server);
      await new Person(page).tryWithoutAccount();
      const sandbox = await sandboxOf(server);
      await seed(sandbox, envelopes);
      await openContainer(page, 'Explorer');
      await reload(page);
      return await work({ page, folder: workspace.path, companion: beside, sandbox });
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    workspace.remove();
    beside.remove();
  }
}

async function sandboxOf(server: WorkbenchServer): Promise<SandboxFacts> {
  const { name, publisher } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly publisher: string;
  };
  const storage = path.join(server.userData, 'User/globalStorage', `${publisher}.${name}`);
  return until('the file of the running sandbox', () => {
    try {
      return JSON.parse(readFileSync(path.join(storage, 'sandbox/server.json'), 'utf8')) as SandboxFacts;
    } catch {
      return undefined;
    }
  });
}

async function seed({ url }: SandboxFacts, envelopes: number): Promise<void> {
  const body = JSON.stringify({ envelopes, templates: 0 });
  const reply = await fetch(`${url}/_sandbox/seed`, { method: 'POST', body });
  if (!reply.ok) throw new Error(`The sandbox could not be filled: ${reply.status}.`);
}
